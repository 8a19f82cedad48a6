// Which tables there are in knowledge/, which of their columns are read, and by what their rows are found.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace depesche {

enum TableId { kCountries, kLeaders, kOrganisations, kRoles, kPlaces, kCodes };

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

struct TableSpec {
  const char* file;
  std::vector<std::string_view> columns;  // in the order of the enumeration above
};

// By TableId.
inline const std::array<TableSpec, 6>& table_specs() {
  static const std::array<TableSpec, 6> specs = {{
      {"countries.tsv",
       {"iso3", "name_de", "name_en", "names_de", "names_en", "adjectives_de", "adjectives_en", "demonyms_de", "demonyms_en",
        "seats_de", "seats_en", "valid_to", "parent"}},
      {"leaders.tsv",
       {"person", "name_en", "aliases", "wikidata", "iso3", "role", "role_de", "role_en", "sector", "from", "to", "gender",
        "surname"}},
      {"organisations.tsv", {"canonical_de", "canonical_en", "aliases_de", "aliases_en", "iso3", "sector"}},
      {"roles.tsv", {"word", "language", "kind", "sector", "role", "form"}},
      {"places.tsv", {"name_en", "name_de", "alternatives", "iso3", "admin1", "lat", "lon", "population", "kind"}},
      {"cameo.tsv", {"type", "mode", "cameo", "quad", "goldstein"}},
  }};
  return specs;
}

enum IndexId {
  kCountryNames,
  kCountrySeats,
  kAdjectives,
  kDemonyms,
  kLeaderNames,
  kNameParts,       // words of leaders' English names
  kGivenNames,      // first words of leaders' names, each row once for each language's name
  kNameEndings,     // the last letters of leaders' German and English names
  kLeadersOf,       // by country
  kTitles,          // of leaders, case folded
  kOffices,         // of leaders, as their column `role` names them
  kHeadsBySurname,  // leaders of states and governments
  kHeadsOfStates,   // the same, all under ""
  kOrganisationNames,
  kRoleWords,
  kPlaceNames,
  kCodesByMode,  // "TYPE mode", "TYPE " for the type's own
  kIndexes       // how many
};

// Whose rows an index finds.
constexpr TableId table_of(IndexId index) {
  switch (index) {
    case kCountryNames:
    case kCountrySeats:
    case kAdjectives:
    case kDemonyms:
      return kCountries;
    case kOrganisationNames:
      return kOrganisations;
    case kRoleWords:
      return kRoles;
    case kPlaceNames:
      return kPlaces;
    case kCodesByMode:
      return kCodes;
    default:
      return kLeaders;
  }
}

}  // namespace depesche
