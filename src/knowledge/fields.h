// Fields of tables as values, and names and words as they are looked up.
#pragma once

#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace depesche {

using Endings = std::span<const std::string_view>;
// German adjectives stand in the tables without their ending, demonyms without that of the case.
inline constexpr std::string_view kEndings[] = {"", "e", "en", "er", "es", "em", "n", "s", "'s", "’s"};
inline constexpr std::string_view kGenitive[] = {"", "s", "'s", "’s", "'", "’"};
inline constexpr std::string_view kPlaceEndings[] = {"", "er", "s", "'s", "’s"};  // "Berliner"
inline constexpr std::string_view kNounEndings[] = {"", "s", "es", "n", "en", "'s", "’s"};

// The word with its first letter through to_upper or to_lower.
std::string with_first_letter(std::string_view word, char32_t (*changed)(char32_t));

// The last letters of a name, by which its language shows ("-sen", "-wicz").
std::string ending_of_name(std::string_view name);

// A name as a key: "Recep Tayyip Erdoğan" -> "recep-tayyip-erdogan".
std::string slug(std::string_view name);

// The field, or null where it is empty.
std::optional<std::string> some(std::string_view field);

// "m", "f"; of other forms neither.
std::optional<char> gender_of(std::string_view form);

template <class T>
std::optional<T> number_of(std::string_view field) {
  T value{};
  const bool read = std::from_chars(field.data(), field.data() + field.size(), value).ec == std::errc();
  return read ? std::optional(value) : std::nullopt;
}

}  // namespace depesche
