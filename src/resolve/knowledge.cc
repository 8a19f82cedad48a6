#include "resolve/knowledge.h"

#include <fmt/format.h>
#include <algorithm>
#include <charconv>
#include <functional>
#include <future>
#include <map>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/tsv.h"
#include "base/utf8.h"

namespace depesche {
namespace {

// Name -> rows of a table. Views into the tables' memory.
using Index = std::unordered_map<std::string_view, std::vector<uint32_t>>;

// Names of a row; one that rows of the user's have already is theirs.
void add(Index& index, const Table& table, size_t column, size_t row) {
  const std::string_view values = table.at(row, column);
  for (std::string_view name : split(values, '|')) {
    if (const size_t bracket = name.find(" ("); bracket != name.npos) name = name.substr(0, bracket);  // "Pentagon (MIL)"
    if (name.empty()) continue;
    auto& rows = index[name];
    if (!rows.empty() && table.file_of(rows.front()) != table.file_of(row)) continue;
    if (rows.empty() || rows.back() != row) rows.push_back(static_cast<uint32_t>(row));
  }
}

// A name as a key: "Recep Tayyip Erdoğan" -> "recep-tayyip-erdogan".
std::string slug(std::string_view name) {
  std::string key;
  for (const char c : to_ascii(name)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept) key += c;
    if (!kept && !key.empty() && key.back() != '-') key += '-';
  }
  if (key.ends_with('-')) key.pop_back();
  return key;
}

std::optional<std::string> some(std::string_view field) {
  return field.empty() ? std::nullopt : std::optional<std::string>(field);
}

// How many years the date is outside the period [from, to) of a leader's row, each to any precision; 0 inside. "?" as end:
// not known, and only the year of `from` counts as inside.
std::optional<int> years_from(std::string_view from, std::string_view to, std::string_view date) {
  const auto before = [](std::string_view a, std::string_view b) {
    const size_t size = std::min(a.size(), b.size());
    return a.substr(0, size) < b.substr(0, size);
  };
  const auto year = [](std::string_view day) {
    int value = 0;
    std::from_chars(day.data(), day.data() + std::min<size_t>(day.size(), 4), value);
    return value;
  };
  if (from.size() < 4 || date.size() < 4) return std::nullopt;
  date = date.substr(0, 10);
  if (before(date, from)) return std::max(1, year(from) - year(date));
  if (to == "?") return year(date) - year(from);
  return to.empty() || !before(to, date) ? 0 : std::max(1, year(date) - year(to));
}

// The order in which a person's offices say who they are.
size_t rank_of_role(std::string_view role, std::string_view sector) {
  constexpr std::string_view kRanks[] = {"head_of_state",    "head_of_government", "foreign_minister", "defence_minister",
                                         "finance_minister", "interior_minister",  "igo_head",         "speaker",
                                         "central_bank",     "opposition_leader",  "party_leader"};
  const auto rank = static_cast<size_t>(std::find(std::begin(kRanks), std::end(kRanks), role) - std::begin(kRanks));
  return rank + (rank == std::size(kRanks) && sector != "GOV" ? 1 : 0);
}

constexpr int kYearsAround = 2;

// "m", "f"; of other forms neither.
std::optional<char> gender_of(std::string_view form) {
  return form == "m" || form == "f" ? std::optional(form.front()) : std::nullopt;
}

using Endings = std::span<const std::string_view>;
// German adjectives stand in the tables without their ending, demonyms without that of the case.
constexpr std::string_view kEndings[] = {"", "e", "en", "er", "es", "em", "n", "s", "'s", "’s"};
constexpr std::string_view kGenitive[] = {"", "s", "'s", "’s", "'", "’"};
constexpr std::string_view kPlaceEndings[] = {"", "er", "s", "'s", "’s"};  // "Berliner"
constexpr std::string_view kNounEndings[] = {"", "s", "es", "n", "en", "'s", "’s"};

// The rows of a word whatever its ending; null where no form of it is there.
const std::vector<uint32_t>* rows_of(const Index& index, std::string_view word, Endings endings) {
  for (const std::string_view ending : endings) {
    if (word.size() <= ending.size() + 1 || !word.ends_with(ending)) continue;
    const auto found = index.find(word.substr(0, word.size() - ending.size()));
    if (found != index.end()) return &found->second;
  }
  return nullptr;
}

std::string with_first_letter(std::string_view word, char32_t (*changed)(char32_t)) {
  std::string other;
  if (word.empty()) return other;
  const CodePoint first = code_point_at(word, 0);
  append_code_point(other, changed(first.value));
  return other.append(word.substr(first.next));
}

// Bytes; a shorter part of a compound would be an ending, or stand in half the dictionary.
constexpr size_t kShortestPart = 5;
// Longer words are no compounds, and to look for parts of one would take long.
constexpr size_t kLongestCompound = 80;

template <class T>
std::optional<T> number_of(std::string_view field) {
  T value{};
  const bool read = std::from_chars(field.data(), field.data() + field.size(), value).ec == std::errc();
  return read ? std::optional(value) : std::nullopt;
}

enum CountryColumn {
  kIso3,
  kNameDe,
  kNameEn,
  kNamesDe,
  kNamesEn,
  kAdjectivesDe,
  kAdjectivesEn,
  kDemonymsDe,
  kDemonymsEn,
  kSeatsDe,
  kSeatsEn,
  kValidTo,
  kParent
};
enum LeaderColumn {
  kPerson,
  kPersonEn,
  kAliases,
  kWikidata,
  kLeaderIso3,
  kLeaderRole,
  kTitlesDe,
  kTitlesEn,
  kLeaderSector,
  kFrom,
  kTo,
  kGender,
  kSurname
};
enum OrganisationColumn { kCanonicalDe, kCanonicalEn, kAliasesDe, kAliasesEn, kOrganisationIso3, kOrganisationSector };
enum RoleColumn { kWord, kLanguage, kKind, kSector, kOffice, kForm };
enum PlaceColumn { kPlaceEn, kPlaceDe, kAlternatives, kPlaceIso3, kRegion, kLat, kLon, kPopulation, kPlaceKind };
enum CodeColumn { kType, kMode, kCameo, kQuad, kGoldstein };

}  // namespace

