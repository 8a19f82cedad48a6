#include "times/calendar.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace depesche::times {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<const char*, 5> kSeasons = {"", "SP", "SU", "FA", "WI"};

enum class Rule { kFixed, kEaster, kNthWeekday, kBeforeChristmas };

// kFixed: month, day. kEaster: days after Easter Sunday. kNthWeekday: month, weekday (1 Monday), which one (5: the last).
// kBeforeChristmas: days before the Sunday that is the fourth of Advent.
struct HolidayRow {
  Rule rule;
  int a, b, c;
};

constexpr std::array<HolidayRow, static_cast<size_t>(Holiday::kCount)> kHolidays = {{
    {Rule::kFixed, 1, 1, 0},             // kNone
    {Rule::kFixed, 1, 1, 0},             // kNewYear
    {Rule::kFixed, 1, 6, 0},             // kEpiphany
    {Rule::kEaster, -48, 0, 0},          // kRoseMonday
    {Rule::kEaster, -46, 0, 0},          // kAshWednesday
    {Rule::kEaster, -7, 0, 0},           // kPalmSunday
    {Rule::kEaster, -3, 0, 0},           // kMaundyThursday
    {Rule::kEaster, -2, 0, 0},           // kGoodFriday
    {Rule::kEaster, 0, 0, 0},            // kEasterSunday
    {Rule::kEaster, 1, 0, 0},            // kEasterMonday
    {Rule::kEaster, 39, 0, 0},           // kAscension
    {Rule::kEaster, 49, 0, 0},           // kPentecost
    {Rule::kEaster, 50, 0, 0},           // kWhitMonday
    {Rule::kEaster, 60, 0, 0},           // kCorpusChristi
    {Rule::kFixed, 5, 1, 0},             // kLabourDay
    {Rule::kFixed, 10, 3, 0},            // kGermanUnity
    {Rule::kFixed, 10, 31, 0},           // kReformation
    {Rule::kFixed, 11, 1, 0},            // kAllSaints
    {Rule::kBeforeChristmas, 35, 0, 0},  // kVolkstrauertag: two Sundays before the first of Advent
    {Rule::kBeforeChristmas, 32, 0, 0},  // kRepentance: the Wednesday after it
    {Rule::kBeforeChristmas, 21, 0, 0},  // kAdvent1
    {Rule::kBeforeChristmas, 14, 0, 0},  // kAdvent2
    {Rule::kBeforeChristmas, 7, 0, 0},   // kAdvent3
    {Rule::kBeforeChristmas, 0, 0, 0},   // kAdvent4
    {Rule::kFixed, 12, 6, 0},            // kNicholas
    {Rule::kFixed, 12, 24, 0},           // kChristmasEve
    {Rule::kFixed, 12, 25, 0},           // kChristmas
    {Rule::kFixed, 12, 26, 0},           // kBoxingDay
    {Rule::kFixed, 12, 31, 0},           // kNewYearsEve
    {Rule::kNthWeekday, 11, 4, 4},       // kThanksgiving
    {Rule::kFixed, 7, 4, 0},             // kIndependenceDay
    {Rule::kNthWeekday, 9, 1, 1},        // kUsLaborDay
    {Rule::kNthWeekday, 5, 1, 5},        // kMemorialDay
    {Rule::kNthWeekday, 1, 1, 3},        // kMartinLutherKing
    {Rule::kNthWeekday, 10, 1, 2},       // kColumbusDay
    {Rule::kFixed, 11, 11, 0},           // kVeteransDay
    {Rule::kFixed, 10, 31, 0},           // kHalloween
    {Rule::kFixed, 2, 14, 0},            // kValentine
    {Rule::kFixed, 7, 14, 0},            // kBastilleDay
    {Rule::kFixed, 3, 17, 0},            // kPatrick
}};

sys_days day_of(int y, unsigned m, unsigned d) { return sys_days{year{y} / std::chrono::month{m} / std::chrono::day{d}}; }

sys_days last_day_of(int y, unsigned m) { return sys_days{year{y} / std::chrono::month{m} / std::chrono::last}; }

sys_days monday_of(sys_days day) { return day - days{weekday_of(day) - 1}; }

Period span_of_months(Unit unit, int first_year, unsigned first_month, unsigned count, std::string value) {
  const auto last = year{first_year} / std::chrono::month{first_month} + months{count - 1};
  return {unit, day_of(first_year, first_month, 1), sys_days{last / std::chrono::last}, std::move(value)};
}

Period span_of_years(Unit unit, int first, int count, std::string value) {
  return {unit, day_of(first, 1, 1), last_day_of(first + count - 1, 12), std::move(value)};
}

// ISO 8601 weeks belong to the year of their Thursday.
Period week_of(sys_days day) {
  const sys_days monday = monday_of(day);
  const int week_year = year_of(monday + days{3});
  const sys_days first = monday_of(day_of(week_year, 1, 4));
  const auto number = (monday - first) / days{7} + 1;
  return {Unit::kWeek, monday, monday + days{6}, fmt::format("{:04}-W{:02}", week_year, number)};
}

}  // namespace

int two_digit_year(int digits) { return digits < 50 ? 2000 + digits : 1900 + digits; }

bool is_year(int y) { return y >= kFirstYear && y <= kLastYear; }
int year_of(sys_days day) { return static_cast<int>(year_month_day{day}.year()); }
unsigned month_of(sys_days day) { return static_cast<unsigned>(year_month_day{day}.month()); }
unsigned weekday_of(sys_days day) { return weekday{day}.iso_encoding(); }

