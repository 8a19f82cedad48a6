#include "clean/dates.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <charconv>

#include "base/utf8.h"

namespace depesche {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* kWeekday =
    R"((?i)(?:(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday|)"
    R"(friday|saturday|sunday|mon|tues?|wed|thur?s?|fri|sat|sun|mo|di|mi|do|fr|sa|so)\b\.?(?:,? (?:den|dem|the))?[, ]+))";

constexpr const char* kMonth =
    R"((januar|jänner|jaenner|january|jan|februar|feber|february|feb|märz|maerz|march|mär|mar|mrz|april|apr|mai|may|)"
    R"(juni|june|jun|juli|july|jul|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov|dezember|december|)"
    R"(dez|dec))";

// The first letters of a month, one row each; the first three letters tell all months in both languages.
unsigned month_number(std::string_view name) {
  static constexpr std::array<std::array<std::string_view, 4>, 12> kMonths = {{{"jan", "jän", "jae", ""},
                                                                               {"feb", "", "", ""},
                                                                               {"mär", "mae", "mar", "mrz"},
                                                                               {"apr", "", "", ""},
                                                                               {"mai", "may", "", ""},
                                                                               {"jun", "", "", ""},
                                                                               {"jul", "", "", ""},
                                                                               {"aug", "", "", ""},
                                                                               {"sep", "", "", ""},
                                                                               {"okt", "oct", "", ""},
                                                                               {"nov", "", "", ""},
                                                                               {"dez", "dec", "", ""}}};
  const std::string folded = fold_case(name);
  for (unsigned month = 0; month < kMonths.size(); ++month)
    for (const std::string_view beginning : kMonths[month])
      if (!beginning.empty() && std::string_view(folded).starts_with(beginning)) return month + 1;
  return 0;
}

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// RE2::Consume for string_view. `rest` moves only on a match.
template <class... Args>
bool consume(std::string_view& rest, const RE2& pattern, Args*... args) {
  re2::StringPiece piece(rest);
  if (!RE2::Consume(&piece, pattern, args...)) return false;
  rest = rest.substr(rest.size() - piece.size());
  return true;
}

int full_year(std::string_view digits, const DateContext& context) {
  const int year = number(digits);
  if (digits.size() != 2) return year;
  const int now = static_cast<int>(date::year_month_day(date::floor<date::days>(context.now)).year());
  const int century = now - now % 100;
  return century + year > now + 1 ? century + year - 100 : century + year;
}

std::optional<DateValue> valid_day(int year, unsigned month, unsigned day) {
  DateValue value;
  value.day = date::year{year} / static_cast<int>(month) / static_cast<int>(day);
  if (!value.day.ok()) return std::nullopt;
  return value;
}

std::optional<DateValue> yearless_day(unsigned month, unsigned day) {
  auto value = valid_day(2000, month, day);  // a leap year: every day that is one in some year
  if (value) value->has_year = false;
  return value;
}

std::optional<DateValue> take_numeric_day(std::string_view& rest, const DateContext& context) {
  static const RE2 kIso(R"((\d{4})-(\d{1,2})-(\d{1,2})(?:T|\b))");
  static const RE2 kYearSlash(R"((\d{4})/(\d{1,2})/(\d{1,2})\b)");
  static const RE2 kGerman(R"((\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})\b)");
  static const RE2 kSlash(R"((\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b)");
  static const RE2 kDash(R"((\d{1,2})-(\d{1,2})-(\d{4})\b)");
  static const RE2 kNoYear(R"((\d{1,2})\. ?(\d{1,2})\.)");
  std::string a;
  std::string b;
  std::string c;
  if (consume(rest, kIso, &a, &b, &c) || consume(rest, kYearSlash, &a, &b, &c))
    return valid_day(number(a), static_cast<unsigned>(number(b)), static_cast<unsigned>(number(c)));
  if (consume(rest, kGerman, &a, &b, &c))
    return valid_day(full_year(c, context), static_cast<unsigned>(number(b)), static_cast<unsigned>(number(a)));
  if (consume(rest, kSlash, &a, &b, &c) || consume(rest, kDash, &a, &b, &c)) {
    const int year = full_year(c, context);
    const auto first = static_cast<unsigned>(number(a));
    const auto second = static_cast<unsigned>(number(b));
    if (context.month_first)
      if (auto value = valid_day(year, first, second)) return value;
    return valid_day(year, second, first);
  }
  if (consume(rest, kNoYear, &a, &b))
    return yearless_day(static_cast<unsigned>(number(b)), static_cast<unsigned>(number(a)));
  return std::nullopt;
}

std::optional<DateValue> take_named_day(std::string_view& rest, const DateContext& context) {
  static const RE2 kDayMonthYear(std::string(R"((?i)(\d{1,2})(?:\.|st|nd|rd|th)?[ \-]?(?:of )?)") + kMonth +
                                 R"(\b\.?,?[ \-](\d{4}|\d{2})\b)");
  static const RE2 kMonthDayYear(std::string("(?i)") + kMonth + R"(\b\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b)");
  static const RE2 kDayMonth(std::string(R"((?i)(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?)") + kMonth + R"(\b\.?)");
  static const RE2 kMonthDay(std::string("(?i)") + kMonth + R"(\b\.? (\d{1,2})(?:st|nd|rd|th)?\b)");
  static const RE2 kMonthYear(std::string("(?i)") + kMonth + R"(\b\.?,? (\d{4})\b)");
  std::string day;
  std::string month;
  std::string year;
  if (consume(rest, kDayMonthYear, &day, &month, &year) || consume(rest, kMonthDayYear, &month, &day, &year))
    return valid_day(full_year(year, context), month_number(month), static_cast<unsigned>(number(day)));
  if (consume(rest, kMonthYear, &month, &year)) {
    auto value = valid_day(number(year), month_number(month), 1);
    if (value) value->precision = DatePrecision::kMonth;
    return value;
  }
  if (consume(rest, kDayMonth, &day, &month) || consume(rest, kMonthDay, &month, &day))
    return yearless_day(month_number(month), static_cast<unsigned>(number(day)));
  return std::nullopt;
}

struct ZoneName {
  std::string_view name;
  int minutes;
};
constexpr ZoneName kZones[] = {
    {"z", 0},      {"utc", 0},    {"gmt", 0},    {"mez", 60},    {"cet", 60},    {"mesz", 120}, {"cest", 120}, {"bst", 60},
    {"eet", 120},  {"eest", 180}, {"msk", 180},  {"est", -300},  {"edt", -240},  {"cst", -360}, {"cdt", -300}, {"mst", -420},
    {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"ist", 330},   {"jst", 540},   {"aest", 600}, {"aedt", 660}, {"nzst", 720},
    {"sast", 120}, {"hkt", 480},  {"sgt", 480},  {"akst", -540}, {"akdt", -480}, {"hst", -600},
};

void take_zone(std::string_view& rest, DateValue& value) {
  static const RE2 kNumeric(R"((?i)(?: ?\(?(?:utc|gmt))? ?([+\-−])(\d{2}):?(\d{2})\)?)");
  static const RE2 kHours(R"((?i) ?\(?(?:utc|gmt) ?([+\-−])(\d{1,2})\b\)?)");
  static const RE2 kNamed(R"((?i) ?\(?([a-z]{1,4})\b\)?)");
  static const RE2 kComment(R"( \([A-Za-z ]{1,30}\))");  // RFC 2822: "+0200 (CEST)"
  std::string sign;
  std::string a;
  std::string b;
  if (consume(rest, kNumeric, &sign, &a, &b) || consume(rest, kHours, &sign, &a)) {
    const minutes offset = hours(number(a)) + minutes(number(b));
    if (offset <= hours(14)) value.zone = sign == "+" ? offset : -offset;
    consume(rest, kComment);
    return;
  }
  std::string_view after = rest;
  if (!consume(after, kNamed, &a)) return;
  const std::string folded = fold_case(a);
  for (const ZoneName& zone : kZones) {
    if (folded != zone.name) continue;
    value.zone = minutes(zone.minutes);
    rest = after;
    return;
  }
}

}  // namespace

