// What is in force, and what is asked of several tables or of the small ones.
#include "knowledge/knowledge.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/fail.h"
#include "base/tsv.h"
#include "knowledge/fields.h"

namespace depesche {
namespace {

Result<Compiled> ours(const std::filesystem::path& path) {
  std::error_code ignored;
  const bool is_file = std::filesystem::is_regular_file(path, ignored);
  auto loaded = is_file ? Compiled::map(path) : compile(path, Required::kAll).map(&Compiled::of);
  if (!loaded) {
    loaded.error().message +=
        is_file ? "; build it again (make build)" : "; restore it from the repository (git checkout knowledge)";
  }
  return loaded;
}

Result<std::optional<Compiled>> users(const std::filesystem::path& folder) {
  if (folder.empty()) return std::nullopt;
  std::error_code ignored;
  const auto is_there = [&](const TableSpec& spec) { return std::filesystem::exists(folder / spec.file, ignored); };
  if (std::none_of(table_specs().begin(), table_specs().end(), is_there)) {
    std::vector<std::string_view> names;
    for (const TableSpec& spec : table_specs()) names.emplace_back(spec.file);
    return fail(ErrorCode::kNotFound,
                "{}: none of {} is in it; rows of your own stand in files of these names, with their columns "
                "(knowledge/README.md)",
                folder.string(), fmt::join(names, ", "));
  }
  auto bytes = compile(folder, Required::kAny);
  if (!bytes) {
    bytes.error().message += "; knowledge/README.md says what the columns are";
    return tl::unexpected(std::move(bytes.error()));
  }
  return Compiled::of(std::move(*bytes));
}

}  // namespace

Knowledge::Knowledge(Lookup lookup) : lookup_(std::move(lookup)), version_(lookup_.version()) {}

Result<std::unique_ptr<const Knowledge>> Knowledge::load(const std::filesystem::path& path,
                                                         const std::filesystem::path& own) {
  auto loaded = ours(path);
  if (!loaded) return tl::unexpected(std::move(loaded.error()).in("knowledge"));
  auto loaded_own = users(own);
  if (!loaded_own) return tl::unexpected(std::move(loaded_own.error()).in("knowledge"));
  return std::unique_ptr<const Knowledge>(new Knowledge(Lookup(std::move(*loaded), std::move(*loaded_own))));
}

std::optional<KnownActor> Knowledge::actor(std::string_view name, std::string_view language,
                                           std::optional<std::string_view> date) const {
  auto found = state(name, language);
  if (found && !found->by_seat) return found;
  auto bodies = organisations_named(name, language);
  if (found) {
    // "Brüssel" is the Union rather than Belgium; but only where it acts, as with any seat.
    if (bodies.size() != 1 || bodies.front().country != kSeveralStates) return found;
    bodies.front().by_seat = true;
  }
  if (bodies.size() == 1) return bodies.front();  // of several, no acronym says which
  return leader(name, language, date);
}

// "F.B.I.", "F.B.I" as well as "FBI".
std::vector<uint32_t> Knowledge::bodies_named(std::string_view name) const {
  auto rows = lookup_.named(kOrganisationNames, name);
  if (!rows.empty() || name.size() < 3 || name[1] != '.') return rows;
  std::string letters;
  for (size_t i = 0; i < name.size(); ++i) {
    const bool letter = name[i] >= 'A' && name[i] <= 'Z';
    if (letter == (i % 2 == 1) || (i % 2 == 1 && name[i] != '.')) return rows;
    if (letter) letters += name[i];
  }
  return lookup_.named(kOrganisationNames, letters);
}

std::vector<KnownActor> Knowledge::organisations_named(std::string_view name, std::string_view language) const {
  std::vector<KnownActor> bearers;
  for (const uint32_t row : bodies_named(name)) {
    const auto field = [&](size_t column) { return lookup_.at(kOrganisations, row, column); };
    const std::string_view german = field(kCanonicalDe), english = field(kCanonicalEn);
    const std::string_view name_here = language == "de" ? german : english, other = language == "de" ? english : german;
    KnownActor& body = bearers.emplace_back();
    body.type = EntityType::kOrganisation;
    body.name = name_here.empty() ? other : name_here;
    body.country = some(field(kOrganisationIso3));
    body.sector = some(field(kOrganisationSector));
    body.actor = "organisation/" + slug(german.empty() ? english : german);
    body.row = lookup_.row_name(kOrganisations, row);
  }
  return bearers;
}

std::vector<KnownPlace> Knowledge::places(std::string_view name, std::string_view language) const {
  std::vector<KnownPlace> found;
  for (const uint32_t row : lookup_.named(kPlaceNames, name, kPlaceEndings)) {
    const auto field = [&](size_t column) { return lookup_.at(kPlaces, row, column); };
    KnownPlace& place = found.emplace_back();
    place.name = field(language == "de" ? kPlaceDe : kPlaceEn);
    if (place.name.empty()) place.name = field(kPlaceEn);
    for (const std::string_view country : split(field(kPlaceIso3), '|')) place.countries.emplace_back(country);
    place.lat = number_of<double>(field(kLat));
    place.lon = number_of<double>(field(kLon));
    place.population = number_of<uint64_t>(field(kPopulation)).value_or(0);
    place.kind = field(kPlaceKind);
    place.region = field(kRegion);
    place.row = lookup_.row_name(kPlaces, row);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.population > b.population; });
  return found;
}

Codes Knowledge::codes(const std::string& type, const std::optional<std::string>& mode) const {
  Codes codes;
  codes.plover = type;
  auto rows = lookup_.named(kCodesByMode, fmt::format("{} {}", type, mode.value_or("")));
  if (rows.empty()) rows = lookup_.named(kCodesByMode, type + " ");
  if (rows.empty()) return codes;
  codes.cameo = some(lookup_.at(kCodes, rows.front(), kCameo));
  codes.quad = number_of<int>(lookup_.at(kCodes, rows.front(), kQuad));
  codes.goldstein = number_of<double>(lookup_.at(kCodes, rows.front(), kGoldstein));
  return codes;
}

}  // namespace depesche
