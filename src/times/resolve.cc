#include "times/resolve.h"

#include <fmt/format.h>

#include <array>

namespace depesche::times {
namespace {

using std::chrono::days;

constexpr std::array<const char*, 7> kParts = {"", "MO", "MI", "AF", "EV", "NI", "DT"};

// How far ahead a date without a year is still this year's, where the clause does not say that it was.
constexpr days kNearFuture{30};
constexpr days kNearMonths{62};

Period on_day(sys_days day) { return period_of(Unit::kDay, day); }

// The portion of a month is its 1st to 10th, 11th to 20th, 21st to last day; of a year four months; of a week Monday and
// Tuesday, Wednesday, the rest; of a decade its years 0–3, 4–6, 7–9. All else is cut in three.
void narrow(Period& period, int portion) {
  const auto cut = [&](sys_days middle, sys_days late) {
    if (portion != kBeginning) period.begin = portion == kMiddle ? middle : late;
    if (portion != kEnd) period.end = (portion == kMiddle ? late : middle) - days{1};
  };
  const int year = year_of(period.begin);
  const auto month_start = [&](int count) { return moved(period.begin, Unit::kMonth, count).value_or(period.begin); };
  switch (period.unit) {
    case Unit::kMonth:
      return cut(period.begin + days{10}, period.begin + days{20});
    case Unit::kWeek:
      return cut(period.begin + days{2}, period.begin + days{3});
    case Unit::kSeason:
    case Unit::kQuarter:
      return cut(month_start(1), month_start(2));
    case Unit::kHalf:
      return cut(month_start(2), month_start(4));
    case Unit::kYear:
      return cut(month_start(4), month_start(8));
    case Unit::kDecade:
      return cut(*make_day(year + 4, 1, 1), *make_day(year + 7, 1, 1));
    case Unit::kCentury:
      return cut(*make_day(year + 33, 1, 1), *make_day(year + 67, 1, 1));
    default:
      return;
  }
}

std::string time_suffix(const Meaning& meaning) {
  if (meaning.hour >= 0)
    return meaning.minute >= 0 ? fmt::format("T{:02}:{:02}", meaning.hour, meaning.minute)
                               : fmt::format("T{:02}", meaning.hour);
  return fmt::format("T{}", kParts[static_cast<size_t>(meaning.day_part)]);
}

}  // namespace

Anchor Resolver::anchor(From from) const {
  if (from == From::kTold && told_.unit != Unit::kNone) return told_;
  return from == From::kNowhere ? Anchor{} : published_;
}

Anchor Resolver::anchor(From from, Unit unit) const {
  const Anchor last = anchor(from);
  return from == From::kTold && !last.serves(unit) && told_day_.serves(unit) ? told_day_ : last;
}

void Resolver::told(const Resolved& resolved) {
  if (!resolved.begin || resolved.unit == Unit::kNone) return;
  told_ = {*resolved.begin, resolved.unit};
  if (resolved.unit == Unit::kDay) told_day_ = told_;
}

std::optional<int> Resolver::year(const Meaning& meaning) const {
  if (meaning.year > 0) return meaning.year;
  const Anchor from = anchor(meaning.year_from);
  if (!from.serves(Unit::kYear)) return std::nullopt;
  return year_of(from.day) + meaning.year_shift;
}

std::optional<Period> Resolver::weekday(const Meaning& meaning, Tense tense) const {
  if (!published_.serves(Unit::kDay)) return std::nullopt;
  const sys_days today = published_.day;
  const auto wanted = static_cast<int>(meaning.weekday);
  const int ahead = (wanted - static_cast<int>(weekday_of(today)) + 7) % 7;
  const sys_days monday = today - days{weekday_of(today) - 1};
  if (meaning.week_shift) return on_day(monday + days{7 * *meaning.week_shift + wanted - 1});
  if (meaning.relation == kThis) return on_day(monday + days{wanted - 1});
  if (meaning.relation == kNext || (meaning.relation == 0 && tense == Tense::kFuture))
    return on_day(today + days{ahead == 0 ? 7 : ahead});
  const sys_days last = today - days{(7 - ahead) % 7};
  return on_day(meaning.relation == kLast && ahead == 0 ? last - days{7} : last);
}

// A day that every year has: of the year that the context tells.
std::optional<Period> Resolver::day_of_year(const Meaning& meaning, Tense tense) const {
  const auto in_year = [&](int y) -> std::optional<sys_days> {
    if (!is_year(y)) return std::nullopt;
    return meaning.holiday != Holiday::kNone ? holiday(meaning.holiday, y) : make_day(y, meaning.month, meaning.day);
  };
  std::optional<sys_days> day;
  if (const auto stated = year(meaning)) {
    day = in_year(*stated);
  } else if (published_.serves(meaning.relation == 0 ? Unit::kMonth : Unit::kDay)) {
    // Of a month all that counts is on which side of it the day lies.
    const bool within_month = published_.unit == Unit::kMonth && tense != Tense::kFuture;
    const sys_days today = within_month ? period_of(Unit::kMonth, published_.day).end : published_.day;
    const int this_year = year_of(today);
    // The 29th of February needs up to eight years.
    const auto nearest = [&](int step, auto fits) {
      for (int y = this_year - step; y <= this_year + 9 && y >= this_year - 9; y += step)
        if (const auto candidate = in_year(y); candidate && fits(*candidate)) return candidate;
      return std::optional<sys_days>{};
    };
    if (meaning.relation == kThis) {
      day = in_year(this_year);
    } else if (meaning.relation == kNext) {
      day = nearest(1, [&](sys_days d) { return d > today; });
    } else if (meaning.relation == kLast) {
      day = nearest(-1, [&](sys_days d) { return d < today; });
    } else if (tense == Tense::kFuture) {
      day = nearest(1, [&](sys_days d) { return d >= today; });
    } else {
      const days allowed = tense == Tense::kPast ? days{0} : kNearFuture;
      day = nearest(-1, [&](sys_days d) { return d <= today + allowed; });
    }
  }
  if (!day) return std::nullopt;
  Period period = on_day(*day);
  if (meaning.end_day > meaning.day)
    if (const auto end = make_day(year_of(*day), meaning.month, meaning.end_day)) period.end = *end;
  return period;
}

// A month, season, quarter or half that every year has.
std::optional<Period> Resolver::part_of_a_year(const Meaning& meaning, Tense tense) const {
  const Unit unit = meaning.month > 0 ? Unit::kMonth : meaning.part;
  const unsigned index = meaning.month > 0 ? meaning.month : meaning.index;
  if (const auto stated = year(meaning)) {
    if (!is_year(*stated)) return std::nullopt;
    return part_of_year(unit, *stated, index);
  }
  if (!published_.serves(unit)) return std::nullopt;
  const sys_days today = published_.day;
  const int this_year = year_of(today);
  const bool early_winter = unit == Unit::kSeason && index == 4 && month_of(today) < 3;
  if (meaning.relation == kThis) return part_of_year(unit, this_year - (early_winter ? 1 : 0), index);
  const bool future = meaning.relation == kNext || (meaning.relation == 0 && tense == Tense::kFuture);
  const bool strict = meaning.relation != 0;
  for (int step = 0; step <= 2; ++step) {
    const int y = future ? this_year - 1 + step : this_year + 1 - step;
    const Period period = part_of_year(unit, y, index);
    const bool fits = future ? (strict ? period.begin > today : period.end >= today)
                             : (strict ? period.end < today : period.begin <= today);
    if (!fits) continue;
    // "may send ships in October", in September: of no tense, the month to come rather than that of eleven months ago.
    const Period next = part_of_year(unit, y + 1, index);
    const bool near =
        unit == Unit::kMonth && tense == Tense::kNone && meaning.relation == 0 && next.begin - today <= kNearMonths;
    return near ? next : period;
  }
  return part_of_year(unit, future ? this_year + 2 : this_year - 2, index);
}

std::optional<Period> Resolver::decade(const Meaning& meaning) const {
  int first = meaning.decade;
  if (first < 100) {
    const int this_year = published_.serves(Unit::kYear) ? year_of(published_.day) : 1999;
    first += this_year - this_year % 100;
    if (first > this_year) first -= 100;
  }
  const auto day = make_day(first, 1, 1);
  if (!day) return std::nullopt;
  return period_of(Unit::kDecade, *day);
}

std::optional<Period> Resolver::from_fields(const Meaning& meaning, Tense tense) const {
  if (meaning.century > 0)
    return period_of(Unit::kCentury, *make_day(100 * (meaning.century - 1) + (meaning.century <= 10 ? 1000 : 0), 1, 1));
  if (meaning.decade >= 0) return decade(meaning);
  if (meaning.part == Unit::kWeekend) {
    if (!published_.serves(Unit::kDay)) return std::nullopt;
    const bool ahead = weekday_of(published_.day) < 6 && tense != Tense::kFuture;
    return period_of(Unit::kWeekend, ahead ? published_.day - days{7} : published_.day);
  }
  if (meaning.weekday > 0) return weekday(meaning, tense);
  if (meaning.day > 0 || meaning.holiday != Holiday::kNone) return day_of_year(meaning, tense);
  if (meaning.month > 0 || meaning.part != Unit::kNone) return part_of_a_year(meaning, tense);
  const auto first = make_day(meaning.year, 1, 1);
  if (!first) return std::nullopt;
  Period period = period_of(Unit::kYear, *first);
  if (meaning.end_year > 0) {
    period.end = period_of(Unit::kYear, *make_day(meaning.end_year, 1, 1)).end;
    period.value.clear();
  }
  return period;
}

std::optional<Period> Resolver::from_shift(const Meaning& meaning) const {
  const Anchor from = anchor(meaning.from, meaning.unit);
  const Unit unit = meaning.unit == Unit::kNone ? from.unit : meaning.unit;
  if (from.unit == Unit::kNone || !from.serves(unit)) return std::nullopt;
  int shift = meaning.shift;
  if (unit == Unit::kWeekend && from.unit == Unit::kDay) {
    // Strictly before or after: on a weekday the coming weekend is this week's.
    const bool on_weekend = weekday_of(from.day) >= 6;
    if (shift > 0 && !on_weekend) --shift;
  }
  const auto day = moved(from.day, unit, shift);
  if (!day) return std::nullopt;
  return period_of(meaning.grain == Unit::kNone ? unit : meaning.grain, *day);
}

std::optional<Period> Resolver::period(const Meaning& meaning, Tense tense) const {
  auto found = meaning.base == Meaning::Base::kFields ? from_fields(meaning, tense) : from_shift(meaning);
  if (found && !(is_year(year_of(found->begin)) && is_year(year_of(found->end)))) return std::nullopt;
  return found;
}

Resolved Resolver::resolve(const Meaning& meaning, Tense tense, std::optional<sys_days> day) const {
  Resolved resolved;
  if (meaning.base == Meaning::Base::kLiteral) {
    resolved.type = meaning.type;
    if (!meaning.value.empty()) resolved.value = meaning.value;
    return resolved;
  }
  const bool time = meaning.hour >= 0 || meaning.day_part > 0;
  if (time) resolved.type = "TIME";
  std::optional<Period> found;
  if (meaning.base != Meaning::Base::kNone) {
    found = period(meaning, tense);
  } else if (day || published_.serves(Unit::kDay)) {
    found = on_day(day ? *day : published_.day);
  }
  if (!found) return resolved;
  if (meaning.portion > 0) narrow(*found, meaning.portion);
  if (meaning.night_before) found->begin -= days{1};
  if (time) found->value = iso_day(found->begin) + time_suffix(meaning);
  if (!found->value.empty()) resolved.value = found->value;
  resolved.begin = found->begin;
  resolved.end = found->end;
  resolved.unit = found->unit;
  return resolved;
}

}  // namespace depesche::times
