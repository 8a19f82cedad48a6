// Row ids that follow publication time, so that newest-first needs no sort.
//
//   49 bits:  minute of publication (27) | number within the minute (8) | item of the article (14)
//
// Minutes count from 1900; the first million of them (to the end of 1901) are for articles of unknown date. Where a minute
// is full (papers that give the day alone), articles go on in the next. Small gaps keep the full-text index small: it counts
// articles by the id without the item.
// Item 0 is the article itself; events, quotations and entities are counted by the numbers of their ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace depesche::store {

inline constexpr int kItemBits = 14;
inline constexpr int kNumberBits = 8;
inline constexpr int64_t kItems = int64_t{1} << kItemBits;
inline constexpr int64_t kFirstQuote = kItems / 2;  // events stand below, quotations from here on
inline constexpr int kMinuteBits = 27;
inline constexpr int kMinuteShift = kNumberBits + kItemBits;  // row >> kMinuteShift is the minute
inline constexpr int64_t kFirstDatedMinute = int64_t{1} << 20;

// The least row id of an article published then. `published`: ISO 8601 of any precision, with or without zone; what cannot
// be read counts as unknown.
int64_t first_row_of(std::string_view published);
// The end of the row ids that such an article may have: those of the rest of its day, or of all unknown dates.
int64_t last_row_of(int64_t first_row);

constexpr int64_t article_of(int64_t row) { return row & ~(kItems - 1); }
constexpr int64_t item_of(int64_t row) { return row & (kItems - 1); }

// Days since 1970 of "2022-09-19…", "2022-09" (its first day) or "2022"; nothing where it is none.
std::optional<int64_t> day_of(std::string_view iso);
// The last day that "2022-09" or "2022" covers.
std::optional<int64_t> last_day_of(std::string_view iso);
// "2022-09-19".
std::string_view day_text(int64_t day, char (&buffer)[11]);

}  // namespace depesche::store
