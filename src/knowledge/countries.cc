// Countries: by their names, adjectives, peoples and seats, and the country that a name or word points to.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/tsv.h"
#include "base/utf8.h"
#include "knowledge/fields.h"
#include "knowledge/knowledge.h"

namespace depesche {

// Which of the bearers of a name are meant: today's states before former ones ("Jugoslawien"), and states before what
// belongs to one ("French" is of France before its islands).
std::vector<uint32_t> Knowledge::meant(const std::vector<uint32_t>& rows) const {
  std::vector<uint32_t> kept = rows;
  for (const size_t column : {kValidTo, kParent}) {
    std::vector<uint32_t> own;
    for (const uint32_t row : kept) {
      if (lookup_.at(kCountries, row, column).empty()) own.push_back(row);
    }
    if (!own.empty()) kept = std::move(own);
  }
  return kept;
}

std::optional<size_t> Knowledge::one_country(const std::vector<uint32_t>& rows) const {
  const std::vector<uint32_t> kept = meant(rows);
  return kept.size() == 1 ? std::optional<size_t>(kept.front()) : std::nullopt;
}

// The rows of a country's word, whatever its ending; an adjective also with a capital, at a sentence's beginning.
std::vector<uint32_t> Knowledge::countries_of(IndexId index, std::string_view word) const {
  const bool is_name = index == kCountryNames || index == kCountrySeats;
  auto rows = lookup_.named(index, word, is_name ? Endings(kGenitive) : Endings(kEndings));
  if (rows.empty() && index == kAdjectives) rows = lookup_.named(index, with_first_letter(word, to_lower), kEndings);
  return rows;
}

// ISO 3166 has no code for some of the table's entities; they count as part of their parent ("XTC" Chechnya: RUS). Kosovo's
// XKX is what everybody uses.
std::string Knowledge::code_of(size_t row) const {
  const std::string_view own = lookup_.at(kCountries, row, kIso3), parent = lookup_.at(kCountries, row, kParent);
  return std::string(own.starts_with('X') && own != "XKX" && !parent.empty() ? parent : own);
}

// Each once.
std::vector<std::string> Knowledge::codes_of(const std::vector<uint32_t>& rows) const {
  std::vector<std::string> found;
  for (const uint32_t row : meant(rows)) {
    std::string code = code_of(row);
    if (std::find(found.begin(), found.end(), code) == found.end()) found.push_back(std::move(code));
  }
  return found;
}

KnownActor Knowledge::state_of_row(size_t row, std::string_view language) const {
  KnownActor state;
  state.name = lookup_.at(kCountries, row, language == "de" ? kNameDe : kNameEn);
  state.country = code_of(row);
  state.sector = "GOV";
  state.actor = fmt::format("state/{}", lookup_.at(kCountries, row, kIso3));
  state.row = lookup_.row_name(kCountries, row);
  return state;
}

std::optional<KnownActor> Knowledge::state(std::string_view name, std::string_view language) const {
  for (const IndexId index : {kCountryNames, kCountrySeats}) {
    const auto row = one_country(lookup_.named(index, name));
    if (!row) continue;
    KnownActor state = state_of_row(*row, language);
    if (index == kCountryNames) return state;
    state.by_seat = true;
    for (const size_t column : {kSeatsDe, kSeatsEn}) {
      for (const std::string_view seat : split(lookup_.at(kCountries, *row, column), '|')) {
        if (!seat.starts_with(name) || !seat.substr(name.size()).starts_with(" (")) continue;
        // "Pentagon (MIL)": not the state but a body of it.
        state.type = EntityType::kOrganisation;
        state.name = name;
        state.sector = seat.substr(name.size() + 2, 3);
        state.actor.reset();
        state.by_seat = false;
        return state;
      }
    }
    return state;
  }
  return std::nullopt;
}

std::optional<KnownActor> Knowledge::state_of_adjective(std::string_view word, std::string_view language) const {
  const auto row = one_country(countries_of(kAdjectives, word));
  return row ? std::optional(state_of_row(*row, language)) : std::nullopt;
}

std::optional<std::string> Knowledge::country_of_demonym(std::string_view word) const {
  const auto row = one_country(countries_of(kDemonyms, word));
  return row ? std::optional(code_of(*row)) : std::nullopt;
}

namespace {

// Without small letters.
bool is_acronym(std::string_view word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// "pro-russische", "US-backed", "French-speaking": said of others than the country's own.
bool is_of_others(std::string_view compound) {
  static constexpr std::string_view kBefore[] = {"pro", "anti", "ex", "ethnic"};
  static constexpr std::string_view kAfter[] = {
      "speaking",   "backed",     "led",        "born", "funded",    "trained",  "sponsored",   "made",        "aligned",
      "allied",     "occupied",   "controlled", "held", "installed", "sprachig", "gestützt",    "unterstützt", "geführt",
      "finanziert", "freundlich", "stämmig",    "treu", "nah",       "besetzt",  "kontrolliert"};
  static constexpr std::string_view kEndings[] = {"", "e", "en", "er", "es", "em"};
  const std::string folded = fold_case(compound);
  const std::string_view before = std::string_view(folded).substr(0, folded.find('-'));
  const std::string_view after = std::string_view(folded).substr(folded.rfind('-') + 1);
  const auto is_after = [&](std::string_view word) {
    return after.starts_with(word) &&
           std::find(std::begin(kEndings), std::end(kEndings), after.substr(word.size())) != std::end(kEndings);
  };
  return std::find(std::begin(kBefore), std::end(kBefore), before) != std::end(kBefore) ||
         std::any_of(std::begin(kAfter), std::end(kAfter), is_after);
}

}  // namespace

std::optional<CountryHint> Knowledge::country_hint(std::string_view words) const {
  if (auto found = hint(words)) return found;
  if (words.find('-') == words.npos || words.find(' ') != words.npos) return std::nullopt;
  std::optional<CountryHint> found;
  if (is_of_others(words)) return std::nullopt;
  for (const std::string_view part : split(words, '-')) {
    auto of_part = hint(part);
    const bool body = of_part && of_part->kind == CountryHint::Kind::kBody && is_acronym(part) && words.starts_with(part);
    if (!of_part || (of_part->kind > CountryHint::Kind::kPeople && !body)) continue;  // "SPD-Chef"
    if (found && found->countries != of_part->countries) return std::nullopt;         // "deutsch-russisch"
    found = std::move(of_part);
  }
  return found;
}

std::optional<CountryHint> Knowledge::hint(std::string_view words) const {
  using Kind = CountryHint::Kind;
  const std::pair<IndexId, Kind> indexes[] = {{kCountryNames, Kind::kName},
                                              {kAdjectives, Kind::kAdjective},
                                              {kDemonyms, Kind::kPeople},
                                              {kCountrySeats, Kind::kSeat}};
  const bool cut = words.size() > 2 && words[1] == '.' && !words.ends_with('.');  // "U.S" without its last stop
  for (const auto& [index, kind] : indexes) {
    const auto rows = countries_of(index, cut ? fmt::format("{}.", words) : words);
    if (rows.empty()) continue;
    CountryHint hint{kind, codes_of(rows), false, false, lookup_.row_name(kCountries, rows.front())};
    if (kind == Kind::kSeat) {
      const auto body = hint_of_bearer(kOrganisationNames, kOrganisationIso3, words);
      if (body && body->countries.front() == kSeveralStates) hint.countries = body->countries;
    }
    hint.sure = hint.countries.size() == 1;
    return hint;
  }
  // "Hamas", no genitive of Hama
  const bool is_body = !bodies_named(words).empty() && lookup_.named(kPlaceNames, words).empty();
  auto place = is_body ? std::nullopt : hint_of_place(words);
  if (place && place->sure) return place;
  if (auto body = hint_of_bearer(kOrganisationNames, kOrganisationIso3, words)) return body;
  if (place) return place;
  // A single word would be a surname or a nickname, which is no identity.
  return words.find(' ') == words.npos ? std::nullopt : hint_of_bearer(kLeaderNames, kLeaderIso3, words);
}

bool Knowledge::names_country(std::string_view words) const {
  const std::vector<std::string_view> parts = split(words, ' ');
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view word) {
    return !countries_of(kCountryNames, word).empty() || !countries_of(kAdjectives, word).empty();
  });
}