struct Knowledge::Tables {
  Table countries, leaders, organisations, roles, places, codes;
  Index country_names, country_seats, adjectives, demonyms, leader_names, organisation_names, role_words, place_names;
  std::unordered_set<std::string_view> name_parts;
  std::unordered_map<std::string, std::vector<uint32_t>> titles;        // folded -> leaders' rows
  std::map<std::string, std::vector<uint32_t>, std::less<>> offices;    // as leaders.tsv names them -> leaders' rows
  std::unordered_map<std::string_view, std::string_view> seat_sectors;  // of seats that are not the government's
  Index heads_by_surname;
  std::vector<uint32_t> heads_of_states;                                      // leaders' rows
  std::map<std::pair<std::string_view, std::string_view>, size_t> code_rows;  // (type, mode) -> row
  std::string version;

  struct Genders {
    uint32_t f = 0, m = 0;
  };
  std::unordered_map<std::string_view, Genders> given_names;

  void index();
  void index_leaders();
  std::string row_of(const Table& table, const char* name, size_t row) const;
  std::vector<uint32_t> meant(const std::vector<uint32_t>& rows) const;
  std::optional<size_t> one_country(const std::vector<uint32_t>& rows) const;
  std::optional<size_t> country_of(const Index& index, std::string_view word) const;
  std::string code_of(size_t row) const;
  std::vector<std::string> codes_of(const std::vector<uint32_t>& rows) const;
  std::optional<CountryHint> hint(std::string_view words) const;
  std::optional<CountryHint> hint_of_place(std::string_view words) const;
  std::optional<RoleWord> role(std::string_view word, std::string_view language) const;
  KnownActor state_of_row(size_t row, std::string_view language) const;
  std::optional<KnownActor> state(std::string_view name, std::string_view language) const;
  std::optional<KnownActor> organisation(std::string_view name, std::string_view language) const;
  std::optional<KnownActor> leader(std::string_view name, std::string_view language,
                                   std::optional<std::string_view> date) const;
  KnownActor person_of_row(size_t row, std::string_view language) const;
  KnownActor organisation_of_row(size_t row, std::string_view language) const;
};

// The user's file is the first of two.
std::string Knowledge::Tables::row_of(const Table& table, const char* name, size_t row) const {
  const bool own = table.files().size() > 1 && table.file_of(row) == 0;
  return fmt::format("{}{}:{}", own ? "own/" : "", name, table.line_of(row));
}

