#include "resolve/event_times.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "times/calendar.h"

namespace depesche {
namespace {

using Expressions = std::vector<const TimeExpression*>;

bool is_date(const TimeExpression& expression) { return expression.type == "DATE" || expression.type == "TIME"; }

bool is_digit_at(std::string_view text, size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }

// "Nacht zum Freitag": of two days, and reported as of the second.
bool is_night_between(const TimeExpression& expression) {
  return expression.value && expression.value->ends_with("TNI") && expression.end && expression.begin != expression.end;
}

// ISO 8601 of a TIMEX3 value: of a part of the day the day, of a weekend its week, of a part of the year the year; nothing
// where ISO has no form for it.
std::optional<std::string> iso_value(const TimeExpression& expression) {
  if (!expression.value) return std::nullopt;
  if (is_night_between(expression)) return expression.end;
  const std::string& timex = *expression.value;
  constexpr size_t kYear = 4;
  static constexpr std::string_view kParts[] = {"TMO", "TMI", "TAF", "TEV", "TNI", "TDT", "-WE", ":00"};
  for (const std::string_view part : kParts) {
    if (timex.ends_with(part)) return timex.substr(0, timex.size() - part.size());
  }
  static constexpr std::string_view kPartsOfYear[] = {"SP", "SU", "FA", "WI", "Q1", "Q2", "Q3", "Q4", "H1", "H2"};
  if (timex.size() == kYear + 3) {
    for (const std::string_view part : kPartsOfYear) {
      if (timex.ends_with(part)) return timex.substr(0, kYear);
    }
  }
  // After the year comes a month or a week; decades and the like have no form.
  const bool month = is_digit_at(timex, kYear + 1);
  const bool week = timex.size() > kYear + 1 && timex[kYear + 1] == 'W' && is_digit_at(timex, kYear + 2);
  return timex.size() == kYear || month || week ? std::optional(timex) : std::nullopt;
}

// What two values have in common: a month or a year.
std::optional<std::string> common_period(const std::string& a, const std::string& b) {
  if (a == b) return a;
  for (const size_t size : {size_t{7}, size_t{4}}) {
    const bool month = size == 4 || (is_digit_at(a, 5) && is_digit_at(b, 5));
    if (month && a.size() >= size && a.compare(0, size, b, 0, size) == 0) return a.substr(0, size);
  }
  return std::nullopt;
}

// Whether one of two expressions only says the other more closely ("Montag gegen 8 Uhr", "in a night in June").
bool is_within(const TimeExpression& inner, const TimeExpression& outer) {
  return inner.begin && outer.begin && *inner.begin >= *outer.begin &&
         inner.end.value_or(*inner.begin) <= outer.end.value_or(*outer.begin);
}

// "vom 3. bis 5. Mai": it began on the first of them.
bool is_range(std::string_view between) {
  static constexpr std::string_view kUntil[] = {" bis ", " to ", " until ", " till ", " through ", "-", "–"};
  return std::any_of(std::begin(kUntil), std::end(kUntil),
                     [&](std::string_view word) { return between.find(word) != between.npos; });
}

std::optional<std::string> value_of(const Expressions& dates, std::string_view text) {
  const TimeExpression& first = *dates.front();
  auto value = iso_value(first);
  for (const TimeExpression* other : dates) {
    if (is_within(*other, first) || is_within(first, *other)) continue;
    const auto second = iso_value(*other);
    const std::string_view between = Span{first.span.end, std::max(first.span.end, other->span.begin)}.of(text);
    if (value && second && !is_range(between)) value = common_period(*value, *second);
  }
  return value;
}

// The dates in the words; where there is no expression at all, the one that begins right after them.
Expressions dates_of(Span& words, std::string_view text, const std::vector<TimeExpression>& times) {
  Expressions dates;
  auto at = std::partition_point(times.begin(), times.end(),
                                 [&](const TimeExpression& expression) { return expression.span.end <= words.begin; });
  const bool holds_one = at != times.end() && at->span.overlaps(words);
  for (; at != times.end() && at->span.begin < words.end; ++at) {
    if (is_date(*at)) dates.push_back(&*at);
  }
  const bool next = !holds_one && at != times.end() && is_date(*at) && at->begin &&
                    trim(Span{words.end, at->span.begin}.of(text)).empty() && at->span.begin - words.end <= 1;
  if (next) {
    dates.push_back(&*at);
    words.end = at->span.end;
  }
  return dates;
}

// "1979": in a text a number may be anything, but the reader takes these words for a time.
std::optional<std::string> bare_year(std::string_view words) {
  const size_t begin = words.find_first_of("0123456789");
  if (begin == words.npos) return std::nullopt;
  const size_t end = words.find_first_not_of("0123456789", begin);
  if (end != words.npos && words.find_first_of("0123456789", end) != words.npos) return std::nullopt;
  const std::string_view digits = words.substr(begin, end == words.npos ? end : end - begin);
  const bool likely = digits.size() == 4 && (digits.starts_with("1") || digits.starts_with("20"));
  return likely ? std::optional(std::string(digits)) : std::nullopt;
}

void set_year(EventTime& time, std::string year) {
  time.begin = year + "-01-01";
  time.end = year + "-12-31";
  time.value = std::move(year);
}

// "P11D": the unit and how many of it; kNone where these are not whole.
struct Duration {
  times::Unit unit = times::Unit::kNone;
  int count = 0;
};

Duration duration_of(const TimeExpression& expression) {
  if (expression.type != "DURATION" || !expression.value || expression.value->size() < 3) return {};
  const std::string_view value = *expression.value;
  Duration duration;
  const char* const end = value.data() + value.size() - 1;
  const auto [rest, error] = std::from_chars(value.data() + 1, end, duration.count);
  if (value[0] != 'P' || error != std::errc() || rest != end) return {};
  using times::Unit;
  duration.unit = *end == 'D' ? Unit::kDay : *end == 'W' ? Unit::kWeek : *end == 'M' ? Unit::kMonth : Unit::kYear;
  return duration;
}

// "seit elf Tagen" counts back from the article's date: up to two weeks to the day, more weeks to the month.
void set_since(EventTime& time, const Article& article, const std::vector<TimeExpression>& times) {
  const std::string words = fold_case(time.span ? time.span->of(article.text) : std::string_view());
  if (article.language != "de" || !words.starts_with("seit ") || !article.published.value) return;
  const auto at =
      std::find_if(times.begin(), times.end(), [&](const TimeExpression& other) { return other.span.overlaps(*time.span); });
  const auto duration = at == times.end() ? Duration() : duration_of(*at);
  const times::Anchor published = times::parse_anchor(*article.published.value);
  if (duration.unit == times::Unit::kNone || !published.serves(times::Unit::kDay)) return;
  const auto day = times::moved(published.day, duration.unit, -duration.count);
  if (!day) return;
  constexpr int kWeeksToTheDay = 2;
  time.begin = times::iso_day(*day);
  time.end = times::iso_day(published.day);
  const bool exact =
      duration.unit == times::Unit::kDay || (duration.unit == times::Unit::kWeek && duration.count <= kWeeksToTheDay);
  time.value = time.begin->substr(0, exact ? 10 : duration.unit == times::Unit::kYear ? 4 : 7);
}

}  // namespace

EventTime event_time(Span words, const Article& article, const std::vector<TimeExpression>& times) {
  const Expressions dates = dates_of(words, article.text, times);
  EventTime time{words, {}, {}, {}, Stated::kStated};
  if (dates.empty()) {
    if (auto year = bare_year(words.of(article.text))) {
      set_year(time, std::move(*year));
    } else {
      set_since(time, article, times);
    }
    return time;
  }
  time.begin = dates.front()->begin;
  time.value = value_of(dates, article.text);
  for (const TimeExpression* date : dates) {
    if (time.begin && date->end && *date->end >= *time.begin) time.end = date->end;
  }
  return time;
}

}  // namespace depesche