bool take_time(std::string_view& rest, DateValue& value) {
  static const RE2 kClock(R"((?i)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?:?(?: ?([ap])\.? ?m\b\.?| ?(?:uhr|h)\b)?)");
  static const RE2 kDotted(R"((?i)(\d{1,2})\.(\d{2})(?: ?([ap])\.? ?m\b\.?| ?(?:uhr|h)\b))");
  static const RE2 kHour(R"((?i)(\d{1,2})(?: ?([ap])\.? ?m\b\.?| ?uhr\b))");
  static const RE2 kMilitary(R"((\d{2})(\d{2}) ?(?:GMT|UTC)\b)");
  std::string_view after = rest;
  std::string hour;
  std::string minute;
  std::string second;
  std::string half;
  bool zoned = false;
  if (!consume(after, kClock, &hour, &minute, &second, &half) && !consume(after, kDotted, &hour, &minute, &half) &&
      !consume(after, kHour, &hour, &half)) {
    zoned = consume(after, kMilitary, &hour, &minute);
    if (!zoned) return false;
  }
  int h = number(hour);
  if (!half.empty()) {
    if (h < 1 || h > 12) return false;
    h = h % 12 + (half == "p" || half == "P" ? 12 : 0);
  }
  // 24:00 ends a day and 23:59:60 is a leap second; neither is worth a day's shift.
  if (h > 23 || number(minute) > 59 || number(second) > 59) return false;
  value.time = hours(h) + minutes(number(minute)) + seconds(number(second));
  value.precision = second.empty() ? DatePrecision::kMinute : DatePrecision::kSecond;
  rest = after;
  if (zoned)
    value.zone = minutes(0);
  else
    take_zone(rest, value);
  return true;
}