void Knowledge::Tables::index() {
  // Half of the work is the leaders'.
  auto leaders_done = std::async(std::launch::async, [this] { index_leaders(); });
  for (size_t row = 0; row < countries.rows(); ++row) {
    for (const size_t column : {kNameDe, kNameEn, kNamesDe, kNamesEn}) add(country_names, countries, column, row);
    for (const size_t column : {kSeatsDe, kSeatsEn}) {
      add(country_seats, countries, column, row);
      for (const std::string_view seat : split(countries.at(row, column), '|')) {  // "Pentagon (MIL)"
        const size_t bracket = seat.find(" (");
        if (bracket != seat.npos) seat_sectors[seat.substr(0, bracket)] = seat.substr(bracket + 2, 3);
      }
    }
    for (const size_t column : {kAdjectivesDe, kAdjectivesEn}) add(adjectives, countries, column, row);
    for (const size_t column : {kDemonymsDe, kDemonymsEn}) add(demonyms, countries, column, row);
  }
  for (size_t row = 0; row < organisations.rows(); ++row) {
    for (const size_t column : {kCanonicalDe, kCanonicalEn, kAliasesDe, kAliasesEn})
      add(organisation_names, organisations, column, row);
  }
  for (size_t row = 0; row < roles.rows(); ++row) add(role_words, roles, kWord, row);
  for (size_t row = 0; row < places.rows(); ++row) {
    for (const size_t column : {kPlaceEn, kPlaceDe, kAlternatives}) add(place_names, places, column, row);
  }
  for (size_t row = 0; row < codes.rows(); ++row) code_rows.try_emplace({codes.at(row, kType), codes.at(row, kMode)}, row);
  leaders_done.get();
}

void Knowledge::Tables::index_leaders() {
  std::unordered_map<std::string_view, std::vector<std::string>> folded;  // the same few fields over and over
  for (size_t row = 0; row < leaders.rows(); ++row) {
    for (const size_t column : {kPerson, kPersonEn, kAliases}) add(leader_names, leaders, column, row);
    for (const std::string_view part : split(leaders.at(row, kPersonEn), ' ')) name_parts.insert(part);
    for (const size_t column : {kTitlesDe, kTitlesEn}) {
      const std::string_view field = leaders.at(row, column);
      const auto [known, fresh] = folded.try_emplace(field);
      for (const std::string_view title : fresh ? split(field, '|') : std::vector<std::string_view>()) {
        // "member of the Bundestag (SPD)" is no title by which one person is meant.
        if (!title.empty() && !title.ends_with(')')) known->second.push_back(fold_case(title));
      }
      for (const std::string& title : known->second) titles[title].push_back(static_cast<uint32_t>(row));
    }
    const std::string_view gender = leaders.at(row, kGender);
    for (const size_t column : {kPerson, kPersonEn}) {
      const std::string_view name = leaders.at(row, column);
      const size_t space = name.find(' ');
      if (space == name.npos || (gender != "f" && gender != "m")) continue;
      Genders& genders = given_names[name.substr(0, space)];
      ++(gender == "f" ? genders.f : genders.m);
    }
    const std::string_view role = leaders.at(row, kLeaderRole);
    if (role != "other") offices[std::string(role)].push_back(static_cast<uint32_t>(row));
    if (role == "head_of_state" || role == "head_of_government") {
      heads_of_states.push_back(static_cast<uint32_t>(row));
      for (const std::string_view surname : split(leaders.at(row, kSurname), '|')) {
        heads_by_surname[surname].push_back(static_cast<uint32_t>(row));
      }
    }
  }
}

// Which of the bearers of a name are meant: today's states before former ones ("Jugoslawien"), and states before what
// belongs to one ("French" is of France before its islands).
std::vector<uint32_t> Knowledge::Tables::meant(const std::vector<uint32_t>& rows) const {
  std::vector<uint32_t> kept = rows;
  for (const size_t column : {kValidTo, kParent}) {
    std::vector<uint32_t> own;
    for (const uint32_t row : kept) {
      if (countries.at(row, column).empty()) own.push_back(row);
    }
    if (!own.empty()) kept = std::move(own);
  }
  return kept;
}

