// The query language of search, count and export (docs/store.md).
//
//   words            that stand in the text, by their stems (Verhandlung finds Verhandlungen)
//   "a phrase"       these words in this order
//   field:value      field:"two words", field:a,b (either), -field:value (not)
//
// All must hold. Fields: actor recipient party source speaker type status place country from to outlet lang confidence
// standing.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace depesche::store {

struct Filter {
  std::string field;
  std::vector<std::string> values;  // one of them
  bool negated = false;

  bool operator==(const Filter&) const = default;
};

struct Query {
  std::vector<std::string> words;    // folded
  std::vector<std::string> phrases;  // as they were given
  std::vector<Filter> filters;
  std::optional<int64_t> from_day, to_day;  // days since 1970
  std::optional<double> least_confidence;

  bool has_text() const { return !words.empty() || !phrases.empty(); }
};

// Whether the language has a field of this name.
bool is_field(std::string_view name);

// Errors  kBadArgument: no word in it, an unknown field, a value that is none, an open quotation mark; names the place and
// the remedy.
Result<Query> parse_query(std::string_view text);

// What FTS5 is asked for; empty without words.
std::string full_text_expression(const Query& query);

// Whether a text of that language says all words and phrases of a query. Remembers what each word of the texts it has seen
// is to the query: folding and stemming them costs most of a search.
class TextMatcher {
 public:
  explicit TextMatcher(const Query& query);
  bool operator()(std::string_view text, std::string_view language);

 private:
  struct Meaning {
    std::vector<size_t> words;  // of the query, that it is a form of
    size_t in_phrases = 0;      // its number among the words of phrases; 0: it is none
  };
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Meanings = std::unordered_map<std::string, Meaning, Hash, std::equal_to<>>;

  const Meaning& meaning_of(Meanings& meanings, std::string_view word, bool is_ascii, std::string_view language);

  std::vector<std::vector<std::string>> words_;     // of each word, itself and its stems
  std::map<std::string, size_t> words_of_phrases_;  // without marks
  std::vector<std::vector<size_t>> phrases_;        // their words' numbers
  std::map<std::string, Meanings, std::less<>> of_language_;
};

}  // namespace depesche::store
