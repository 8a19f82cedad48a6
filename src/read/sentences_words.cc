#include "read/sentences_words.h"

#include "base/utf8.h"
#include "read/sentences_characters.h"
#include "read/sentences_tables.h"

namespace depesche::sentences {

bool is_small_word(std::string_view word) { return !word.empty() && is_lower(code_point_at(word, 0).value); }
bool has_digit(std::string_view token) { return token.find_first_of("0123456789") != std::string_view::npos; }
bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_capitals(std::string_view word) {
  size_t letters = 0;
  for (size_t at = 0; at < word.size(); ++letters) {
    const CodePoint c = code_point_at(word, at);
    if (!is_upper(c.value)) return false;
    at = c.next;
  }
  return letters >= 2;
}

bool is_small_name(std::string_view word) {
  const size_t second = word.empty() ? 0 : code_point_at(word, 0).next;
  return second < word.size() && is_upper(code_point_at(word, second).value);
}

bool is_capitalised(std::string_view word) {
  if (word.empty()) return false;
  const CodePoint first = code_point_at(word, 0);
  return is_upper(first.value) && first.next < word.size() && is_lower(code_point_at(word, first.next).value);
}

bool is_roman_number(std::string_view token) {
  return token.size() >= 2 && token.find_first_not_of("IVX") == std::string_view::npos;
}

bool is_single_letter(std::string_view token) {
  return !token.empty() && code_point_at(token, 0).next == token.size() && is_letter(code_point_at(token, 0).value);
}

bool is_letters_with_stops(std::string_view token) {
  bool letter_is_next = true;
  for (size_t at = 0; at < token.size(); letter_is_next = !letter_is_next) {
    const CodePoint c = code_point_at(token, at);
    if (letter_is_next ? !is_letter(c.value) : !is_full_stop(c.value)) return false;
    at = c.next;
  }
  return !letter_is_next && token.find('.') != std::string_view::npos;
}

bool lacks_vowel(std::string_view token) {
  constexpr size_t kLongestAbbreviation = 5;
  constexpr std::string_view kConsonants = "bcdfghjklmnpqrstvwxz";
  if (token.size() < 2 || token.size() > kLongestAbbreviation || is_plain_without_vowel(token)) return false;
  const char first = static_cast<char>(token[0] | 0x20);  // small
  return kConsonants.find(first) != std::string_view::npos &&
         token.find_first_not_of(kConsonants, 1) == std::string_view::npos;
}

size_t begin_in(std::string_view text, std::string_view token) { return static_cast<size_t>(token.data() - text.data()); }

}  // namespace depesche::sentences