std::optional<size_t> Knowledge::Tables::one_country(const std::vector<uint32_t>& rows) const {
  const std::vector<uint32_t> kept = meant(rows);
  return kept.size() == 1 ? std::optional<size_t>(kept.front()) : std::nullopt;
}

// The country that the word names in `index`, whatever its ending; an adjective also with a capital, at a sentence's
// beginning.
std::optional<size_t> Knowledge::Tables::country_of(const Index& index, std::string_view word) const {
  auto rows = rows_of(index, word, kEndings);
  if (!rows && &index == &adjectives) rows = rows_of(index, with_first_letter(word, to_lower), kEndings);
  return rows ? one_country(*rows) : std::nullopt;
}

// ISO 3166 has no code for some of the table's entities; they count as part of their parent ("XTC" Chechnya: RUS). Kosovo's
// XKX is what everybody uses.
std::string Knowledge::Tables::code_of(size_t row) const {
  const std::string_view own = countries.at(row, kIso3), parent = countries.at(row, kParent);
  return std::string(own.starts_with('X') && own != "XKX" && !parent.empty() ? parent : own);
}

// Each once.
std::vector<std::string> Knowledge::Tables::codes_of(const std::vector<uint32_t>& rows) const {
  std::vector<std::string> found;
  for (const uint32_t row : meant(rows)) {
    std::string code = code_of(row);
    if (std::find(found.begin(), found.end(), code) == found.end()) found.push_back(std::move(code));
  }
  return found;
}

std::optional<CountryHint> Knowledge::Tables::hint(std::string_view words) const {
  using Kind = CountryHint::Kind;
  const std::pair<const Index*, Kind> indexes[] = {{&country_names, Kind::kName},
                                                   {&adjectives, Kind::kAdjective},
                                                   {&demonyms, Kind::kPeople},
                                                   {&country_seats, Kind::kSeat}};
  for (const auto& [index, kind] : indexes) {
    auto rows = rows_of(*index, words, kind == Kind::kName || kind == Kind::kSeat ? Endings(kGenitive) : Endings(kEndings));
    if (!rows && kind == Kind::kAdjective) rows = rows_of(*index, with_first_letter(words, to_lower), kEndings);
    if (!rows) continue;
    CountryHint hint{kind, codes_of(*rows), false, false, row_of(countries, "countries.tsv", rows->front())};
    hint.sure = hint.countries.size() == 1;
    return hint;
  }
  const bool is_body = organisation_names.contains(words) && !place_names.contains(words);  // "Hamas", no genitive of Hama
  if (auto place = is_body ? std::nullopt : hint_of_place(words)) return place;
  const std::pair<const Index*, std::pair<const Table*, size_t>> bodies[] = {
      {&organisation_names, {&organisations, kOrganisationIso3}}, {&leader_names, {&leaders, kLeaderIso3}}};
  for (const auto& [index, column] : bodies) {
    const auto found = index->find(words);
    // A single word would be a surname or a nickname, which is no identity.
    if (found == index->end() || (index == &leader_names && words.find(' ') == words.npos)) continue;
    const std::string_view country = column.first->at(found->second.front(), column.second);
    const bool agreed = std::all_of(found->second.begin(), found->second.end(),
                                    [&](uint32_t row) { return column.first->at(row, column.second) == country; });
    if (agreed && !country.empty()) {
      const char* table = index == &leader_names ? "leaders.tsv" : "organisations.tsv";
      const bool party =
          index == &organisation_names && organisations.at(found->second.front(), kOrganisationSector) == "PTY";
      const bool acronym = std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
      const bool role = role_words.contains(words);
      const bool generic = words.find(' ') == words.npos && !acronym && (party || role);
      return CountryHint{
          Kind::kBody, {std::string(country)}, generic, true, row_of(*column.first, table, found->second.front())};
    }
  }
  return std::nullopt;
}

