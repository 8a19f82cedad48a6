// The calendar behind the expressions of time: which days a week, a season, a holiday covers, and how each is written
// in TIMEX3. Proleptic Gregorian, weeks from Monday (ISO 8601), all arithmetic by std::chrono.
//
// Threads: free functions without state.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace depesche::times {

using std::chrono::sys_days;

// From fine to coarse, so that an anchor of one unit serves everything not below it.
enum class Unit : int16_t {
  kNone,
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeekend,
  kWeek,
  kMonth,
  kSeason,
  kQuarter,
  kHalf,
  kYear,
  kDecade,
  kCentury
};

// Holidays. Every one has a row in the table of times/calendar.cc, in this order.
enum class Holiday : int16_t {
  kNone,
  kNewYear,
  kEpiphany,
  kRoseMonday,
  kAshWednesday,
  kPalmSunday,
  kMaundyThursday,
  kGoodFriday,
  kEasterSunday,
  kEasterMonday,
  kAscension,
  kPentecost,
  kWhitMonday,
  kCorpusChristi,
  kLabourDay,
  kGermanUnity,
  kReformation,
  kAllSaints,
  kVolkstrauertag,
  kRepentance,
  kAdvent1,
  kAdvent2,
  kAdvent3,
  kAdvent4,
  kNicholas,
  kChristmasEve,
  kChristmas,
  kBoxingDay,
  kNewYearsEve,
  kThanksgiving,
  kIndependenceDay,
  kUsLaborDay,
  kMemorialDay,
  kMartinLutherKing,
  kColumbusDay,
  kVeteransDay,
  kHalloween,
  kValentine,
  kBastilleDay,
  kPatrick,
  kCount
};

// The days [begin, end], both within, that an expression covers, and their TIMEX3 value.
struct Period {
  Unit unit = Unit::kNone;
  sys_days begin{};
  sys_days end{};
  std::string value;
};

// Years outside are refused everywhere, so that no value has other than four digits.
inline constexpr int kFirstYear = 1000;
inline constexpr int kLastYear = 2999;

bool is_year(int year);
// "44" is 2044, "50" 1950.
int two_digit_year(int digits);
int year_of(sys_days day);
unsigned month_of(sys_days day);
// 1 Monday … 7 Sunday.
unsigned weekday_of(sys_days day);

// The day, where the calendar has it.
std::optional<sys_days> make_day(int year, unsigned month, unsigned day);

// The period of `unit` (kDay or coarser) that holds `day`. A weekend holds its whole week, a season its three months
// (winter: December to February, named for the year in which it begins).
Period period_of(Unit unit, sys_days day);

// `day` moved by `count` units (kDay or coarser); null where that leaves the years allowed. Months end with their last
// day: the 31st of March less a month is the 28th or 29th of February.
std::optional<sys_days> moved(sys_days day, Unit unit, int count);

// Month, quarter, half or season number `index` (from 1) of a year.
Period part_of_year(Unit unit, int year, unsigned index);

// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
sys_days easter(int year);
sys_days holiday(Holiday which, int year);

std::string iso_day(sys_days day);

// The date of an article as far as it is known: the first day of it and how precise it is.
struct Anchor {
  sys_days day{};
  Unit unit = Unit::kNone;

  // Whether what is counted in `wanted` can be counted from here.
  bool serves(Unit wanted) const { return unit != Unit::kNone && unit <= wanted; }
};
// From ISO 8601 of year, month or day precision, or finer. Anything else: an anchor that serves nothing.
Anchor parse_anchor(std::string_view iso);

}  // namespace depesche::times