std::optional<DateValue> take_date(std::string_view& rest, const DateContext& context) {
  static const RE2 kDay(kWeekday);
  static const RE2 kBetween(R"((?i)(?:,? ?(?:um|at|@)|[,|:/•·–\-]| - | – )? *)");
  std::string_view after = rest;
  consume(after, kDay);
  auto value = take_numeric_day(after, context);
  if (!value) value = take_named_day(after, context);
  if (!value) return std::nullopt;
  rest = after;
  if (value->precision != DatePrecision::kDay || !value->has_year) return value;
  static const RE2 kBlank(R"([ \x{A0}]*)");
  consume(after, kBlank);
  consume(after, kBetween);
  if (take_time(after, *value)) rest = after;
  return value;
}

std::optional<DateValue> read_standard_date(std::string_view text, const DateContext& context) {
  static const RE2 kIso(
      R"(\d{4}(?:-\d{2}(?:-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[Zz]|[+\-]\d{2}(?::?\d{2})?)?)?)?)?)");
  static const RE2 kMail(
      R"((?i)(?:[a-z]{3},? )?\d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}(?::\d{2})?(?: (?:[+\-]\d{4}|[a-z]{1,4}))?(?: \([a-z ]+\))?)");
  std::string_view rest = trim(text);
  if (!RE2::FullMatch(re2::StringPiece(rest), kIso) && !RE2::FullMatch(re2::StringPiece(rest), kMail)) return std::nullopt;
  if (rest.size() == 4 || rest.size() == 7) {
    auto value =
        valid_day(number(rest.substr(0, 4)), rest.size() == 7 ? static_cast<unsigned>(number(rest.substr(5))) : 1, 1);
    if (value) value->precision = rest.size() == 7 ? DatePrecision::kMonth : DatePrecision::kYear;
    return value;
  }
  // A zone of whole hours ("+02") is ISO's alone.
  std::string longer(rest);
  static const RE2 kHourZone(R"(.*:\d{2}(?:[.,]\d+)?\s?[+\-]\d{2})");
  if (RE2::FullMatch(longer, kHourZone)) longer += ":00";
  if (longer.size() > 10 && longer[10] == 't') longer[10] = 'T';
  rest = longer;
  auto value = take_date(rest, context);
  if (!value || !value->has_year || !trim(rest).empty()) return std::nullopt;
  return value;
}

