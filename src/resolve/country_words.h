// The words of a text that point to countries: names, adjectives, peoples, seats, bodies and places.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.h"

namespace depesche {

constexpr size_t kLongestNameWords = 4;  // of what is looked up in a text

// Words that point to a country.
struct CountryWords {
  Span span;
  CountryHint::Kind kind = CountryHint::Kind::kName;
  std::string country;
  std::string row;       // of the tables
  bool generic = false;  // as in CountryHint
};

// Words of letters and digits; hyphens, apostrophes and stops stand inside them ("US-Truppen", "Lima’s", "U.S").
std::vector<Span> split_words(std::string_view text);

// In the order of the text, which `words` are split_words() of; no two overlap. `names`: what the reader takes for names, if
// it marks them. A name that several countries have points to the one that the text speaks of most; a place that few would
// mean counts only where the text speaks of its country.
std::vector<CountryWords> countries_in(std::string_view text, const std::vector<Span>& words, const Knowledge& knowledge,
                                       std::string_view language, const std::optional<std::vector<NameMention>>& names);

}  // namespace depesche
