#include <flatbuffers/flatbuffers.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <future>
#include <unordered_map>
#include <vector>

#include <compiled_generated.h>
#include "base/fail.h"
#include "base/sha256.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "knowledge/compiled.h"
#include "knowledge/fields.h"
#include "knowledge/hash.h"
#include "knowledge/layout.h"

namespace depesche {
namespace {

// An index while it grows. Keys in the order in which they came, so that the same tables give the same bytes.
class GrowingIndex {
 public:
  void add(std::string_view key, size_t row) {
    const auto [place, fresh] = places_.try_emplace(std::string(key), keys_.size());
    if (fresh) {
      keys_.emplace_back(place->first);
      rows_.emplace_back();
    }
    rows_[place->second].push_back(static_cast<uint32_t>(row));
  }

  // The names in a field: "Pentagon (MIL)|Weißes Haus"; a row has each name once.
  void add_names(std::string_view field, size_t row) {
    for (std::string_view name : split(field, '|')) {
      if (const size_t bracket = name.find(" ("); bracket != name.npos) name = name.substr(0, bracket);
      if (name.empty()) continue;
      const auto place = places_.find(std::string(name));
      if (place == places_.end() || rows_[place->second].back() != row) add(name, row);
    }
  }

  flatbuffers::Offset<compiled::Index> finish(flatbuffers::FlatBufferBuilder& out) const {
    std::vector<flatbuffers::Offset<flatbuffers::String>> keys;
    std::vector<uint32_t> starts = {0}, rows;
    std::vector<uint32_t> buckets(std::bit_ceil(2 * keys_.size() + 1));
    for (size_t i = 0; i < keys_.size(); ++i) {
      keys.push_back(out.CreateSharedString(keys_[i].data(), keys_[i].size()));
      rows.insert(rows.end(), rows_[i].begin(), rows_[i].end());
      starts.push_back(static_cast<uint32_t>(rows.size()));
      uint64_t at = fnv1a(keys_[i]) & (buckets.size() - 1);
      while (buckets[at] != 0) at = (at + 1) & (buckets.size() - 1);
      buckets[at] = static_cast<uint32_t>(i + 1);
    }
    return compiled::CreateIndexDirect(out, &keys, &starts, &rows, &buckets);
  }

