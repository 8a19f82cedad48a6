// The names that enumerations have in JSON, CSV and messages.
#pragma once

#include <depesche/record.h>

#include <array>
#include <optional>
#include <string_view>

namespace depesche {

// kNames<E>[value] is the name; declared in the order of the enumeration.
template <class E>
inline constexpr std::array<std::string_view, 0> kNames{};

template <>
inline constexpr std::array<std::string_view, 5> kNames<DatePrecision>{"second", "minute", "day", "month", "year"};
template <>
inline constexpr std::array<std::string_view, 7> kNames<DateOrigin>{"given",    "metadata", "url", "slug",
                                                                    "dateline", "text",     "none"};
template <>
inline constexpr std::array<std::string_view, 15> kNames<RemovedWhy>{
    "title", "navigation", "slug",       "tag",    "comment_form", "caption",   "credit", "teaser",
    "share", "cookie",     "newsletter", "byline", "dateline",     "duplicate", "other"};
template <>
inline constexpr std::array<std::string_view, 5> kNames<EntityType>{"state", "person", "organisation", "group", "place"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<EntityHow>{"knowledge", "text", "inferred", "none"};
template <>
inline constexpr std::array<std::string_view, 4> kNames<MentionForm>{"name", "role", "pronoun", "adjective"};
template <>
inline constexpr std::array<std::string_view, 2> kNames<Stated>{"stated", "implied"};
template <>
inline constexpr std::array<std::string_view, 2> kNames<Voucher>{"author", "attributed"};

template <class E>
constexpr std::string_view name_of(E value) {
  return kNames<E>[static_cast<size_t>(value)];
}

template <class E>
constexpr std::optional<E> value_named(std::string_view name) {
  for (size_t i = 0; i < kNames<E>.size(); ++i) {
    if (kNames<E>[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace depesche