// A city of 100,000 that has more than half of all who live in places of its name is meant without further sign.
std::optional<CountryHint> Knowledge::Tables::hint_of_place(std::string_view words) const {
  const auto rows = rows_of(place_names, words, kPlaceEndings);
  if (!rows) return std::nullopt;
  std::vector<std::tuple<uint64_t, std::string, uint32_t>> people;  // of each country's bearer of the name, and its row
  uint64_t all = 0;
  for (const uint32_t row : *rows) {
    const std::string_view country = places.at(row, kPlaceIso3);
    if (country.find('|') != country.npos || country == "INT") continue;
    uint64_t count = number_of<uint64_t>(places.at(row, kPopulation)).value_or(0);
    const std::string_view kind = places.at(row, kPlaceKind);
    if (kind == "region" || kind == "area") count = std::max<uint64_t>(count, 2'000'000);  // many have no number
    people.emplace_back(count, country, row);
    all += count;
  }
  if (people.empty()) return std::nullopt;
  std::sort(people.rbegin(), people.rend());
  const auto& [most, likeliest, its_row] = people.front();
  CountryHint hint{
      CountryHint::Kind::kPlace, {}, false, most >= 100'000 && 2 * most > all, row_of(places, "places.tsv", its_row)};
  for (auto& [count, country, row] : people) {
    if (std::find(hint.countries.begin(), hint.countries.end(), country) == hint.countries.end()) {
      hint.countries.push_back(std::move(country));
    }
  }
  return hint;
}

KnownActor Knowledge::Tables::state_of_row(size_t row, std::string_view language) const {
  const std::string iso3(countries.at(row, kIso3));
  const std::string_view name = countries.at(row, language == "de" ? kNameDe : kNameEn);
  return {EntityType::kState,
          std::string(name),
          code_of(row),
          "GOV",
          fmt::format("state/{}", iso3),
          std::nullopt,
          false,
          row_of(countries, "countries.tsv", row)};
}

std::optional<KnownActor> Knowledge::Tables::state(std::string_view name, std::string_view language) const {
  for (const Index* index : {&country_names, &country_seats}) {
    const auto found = index->find(name);
    if (found == index->end()) continue;
    const auto row = one_country(found->second);
    if (!row) continue;
    KnownActor state = state_of_row(*row, language);
    state.by_seat = index == &country_seats;
    const auto sector = seat_sectors.find(name);
    if (!state.by_seat || sector == seat_sectors.end()) return state;
    // The Pentagon is not the state but a body of it.
    state.type = EntityType::kOrganisation;
    state.name = name;
    state.sector = sector->second;
    state.actor.reset();
    state.by_seat = false;
    return state;
  }
  return std::nullopt;
}

std::optional<KnownActor> Knowledge::Tables::organisation(std::string_view name, std::string_view language) const {
  const auto found = organisation_names.find(name);
  if (found == organisation_names.end() || found->second.size() > 1) return std::nullopt;  // an acronym of several bodies
  return organisation_of_row(found->second.front(), language);
}

KnownActor Knowledge::Tables::organisation_of_row(size_t row, std::string_view language) const {
  const std::string_view german = organisations.at(row, kCanonicalDe), english = organisations.at(row, kCanonicalEn);
  const std::string_view own = language == "de" ? german : english, other = language == "de" ? english : german;
  return KnownActor{EntityType::kOrganisation,
                    std::string(own.empty() ? other : own),
                    some(organisations.at(row, kOrganisationIso3)),
                    some(organisations.at(row, kOrganisationSector)),
                    "organisation/" + slug(german.empty() ? english : german),
                    std::nullopt,
                    false,
                    row_of(organisations, "organisations.tsv", row)};
}

std::optional<KnownActor> Knowledge::Tables::leader(std::string_view name, std::string_view language,
                                                    std::optional<std::string_view> date) const {
  const auto found = leader_names.find(name);
  // A single word would be a surname or a nickname, which is no identity.
  if (found == leader_names.end() || name.find(' ') == name.npos) return std::nullopt;
  // Several persons of one name: nobody.
  for (const uint32_t row : found->second) {
    if (leaders.at(row, kPerson) != leaders.at(found->second.front(), kPerson)) return std::nullopt;
  }
  // The highest of the offices held at the date; shortly before or after an office, that one.
  std::optional<uint32_t> office;
  std::pair<int, size_t> best;
  for (const uint32_t row : found->second) {
    const auto distance = date ? years_from(leaders.at(row, kFrom), leaders.at(row, kTo), *date) : std::nullopt;
    if (!distance || *distance > kYearsAround) continue;
    const std::pair<int, size_t> rank(*distance, rank_of_role(leaders.at(row, kLeaderRole), leaders.at(row, kLeaderSector)));
    if (office && rank >= best) continue;
    office = row;
    best = rank;
  }
  const uint32_t row = office.value_or(found->second.front());
  KnownActor actor = person_of_row(row, language);
  if (!office) actor.sector.reset();
  return actor;
}

KnownActor Knowledge::Tables::person_of_row(size_t row, std::string_view language) const {
  KnownActor person;
  person.type = EntityType::kPerson;
  person.name = leaders.at(row, language == "de" ? kPerson : kPersonEn);
  person.country = some(leaders.at(row, kLeaderIso3));
  person.sector = some(leaders.at(row, kLeaderSector));
  person.actor = "person/" + slug(leaders.at(row, kPerson));
  person.wikidata = some(leaders.at(row, kWikidata));
  person.row = row_of(leaders, "leaders.tsv", row);
  return person;
}

Knowledge::Knowledge() : tables_(std::make_unique<Tables>()) {}
Knowledge::~Knowledge() = default;

Result<std::unique_ptr<const Knowledge>> Knowledge::load(const std::filesystem::path& folder,
                                                         const std::filesystem::path& own) {
  std::unique_ptr<Knowledge> knowledge(new Knowledge);
  Tables& tables = *knowledge->tables_;
  using Columns = std::vector<std::string_view>;
  const std::tuple<Table*, const char*, Columns> parts[] = {
      {&tables.countries,
       "countries.tsv",
       {"iso3", "name_de", "name_en", "names_de", "names_en", "adjectives_de", "adjectives_en", "demonyms_de", "demonyms_en",
        "seats_de", "seats_en", "valid_to", "parent"}},
      {&tables.leaders,
       "leaders.tsv",
       {"person", "name_en", "aliases", "wikidata", "iso3", "role", "role_de", "role_en", "sector", "from", "to", "gender",
        "surname"}},
      {&tables.organisations,
       "organisations.tsv",
       {"canonical_de", "canonical_en", "aliases_de", "aliases_en", "iso3", "sector"}},
      {&tables.roles, "roles.tsv", {"word", "language", "kind", "sector", "role", "form"}},
      {&tables.places,
       "places.tsv",
       {"name_en", "name_de", "alternatives", "iso3", "admin1", "lat", "lon", "population", "kind"}},
      {&tables.codes, "cameo.tsv", {"type", "mode", "cameo", "quad", "goldstein"}}};
  std::error_code ignored;
  bool any_own = false;
  std::vector<std::future<Result<Table>>> loading;
  for (const auto& [table, name, columns] : parts) {
    std::vector<std::filesystem::path> files = {folder / name};
    const bool is_own = !own.empty() && std::filesystem::exists(own / name, ignored);
    if (is_own) files.insert(files.begin(), own / name);
    any_own = any_own || is_own;
    loading.push_back(std::async(std::launch::async, [files, &columns = columns] { return Table::read(files, columns); }));
  }
  Sha256 hash;
  for (size_t i = 0; i < loading.size(); ++i) {
    auto loaded = loading[i].get();
    if (!loaded) {
      Error error = std::move(loaded.error()).in("knowledge");
      error.message += own.empty() || error.message.find(own.string()) == std::string::npos
                           ? "; restore it from the repository (git checkout knowledge)"
                           : "; knowledge/README.md says what the columns are";
      return tl::unexpected(std::move(error));
    }
    Table& table = *std::get<Table*>(parts[i]);
    table = std::move(*loaded);
    for (const auto& file : table.files()) hash.add(*file);
  }
  if (!own.empty() && !any_own) {
    return fail(
        ErrorCode::kNotFound,
        "{}: none of countries.tsv, leaders.tsv, organisations.tsv, roles.tsv, places.tsv, cameo.tsv is in it; rows of "
        "your own stand in files of these names, with their columns (knowledge/README.md)",
        own.string());
  }
  tables.version = "sha256:" + hash.hex();
  tables.index();
  return std::unique_ptr<const Knowledge>(std::move(knowledge));
}

std::optional<KnownActor> Knowledge::actor(std::string_view name, std::string_view language,
                                           std::optional<std::string_view> date) const {
  if (auto state = tables_->state(name, language)) return state;
  if (auto organisation = tables_->organisation(name, language)) return organisation;
  return tables_->leader(name, language, date);
}

std::vector<KnownActor> Knowledge::organisations_named(std::string_view name, std::string_view language) const {
  std::vector<KnownActor> bearers;
  const auto found = tables_->organisation_names.find(name);
  if (found == tables_->organisation_names.end()) return bearers;
  for (const uint32_t row : found->second) bearers.push_back(tables_->organisation_of_row(row, language));
  return bearers;
}

std::vector<KnownActor> Knowledge::holders(const Office& office, std::string_view language,
                                           std::optional<std::string_view> date) const {
  if (!date || date->size() < std::string_view("2000-01-01").size()) return {};
  const Table& leaders = tables_->leaders;
  const auto among = [&](const std::vector<uint32_t>& rows, std::optional<char> gender) {
    std::vector<uint32_t> held;  // a row for each person
    for (const uint32_t row : rows) {
      if (office.country && leaders.at(row, kLeaderIso3) != *office.country) continue;
      if (office.leads_a_state && !leaders.at(row, kLeaderRole).starts_with("head_of_")) continue;
      if (years_from(leaders.at(row, kFrom), leaders.at(row, kTo), *date) != 0) continue;
      const auto own = gender_of(leaders.at(row, kGender));
      if (gender && own && gender != own) continue;
      const std::vector<std::string_view> surnames = split(leaders.at(row, kSurname), '|');
      if (office.surname && std::find(surnames.begin(), surnames.end(), *office.surname) == surnames.end()) continue;
      const auto same = [&](uint32_t other) { return leaders.at(other, kPerson) == leaders.at(row, kPerson); };
      if (std::none_of(held.begin(), held.end(), same)) held.push_back(row);
    }
    const auto is_own = [&](uint32_t row) { return leaders.files().size() > 1 && leaders.file_of(row) == 0; };
    if (std::any_of(held.begin(), held.end(), is_own)) std::erase_if(held, std::not_fn(is_own));
    std::vector<KnownActor> found;
    if (held.size() > 1 && !office.country && !office.surname) return found;  // one of many countries' presidents
    for (const uint32_t row : held) found.push_back(tables_->person_of_row(row, language));
    return found;
  };
  if (office.title.empty() && office.surname) {
    const auto rows = tables_->heads_by_surname.find(*office.surname);
    return rows == tables_->heads_by_surname.end() ? std::vector<KnownActor>() : among(rows->second, {});
  }
  if (office.title.empty()) return among(tables_->heads_of_states, {});
  const std::string title = fold_case(office.title);
  for (const std::string_view ending : kNounEndings) {
    if (title.size() <= ending.size() || !title.ends_with(ending)) continue;
    const auto rows = tables_->titles.find(title.substr(0, title.size() - ending.size()));
    if (rows == tables_->titles.end()) continue;
    if (auto found = among(rows->second, {}); !found.empty()) return found;
    break;
  }
  // By the office that the word is for: every country's foreign secretary is its foreign minister.
  const auto role = this->role(office.title, language);
  const auto rows = role ? tables_->offices.find(role->office) : tables_->offices.end();
  if (rows == tables_->offices.end()) return {};
  return among(rows->second, role->gender);
}

std::optional<KnownActor> Knowledge::state_of_adjective(std::string_view word, std::string_view language) const {
  const auto row = tables_->country_of(tables_->adjectives, word);
  return row ? std::optional(tables_->state_of_row(*row, language)) : std::nullopt;
}

std::optional<std::string> Knowledge::country_of_demonym(std::string_view word) const {
  const auto row = tables_->country_of(tables_->demonyms, word);
  return row ? std::optional(tables_->code_of(*row)) : std::nullopt;
}

std::optional<CountryHint> Knowledge::country_hint(std::string_view words) const {
  if (auto hint = tables_->hint(words)) return hint;
  if (words.find('-') == words.npos || words.find(' ') != words.npos) return std::nullopt;
  std::optional<CountryHint> found;
  for (const std::string_view part : split(words, '-')) {
    auto hint = tables_->hint(part);
    if (!hint || hint->kind > CountryHint::Kind::kPeople) continue;
    if (found && found->countries != hint->countries) return std::nullopt;  // "deutsch-russisch"
    found = std::move(hint);
  }
  return found;
}

bool Knowledge::is_part_of_persons_name(std::string_view word) const { return tables_->name_parts.contains(word); }

std::optional<char> Knowledge::gender_of_given_name(std::string_view name) const {
  const auto found = tables_->given_names.find(name);
  if (found == tables_->given_names.end()) return std::nullopt;
  const auto [f, m] = found->second;
  if (f > 9 * m) return 'f';
  return m > 9 * f ? std::optional('m') : std::nullopt;
}

std::vector<KnownPlace> Knowledge::places(std::string_view name, std::string_view language) const {
  std::vector<KnownPlace> found;
  const Table& places = tables_->places;
  const auto rows = rows_of(tables_->place_names, name, kPlaceEndings);
  for (const uint32_t row : rows ? *rows : std::vector<uint32_t>()) {
    KnownPlace& place = found.emplace_back();
    place.name = places.at(row, language == "de" ? kPlaceDe : kPlaceEn);
    if (place.name.empty()) place.name = places.at(row, kPlaceEn);
    for (const std::string_view country : split(places.at(row, kPlaceIso3), '|')) place.countries.emplace_back(country);
    place.lat = number_of<double>(places.at(row, kLat));
    place.lon = number_of<double>(places.at(row, kLon));
    place.population = number_of<uint64_t>(places.at(row, kPopulation)).value_or(0);
    place.kind = places.at(row, kPlaceKind);
    place.region = places.at(row, kRegion);
    place.row = tables_->row_of(places, "places.tsv", row);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.population > b.population; });
  return found;
}

