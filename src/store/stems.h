// Words and their stems, for search: Snowball's German and English stemmers.
//
// Threads: safe from any thread; stemmers are made per thread.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

struct sqlite3_value;

namespace depesche::store {

struct Word {
  std::string folded;         // in small letters
  size_t begin = 0, end = 0;  // bytes of the text
};

// No name has more words; SQLite joins at most 500 lists.
inline constexpr size_t kMostWordsOfName = 100;

// The runs of letters and digits of the text (valid UTF-8), and whether they are ASCII.
template <class Take>
void each_word(std::string_view text, Take take) {
  size_t begin = 0;
  bool within = false, is_ascii = true;
  const auto close = [&](size_t end) {
    if (within) take(text.substr(begin, end - begin), is_ascii);
    within = false;
    is_ascii = true;
  };
  // Most letters are ASCII, for which there is no need to ask Unicode.
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const CodePoint c = byte < 0x80 ? CodePoint{byte, at + 1} : code_point_at(text, at);
    const bool is_of_word = byte < 0x80 ? std::isalnum(byte) != 0 : is_letter(c.value) || is_digit(c.value);
    if (is_of_word) {
      if (!within) begin = at;
      within = true;
      is_ascii = is_ascii && byte < 0x80;
    } else {
      close(at);
    }
    at = c.next;
  }
  close(text.size());
}

// The same, folded.
std::string folded(std::string_view word, bool is_ascii);
std::vector<Word> words_in(std::string_view text);

// The stem of a folded word in "de" or "en"; in another language the word itself. Umlauts are folded (Häuser: haus).
std::string stem_of(const std::string& folded, std::string_view language);

// The text that SQL gave to a function of ours; empty for null. Valid while the function runs.
std::string_view text_of(sqlite3_value* value);

// Makes SQL know stems(title, text, language), the stems of those words that are not their own stem, with blanks between,
// and key_of(text), which is term_value() of rows.h.
void add_functions(SQLite::Database& sqlite);

}  // namespace depesche::store
