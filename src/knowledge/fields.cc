#include "knowledge/fields.h"

#include <algorithm>

#include "base/utf8.h"

namespace depesche {

std::string with_first_letter(std::string_view word, char32_t (*changed)(char32_t)) {
  std::string other;
  if (word.empty()) return other;
  const CodePoint first = code_point_at(word, 0);
  append_code_point(other, changed(first.value));
  return other.append(word.substr(first.next));
}

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

std::string ending_of_name(std::string_view name) {
  constexpr size_t kLetters = 3;
  std::string ascii = to_ascii(name);
  return ascii.substr(ascii.size() - std::min(ascii.size(), kLetters));
}

std::optional<std::string> some(std::string_view field) {
  return field.empty() ? std::nullopt : std::optional<std::string>(field);
}

std::optional<char> gender_of(std::string_view form) {
  return form == "m" || form == "f" ? std::optional(form.front()) : std::nullopt;
}

}  // namespace depesche