std::optional<DateValue> read_unix_time(std::string_view digits) {
  if (digits.size() != 10 && digits.size() != 13) return std::nullopt;
  int64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (code != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  const date::sys_seconds moment{seconds(digits.size() == 13 ? value / 1000 : value)};
  const auto midnight = date::floor<date::days>(moment);
  DateValue result;
  result.day = midnight;
  result.time = moment - midnight;
  result.zone = minutes(0);
  result.precision = DatePrecision::kSecond;
  if (result.day.year() < date::year{1990}) return std::nullopt;
  return result;
}

std::optional<DateValue> read_compact_day(std::string_view digits) {
  if (digits.size() != 8) return std::nullopt;
  return valid_day(number(digits.substr(0, 4)), static_cast<unsigned>(number(digits.substr(4, 2))),
                   static_cast<unsigned>(number(digits.substr(6))));
}

std::optional<DateValue> read_system_date(std::string_view text, const DateContext& context) {
  static const RE2 kCompact(R"((\d{8})[T ]?(\d{2})(\d{2})(\d{2})? ?(Z|[+\-]\d{4})?)");
  static const RE2 kJava(R"([A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}:\d{2} [A-Z]{1,5}) (\d{4}))");
  static const RE2 kScript(
      R"([A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+\-]\d{4})(?: \(.*\))?)");
  static const RE2 kNamedZone(R"((\d{4}-.*)\[[A-Za-z/_]+\])");
  text = trim(text);
  std::string a, b, c, d, zone;
  if (auto day = read_compact_day(text)) return day;
  if (RE2::FullMatch(text, kNamedZone, &a)) return read_standard_date(a, context);
  if (RE2::FullMatch(text, kJava, &a, &b, &c, &d) || RE2::FullMatch(text, kScript, &a, &b, &d, &c, &zone))
    return read_standard_date(trim(fmt::format("{} {} {} {} {}", b, a, d, c, zone)), context);
  if (RE2::FullMatch(text, kCompact, &a, &b, &c, &d, &zone)) {
    return read_standard_date(
        fmt::format("{}-{}-{}T{}:{}:{}{}", a.substr(0, 4), a.substr(4, 2), a.substr(6), b, c, d.empty() ? "00" : d, zone),
        context);
  }
  return read_unix_time(text);
}

std::optional<DateValue> central_european_day(const DateValue& value) {
  if (value.zone != minutes(0) || value.precision > DatePrecision::kMinute) return std::nullopt;
  // Summer time begins and ends at one o'clock UTC on the last Sunday of March and October.
  const date::sys_seconds moment = date::sys_days(value.day) + value.time;
  const date::year year = value.day.year();
  const bool is_summer = moment >= date::sys_days(year / date::mar / date::Sunday[date::last]) + hours(1) &&
                         moment < date::sys_days(year / date::oct / date::Sunday[date::last]) + hours(1);
  const date::sys_seconds there = moment + hours(is_summer ? 2 : 1);
  const auto day = date::floor<date::days>(there);
  if (day != there) return std::nullopt;
  DateValue result;
  result.day = day;
  return result;
}

std::string DateValue::iso() const {
  const auto years = static_cast<int>(day.year());
  const auto months = static_cast<unsigned>(day.month());
  if (precision == DatePrecision::kYear) return fmt::format("{:04}", years);
  if (precision == DatePrecision::kMonth) return fmt::format("{:04}-{:02}", years, months);
  std::string text = fmt::format("{:04}-{:02}-{:02}", years, months, static_cast<unsigned>(day.day()));
  if (precision == DatePrecision::kDay) return text;
  const auto total = time.count();
  text += fmt::format("T{:02}:{:02}", total / 3600, total / 60 % 60);
  if (precision == DatePrecision::kSecond) text += fmt::format(":{:02}", total % 60);
  if (!zone) return text;
  if (zone->count() == 0) return text + "Z";
  const auto offset = std::abs(zone->count());
  return text + fmt::format("{}{:02}:{:02}", zone->count() < 0 ? '-' : '+', offset / 60, offset % 60);
}

bool is_possible(const DateValue& value, const DateContext& context) {
  const date::year now = date::year_month_day(date::floor<date::days>(context.now)).year();
  return value.has_year && value.day.year() >= date::year{1700} && value.day.year() <= now + date::years(1);
}

bool is_credible(const DateValue& value, const DateContext& context) {
  const date::sys_seconds moment = date::sys_days(value.day) + value.time - value.zone.value_or(minutes(0));
  if (!is_possible(value, context) || moment > context.now + date::days(1)) return false;
  return value.day != date::year{1970} / 1 / 1;
}

}  // namespace depesche