std::optional<RoleWord> Knowledge::Tables::role(std::string_view word, std::string_view language) const {
  const auto rows = rows_of(role_words, word, kNounEndings);
  for (const uint32_t row : rows ? *rows : std::vector<uint32_t>()) {
    if (roles.at(row, kLanguage) != language) continue;
    const std::string_view kind = roles.at(row, kKind);
    const EntityType type = kind == "person" ? EntityType::kPerson
                            : kind == "body" ? EntityType::kOrganisation
                                             : EntityType::kGroup;
    return RoleWord{type, some(roles.at(row, kSector)), std::string(roles.at(row, kOffice)), gender_of(roles.at(row, kForm)),
                    row_of(roles, "roles.tsv", row)};
  }
  return std::nullopt;
}

std::optional<RoleWord> Knowledge::role(std::string_view word, std::string_view language) const {
  if (word.starts_with("Ex-") || word.starts_with("ex-")) word.remove_prefix(3);
  if (auto role = tables_->role(word, language)) return role;
  const auto in_other_case = [&](std::string_view part, bool upper) {
    return tables_->role(with_first_letter(part, upper ? to_upper : to_lower), language);
  };
  if (word.empty()) return std::nullopt;
  if (language != "de") {
    if (word.find(' ') != word.npos) return tables_->role(fold_case(word), language);  // "Prime Minister"
    return in_other_case(word, is_lower(code_point_at(word, 0).value));
  }
  if (word.find(' ') != word.npos || word.size() > kLongestCompound) return std::nullopt;
  // The last part of a compound is what it is.
  for (size_t at = code_point_at(word, 0).next; at + kShortestPart <= word.size(); at = code_point_at(word, at).next) {
    if (!is_lower(code_point_at(word, at).value)) continue;
    if (auto role = in_other_case(word.substr(at), true)) return role;
  }
  return std::nullopt;
}

std::optional<RoleWord> Knowledge::role_of_first_part(std::string_view word, std::string_view language) const {
  if (language != "de" || word.size() > kLongestCompound) return std::nullopt;
  for (size_t end = word.size(); end > kShortestPart; end = code_point_before(word, end).next) {
    std::string_view part = word.substr(0, end);
    if (part.ends_with('-')) part.remove_suffix(1);
    if (auto role = tables_->role(part, language); role && role->sector) return role;
  }
  return std::nullopt;
}

Codes Knowledge::codes(const std::string& type, const std::optional<std::string>& mode) const {
  Codes codes;
  codes.plover = type;
  auto found = tables_->code_rows.find({type, mode ? std::string_view(*mode) : std::string_view()});
  if (found == tables_->code_rows.end()) found = tables_->code_rows.find({type, ""});
  if (found == tables_->code_rows.end()) return codes;
  codes.cameo = some(tables_->codes.at(found->second, kCameo));
  codes.quad = number_of<int>(tables_->codes.at(found->second, kQuad));
  codes.goldstein = number_of<double>(tables_->codes.at(found->second, kGoldstein));
  return codes;
}

const std::string& Knowledge::version() const { return tables_->version; }

}  // namespace depesche
