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
#include <optional>
#include <string>
#include <string_view>
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

// Whether a text of that language says all words and phrases of a query.
class TextMatcher {
 public:
  explicit TextMatcher(const Query& query);
  bool operator()(std::string_view text, std::string_view language) const;

 private:
  std::vector<std::vector<std::string>> words_;    // of each word, itself and its stems
  std::vector<std::vector<std::string>> phrases_;  // of each phrase, its words without marks
};

}  // namespace depesche::store
