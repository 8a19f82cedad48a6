// UTF-8: validity, single characters, and positions in code points. On ICU.
//
// Threads: free functions without state; a CodePointIndex is immutable after it was made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// True where every byte belongs to a well-formed character (no surrogates, nothing over U+10FFFF, no overlong forms).
bool is_valid_utf8(std::string_view bytes);

// The character that begins at byte `at`, and the position after it. `text` is valid UTF-8 and at < text.size().
struct CodePoint {
  char32_t value = 0;
  size_t next = 0;
};
CodePoint code_point_at(std::string_view text, size_t at);

// The character that ends at byte `at` (at > 0), and where it begins, in `next`.
CodePoint code_point_before(std::string_view text, size_t at);

void append_code_point(std::string& text, char32_t value);

// By Unicode: letters and marks (of them); decimal digits; White_Space; upper- and titlecase letters.
bool is_letter(char32_t c);
bool is_digit(char32_t c);
bool is_space(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
char32_t to_upper(char32_t c);  // the character itself where it has no other case, or not in one character
char32_t to_lower(char32_t c);

// Without the white space (by Unicode) at both ends.
std::string_view trim(std::string_view text);

// Full case folding, for comparing without regard to case ("Straße" → "strasse").
std::string fold_case(std::string_view text);

// In small letters of ASCII ("Erdoğan" → "erdogan", "Łódź" → "lodz"); what has no such form is left out.
std::string to_ascii(std::string_view text);

// How many code points stand in `text` (valid UTF-8).
size_t count_code_points(std::string_view text);

// Translates between byte and code point positions of one text.
// Cost: 1/16 of the text's memory; each translation looks at 64 bytes or fewer (a byte position) or does a binary search
// before that.
class CodePointIndex {
 public:
  // `text` is valid UTF-8 and outlives the index.
  explicit CodePointIndex(std::string_view text);

  // The code point position of byte position `byte` <= text.size(), which falls on a code point border.
  uint32_t from_byte(uint32_t byte) const;
  // The byte position of code point position `point` <= text_points().
  uint32_t to_byte(uint32_t point) const;
  // The text's length in code points.
  uint32_t text_points() const { return from_byte(static_cast<uint32_t>(text_.size())); }

 private:
  std::string_view text_;
  std::vector<uint32_t> points_before_;  // [block of 64 bytes]
};

}  // namespace depesche
