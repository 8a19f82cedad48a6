#include "resolve/knowledge.h"

#include <fmt/format.h>
#include <array>
#include <charconv>
#include <map>
#include <unordered_map>
#include <vector>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/tsv.h"
#include "base/utf8.h"

namespace depesche {
namespace {

// Name -> rows of a table. Views into the tables' memory.
using Index = std::unordered_map<std::string_view, std::vector<uint32_t>>;

void add(Index& index, std::string_view values, size_t row) {
  for (std::string_view name : split(values, '|')) {
    if (const size_t bracket = name.find(" ("); bracket != name.npos) name = name.substr(0, bracket);  // "Pentagon (MIL)"
    if (name.empty()) continue;
    auto& rows = index[name];
    if (rows.empty() || rows.back() != row) rows.push_back(static_cast<uint32_t>(row));
  }
}

std::optional<std::string> some(std::string_view field) {
  return field.empty() ? std::nullopt : std::optional<std::string>(field);
}

// True where the period [from, to) of a leader's row, each to any precision, may hold the date. "?" as end: not known; only
// the year of `from` counts.
bool holds_at(std::string_view from, std::string_view to, std::string_view date) {
  const auto before = [](std::string_view a, std::string_view b) {
    const size_t size = std::min(a.size(), b.size());
    return a.substr(0, size) < b.substr(0, size);
  };
  date = date.substr(0, 10);
  if (before(date, from)) return false;
  if (to == "?") return date.substr(0, 4) == from.substr(0, 4);
  return to.empty() || !before(to, date);
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
  kValidTo
};
enum LeaderColumn { kPerson, kPersonEn, kAliases, kWikidata, kLeaderIso3, kLeaderSector, kFrom, kTo };
enum OrganisationColumn { kCanonicalDe, kCanonicalEn, kAliasesDe, kAliasesEn, kOrganisationIso3, kOrganisationSector };
enum RoleColumn { kWord, kLanguage, kKind, kSector };
enum CodeColumn { kType, kMode, kCameo, kQuad, kGoldstein };

}  // namespace

struct Knowledge::Tables {
  Table countries, leaders, organisations, roles, codes;
  Index country_names, country_seats, adjectives, demonyms, leader_names, organisation_names, role_words;
  std::map<std::pair<std::string_view, std::string_view>, size_t> code_rows;  // (type, mode) -> row
  std::string version;

