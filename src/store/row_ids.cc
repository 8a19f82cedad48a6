#include "store/row_ids.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace depesche::store {
namespace {

constexpr int64_t kMinutesOfDay = 24 * 60;

using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// `count` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, size_t at, size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  const char* begin = text.data() + at;
  const auto [end, fault] = std::from_chars(begin, begin + count, value);
  if (fault != std::errc() || end != begin + count || value < 0) return std::nullopt;
  return value;
}

struct Parts {
  year_month_day day;
  bool has_month = false, has_day = false;
};

std::optional<Parts> parts_of(std::string_view iso) {
  const auto y = digits(iso, 0, 4);
  if (!y || (iso.size() > 4 && iso[4] != '-')) return std::nullopt;
  const auto m = digits(iso, 5, 2);
  if (iso.size() > 4 && !m) return std::nullopt;  // a week, "2022-W37"
  const auto d = m && iso.size() > 7 && iso[7] == '-' ? digits(iso, 8, 2) : std::nullopt;
  const year_month_day day = year(*y) / month(static_cast<unsigned>(m.value_or(1))) / static_cast<unsigned>(d.value_or(1));
  if (!day.ok()) return std::nullopt;
  return Parts{day, m.has_value(), d.has_value()};
}

// Minutes that "T13:27:15+02:00" adds to the day, in UTC; 0 without a time.
int64_t minutes_of_time(std::string_view iso) {
  const auto hour = iso.size() > 10 && iso[10] == 'T' ? digits(iso, 11, 2) : std::nullopt;
  if (!hour) return 0;
  const int64_t minutes = *hour * 60 + digits(iso, 14, 2).value_or(0);
  const size_t sign = iso.find_first_of("+-", 11);
  const auto zone_hour = sign == std::string_view::npos ? std::nullopt : digits(iso, sign + 1, 2);
  if (!zone_hour) return minutes;
  const size_t rest = sign + 3 + (iso.size() > sign + 3 && iso[sign + 3] == ':' ? 1 : 0);
  const int64_t zone = *zone_hour * 60 + digits(iso, rest, 2).value_or(0);
  return minutes - (iso[sign] == '+' ? zone : -zone);
}

}  // namespace

int64_t first_row_of(std::string_view published) {
  const auto parts = parts_of(published);
  if (!parts) return 0;
  const int64_t day = (sys_days(parts->day) - sys_days(year(1900) / 1 / 1)).count();
  constexpr int64_t kLastMinute = (int64_t{1} << kMinuteBits) - 1;
  const int64_t minute = std::clamp(day * kMinutesOfDay + minutes_of_time(published), kFirstDatedMinute, kLastMinute);
  return minute << kMinuteShift;
}

int64_t last_row_of(int64_t first_row) {
  const int64_t minute = first_row >> kMinuteShift;
  const int64_t end = minute < kFirstDatedMinute ? kFirstDatedMinute : (minute / kMinutesOfDay + 1) * kMinutesOfDay;
  return end << kMinuteShift;
}

std::optional<int64_t> day_of(std::string_view iso) {
  const auto parts = parts_of(iso);
  if (!parts) return std::nullopt;
  return sys_days(parts->day).time_since_epoch().count();
}

std::optional<int64_t> last_day_of(std::string_view iso) {
  const auto parts = parts_of(iso);
  if (!parts) return std::nullopt;
  if (parts->has_day) return day_of(iso);
  const year_month_day last = parts->has_month ? year_month_day(parts->day.year() / parts->day.month() / std::chrono::last)
                                               : parts->day.year() / std::chrono::December / 31;
  return sys_days(last).time_since_epoch().count();
}

std::string_view day_text(int64_t day, char (&buffer)[11]) {
  const year_month_day date{sys_days(days(day))};
  const auto end = fmt::format_to_n(buffer, 10, "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {buffer, std::min<size_t>(end.size, 10)};
}

}  // namespace depesche::store
