// Line breaks: which of them end a sentence.
//
// Threads: a Lines is immutable after it was made.
#pragma once

#include <cstddef>
#include <string_view>

namespace depesche::sentences {

// White space between two visible characters of a text, with what its line breaks mean.
struct Gap {
  size_t end = 0;  // the next visible character, or the end of the text
  int line_breaks = 0;
};

// `at` is the first white space character. \r\n is one break; U+2029 counts as two (a paragraph's end).
Gap gap_at(std::string_view text, size_t at);

// How a text is set in lines: one paragraph a line, or hard-wrapped at a width.
// Cost of making: linear in the text.
class Lines {
 public:
  explicit Lines(std::string_view text);

  bool hard_wrapped() const { return hard_wrapped_; }

  // Whether the breaks in `gap` end a sentence, where `line` is the visible text of the line before it.
  bool break_ends_sentence(std::string_view line, const Gap& gap) const;

 private:
  std::string_view text_;
  bool hard_wrapped_ = false;
  size_t width_ = 0;  // code points; of the longest line that is not too long for a hard-wrapped one
};

}  // namespace depesche::sentences