std::optional<sys_days> make_day(int y, unsigned m, unsigned d) {
  const year_month_day date{year{y}, std::chrono::month{m}, std::chrono::day{d}};
  if (!is_year(y) || !date.ok()) return std::nullopt;
  return sys_days{date};
}

Period part_of_year(Unit unit, int y, unsigned index) {
  switch (unit) {
    case Unit::kQuarter:
      return span_of_months(unit, y, 3 * index - 2, 3, fmt::format("{:04}-Q{}", y, index));
    case Unit::kHalf:
      return span_of_months(unit, y, 6 * index - 5, 6, fmt::format("{:04}-H{}", y, index));
    case Unit::kSeason:
      return span_of_months(unit, y, 3 * index, 3, fmt::format("{:04}-{}", y, kSeasons[index]));
    default:
      return span_of_months(Unit::kMonth, y, index, 1, fmt::format("{:04}-{:02}", y, index));
  }
}

Period period_of(Unit unit, sys_days day) {
  const int y = year_of(day);
  const unsigned m = month_of(day);
  switch (unit) {
    case Unit::kWeek:
      return week_of(day);
    case Unit::kWeekend: {
      const Period week = week_of(day);
      return {unit, week.begin + days{5}, week.end, week.value + "-WE"};
    }
    case Unit::kMonth:
      return part_of_year(unit, y, m);
    case Unit::kSeason:
      return m < 3 ? part_of_year(unit, y - 1, 4) : part_of_year(unit, y, m / 3);
    case Unit::kQuarter:
      return part_of_year(unit, y, (m + 2) / 3);
    case Unit::kHalf:
      return part_of_year(unit, y, (m + 5) / 6);
    case Unit::kYear:
      return span_of_years(unit, y, 1, fmt::format("{:04}", y));
    case Unit::kDecade:
      return span_of_years(unit, y - y % 10, 10, fmt::format("{:03}", y / 10));
    case Unit::kCentury:
      return span_of_years(unit, y - y % 100, 100, fmt::format("{:02}", y / 100));
    default:
      return {Unit::kDay, day, day, iso_day(day)};
  }
}

std::optional<sys_days> moved(sys_days day, Unit unit, int count) {
  if (count < -400000 || count > 400000) return std::nullopt;
  int in_months = 0;
  switch (unit) {
    case Unit::kDay:
      day += days{count};
      break;
    case Unit::kWeek:
    case Unit::kWeekend:
      day += days{7 * count};
      break;
    case Unit::kMonth:
      in_months = 1;
      break;
    case Unit::kSeason:
    case Unit::kQuarter:
      in_months = 3;
      break;
    case Unit::kHalf:
      in_months = 6;
      break;
    case Unit::kYear:
      in_months = 12;
      break;
    case Unit::kDecade:
      in_months = 120;
      break;
    case Unit::kCentury:
      in_months = 1200;
      break;
    default:
      return std::nullopt;
  }
  if (in_months != 0) {
    if (count < -24000 / in_months || count > 24000 / in_months) return std::nullopt;
    const year_month_day from{day};
    const auto to = from.year() / from.month() + months{in_months * count};
    const auto last = (to / std::chrono::last).day();
    day = sys_days{to / std::min(from.day(), last)};
  }
  if (!is_year(year_of(day))) return std::nullopt;
  return day;
}

sys_days easter(int y) {
  const int a = y % 19;
  const int b = y / 100;
  const int c = y % 100;
  const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return day_of(y, static_cast<unsigned>(f / 31), static_cast<unsigned>(f % 31 + 1));
}

sys_days holiday(Holiday which, int y) {
  const HolidayRow& row = kHolidays[static_cast<size_t>(which)];
  switch (row.rule) {
    case Rule::kEaster:
      return easter(y) + days{row.a};
    case Rule::kNthWeekday: {
      const auto month = year{y} / std::chrono::month{static_cast<unsigned>(row.a)};
      const weekday wanted{static_cast<unsigned>(row.b)};
      if (row.c == 5) return sys_days{month / wanted[std::chrono::last]};
      return sys_days{month / wanted[static_cast<unsigned>(row.c)]};
    }
    case Rule::kBeforeChristmas: {
      const sys_days eve = day_of(y, 12, 24);
      return eve - days{weekday_of(eve) % 7} - days{row.a};
    }
    default:
      return day_of(y, static_cast<unsigned>(row.a), static_cast<unsigned>(row.b));
  }
}

std::string iso_day(sys_days day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

Anchor parse_anchor(std::string_view iso) {
  const auto field = [&](size_t at, size_t size) {
    int value = -1;
    if (at + size > iso.size()) return -1;
    const auto [end, error] = std::from_chars(iso.data() + at, iso.data() + at + size, value);
    return error == std::errc() && end == iso.data() + at + size ? value : -1;
  };
  const int y = field(0, 4);
  if (!is_year(y) || (iso.size() > 4 && iso[4] != '-')) return {};
  if (iso.size() < 7) return {day_of(y, 1, 1), Unit::kYear};
  const int m = field(5, 2);
  if (m < 1 || m > 12) return {};
  if (iso.size() < 10 || iso[7] != '-') return {day_of(y, static_cast<unsigned>(m), 1), Unit::kMonth};
  const auto day = make_day(y, static_cast<unsigned>(m), static_cast<unsigned>(std::max(field(8, 2), 0)));
  if (!day) return {};
  return {*day, Unit::kDay};
}

}  // namespace depesche::times
