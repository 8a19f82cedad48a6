// Words and their stems, for search: Snowball's German and English stemmers.
//
// Threads: safe from any thread; stemmers are made per thread.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <string_view>
#include <vector>

struct sqlite3_value;

namespace depesche::store {

struct Word {
  std::string folded;         // in small letters
  size_t begin = 0, end = 0;  // bytes of the text
};

// No name has more words; SQLite joins at most 500 lists.
inline constexpr size_t kMostWordsOfName = 100;

// The runs of letters and digits of the text (valid UTF-8).
std::vector<Word> words_in(std::string_view text);

// The stem of a folded word in "de" or "en"; in another language the word itself. Umlauts are folded (Häuser: haus).
std::string stem_of(const std::string& folded, std::string_view language);

// The text that SQL gave to a function of ours; empty for null. Valid while the function runs.
std::string_view text_of(sqlite3_value* value);

// Makes SQL know stems(title, text, language): the stems of those words that are not their own stem, with blanks between.
void add_stems_function(SQLite::Database& sqlite);

}  // namespace depesche::store
