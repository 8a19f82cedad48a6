// Knowledge: what the tables of knowledge/ (countries, leaders, organisations, role words, places, event codes) say.
//
// Immutable after load(): any number of threads may look things up.
#pragma once

#include <depesche/document.h>
#include <depesche/error.h>
#include <depesche/record.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/lookup.h"

namespace depesche {

// The country of bodies of several states.
inline constexpr std::string_view kSeveralStates = "INT";

// What the tables say of a name.
struct KnownActor {
  EntityType type = EntityType::kState;
  std::string name;                    // canonical, in the language asked for
  std::optional<std::string> country;  // null where the bearers of the name disagree
  std::optional<std::string> sector;   // likewise
  std::optional<std::string> actor;    // "state/RUS", "person/ada-lund", "organisation/nato"
  std::optional<std::string> wikidata;
  bool by_seat = false;  // a state, or a body of states, named by its capital or seat of government
  std::string row;       // "leaders.tsv:1234", the line in its file, "own/…" where it is the user's; so below
};

// A name or word that points to a country: its own, its people's, its seat's, a body's or a place's in it.
struct CountryHint {
  enum class Kind { kName, kAdjective, kPeople, kSeat, kBody, kPlace };
  Kind kind = Kind::kName;
  std::vector<std::string> countries;  // all it can point to, likeliest first; not empty
  bool generic = false;                // a body by a word that other countries' have as well ("Grüne", "Senat")
  bool sure = false;                   // whether the first is meant where nothing speaks for another
  std::string row;                     // the first of them
};

// A place with so many times the people of its namesake is meant where nothing says which of them.
inline constexpr uint64_t kFarMorePeople = 40;

// A place with so many people may be meant where nothing else speaks of its country.
inline constexpr uint64_t kWellKnownPeople = 100'000;

// A place by name. Of several of one name, a row each.
struct KnownPlace {
  std::string name;                    // in the language asked for
  std::vector<std::string> countries;  // several for an area across a border
  std::optional<double> lat, lon;      // degrees, WGS 84
  uint64_t population = 0;
  std::string kind;    // "city", "capital", "place", "region", "area", "island", "water", "site"
  std::string region;  // the first-level one that it is in, in English
  std::string row;
};

// An office as an article names it. What is null is not said.
struct Office {
  std::string_view title;  // "Präsident", "Bundeskanzlerin", "foreign minister", in any case; empty: any that leads a state
  std::optional<std::string> country;
  std::optional<std::string> surname;  // of who holds it
  bool leads_a_state = false;          // none but the head of a state or government
};

// What the tables say of a common noun for people or bodies ("Ministerin", "parliament").
struct RoleWord {
  EntityType type = EntityType::kPerson;
  std::optional<std::string> sector;
  std::string office;          // of a person: "head_of_state", "foreign_minister", …, "other", as in leaders.tsv; or empty
  std::optional<char> gender;  // 'f' or 'm': German words for persons
  std::string row;
};

// The language of the tables' names in which an article's are looked up: "de", or "en" for all others.
inline std::string_view language_of_tables(const Article& article) { return article.language == "de" ? "de" : "en"; }

class Knowledge {
 public:
  // `path`: the compiled file, or the folder of the tables, which takes ten times as long. `own`: a folder with rows of the
  // user's, in files of the same names and columns, any of them; what they say of a name goes before what `path` says of it.
  // Errors  those of Compiled::map() and compile(); kNotFound: `own` has none of the files.
  static Result<std::unique_ptr<const Knowledge>> load(const std::filesystem::path& path,
                                                       const std::filesystem::path& own = {});

  // A state by name, capital or seat of government; an organisation by name or acronym; a person by full name. `date` is the
  // article's (ISO 8601, to any precision) and decides between the offices that a person held; `language` is "de" or "en".
  std::optional<KnownActor> actor(std::string_view name, std::string_view language,
                                  std::optional<std::string_view> date) const;

  // All organisations of a name; where they are several, actor() knows none.
  std::vector<KnownActor> organisations_named(std::string_view name, std::string_view language) const;

  // Who held the office on the day, each person once; several on the day it changed hands. Nobody where the tables do not
  // reach, `date` is not known to the day, or neither country nor surname is said and several countries have the office.
  std::vector<KnownActor> holders(const Office& office, std::string_view language,
                                  std::optional<std::string_view> date) const;

  // The state that an adjective names, in any inflected form ("russischen", "Russian").
  std::optional<KnownActor> state_of_adjective(std::string_view word, std::string_view language) const;

  // The state whose people a word names ("Franzosen", "Italians"), as alpha-3.
  std::optional<std::string> country_of_demonym(std::string_view word) const;

  // Whether a known person has the word as a name or part of it ("Jordan"), in the English spelling.
  bool is_part_of_persons_name(std::string_view word) const;

  // 'f' or 'm' where nearly all known persons with this given name are that.
  std::optional<char> gender_of_given_name(std::string_view name) const;

  // Of each country, how many times likelier a person's name is there than anywhere: its given name and its last letters, by
  // the names of leaders. 1 where they say nothing.
  std::vector<double> likelihoods_of_name(std::string_view name, const std::vector<std::string_view>& countries) const;

  // What country a name or a single word points to, in any inflected form; compounds by their parts ("US-Truppen").
  std::optional<CountryHint> country_hint(std::string_view words) const;

  // All places of this name (or its genitive, or as "Berliner"), the one with most people first.
  std::vector<KnownPlace> places(std::string_view name, std::string_view language) const;

  // Whatever its ending and, in English, its case; a German compound by its last part ("Landespolizei").
  std::optional<RoleWord> role(std::string_view word, std::string_view language) const;

  // The word for a role or body with a sector that a German compound begins with ("Senatssprecher", "Polizeiboote").
  std::optional<RoleWord> role_of_first_part(std::string_view word, std::string_view language) const;

  // Codes of an event of this type and mode; the type's own where the mode has none.
  Codes codes(const std::string& type, const std::optional<std::string>& mode) const;

  // "sha256:…" over the tables that were loaded.
  const std::string& version() const { return version_; }

 private:
  explicit Knowledge(Lookup lookup);

  std::vector<uint32_t> bodies_named(std::string_view name) const;

  // countries.cc
  std::vector<uint32_t> meant(const std::vector<uint32_t>& rows) const;
  std::optional<size_t> one_country(const std::vector<uint32_t>& rows) const;
  std::vector<uint32_t> countries_of(IndexId index, std::string_view word) const;
  std::string code_of(size_t row) const;
  std::vector<std::string> codes_of(const std::vector<uint32_t>& rows) const;
  KnownActor state_of_row(size_t row, std::string_view language) const;
  std::optional<KnownActor> state(std::string_view name, std::string_view language) const;
  std::optional<CountryHint> hint(std::string_view words) const;
  bool names_country(std::string_view words) const;
  std::optional<CountryHint> hint_of_bearer(IndexId index, size_t column, std::string_view words) const;
  std::optional<CountryHint> hint_of_place(std::string_view words) const;

  // leaders.cc
  KnownActor person_of_row(size_t row, std::string_view language) const;
  std::optional<KnownActor> leader(std::string_view name, std::string_view language,
                                   std::optional<std::string_view> date) const;
  std::vector<KnownActor> holders_among(const std::vector<uint32_t>& rows, const Office& office, std::optional<char> gender,
                                        std::string_view language, std::string_view date) const;

  // roles.cc
  std::optional<RoleWord> role_of_word(std::string_view word, std::string_view language) const;

  const Lookup lookup_;
  const std::string version_;
};

}  // namespace depesche
