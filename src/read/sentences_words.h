// The shape of single words: capitals, numbers, and what looks like an abbreviation.
//
// Threads: free functions without state; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace depesche::sentences {

// Begins with a small letter.
bool is_small_word(std::string_view word);

// These two know 0 to 9 only.
bool has_digit(std::string_view token);
bool is_number(std::string_view token);

// "FC": two capitals or more and nothing else.
bool is_capitals(std::string_view word);

// "iPhone", "eBay": a name, although it begins with a small letter.
bool is_small_name(std::string_view word);

// "Die": a capital, then a small letter.
bool is_capitalised(std::string_view word);

// Of the kings and popes; with other numerals than these, "DC" and "MI" would be among them.
bool is_roman_number(std::string_view token);
bool is_single_letter(std::string_view token);

// "U.S", "z.B", "J.R.R"
bool is_letters_with_stops(std::string_view token);

// "Bhf", "dgl"; "VfL" and "GmbH" are read as words.
bool lacks_vowel(std::string_view token);

// Where `token`, a part of `text`, begins in it.
size_t begin_in(std::string_view text, std::string_view token);

}  // namespace depesche::sentences
