// Row ids that follow publication time, so that newest-first needs no sort.
//
//   63 bits:  minute of publication since 1900 (27; 0: unknown) | number within the minute (22) | item of the article (14)
//
// Item 0 is the article itself; events, quotations and entities are counted by the numbers of their ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace depesche::store {

inline constexpr int kItemBits = 14;
inline constexpr int kNumberBits = 22;
inline constexpr int64_t kItems = int64_t{1} << kItemBits;
inline constexpr int64_t kFirstQuote = kItems / 2;  // events stand below, quotations from here on
inline constexpr int64_t kArticlesAMinute = int64_t{1} << kNumberBits;

// The least row id of an article published then. `published`: ISO 8601 of any precision, with or without zone; what cannot
// be read counts as unknown.
int64_t first_row_of(std::string_view published);

constexpr int64_t article_of(int64_t row) { return row & ~(kItems - 1); }
constexpr int64_t item_of(int64_t row) { return row & (kItems - 1); }

// Days since 1970 of "2022-09-19…", "2022-09" (its first day) or "2022"; nothing where it is none.
std::optional<int64_t> day_of(std::string_view iso);
// The last day that "2022-09" or "2022" covers.
std::optional<int64_t> last_day_of(std::string_view iso);
// "2022-09-19".
std::string_view day_text(int64_t day, char (&buffer)[11]);

}  // namespace depesche::store
