// Characters and words around a position, for the split into sentences.
//
// Threads: free functions without state; safe from any thread. All positions are bytes on code point borders.
#pragma once

#include "base/utf8.h"

#include <cstddef>
#include <string_view>

namespace depesche::sentences {

// Longest word looked at; what is longer is cut there, so that every look around costs constant time.
inline constexpr size_t kMaxWordBytes = 64;

bool is_full_stop(char32_t c);    // .
bool is_strong_mark(char32_t c);  // ! ? and their kin
bool is_ellipsis(char32_t c);     // …
bool is_script_mark(char32_t c);  // 。！？ ؟ ।
bool is_final_mark(char32_t c);   // each of these
bool is_quotation_mark(char32_t c);
bool is_opening_bracket(char32_t c);
bool is_closing_bracket(char32_t c);
bool is_dash(char32_t c);
bool is_line_break(char32_t c);  // also \r, which with \n is one break

// The word of letters that begins at `at`; empty where none does.
std::string_view word_at(std::string_view text, size_t at);

// The run that ends at `end` of letters, digits, and of full stops, hyphens, apostrophes and signs of numbers between them.
std::string_view token_before(std::string_view text, size_t end);

// As token_before, of the text before white space that ends at `end`; empty where there is none or more than two characters.
std::string_view token_before_space(std::string_view text, size_t end);

// The first position at or after `at` that holds no white space.
size_t skip_space(std::string_view text, size_t at);

// What begins at the first visible character after a mark.
struct Ahead {
  bool spaced = false;      // white space before it
  size_t at = 0;            // the first visible character; text.size() where there is none
  char32_t first = 0;       // that character; 0 at the end
  bool opened = false;      // opening marks or dashes stand before the word
  size_t word_begin = 0;    // after those
  char32_t word_first = 0;  // 0 at the end
  std::string_view word;
  bool is_initial = false;  // the word is a single letter with a full stop
};
Ahead look_ahead(std::string_view text, size_t at);

}  // namespace depesche::sentences