// The country of the bodies or persons of this name, where it is the same.
std::optional<CountryHint> Knowledge::hint_of_bearer(IndexId index, size_t column, std::string_view words) const {
  const auto rows = index == kOrganisationNames ? bodies_named(words) : lookup_.named(index, words);
  if (rows.empty()) return std::nullopt;
  const TableId table = table_of(index);
  const std::string_view country = lookup_.at(table, rows.front(), column);
  const bool agreed =
      std::all_of(rows.begin(), rows.end(), [&](uint32_t row) { return lookup_.at(table, row, column) == country; });
  if (!agreed || country.empty()) return std::nullopt;
  const std::string_view sector =
      index == kOrganisationNames ? lookup_.at(table, rows.front(), kOrganisationSector) : std::string_view();
  const bool one_word = words.find(' ') == words.npos;
  const bool role = !lookup_.named(kRoleWords, words).empty();
  // Parties, papers and offices are called the same in many a country, unless their name says of which.
  const bool common = (sector == "PTY" && !names_country(words)) || (one_word && (sector == "MED" || role));
  const bool generic = common && !is_acronym(words);
  return CountryHint{CountryHint::Kind::kBody, {std::string(country)}, generic, true, lookup_.row_name(table, rows.front())};
}

// A city of 100,000 that has more than half of all who live in places of its name is meant without further sign. Of each
// country its largest bearer counts; what is tiny beside the largest is left out.
std::optional<CountryHint> Knowledge::hint_of_place(std::string_view words) const {
  constexpr uint64_t kRegion = 200'000, kArea = 2'000'000;  // where the table has no number
  struct Bearer {
    std::string_view country;
    uint64_t people;
    uint32_t row;
  };
  std::vector<Bearer> bearers;
  for (const uint32_t row : lookup_.named(kPlaceNames, words, kPlaceEndings)) {
    const std::string_view country = lookup_.at(kPlaces, row, kPlaceIso3);
    if (country.find('|') != country.npos || country == "INT") continue;
    const std::string_view kind = lookup_.at(kPlaces, row, kPlaceKind);
    const auto number = number_of<uint64_t>(lookup_.at(kPlaces, row, kPopulation));
    const uint64_t people = number.value_or(kind == "region" ? kRegion : kind == "area" ? kArea : 0);
    const auto known =
        std::find_if(bearers.begin(), bearers.end(), [&](const Bearer& other) { return other.country == country; });
    if (known == bearers.end()) {
      bearers.push_back({country, people, row});
    } else if (known->people < people) {
      *known = {country, people, row};
    }
  }
  if (bearers.empty()) return std::nullopt;
  std::stable_sort(bearers.begin(), bearers.end(), [](const Bearer& a, const Bearer& b) { return a.people > b.people; });
  const Bearer& largest = bearers.front();
  CountryHint hint{CountryHint::Kind::kPlace, {}, false, false, lookup_.row_name(kPlaces, largest.row)};
  uint64_t all = 0;
  for (const Bearer& bearer : bearers) {
    all += bearer.people;
    if (kFarMorePeople * bearer.people >= largest.people) hint.countries.emplace_back(bearer.country);
  }
  hint.sure = largest.people >= kWellKnownPeople && 2 * largest.people > all;
  return hint;
}

}  // namespace depesche
