#include "store/stems.h"

#include <libstemmer.h>
#include <sqlite3.h>

#include <memory>

#include "base/letters.h"
#include "base/utf8.h"
#include "store/rows.h"

namespace depesche::store {
namespace {

struct Close {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, Close>;

sb_stemmer* stemmer_of(std::string_view language) {
  thread_local const Stemmer german(sb_stemmer_new("german", "UTF_8"));
  thread_local const Stemmer english(sb_stemmer_new("english", "UTF_8"));
  return language == "de" ? german.get() : language == "en" ? english.get() : nullptr;
}

void append_stems(std::string& stems, std::string_view text, std::string_view language) {
  for (const Word& word : words_in(text)) {
    const std::string stem = stem_of(word.folded, language);
    // The word itself is in the index as it is, though with its ß, which FTS5 does not fold.
    if (stem == word.folded && text.substr(word.begin, word.end - word.begin).find("ß") == std::string_view::npos) continue;
    if (!stems.empty()) stems += ' ';
    stems += stem;
  }
}

void stems_function(sqlite3_context* context, int, sqlite3_value** values) {
  const std::string_view language = text_of(values[2]);
  std::string stems;
  append_stems(stems, text_of(values[0]), language);
  append_stems(stems, text_of(values[1]), language);
  sqlite3_result_text64(context, stems.data(), stems.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void key_function(sqlite3_context* context, int, sqlite3_value** values) {
  const std::string key = term_value(text_of(values[0]));
  sqlite3_result_text64(context, key.data(), key.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace

std::string_view text_of(sqlite3_value* value) {
  const auto* bytes = sqlite3_value_text(value);
  return bytes == nullptr
             ? std::string_view()
             : std::string_view(reinterpret_cast<const char*>(bytes), static_cast<size_t>(sqlite3_value_bytes(value)));
}

std::string folded(std::string_view word, bool is_ascii) { return is_ascii ? lower_ascii(word) : fold_case(word); }

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  each_word(text, [&](std::string_view word, bool is_ascii) {
    const auto begin = static_cast<size_t>(word.data() - text.data());
    words.push_back({folded(word, is_ascii), begin, begin + word.size()});
  });
  return words;
}

std::string stem_of(const std::string& folded, std::string_view language) {
  sb_stemmer* stemmer = stemmer_of(language);
  if (stemmer == nullptr) return folded;
  const auto* stem =
      sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(folded.data()), static_cast<int>(folded.size()));
  // Out of memory, it gives none.
  if (stem == nullptr) return folded;
  return {reinterpret_cast<const char*>(stem), static_cast<size_t>(sb_stemmer_length(stemmer))};
}

void add_functions(SQLite::Database& sqlite) {
  sqlite.createFunction("stems", 3, true, nullptr, stems_function);
  sqlite.createFunction("key_of", 1, true, nullptr, key_function);
}

}  // namespace depesche::store
