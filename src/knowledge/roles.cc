// Common nouns for people and bodies, German compounds by their parts.
#include "base/utf8.h"
#include "knowledge/fields.h"
#include "knowledge/knowledge.h"

namespace depesche {
namespace {

// Bytes; a shorter part of a compound would be an ending, or stand in half the dictionary.
constexpr size_t kShortestPart = 5;
// Longer words are no compounds, and to look for parts of one would take long.
constexpr size_t kLongestCompound = 80;

}  // namespace

std::optional<RoleWord> Knowledge::role_of_word(std::string_view word, std::string_view language) const {
  for (const uint32_t row : lookup_.named(kRoleWords, word, kNounEndings)) {
    const auto field = [&](size_t column) { return lookup_.at(kRoles, row, column); };
    if (field(kLanguage) != language) continue;
    const EntityType type = field(kKind) == "person" ? EntityType::kPerson
                            : field(kKind) == "body" ? EntityType::kOrganisation
                                                     : EntityType::kGroup;
    return RoleWord{type, some(field(kSector)), std::string(field(kOffice)), gender_of(field(kForm)),
                    lookup_.row_name(kRoles, row)};
  }
  return std::nullopt;
}

std::optional<RoleWord> Knowledge::role(std::string_view word, std::string_view language) const {
  if (word.starts_with("Ex-") || word.starts_with("ex-")) word.remove_prefix(3);
  if (auto role = role_of_word(word, language)) return role;
  const auto in_other_case = [&](std::string_view part, bool upper) {
    return role_of_word(with_first_letter(part, upper ? to_upper : to_lower), language);
  };
  if (word.empty()) return std::nullopt;
  if (language != "de") {
    if (word.find(' ') != word.npos) return role_of_word(fold_case(word), language);  // "Prime Minister"
    return in_other_case(word, is_lower(code_point_at(word, 0).value));
  }
  if (word.find(' ') != word.npos || word.size() > kLongestCompound) return std::nullopt;
  // The last part of a compound is what it is ("SPD-Chef", "Landespolizei").
  if (const size_t hyphen = word.rfind('-'); hyphen != word.npos) {
    if (auto role = role_of_word(word.substr(hyphen + 1), language)) return role;
  }
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
    if (auto role = role_of_word(part, language); role && role->sector) return role;
  }
  return std::nullopt;
}

}  // namespace depesche
