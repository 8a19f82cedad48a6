// lines: the lines of an article, and what became of each.
//
// A Line refers to the content it was split from (and, where invisible characters had to go, to memory of its Lines);
// both outlive it. Not thread-safe: one thread works on one Lines.
#pragma once

#include <depesche/document.h>

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

enum class Fate { kText, kTitle, kRemoved };

// A line that shows something. Blank lines are only counted (`blank_before`).
struct Line {
  std::string_view raw;       // as in the content, without white space at the ends
  std::string_view text;      // raw without the invisible characters
  bool blank_before = false;  // a blank line, or nothing at all, stands before it
  Fate fate = Fate::kText;
  RemovedWhy why = RemovedWhy::kOther;  // where fate is kRemoved

  bool kept() const { return fate == Fate::kText; }
  void remove(RemovedWhy reason) {
    fate = Fate::kRemoved;
    why = reason;
  }
};

// Characters that are dropped without an account: soft hyphen, zero width space, word joiner, byte order mark.
bool is_invisible(char32_t c);

class Lines {
 public:
  // Line ends are LF, CR LF, CR, form feed, U+2028 and U+2029 (which also ends a paragraph).
  explicit Lines(std::string_view content);

  size_t size() const { return lines_.size(); }
  Line& operator[](size_t i) { return lines_[i]; }
  const Line& operator[](size_t i) const { return lines_[i]; }

  // Makes two lines of line `i`, the second beginning at byte `at` of its text (0 < at < size, on a code point border).
  // Does nothing and returns false where one of the two would show nothing.
  bool split(size_t i, size_t at);

  // True where sentences run on over line ends, as in mail: then the words of a line are no unit of their own.
  bool hard_wrapped() const { return hard_wrapped_; }
  // Line `i` goes on with the sentence of the line before it.
  bool continues(size_t i) const;

 private:
  Line make_line(std::string_view raw);
  bool find_hard_wrapping() const;

  std::vector<Line> lines_;
  std::deque<std::string> owned_;  // texts of lines that had invisible characters
  bool hard_wrapped_ = false;
};

}  // namespace depesche
