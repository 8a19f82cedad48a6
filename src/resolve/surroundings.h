// Surroundings: what an article says of an entity in and around its mentions: country, sector, role.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "resolve/country_words.h"

namespace depesche {

class Surroundings {
 public:
  // `article` and `knowledge` outlive it. `names`: what the reader takes for names, if it marks them.
  Surroundings(const Article& article, const Knowledge& knowledge, const std::optional<std::vector<NameMention>>& names);

  // Fills country, sector and role of an entity from its mentions' words, from what stands beside them ("Außenminister Ada
  // Lund", "Ada Lund, the Danish minister", "Polizei in Lima"), and where nothing does, the country from what the whole
  // article is about (how: inferred, with the share of its country words as confidence). What is known already stays.
  // `sector` is the reader's guess; `acts`: it takes part in something, and is more than a place where things happen.
  void complete(Entity& entity, const std::optional<Guess>& sector, bool acts) const;

  // The place that a name means at these words: of several of one name, in the region or country that stands right beside it
  // ("Alexandria, Virginia"), else in the country that the article speaks of most, then the one with most people. Null where
  // the tables know none.
  std::optional<KnownPlace> place(std::string_view name, Span words) const;

  // The country that stands right beside a place ("Orla in eastern Poland"), or of the region that does.
  std::optional<std::string> country_beside(Span place) const;

  // The country that a phrase names itself ("Norden Perus", "the Syrian border"); nothing where it names several.
  std::optional<std::string> country_named(Span words) const;

  // What stands beside a name and says who that is: the title before it, else the apposition after it.
  std::optional<Span> title_of(Span name) const;

  // Of that only what can be of nobody else: right before the name, or a role between marks right behind it.
  std::optional<Span> close_title_of(Span name) const;

  // The country that is said in a phrase: the last one; nothing where it is of several.
  std::optional<CountryWords> country_in(Span phrase) const;

  // The country that is said in a phrase or right beside it ("Russia's [president]", "[Präsident] von Peru").
  std::optional<CountryWords> country_said(Span phrase) const;

  // The country whose genitive stands right before a body ("Pakistan's [Foreign Office]").
  std::optional<CountryWords> owner_before(Span body) const;

  // The country that an article means which says no other: that it speaks of most, by far.
  std::optional<std::string> country_meant() const;

  bool speaks_of(const std::string& country) const { return weight_.contains(country); }

  // How much it speaks of the country: a number to compare with those of others, 0 for not at all.
  double weight_of(const std::string& country) const;

  // Whether it names only other countries, otherwise than by bodies in them.
  bool speaks_only_of_others(const std::string& country) const { return !named_.empty() && !named_.contains(country); }

  // The countries that the article names, otherwise than by bodies in them.
  const std::set<std::string>& countries_named() const { return named_; }

  // "Brandenburgs", in German: a place, and no place's own name.
  bool is_german_genitive(std::string_view word) const;

  std::vector<Span> words_in(Span span) const;
  std::optional<std::string_view> word_before(Span span) const;

 private:
  std::optional<CountryWords> country_before(Span span, bool person) const;
  std::pair<std::string, double> likeliest_for(std::string_view name) const;
  std::optional<CountryWords> country_of_relative(Span span, bool person) const;
  bool names_envoy(Span phrase) const;
  std::vector<Span>::const_iterator head_before(std::vector<Span>::const_iterator from,
                                                std::vector<Span>::const_iterator noun) const;
  bool stands_apart(std::vector<Span>::const_iterator begin, std::vector<Span>::const_iterator head,
                    std::vector<Span>::const_iterator end, Span name) const;
  bool is_what_somebody_is(const std::vector<Span>& words) const;
  std::optional<CountryWords> country_after(Span span, bool person) const;
  // A sector with the words and the row it is from.
  struct SectorWords {
    Span span;
    std::string sector, row;
  };
  std::optional<SectorWords> sector_in(Span span) const;
  std::optional<SectorWords> sector_ending_at(const std::vector<Span>& words, size_t last) const;
  std::optional<SectorWords> sector_of_words(const std::vector<Mention>& mentions, bool person) const;
  // The name right after a place's, and the country that it is or is in.
  struct Beside {
    std::string words, country;
    bool sure = true;  // by "in" or brackets, and not only by a comma
  };
  std::optional<Beside> beside(Span place) const;
  std::optional<Span> title_before(Span name) const;
  std::optional<Span> apposition_after(Span name) const;
  std::optional<Span> body_after(Span name) const;
  std::vector<Span>::const_iterator first_of_phrase(std::vector<Span>::const_iterator from,
                                                    std::vector<Span>::const_iterator noun) const;
  void add_role(Entity& entity, Span name) const;
  void add_sector_of_body(Entity& entity, Span name) const;
  void add_country(Entity& entity, bool person, bool acts) const;
  void add_fields(Entity& entity, const std::optional<Guess>& sector, bool acts) const;
  void take_from_sector(Entity& entity) const;
  std::optional<CountryWords> several_countries(Span span) const;
  // The country words that end after the position.
  std::vector<CountryWords>::const_iterator first_after(uint32_t position) const;

  const Article& article_;
  const Knowledge& knowledge_;
  const std::string_view language_;
  std::vector<Span> all_words_;                                 // of the text, in order
  std::vector<CountryWords> words_;                             // in order, none overlapping
  std::set<std::string> named_;                                 // the countries that the article speaks of, but for bodies
  std::vector<Span> persons_;                                   // what the reader takes for persons' names, in their order
  std::map<std::string, double, std::less<>> weight_;           // by country, how much the article speaks of it
  std::optional<std::pair<std::string, double>> main_country_;  // that with most weight, and its share [0, 1] to two digits
};

}  // namespace depesche
