// Persons of public life: by name, by office and date, and what their names tell of others'.
#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

#include "base/tsv.h"
#include "base/utf8.h"
#include "knowledge/fields.h"
#include "knowledge/knowledge.h"

namespace depesche {
namespace {

// How many years the date is outside the period [from, to) of a leader's row, each to any precision; 0 inside. "?" as end:
// not known, and only the year of `from` counts as inside.
std::optional<int> years_from(std::string_view from, std::string_view to, std::string_view date) {
  const auto before = [](std::string_view a, std::string_view b) {
    const size_t size = std::min(a.size(), b.size());
    return a.substr(0, size) < b.substr(0, size);
  };
  const auto year = [](std::string_view day) { return number_of<int>(day.substr(0, 4)).value_or(0); };
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

}  // namespace

KnownActor Knowledge::person_of_row(size_t row, std::string_view language) const {
  const auto field = [&](size_t column) { return lookup_.at(kLeaders, row, column); };
  KnownActor person;
  person.type = EntityType::kPerson;
  person.name = field(language == "de" ? kPerson : kPersonEn);
  person.country = some(field(kLeaderIso3));
  person.sector = some(field(kLeaderSector));
  person.actor = "person/" + slug(field(kPerson));
  person.wikidata = some(field(kWikidata));
  person.row = lookup_.row_name(kLeaders, row);
  return person;
}

std::optional<KnownActor> Knowledge::leader(std::string_view name, std::string_view language,
                                            std::optional<std::string_view> date) const {
  if (name.find(' ') == name.npos) return std::nullopt;  // a surname or a nickname, which is no identity
  const auto rows = lookup_.named(kLeaderNames, name);
  if (rows.empty()) return std::nullopt;
  const auto field = [&](uint32_t row, size_t column) { return lookup_.at(kLeaders, row, column); };
  // Several persons of one name: nobody.
  for (const uint32_t row : rows) {
    if (field(row, kPerson) != field(rows.front(), kPerson)) return std::nullopt;
  }
  // The highest of the offices held at the date; shortly before or after an office, that one.
  std::optional<uint32_t> office;
  std::pair<int, size_t> best;
  for (const uint32_t row : rows) {
    const auto distance = date ? years_from(field(row, kFrom), field(row, kTo), *date) : std::nullopt;
    if (!distance || *distance > kYearsAround) continue;
    const std::pair<int, size_t> rank(*distance, rank_of_role(field(row, kLeaderRole), field(row, kLeaderSector)));
    if (office && rank >= best) continue;
    office = row;
    best = rank;
  }
  KnownActor actor = person_of_row(office.value_or(rows.front()), language);
  if (!office) actor.sector.reset();
  return actor;
}

// Those of the rows who held the office on the day.
std::vector<KnownActor> Knowledge::holders_among(const std::vector<uint32_t>& rows, const Office& office,
                                                 std::optional<char> gender, std::string_view language,
                                                 std::string_view date) const {
  const auto field = [&](uint32_t row, size_t column) { return lookup_.at(kLeaders, row, column); };
  std::vector<uint32_t> held;  // a row for each person
  for (const uint32_t row : rows) {
    if (office.country && field(row, kLeaderIso3) != *office.country) continue;
    if (office.leads_a_state && !field(row, kLeaderRole).starts_with("head_of_")) continue;
    if (years_from(field(row, kFrom), field(row, kTo), date) != 0) continue;
    const auto own = gender_of(field(row, kGender));
    if (gender && own && gender != own) continue;
    const std::vector<std::string_view> surnames = split(field(row, kSurname), '|');
    if (office.surname && std::find(surnames.begin(), surnames.end(), *office.surname) == surnames.end()) continue;
    const auto same = [&](uint32_t other) { return field(other, kPerson) == field(row, kPerson); };
    if (std::none_of(held.begin(), held.end(), same)) held.push_back(row);
  }
  const auto is_own = [&](uint32_t row) { return lookup_.is_own(kLeaders, row); };
  if (std::any_of(held.begin(), held.end(), is_own)) std::erase_if(held, std::not_fn(is_own));
  std::vector<KnownActor> found;
  if (held.size() > 1 && !office.country && !office.surname) return found;  // one of many countries' presidents
  for (const uint32_t row : held) found.push_back(person_of_row(row, language));
  return found;
}

std::vector<KnownActor> Knowledge::holders(const Office& office, std::string_view language,
                                           std::optional<std::string_view> date) const {
  if (!date || date->size() < std::string_view("2000-01-01").size()) return {};
  const auto among = [&](const std::vector<uint32_t>& rows, std::optional<char> gender) {
    return holders_among(rows, office, gender, language, *date);
  };
  if (office.title.empty()) {
    return among(office.surname ? lookup_.all(kHeadsBySurname, *office.surname) : lookup_.all(kHeadsOfStates, ""), {});
  }
  const std::string title = fold_case(office.title);
  for (const std::string_view ending : kNounEndings) {
    if (title.size() <= ending.size() || !title.ends_with(ending)) continue;
    const auto rows = lookup_.all(kTitles, std::string_view(title).substr(0, title.size() - ending.size()));
    if (rows.empty()) continue;
    if (auto found = among(rows, {}); !found.empty()) return found;
    break;
  }
  // By the office that the word is for: every country's foreign secretary is its foreign minister.
  const auto role = this->role(office.title, language);
  if (!role) return {};
  return among(lookup_.all(kOffices, role->office), role->gender);
}

bool Knowledge::is_part_of_persons_name(std::string_view word) const { return !lookup_.named(kNameParts, word).empty(); }

std::optional<char> Knowledge::gender_of_given_name(std::string_view name) const {
  size_t f = 0, m = 0;
  for (const uint32_t row : lookup_.all(kGivenNames, name)) {
    const auto gender = gender_of(lookup_.at(kLeaders, row, kGender));
    f += gender == 'f' ? 1 : 0;
    m += gender == 'm' ? 1 : 0;
  }
  if (f > 9 * m) return 'f';
  return m > 9 * f ? std::optional('m') : std::nullopt;
}

std::vector<double> Knowledge::likelihoods_of_name(std::string_view name,
                                                   const std::vector<std::string_view>& countries) const {
  std::vector<double> likelihoods(countries.size(), 1);
  const size_t space = name.find(' ');
  if (space == name.npos) return likelihoods;
  const auto all = static_cast<double>(std::max<size_t>(1, lookup_.rows(kLeaders)));
  const auto multiply = [&](IndexId index, std::string_view part) {
    const std::vector<uint32_t> bearers = lookup_.all(index, part);
    std::unordered_map<std::string_view, double> of_country;
    for (const uint32_t row : bearers) ++of_country[lookup_.at(kLeaders, row, kLeaderIso3)];
    for (size_t i = 0; i < countries.size(); ++i) {
      constexpr double kFew = 1;  // they prove little
      const auto here = of_country.find(countries[i]);
      const double if_as_anywhere = static_cast<double>(bearers.size() * lookup_.count(kLeadersOf, countries[i])) / all;
      likelihoods[i] *= ((here == of_country.end() ? 0 : here->second) + kFew) / (if_as_anywhere + kFew);
    }
  };
  multiply(kGivenNames, name.substr(0, space));
  multiply(kNameEndings, ending_of_name(name));
  return likelihoods;
}

}  // namespace depesche