  void index();
  std::optional<size_t> one_country(const std::vector<uint32_t>& rows) const;
  std::optional<size_t> country_of(const Index& index, std::string_view word) const;
  KnownActor state_of_row(size_t row, std::string_view language) const;
  std::optional<KnownActor> state(std::string_view name, std::string_view language) const;
  std::optional<KnownActor> organisation(std::string_view name, std::string_view language) const;
  std::optional<KnownActor> leader(std::string_view name, std::string_view language,
                                   std::optional<std::string_view> date) const;
};

void Knowledge::Tables::index() {
  for (size_t row = 0; row < countries.rows(); ++row) {
    for (const size_t column : {kNameDe, kNameEn, kNamesDe, kNamesEn}) add(country_names, countries.at(row, column), row);
    for (const size_t column : {kSeatsDe, kSeatsEn}) add(country_seats, countries.at(row, column), row);
    for (const size_t column : {kAdjectivesDe, kAdjectivesEn}) add(adjectives, countries.at(row, column), row);
    for (const size_t column : {kDemonymsDe, kDemonymsEn}) add(demonyms, countries.at(row, column), row);
  }
  for (size_t row = 0; row < leaders.rows(); ++row) {
    for (const size_t column : {kPerson, kPersonEn, kAliases}) add(leader_names, leaders.at(row, column), row);
  }
  for (size_t row = 0; row < organisations.rows(); ++row) {
    for (const size_t column : {kCanonicalDe, kCanonicalEn, kAliasesDe, kAliasesEn})
      add(organisation_names, organisations.at(row, column), row);
  }
  for (size_t row = 0; row < roles.rows(); ++row) add(role_words, roles.at(row, kWord), row);
  for (size_t row = 0; row < codes.rows(); ++row) code_rows[{codes.at(row, kType), codes.at(row, kMode)}] = row;
}

// The one row of today's states among the bearers of a name. Former states share names with today's ("Jugoslawien"); where
// one bearer stands today, it is meant.
std::optional<size_t> Knowledge::Tables::one_country(const std::vector<uint32_t>& rows) const {
  std::optional<size_t> one;
  for (const uint32_t row : rows) {
    if (rows.size() > 1 && !countries.at(row, kValidTo).empty()) continue;
    if (one) return std::nullopt;
    one = row;
  }
  return one;
}

// The country that the word names in `index`, whatever its ending: German adjectives stand in the table without theirs,
// demonyms without that of the case.
std::optional<size_t> Knowledge::Tables::country_of(const Index& index, std::string_view word) const {
  for (const std::string_view ending : {"", "e", "en", "er", "es", "em", "n", "s"}) {
    if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
    const auto found = index.find(word.substr(0, word.size() - ending.size()));
    if (found != index.end()) return one_country(found->second);
  }
  return std::nullopt;
}

KnownActor Knowledge::Tables::state_of_row(size_t row, std::string_view language) const {
  const std::string iso3(countries.at(row, kIso3));
  const std::string_view name = countries.at(row, language == "de" ? kNameDe : kNameEn);
  return {EntityType::kState, std::string(name), iso3, "GOV", fmt::format("state/{}", iso3), std::nullopt, false};
}

std::optional<KnownActor> Knowledge::Tables::state(std::string_view name, std::string_view language) const {
  for (const Index* index : {&country_names, &country_seats}) {
    const auto found = index->find(name);
    if (found == index->end()) continue;
    const auto row = one_country(found->second);
    if (!row) continue;
    KnownActor state = state_of_row(*row, language);
    state.by_seat = index == &country_seats;
    return state;
  }
  return std::nullopt;
}

std::optional<KnownActor> Knowledge::Tables::organisation(std::string_view name, std::string_view language) const {
  const auto found = organisation_names.find(name);
  if (found == organisation_names.end() || found->second.size() > 1) return std::nullopt;  // an acronym of several bodies
  const size_t row = found->second.front();
  const std::string_view canonical = organisations.at(row, language == "de" ? kCanonicalDe : kCanonicalEn);
  return KnownActor{EntityType::kOrganisation,
                    std::string(canonical.empty() ? name : canonical),
                    some(organisations.at(row, kOrganisationIso3)),
                    some(organisations.at(row, kOrganisationSector)),
                    std::nullopt,
                    std::nullopt};
}

std::optional<KnownActor> Knowledge::Tables::leader(std::string_view name, std::string_view language,
                                                    std::optional<std::string_view> date) const {
  const auto found = leader_names.find(name);
  // A single word would be a surname or a nickname, which is no identity.
  if (found == leader_names.end() || name.find(' ') == name.npos) return std::nullopt;
  std::vector<uint32_t> rows;
  for (const uint32_t row : found->second) {
    if (date && holds_at(leaders.at(row, kFrom), leaders.at(row, kTo), *date)) rows.push_back(row);
  }
  const bool in_office = !rows.empty();
  if (!in_office) rows = found->second;
  // Unknown where the rows disagree: two persons of one name, or one in two offices.
  const auto agreed = [&](size_t column) -> std::optional<std::string> {
    for (const uint32_t row : rows) {
      if (leaders.at(row, column) != leaders.at(rows.front(), column)) return std::nullopt;
    }
    return some(leaders.at(rows.front(), column));
  };
  KnownActor actor;
  actor.type = EntityType::kPerson;
  actor.name = leaders.at(rows.front(), language == "de" ? kPerson : kPersonEn);
  actor.country = agreed(kLeaderIso3);
  if (in_office) actor.sector = agreed(kLeaderSector);
  actor.wikidata = agreed(kWikidata);
  return actor;
}

Knowledge::Knowledge() : tables_(std::make_unique<Tables>()) {}
Knowledge::~Knowledge() = default;

Result<std::unique_ptr<const Knowledge>> Knowledge::load(const std::filesystem::path& folder) {
  std::unique_ptr<Knowledge> knowledge(new Knowledge);
  Tables& tables = *knowledge->tables_;
  Sha256 hash;
  std::optional<Error> error;
  const auto read = [&](Table& table, const char* name, std::initializer_list<std::string_view> columns) {
    if (error) return;
    auto loaded = Table::read(folder / name, columns);
    if (!loaded) {
      error = std::move(loaded.error()).in("knowledge");
      error->message += "; restore it from the repository (git checkout knowledge) or name another folder with --knowledge";
      return;
    }
    table = std::move(*loaded);
    hash.add(table.bytes());
  };
  read(tables.countries, "countries.tsv",
       {"iso3", "name_de", "name_en", "names_de", "names_en", "adjectives_de", "adjectives_en", "demonyms_de", "demonyms_en",
        "seats_de", "seats_en", "valid_to"});
  read(tables.leaders, "leaders.tsv", {"person", "name_en", "aliases", "wikidata", "iso3", "sector", "from", "to"});
  read(tables.organisations, "organisations.tsv",
       {"canonical_de", "canonical_en", "aliases_de", "aliases_en", "iso3", "sector"});
  read(tables.roles, "roles.tsv", {"word", "language", "kind", "sector"});
  read(tables.codes, "cameo.tsv", {"type", "mode", "cameo", "quad", "goldstein"});
  if (error) return tl::unexpected(std::move(*error));
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

std::optional<KnownActor> Knowledge::state_of_adjective(std::string_view word, std::string_view language) const {
  const auto row = tables_->country_of(tables_->adjectives, word);
  return row ? std::optional(tables_->state_of_row(*row, language)) : std::nullopt;
}

std::optional<std::string> Knowledge::country_of_demonym(std::string_view word) const {
  const auto row = tables_->country_of(tables_->demonyms, word);
  return row ? std::optional<std::string>(tables_->countries.at(*row, kIso3)) : std::nullopt;
}

std::optional<RoleWord> Knowledge::role(std::string_view word, std::string_view language) const {
  for (const std::string_view ending : {"", "s", "es", "n", "en"}) {
    if (word.size() <= ending.size() || !word.ends_with(ending)) continue;
    const auto found = tables_->role_words.find(word.substr(0, word.size() - ending.size()));
    if (found == tables_->role_words.end()) continue;
    for (const uint32_t row : found->second) {
      if (tables_->roles.at(row, kLanguage) != language) continue;
      const std::string_view kind = tables_->roles.at(row, kKind);
      const EntityType type = kind == "person" ? EntityType::kPerson
                              : kind == "body" ? EntityType::kOrganisation
                                               : EntityType::kGroup;
      return RoleWord{type, some(tables_->roles.at(row, kSector))};
    }
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
  const auto number = [&](size_t column, auto value) {
    const std::string_view field = tables_->codes.at(found->second, column);
    return std::from_chars(field.data(), field.data() + field.size(), value).ec == std::errc() ? std::optional(value)
                                                                                               : std::nullopt;
  };
  codes.quad = number(kQuad, 0);
  codes.goldstein = number(kGoldstein, 0.0);
  return codes;
}

const std::string& Knowledge::version() const { return tables_->version; }

}  // namespace depesche