 private:
  std::unordered_map<std::string, size_t> places_;
  std::vector<std::string_view> keys_;  // into places_
  std::vector<std::vector<uint32_t>> rows_;
};

using Indexes = std::array<GrowingIndex, kIndexes>;

// "Vereinigte Arabische Emirate" → "Vereinigten Arabischen Emirate", "Vereinigten Arabischen Emiraten"; "Vereinigtes
// Königreich" → "Vereinigte Königreich", "Vereinigten Königreich", "Vereinigten Königreichs". None for names that do not
// begin with an adjective.
std::vector<std::string> inflected(std::string_view name) {
  std::string weak, oblique;  // behind an article, and there in another case than the nominative
  const std::vector<std::string_view> words = split(name, ' ');
  const auto stem = [](std::string_view word) -> std::string_view {
    for (const std::string_view ending : {"es", "e"}) {
      const std::string_view rest = word.substr(0, word.size() - std::min(word.size(), ending.size()));
      if (word.ends_with(ending) && (rest.ends_with("isch") || rest.ends_with("igt") || rest.ends_with("iert"))) return rest;
    }
    return {};
  };
  size_t at = 0;
  for (; at + 1 < words.size() && !stem(words[at]).empty(); ++at) {
    weak += fmt::format("{}e ", stem(words[at]));
    oblique += fmt::format("{}en ", stem(words[at]));
  }
  if (at == 0) return {};
  const std::string_view rest = name.substr(static_cast<size_t>(words[at].data() - name.data()));
  std::vector<std::string> forms = {oblique.append(rest)};
  if (words[0].ends_with('s')) forms.push_back(weak.append(rest));
  if (at + 1 == words.size()) forms.push_back(oblique + (rest.ends_with('e') ? "n" : "s"));
  return forms;
}

void index_countries(const Table& countries, Indexes& indexes) {
  for (size_t row = 0; row < countries.rows(); ++row) {
    for (const size_t column : {kNameDe, kNamesDe}) {
      for (const std::string_view name : split(countries.at(row, column), '|')) {
        for (const std::string& form : inflected(name)) indexes[kCountryNames].add_names(form, row);
      }
    }
    for (const size_t column : {kNameDe, kNameEn, kNamesDe, kNamesEn})
      indexes[kCountryNames].add_names(countries.at(row, column), row);
    for (const size_t column : {kSeatsDe, kSeatsEn}) indexes[kCountrySeats].add_names(countries.at(row, column), row);
    for (const size_t column : {kAdjectivesDe, kAdjectivesEn})
      indexes[kAdjectives].add_names(countries.at(row, column), row);
    for (const size_t column : {kDemonymsDe, kDemonymsEn}) indexes[kDemonyms].add_names(countries.at(row, column), row);
  }
}

void index_leaders(const Table& leaders, Indexes& indexes) {
  for (size_t row = 0; row < leaders.rows(); ++row) {
    for (const size_t column : {kPerson, kPersonEn, kAliases}) indexes[kLeaderNames].add_names(leaders.at(row, column), row);
    for (const std::string_view part : split(leaders.at(row, kPersonEn), ' ')) indexes[kNameParts].add(part, row);
    for (const size_t column : {kTitlesDe, kTitlesEn}) {
      for (const std::string_view title : split(leaders.at(row, column), '|')) {
        // "member of the Bundestag (SPD)" is no title by which one person is meant.
        if (!title.empty() && !title.ends_with(')')) indexes[kTitles].add(fold_case(title), row);
      }
    }
    for (const size_t column : {kPerson, kPersonEn}) {
      const std::string_view name = leaders.at(row, column);
      if (const size_t space = name.find(' '); space != name.npos) indexes[kGivenNames].add(name.substr(0, space), row);
      indexes[kNameEndings].add(ending_of_name(name), row);
    }
    indexes[kLeadersOf].add(leaders.at(row, kLeaderIso3), row);
    const std::string_view role = leaders.at(row, kLeaderRole);
    if (role != "other") indexes[kOffices].add(role, row);
    if (role == "head_of_state" || role == "head_of_government") {
      indexes[kHeadsOfStates].add("", row);
      for (const std::string_view surname : split(leaders.at(row, kSurname), '|')) {
        indexes[kHeadsBySurname].add(surname, row);
      }
    }
  }
}

void index_others(const std::array<Table, 6>& tables, Indexes& indexes) {
  for (size_t row = 0; row < tables[kOrganisations].rows(); ++row) {
    for (const size_t column : {kCanonicalDe, kCanonicalEn, kAliasesDe, kAliasesEn})
      indexes[kOrganisationNames].add_names(tables[kOrganisations].at(row, column), row);
  }
  for (size_t row = 0; row < tables[kRoles].rows(); ++row) {
    indexes[kRoleWords].add_names(tables[kRoles].at(row, kWord), row);
  }
  for (size_t row = 0; row < tables[kPlaces].rows(); ++row) {
    for (const size_t column : {kPlaceEn, kPlaceDe, kAlternatives})
      indexes[kPlaceNames].add_names(tables[kPlaces].at(row, column), row);
  }
  for (size_t row = 0; row < tables[kCodes].rows(); ++row) {
    indexes[kCodesByMode].add(fmt::format("{} {}", tables[kCodes].at(row, kType), tables[kCodes].at(row, kMode)), row);
  }
}

flatbuffers::Offset<compiled::Rows> finish(const Table& table, size_t columns, flatbuffers::FlatBufferBuilder& out) {
  std::vector<flatbuffers::Offset<flatbuffers::String>> fields;
  std::vector<uint32_t> lines;
  for (size_t row = 0; row < table.rows(); ++row) {
    lines.push_back(static_cast<uint32_t>(table.line_of(row)));
    for (size_t column = 0; column < columns; ++column) {
      const std::string_view field = table.at(row, column);
      fields.push_back(out.CreateSharedString(field.data(), field.size()));
    }
  }
  return compiled::CreateRowsDirect(out, &fields, &lines);
}

}  // namespace

Result<std::string> compile(const std::filesystem::path& folder, Required required) {
  std::array<Table, 6> tables;
  Sha256 hash;
  std::error_code ignored;
  for (size_t i = 0; i < tables.size(); ++i) {
    const auto& [file, columns] = table_specs()[i];
    if (required == Required::kAny && !std::filesystem::exists(folder / file, ignored)) continue;
    auto table = Table::read(folder / file, columns);
    if (!table) return tl::unexpected(std::move(table.error()));
    tables[i] = std::move(*table);
    hash.add(tables[i].bytes());
  }

  Indexes indexes;
  index_countries(tables[kCountries], indexes);
  index_leaders(tables[kLeaders], indexes);
  index_others(tables, indexes);

  flatbuffers::FlatBufferBuilder out(1 << 24);
  std::vector<flatbuffers::Offset<compiled::Rows>> finished_tables;
  for (size_t i = 0; i < tables.size(); ++i) {
    finished_tables.push_back(finish(tables[i], table_specs()[i].columns.size(), out));
  }
  std::vector<flatbuffers::Offset<compiled::Index>> finished_indexes;
  for (const GrowingIndex& index : indexes) finished_indexes.push_back(index.finish(out));
  const std::string version = "sha256:" + hash.hex();
  out.Finish(compiled::CreateKnowledgeDirect(out, version.c_str(), &finished_tables, &finished_indexes),
             compiled::KnowledgeIdentifier());

  const std::string_view body(reinterpret_cast<const char*>(out.GetBufferPointer()), out.GetSize());
  std::string bytes(kMagic);
  bytes += sha256_hex(body);
  bytes.resize(kHeadBytes);
  return bytes += body;
}

}  // namespace depesche
