// What the calendar has names for within a year: days, months, seasons, quarters, holidays.
#include "times/grammar.h"

namespace depesche::times {
namespace {

constexpr int kFirstTextYear = 1000;
constexpr size_t kMostDaysOfOneMonth = 5;  // "3., 4., 5. und 6. Mai"

Read day_read(size_t end, int year, int month, int day) {
  if (!make_day(year == 0 ? 2000 : year, static_cast<unsigned>(month), static_cast<unsigned>(day))) return {};
  Read read{end, fields()};
  read.meaning.year = year;
  read.meaning.month = static_cast<unsigned>(month);
  read.meaning.day = static_cast<unsigned>(day);
  return read;
}

bool fits_month(unsigned month, unsigned day) { return make_day(2000, month, day).has_value(); }

}  // namespace

Grammar::Found Grammar::day_number(size_t at) const {
  const Token& here = token(at);
  if (here.kind == TokenKind::kNumber && here.digits <= 2 && here.number >= 1 && here.number <= 31) {
    if (german_) return is_glued(at + 1, '.') ? Found{at + 2, here.number} : Found{};
    const size_t ending = !token(at + 1).spaced && has(at + 1, kOrdinalEnding) ? 1 : 0;
    return {at + 1 + ending, here.number};
  }
  const int32_t ordinal = get(at, Field::kOrdinal);
  return ordinal > 0 && ordinal <= 31 ? Found{at + 1, ordinal} : Found{};
}

Grammar::Found Grammar::month_name(size_t at, bool beside_number) const {
  if (const int32_t month = get(at, Field::kMonth); month > 0) return {at + 1, month};
  const int32_t month = get(at, Field::kMonthShort);
  if (month == 0) return {};
  if (is_glued(at + 1, '.')) return {at + 2, month};
  return beside_number ? Found{at + 1, month} : Found{};
}

Read Grammar::numeric_date(size_t at) const {
  const Token& one = token(at);
  if (one.kind != TokenKind::kNumber || one.number < 0 || one.digits > 4) return {};
  const Token& mark = token(at + 1);
  if (mark.kind != TokenKind::kMark || mark.spaced) return {};
  const bool after_mark = at > first_ && !one.spaced && token(at - 1).kind == TokenKind::kMark;
  if (after_mark && std::string_view("(\"[-").find(token(at - 1).mark) == std::string_view::npos) return {};
  if (at > first_ && !one.spaced && !after_mark) return {};
  const Token& two = token(at + 2);
  const Token& three = token(at + 4);
  if (two.kind != TokenKind::kNumber || two.digits > 2 || two.number < 1) return {};
  if (mark.mark == '.' && one.digits <= 2 && is_glued(at + 3, '.')) {
    const bool year = three.kind == TokenKind::kNumber && (three.digits == 4 || (three.digits == 2 && !three.spaced));
    if (year) {
      const int number = three.digits == 2 ? two_digit_year(three.number) : three.number;
      return number >= kFirstTextYear ? day_read(at + 5, number, two.number, one.number) : Read{};
    }
    const bool linked =
        has_before(at, kOn | kPartPrep | kUntil | kYearPrep | kAnd) || is_mark(at - 1, ',') || is_mark(at - 1, '(');
    if (!german_ || !linked || (three.kind == TokenKind::kNumber && !three.spaced)) return {};
    return day_read(at + 4, 0, two.number, one.number);
  }
  if (two.spaced || three.kind != TokenKind::kNumber || three.spaced || !is_glued(at + 3, mark.mark)) return {};
  if (mark.mark == '-' && one.digits == 4 && three.digits == 2)
    return day_read(at + 5, one.number, two.number, three.number);
  if (mark.mark != '/') return {};
  if (one.digits == 4 && three.digits <= 2) return day_read(at + 5, one.number, two.number, three.number);
  if (one.digits > 2 || three.digits != 4) return {};
  const bool american = !german_ && one.number <= 12;
  if (american)
    if (Read read = day_read(at + 5, three.number, one.number, two.number)) return read;
  return day_read(at + 5, three.number, two.number, one.number);
}

// The token after a word or mark that links two ends or items; `at` where there is none.
size_t Grammar::connector(size_t at) const {
  const bool night = german_ && is_text(at, "auf");  // "in der Nacht vom 3. auf den 4. Mai"
  if (!night && !has(at, kUntil | kAnd) && !is_mark(at, '-') && !is_mark(at, ',')) return at;
  size_t next = at + 1;
  if (german_ && is_word(next) && (is_text(next, "zum") || is_text(next, "am") || is_text(next, "vom"))) ++next;
  return skip(next, kArticle);
}

// "24. Februar 2022", "24th of February"; "3." of "3. bis 5. Mai 2014", which has month and year of the last; "3./4. Mai".
Read Grammar::day_first(size_t at) const {
  const Found first = day_number(at);
  if (first.end == 0) return {};
  const bool word = token(at).kind == TokenKind::kWord;
  if (!token(at).spaced && at > first_ && token(at - 1).kind != TokenKind::kMark) return {};
  if (at > first_ && !token(at).spaced && (is_mark(at - 1, '.') || is_mark(at - 1, ',') || is_mark(at - 1, ':'))) return {};
  Read read{first.end, fields()};
  Meaning& meaning = read.meaning;
  meaning.day = static_cast<unsigned>(first.value);
  size_t next = first.end;
  bool slash = false;
  for (size_t steps = 0; steps < kMostDaysOfOneMonth; ++steps) {
    const size_t name = german_ ? next : skip_all(next, kOf | kArticle);
    if (word && !german_ && name == next) return {};
    if (const Found month = month_name(name, true); month.end > 0) {
      meaning.month = static_cast<unsigned>(month.value);
      if (!fits_month(meaning.month, meaning.day)) return {};
      const size_t end = year_after(month.end, meaning);
      if (steps == 0 || slash) read.end = end;
      return read;
    }
    slash = is_mark(next, '/');
    const size_t after = slash ? next + 1 : connector(next);
    const Found more = after > next && !word ? day_number(after) : Found{};
    if (more.end == 0 || token(after).kind == TokenKind::kWord || (slash && steps > 0)) return {};
    if (slash) meaning.end_day = static_cast<unsigned>(more.value);
    next = more.end;
  }
  return {};
}

Read Grammar::month_first(size_t at) const {
  if (german_) return {};
  const Found month = month_name(at, true);
  const bool clock_follows = is_glued(month.end + 1, ':') && is_number(month.end + 2, 0, 59) && !token(month.end + 2).spaced;
  if (month.end == 0 || !is_number(month.end, 1, 31) || token(month.end).digits > 2 || clock_follows) return {};
  const Found day = day_number(month.end);
  if (has(day.end, kCountNoun) || !fits_month(static_cast<unsigned>(month.value), static_cast<unsigned>(day.value)))
    return {};
  Read read{day.end, fields()};
  read.meaning.month = static_cast<unsigned>(month.value);
  read.meaning.day = static_cast<unsigned>(day.value);
  if (is_glued(day.end, '/') && is_number(day.end + 1, 1, 31)) {
    read.meaning.end_day = static_cast<unsigned>(token(day.end + 1).number);
    read.end = day.end + 2;
  }
  read.end = year_after(read.end, read.meaning);
  return read;
}

// "5, 2014" after "May 3 to".
Read Grammar::next_day(size_t at) const {
  if (month_day_end_ == 0 || connector(month_day_end_) != at || !is_number(at, 1, 31)) return {};
  const Found day = day_number(at);
  const bool name_follows = month_name(day.end, true).end > 0 || has(day.end, kOf);
  if (name_follows || !fits_month(month_, static_cast<unsigned>(day.value)) || counts_something(day.end)) return {};
  const bool range = is_mark(month_day_end_, '-') || has(month_day_end_, kUntil);
  const bool noun = is_word(day.end) && !is_known(day.end) && !token(day.end).upper && token(day.end).shape == Shape::kPlain;
  if (noun && !range) return {};
  Read read{day.end, fields()};
  read.meaning.month = month_;
  read.meaning.day = static_cast<unsigned>(day.value);
  read.end = year_after(read.end, read.meaning);
  return read;
}

// Whether a month's name without day and year is one, and not a person's or a verb: by the word before it.
bool Grammar::is_bare_month(size_t at, size_t end) const {
  if (at == first_) return german_ && !is_name(end);
  const int32_t link = get(at - 1, Field::kMonthLink);
  const bool beside_month =
      (at >= first_ + 2 && get(at - 2, Field::kMonth) > 0) || (get(end + 1, Field::kMonth) > 0 && has(end, kAnd | kUntil));
  if (link == 2 || beside_month) return true;
  if (is_name(end) || is_mark(end, '\'')) return false;
  const bool doubtful = !german_ && (is_text(at, "may") || is_text(at, "march") || is_text(at, "august"));
  return link == 1 && !doubtful;
}

Read Grammar::prefixed_month(size_t at) const {
  const Found name = month_name(at, false);
  if (name.end == 0) return {};
  Read read{name.end, fields()};
  read.meaning.month = static_cast<unsigned>(name.value);
  read.end = year_after(name.end, read.meaning);
  return read;
}

Read Grammar::month(size_t at) const {
  Read read = prefixed_month(at);
  if (!read) return {};
  const bool dated = read.meaning.year > 0 || read.meaning.year_from != From::kNowhere;
  return dated || is_bare_month(at, read.end) ? read : Read{};
}

// "Peter Sonntag": a weekday after a capitalised word that nothing introduces.
bool Grammar::is_name_of_person(size_t at) const {
  if (at == first_) return false;
  if (has(at - 1, kNameBefore) && token(at - 1).upper) return true;
  if (!german_ || !is_name(at - 1) || !token(at).spaced) return false;
  return at - 1 == first_ || !has(at - 2, kArticle);
}

// The date after a weekday, that is the same day said again: ", dem 24. Februar". `at` where there is none.
size_t Grammar::weekday_date(size_t at, Meaning& meaning) const {
  size_t next = is_mark(at, ',') ? at + 1 : at;
  next = skip_all(next, kArticle | kOn);
  if (is_mark(next, ',')) ++next;
  if (next == at && german_) return at;
  const Read read = longest(next, {&Grammar::numeric_date, &Grammar::day_first, &Grammar::month_first});
  if (!read || read.meaning.month == 0) return at;
  meaning = read.meaning;
  return read.end;
}

Read Grammar::weekday(size_t at) const {
  int32_t weekday = get(at, Field::kWeekday);
  const int32_t compound = get(at, Field::kCompound);
  if (weekday == 0 && compound == 0) return {};
  if (get(at, Field::kWeekdaySet) > 0 && !has_before(at, kOf)) return {};
  if (is_name_of_person(at)) return {};
  if (compound > 0) weekday = compound / 16;
  Read read{at + 1, fields()};
  if (weekday == 0) {
    read.meaning.base = Meaning::Base::kShift;
    read.meaning.from = From::kPublished;
    read.meaning.unit = Unit::kDay;
  }
  read.meaning.weekday = static_cast<unsigned>(weekday);
  read.end = weekday_date(at + 1, read.meaning);
  read.meaning.day_part = compound % 16;
  if (read.end > at + 1) return read;
  const size_t relation = skip_all(at + 1, kOf | kArticle);
  static constexpr int kShifts[] = {0, -1, 0, 1, -2, 2};
  const int32_t which = get(relation, Field::kRelation);
  if (which >= kLast && which <= kAfterNext && get(relation + 1, Field::kUnit) == static_cast<int32_t>(Unit::kWeek)) {
    read.meaning.week_shift = kShifts[which];
    read.end = relation + 2;
  }
  return read;
}

Read Grammar::holiday(size_t at) const {
  const Found found = phrase_or_word(at, Field::kHoliday);
  if (found.end == 0) return {};
  const bool one_word = found.end == at + 1;
  if (one_word && (is_name(found.end) || (at > first_ && is_name(at - 1))) && !german_) return {};
  if (found.value == static_cast<int32_t>(Holiday::kNicholas) && is_text(at, "nikolaus") && !is_text(at - 1, "an") &&
      !is_text(at - 1, "zu"))
    return {};
  Read read{found.end, fields()};
  read.meaning.holiday = static_cast<Holiday>(found.value);
  if (is_text(at, "silvesternacht")) read.meaning.day_part = kNight;
  read.end = year_after(found.end, read.meaning);
  return read;
}

// "Sommer 2013", "Winter 2013/14".
Read Grammar::prefixed_season(size_t at) const {
  const int32_t season = get(at, Field::kSeason);
  if (season == 0) return {};
  Read read{at + 1, fields()};
  read.meaning.part = Unit::kSeason;
  read.meaning.index = static_cast<unsigned>(season);
  read.end = year_after(at + 1, read.meaning);
  if (read.end == at + 2 && is_glued(read.end, '/') && token(read.end + 1).kind == TokenKind::kNumber) read.end += 2;
  return read;
}

Read Grammar::season(size_t at) const {
  Read read = prefixed_season(at);
  if (!read) return {};
  if (at > first_ && is_name(at - 1)) return {};
  if (!german_ && token(at).upper && !starts_sentence(at)) return {};
  if (read.meaning.year > 0 || read.meaning.year_from != From::kNowhere) return read;
  if (german_)
    return has_before(at, kYearPrep) || (has_before(at, kArticle) && at >= first_ + 2 && has(at - 2, kYearPrep)) ||
                   (at > first_ && is_text(at - 1, "zum"))
               ? read
               : Read{};
  const bool of_something = has(read.end, kOf);
  const bool introduced = has_before(at, kArticle) && at >= first_ + 2 && has(at - 2, kYearPrep);
  const bool bare = has_before(at, kYearPrep) && !is_text(at, "fall");
  return (introduced || bare) && !of_something ? read : Read{};
}

// "drittes Quartal 2014", "first half of 2013", "Q3".
Read Grammar::quarter(size_t at) const {
  Read read{0, fields()};
  Meaning& meaning = read.meaning;
  size_t next = 0;
  if (has(at, kQ) && is_number(at + 1, 1, 4) && !token(at + 1).spaced) {
    meaning.part = Unit::kQuarter;
    meaning.index = static_cast<unsigned>(token(at + 1).number);
    next = at + 2;
  } else {
    const Found ordinal = day_number(at);
    if (ordinal.end == 0 || ordinal.value > 4) return {};
    meaning.index = static_cast<unsigned>(ordinal.value);
    const bool is_quarter = get(ordinal.end, Field::kUnit) == static_cast<int32_t>(Unit::kQuarter);
    const bool is_half = get(ordinal.end, Field::kHalfYear) > 0 && ordinal.value <= 2;
    if (!is_quarter && !is_half) return {};
    meaning.part = is_quarter ? Unit::kQuarter : Unit::kHalf;
    next = ordinal.end + 1;
  }
  read.end = year_after(next, meaning);
  const bool dated = meaning.year > 0 || meaning.year_from != From::kNowhere;
  if (!german_ && !dated && (meaning.part == Unit::kHalf || has(next, kOf))) return {};
  return read;
}

Read Grammar::full_date(size_t at) const {
  return longest(at,
                 {&Grammar::numeric_date, &Grammar::weekday, &Grammar::day_first, &Grammar::month_first, &Grammar::holiday});
}

Read Grammar::date(size_t at) const {
  return longest(at, {&Grammar::numeric_date, &Grammar::weekday, &Grammar::holiday, &Grammar::day_first,
                      &Grammar::month_first, &Grammar::next_day, &Grammar::month, &Grammar::season, &Grammar::quarter,
                      &Grammar::decade, &Grammar::century, &Grammar::year, &Grammar::relative, &Grammar::deictic,
                      &Grammar::day_adjective, &Grammar::told, &Grammar::weekend});
}

Read Grammar::prefixed_date(size_t at) const {
  return longest(at, {&Grammar::prefixed_month, &Grammar::prefixed_season, &Grammar::prefixed_year, &Grammar::named_year,
                      &Grammar::decade, &Grammar::century, &Grammar::quarter, &Grammar::relative, &Grammar::told});
}

}  // namespace depesche::times
