// dates: reading a moment out of letters, German and English. Calendar by Howard Hinnant's date library.
//
// Threads: free functions without state.
#pragma once

#include <date/date.h>
#include <depesche/document.h>

#include <optional>
#include <string>
#include <string_view>

namespace depesche {

// What the reading of dates depends on beside the letters.
struct DateContext {
  date::sys_seconds now;     // the clock
  bool month_first = false;  // 03/04/2022 is 4 March, as in English; otherwise 3 April
};

// A date as precise as it was told. Fields beyond the precision are 1 (month, day) or 0.
struct DateValue {
  date::year_month_day day{date::year{0}, date::month{1}, date::day{1}};
  std::chrono::seconds time{0};                // since midnight
  std::optional<std::chrono::minutes> zone{};  // offset from UTC, where told
  DatePrecision precision = DatePrecision::kDay;
  bool has_year = true;  // false: "Sept. 3", which dates nothing

  // ISO 8601 to the precision, with zone where known; "Z" for no offset.
  std::string iso() const;
  bool operator==(const DateValue&) const = default;
};

// Takes a date, with its weekday before it and time and zone after it where they stand there, off the front of `rest`.
// Leaves `rest` as it was where no valid date stands there. Forms: see the tables in dates_test.cc.
std::optional<DateValue> take_date(std::string_view& rest, const DateContext& context);
// The same for a time of the day alone ("13:27 Uhr", "3:15 p.m. EDT"), put into `date`.
bool take_time(std::string_view& rest, DateValue& date);

// The whole of `text` as ISO 8601 or RFC 2822.
std::optional<DateValue> read_standard_date(std::string_view text, const DateContext& context);

// The whole of `text` as systems write moments beside those two: "20220919", "20220919T132715Z", seconds or milliseconds
// since 1970, "Mon Sep 19 13:27:15 CEST 2022", "2022-09-19T13:27:15+02:00[Europe/Berlin]".
std::optional<DateValue> read_system_date(std::string_view text, const DateContext& context);
// A moment in UTC that is midnight in central Europe, written by a system that knows days alone, as this day there; else
// null.
std::optional<DateValue> central_european_day(const DateValue& value);

// Seconds (10 digits) or milliseconds (13) since 1970.
std::optional<DateValue> read_unix_time(std::string_view digits);
// "20220919".
std::optional<DateValue> read_compact_day(std::string_view digits);

// Within 1700 and the year after the clock's: what a caller may say.
bool is_possible(const DateValue& date, const DateContext& context);
// Possible, not after tomorrow, and not the first day of 1970, which is what empty clocks show: what a text may say.
bool is_credible(const DateValue& date, const DateContext& context);

}  // namespace depesche
