// What is counted from another date ("vergangene Woche", "two years ago") and what is only counted ("zwei Stunden").
#include <array>

#include "times/grammar.h"

namespace depesche::times {
namespace {

constexpr int kMostCounted = 1'000'000;
constexpr int kLongestUndertaking = 13;  // years, of wars and terms of office told as "12-jährig"

Meaning shift_by(From from, Unit unit, int shift) {
  Meaning meaning;
  meaning.base = Meaning::Base::kShift;
  meaning.from = from;
  meaning.unit = unit;
  meaning.shift = shift;
  return meaning;
}

constexpr int32_t code(Unit unit) { return static_cast<int32_t>(unit); }

// An unknown date, before or after another one.
Meaning unknown_date() { return literal("DATE", ""); }

// So many units from somewhere. Halves are told in the next finer unit; hours and less give the day they lead to.
Meaning counted(From from, Unit unit, const Count& count, int sign) {
  if (count.vague) return unknown_date();
  int shift = count.twice / 2 * sign;
  if (unit < Unit::kDay) return shift_by(from, Unit::kDay, unit == Unit::kHour ? shift / 24 : 0);
  if (count.twice % 2 == 0) return shift_by(from, unit, shift);
  Meaning half;
  switch (unit) {
    case Unit::kYear:
      half = shift_by(from, Unit::kMonth, count.twice * 6 * sign);
      break;
    case Unit::kDecade:
      half = shift_by(from, Unit::kYear, count.twice * 5 * sign);
      break;
    case Unit::kCentury:
      half = shift_by(from, Unit::kYear, count.twice * 50 * sign);
      break;
    case Unit::kMonth:
      half = shift_by(from, Unit::kDay, count.twice * 15 * sign);
      break;
    case Unit::kWeek:
      half = shift_by(from, Unit::kDay, (count.twice * 7 + 1) / 2 * sign);
      break;
    default:
      return unknown_date();
  }
  // Half a year ago is a month; two and a half years ago is a year.
  if (count.twice > 1) half.grain = unit;
  return half;
}

}  // namespace

Unit Grammar::unit(size_t at) const {
  const int32_t one = get(at, Field::kUnit);
  return static_cast<Unit>(one > 0 ? one : get(at, Field::kUnits));
}

Count Grammar::digits(size_t at) const {
  const Token& here = token(at);
  if (here.kind != TokenKind::kNumber || here.number < 0 || here.number > kMostCounted) return {};
  if (at > first_ && !here.spaced && !is_mark(at - 1, '(') && !is_mark(at - 1, '"')) return {};
  if (is_glued(at + 1, german_ ? ',' : '.') && is_number(at + 2, 0, 9) && !token(at + 2).spaced) {
    if (token(at + 2).number == 5) return {at + 3, 2 * here.number + 1, false, false, true};
    return {};
  }
  return {at + 1, 2 * here.number};
}

// "zwei", "anderthalb", "ein halbes", "ein paar", "several", "two and a half", "24".
Count Grammar::count(size_t at) const {
  if (Count number = digits(at)) return number;
  if (has(at, kHalfWord) && (german_ || get(at + 1, Field::kCardinal) == 2)) return {german_ ? at + 1 : at + 2, 1};
  const int32_t cardinal = get(at, Field::kCardinal);
  if (cardinal == 2) {
    if (has(at + 1, kHalfWord)) return {at + 2, 1};
    if (has(at + 1, kFew)) return {at + 2, 0, true};
    if (!german_ && is_text(at + 1, "couple")) return {skip(at + 2, kOf), 0, true};
    if (!german_ && is_text(at + 1, "dozen")) return {at + 2, 24};
  }
  if (cardinal > 0) {
    const bool tail = !german_ && (is_mark(at + 1, '-') || is_word(at + 1)) && cardinal >= 40 && cardinal <= 180;
    const size_t ones = is_mark(at + 1, '-') ? at + 2 : at + 1;
    if (tail && get(ones, Field::kCardinal) >= 2 && get(ones, Field::kCardinal) <= 18 && !is_text(ones, "a"))
      return {ones + 1, cardinal + get(ones, Field::kCardinal)};
    const bool and_half = !german_ && has(at + 1, kAnd) && is_text(at + 2, "a") && has(at + 3, kHalfWord);
    if (and_half) return {at + 4, cardinal + 1};
    const bool article = cardinal == 2 && !is_text(at, "one");
    return {at + 1, cardinal, false, article};
  }
  if (get(at, Field::kVague) > 0) return {at + 1, 0, true};
  return {};
}

// "letzten", "this coming", "same" before a noun of time.
Read Grammar::relative(size_t at) const {
  int32_t relation = get(at, Field::kRelation);
  if (relation == 0) return {};
  size_t noun = at + 1;
  if (const int32_t second = get(noun, Field::kRelation); second > 0 && !german_) {
    relation = second;
    ++noun;
  }
  if (!german_ && (has(noun, kEarlyLate) || get(noun, Field::kPart) > 0)) return relative_part(relation, noun);
  if (german_ && token(noun).upper && get(noun, Field::kPart) > 0) return relative_part(relation, noun);
  const bool whole = relation == kLast || relation == kNext || (relation == kPreceding && !german_);
  if (whole) {
    const Count number = count(noun);
    const size_t counted_at = number ? number.end : noun;
    if (const int32_t units = get(counted_at, Field::kUnits); units > 0 && !(number && number.article))
      return {counted_at + 1, literal("DURATION", duration_value(number ? number.twice : 0, static_cast<Unit>(units)))};
  }
  if (relation == kPreceding && !german_ && get(noun, Field::kUnit) == 0) relation = kLast;
  if (relation > kAfterNext) return relative_unit(relation, noun);
  Read read = longest(noun, {&Grammar::weekday, &Grammar::prefixed_month, &Grammar::prefixed_season, &Grammar::holiday});
  const Meaning& named = read.meaning;
  if (read && named.base == Meaning::Base::kFields && named.year == 0 && named.year_from == From::kNowhere) {
    if (relation == kBeforeLast || relation == kAfterNext) return {};
    read.meaning.relation = relation;
    return read;
  }
  if (read && named.month > 0 && named.day > 0) return read;
  return relative_unit(relation, noun);
}

Read Grammar::relative_unit(int relation, size_t noun) const {
  Unit what = static_cast<Unit>(get(noun, Field::kUnit));
  if (get(noun, Field::kHalfYear) > 0 && german_) what = Unit::kHalf;
  static constexpr int kShifts[] = {0, -1, 0, 1, -2, 2, 0, 1, -1};
  const int shift = kShifts[relation];
  if (what == Unit::kDay) {
    if (relation == kLast || relation == kBeforeLast || relation == kAfterNext) return {};
    return {noun + 1, shift_by(From::kTold, what, shift)};
  }
  if (what < Unit::kDay) return {};
  const bool told = relation == kSame || relation == kFollowing || (relation == kPreceding && german_);
  return {noun + 1, shift_by(told ? From::kTold : From::kPublished, what, shift)};
}

// "last night", "diesen Abend", "am nächsten Morgen".
Read Grammar::relative_part(int relation, size_t noun) const {
  if (has(noun, kEarlyLate)) ++noun;
  const int32_t part = get(noun, Field::kPart);
  if (part == 0) return {};
  Read read{noun + 1, {}};
  switch (relation) {
    case kLast:
      read.meaning = shift_by(From::kPublished, Unit::kDay, -1);
      break;
    case kThis:
      read.meaning = shift_by(From::kPublished, Unit::kDay, 0);
      break;
    case kNext:
      read.meaning = german_ && (part == kNight || part == kEvening) && is_text(noun - 1, "kommenden")
                         ? shift_by(From::kPublished, Unit::kDay, 0)
                         : shift_by(From::kTold, Unit::kDay, 1);
      break;
    case kFollowing:
      read.meaning = shift_by(From::kTold, Unit::kDay, 1);
      break;
    case kSame:
      read.meaning = shift_by(From::kTold, Unit::kDay, 0);
      break;
    case kPreceding:
      read.meaning = shift_by(From::kTold, Unit::kDay, -1);
      break;
    default:
      return {};
  }
  read.meaning.day_part = part;
  return read;
}

Read Grammar::deictic(size_t at) const {
  const Found found = phrase_or_word(at, Field::kDay);
  if (found.end == 0) return {};
  const bool maybe_morning = german_ && found.value == 11 && token(at).upper;
  if (maybe_morning) {
    const int32_t verb = get(at + 1, Field::kTense);
    const bool future = verb == kWilled || verb == kClaimed || verb == kWerden || verb == kDoubtful || verb == kAuxiliary;
    if (!starts_sentence(at) || (!future && get(at + 1, Field::kPart) == 0)) return {};
  }
  return {found.end, shift_by(From::kPublished, Unit::kDay, found.value - 10)};
}

// "am heutigen Samstag", "des gestrigen Tages".
Read Grammar::day_adjective(size_t at) const {
  const int32_t day = get(at, Field::kDayAdjective);
  if (day == 0) return {};
  Read read{at + 2, shift_by(From::kPublished, Unit::kDay, day - 10)};
  if (get(at + 1, Field::kUnit) == code(Unit::kDay) || get(at + 1, Field::kUnits) == code(Unit::kDay)) return read;
  if (const int32_t part = get(at + 1, Field::kPart); part > 0 && token(at + 1).upper) {
    read.meaning.day_part = part;
    return read;
  }
  const Read named = weekday(at + 1);
  if (!named) {
    // "der gestrigen Sitzung"; "heutig" before other nouns is mostly "of our days".
    if (day == 10) return {};
    --read.end;
    return read;
  }
  read.end = named.end;
  read.meaning.day_part = named.meaning.day_part;
  return read;
}

// In English "the day before" stands alone only where no noun follows.
bool Grammar::is_about_noun(size_t at) const {
  if (!is_word(at) || has(at, kAnd)) return false;
  return !(get(at, Field::kTense) > 0 || token(at).shape == Shape::kPreterite);
}

// "Vorjahr", "Tag darauf", "the day before".
Read Grammar::told(size_t at) const {
  const bool eve = german_ && is_text(at, "vorabend") && (is_text(at + 1, "der") || is_text(at + 1, "des"));  // of something
  if (const Found found = phrase_or_word(at, Field::kTold); found.end > 0 && !eve)
    return {found.end, shift_by(From::kTold, static_cast<Unit>(found.value / 16), found.value % 16 - 8)};
  const Unit what = static_cast<Unit>(get(at, Field::kUnit));
  const int32_t way = get(at + 1, Field::kShift);
  if (way == 0 || way == kAgo || what < Unit::kDay || what == Unit::kWeekend) return {};
  const bool bare_preposition = way == kBeforeOrNoun || way == kAfterOrNoun;
  if (bare_preposition && (!has_before(at, kArticle) || is_about_noun(at + 2))) return {};
  const bool before = way == kEarlier || way == kBeforeOrNoun;
  return {at + 2, shift_by(From::kTold, what, before ? -1 : 1)};
}

// "vor zwei Jahren", "in drei Tagen", "in two weeks".
Read Grammar::shifted(size_t at) const {
  const bool vor = german_ && has(at, kVor);
  if (!vor && !has(at, kIn)) return {};
  size_t number_at = at + 1;
  if (vor && is_text(number_at, "mehr")) ++number_at;
  number_at = skip_all(number_at, kApprox);
  if (vor && get(number_at, Field::kUnits) > code(Unit::kDay) - 1) return {number_at + 1, literal("DATE", "PAST_REF")};
  const Count number = count(number_at);
  const Unit what = number ? unit(number.end) : Unit::kNone;
  if (what == Unit::kNone || what == Unit::kWeekend) return {};
  const size_t end = number.end + 1;
  if (vor) return {end, number.vague ? literal("DATE", "PAST_REF") : counted(From::kPublished, what, number, -1)};
  // "For the third time in two years" counts; it does not look ahead.
  if (tense_ == Tense::kPast) return {};
  if (number.vague && get(number_at, Field::kRelation) == 0 && (is_text(number_at, "recent") || is_text(number_at, "many")))
    return {};
  return {end, number.vague ? literal("DATE", "FUTURE_REF") : counted(From::kPublished, what, number, 1)};
}

// "two years ago", "drei Tage später", "Jahre zuvor".
Read Grammar::ago_or_later(size_t at) const {
  Count number = count(at);
  const size_t noun = number ? number.end : at;
  const Unit what = unit(noun);
  if (what == Unit::kNone || (!number && get(noun, Field::kUnits) == 0)) return {};
  if (!number) number = {noun, 0, true};
  const int32_t way = get(noun + 1, Field::kShift);
  if (way == 0) return {};
  const size_t end = noun + 2;
  if (way == kAgo) return {end, number.vague ? literal("DATE", "PAST_REF") : counted(From::kPublished, what, number, -1)};
  if ((way == kBeforeOrNoun || way == kAfterOrNoun) && is_about_noun(end)) return {};
  const bool before = way == kEarlier || way == kBeforeOrNoun;
  return {end, counted(From::kTold, what, number, before ? -1 : 1)};
}

Read Grammar::duration(size_t at) const {
  if (const int32_t long_one = get(at, Field::kLong); long_one > 0 && !token(at).upper)
    return {at + 1, literal("DURATION", duration_value(0, static_cast<Unit>(long_one)))};
  const Count number = count(at);
  if (!number) {
    const int32_t units = get(at, Field::kUnits);
    const bool introduced = has_before(at, kDurationPrep);
    return units > 0 && introduced ? Read{at + 1, literal("DURATION", duration_value(0, static_cast<Unit>(units)))} : Read{};
  }
  if (is_text(at, "eines")) return {};
  // "zwei bis drei Jahre"
  if (has(number.end, kUntil | kAnd) ||
      (is_glued(number.end, '-') && digits(at) && token(number.end + 1).kind == TokenKind::kNumber)) {
    const size_t second_at = number.end + 1;
    const bool two_digits = token(second_at).kind == TokenKind::kNumber;
    const Count second = two_digits ? Count{second_at + 1, 2} : count(second_at);
    const Unit what = second ? unit(second.end) : Unit::kNone;
    const bool range = has(number.end, kUntil) || two_digits || (has(number.end, kAnd) && is_text(number.end, "oder"));
    if (range && what != Unit::kNone && what != Unit::kWeekend && !number.article && !has(second.end + 1, kAge))
      return {second.end + 1, literal("DURATION", duration_value(0, what))};
    return {};
  }
  size_t noun = number.end;
  const bool hyphen = is_mark(noun, '-') && !token(noun).spaced;
  if (hyphen) ++noun;
  const Unit what = unit(noun);
  if (what == Unit::kNone || what == Unit::kWeekend) return {};
  const size_t after = is_mark(noun + 1, '-') ? noun + 2 : noun + 1;
  if (has(after, kAge)) return {};
  if (german_ && has(noun + 1, kAge)) return {};
  const bool singular = get(noun, Field::kUnit) > 0 && get(noun, Field::kUnits) == 0;
  if (hyphen && !singular && !german_) return {};
  if (!german_ && number.article && number.twice == 2 && !hyphen && !has_before(at, kDurationPrep | kApprox)) return {};
  if (!german_ && !number.article && singular && !hyphen && number.twice > 2) return {};
  if (!german_ && number.vague && singular) return {};
  if (german_ && number.vague && singular) return {};
  return {noun + 1, literal("DURATION", duration_value(number.vague ? 0 : number.twice, what))};
}

// "zweitägigen", "24-stündigen".
Read Grammar::adjective(size_t at) const {
  if (!german_) return {};
  int32_t found = get(at, Field::kCountAdjective);
  size_t end = at + 1;
  if (found == 0 && digits(at)) {
    const size_t ending = is_mark(at + 1, '-') ? at + 2 : at + 1;
    const int32_t of_unit = token(ending).spaced || token(ending).upper ? 0 : get(ending, Field::kAdjective);
    // So many years, in digits, are mostly somebody's age.
    const bool age = of_unit == code(Unit::kYear) && token(at).number > kLongestUndertaking;
    if (of_unit == 0 || age) return {};
    found = 2 * std::min(token(at).number, 100000) * 16 + of_unit;
    end = ending + 1;
  }
  if (found == 0) return {};
  const Unit what = static_cast<Unit>(found % 16);
  if (token(at).upper && !starts_sentence(at)) return {};
  if (what == Unit::kYear && (has(end, kAge) || !token(end).upper)) return {};
  return {end, literal("DURATION", duration_value(found / 16, what))};
}

Read Grammar::set(size_t at) const {
  if (const int32_t how_often = get(at, Field::kSet); how_often > 0) {
    if (token(at).upper && (!starts_sentence(at) || (!german_ && token(at + 1).upper))) return {};
    return {at + 1, literal("SET", duration_value(2, static_cast<Unit>(how_often)))};
  }
  if (const int32_t weekday = get(at, Field::kWeekdaySet); weekday > 0 && !has_before(at, kOf) && !is_name_of_person(at))
    return {at + 1, literal("SET", "XXXX-WXX-" + std::to_string(weekday))};
  return {};
}

// "jeden Montag", "every two years", "jedes Jahr im Mai", "alle zwei Jahre".
Read Grammar::every(size_t at) const {
  const bool all = german_ && has(at, kAll);
  if (!all && !has(at, kEvery)) return {};
  const auto two = [](unsigned number) { return std::string(number < 10 ? "0" : "") + std::to_string(number); };
  if (const Count number = count(at + 1); number && !number.vague && number.twice > 2)
    if (const Unit what = unit(number.end); what != Unit::kNone)
      return {number.end + 1, literal("SET", duration_value(number.twice, what))};
  if (all) return {};
  const int32_t ordinal = has(at + 1, kOther) ? 2 : get(at + 1, Field::kOrdinal);
  if (ordinal > 1 && get(at + 2, Field::kUnit) >= code(Unit::kDay))
    return {at + 3, literal("SET", duration_value(2 * ordinal, static_cast<Unit>(get(at + 2, Field::kUnit))))};
  const size_t noun = at + 1;
  const Unit what = static_cast<Unit>(get(noun, Field::kUnit));
  if (what == Unit::kYear) {
    size_t next = skip_all(noun + 1, kIn | kOn | kYearPrep | kPartPrep);
    const Read date = next > noun + 1 ? longest(next, {&Grammar::full_date, &Grammar::prefixed_month}) : Read{};
    const Meaning& day = date.meaning;
    if (date && day.month > 0 && day.year == 0)
      return {date.end, literal("SET", "XXXX-" + two(day.month) + (day.day > 0 ? "-" + two(day.day) : ""))};
  }
  if (what == Unit::kWeekend) return {noun + 1, literal("SET", "XXXX-WXX-WE")};
  const bool fine = what == Unit::kSecond || (what == Unit::kMinute && !german_);
  if (what != Unit::kNone && !fine) return {noun + 1, literal("SET", duration_value(2, what))};
  if (const int32_t part = get(noun, Field::kPart); part > 0 && (token(noun).upper || !german_)) {
    static constexpr std::array<const char*, 7> kParts = {"", "TMO", "TMI", "TAF", "TEV", "TNI", "TDT"};
    return {noun + 1, literal("SET", std::string("XXXX-XX-XX") + kParts[static_cast<size_t>(part)])};
  }
  if (const int32_t weekday = get(noun, Field::kWeekday); weekday > 0)
    return {noun + 1, literal("SET", "XXXX-WXX-" + std::to_string(weekday))};
  if (const int32_t month = get(noun, Field::kMonth); month > 0)
    return {noun + 1, literal("SET", "XXXX-" + two(static_cast<unsigned>(month)))};
  static constexpr std::array<const char*, 5> kSeasons = {"", "SP", "SU", "FA", "WI"};
  if (const int32_t season = get(noun, Field::kSeason); season > 0)
    return {noun + 1, literal("SET", std::string("XXXX-") + kSeasons[static_cast<size_t>(season)])};
  return {};
}

// "am Wochenende", "over the weekend": the one that the clause's tense tells.
Read Grammar::weekend(size_t at) const {
  if (get(at, Field::kUnit) != code(Unit::kWeekend)) return {};
  const bool introduced = german_ ? has_before(at, kPartPrep | kArticle)
                                  : has_before(at, kArticle) && at >= first_ + 2 &&
                                        has(at - 2, kClockPrep | kIn | kOn | kPartPrep | kDurationPrep);
  if (!introduced) return {};
  Read read{at + 1, fields()};
  read.meaning.part = Unit::kWeekend;
  return read;
}

Read Grammar::reference(size_t at) const {
  const Found found = phrase_or_word(at, Field::kReference);
  if (found.end == 0) return {};
  const bool compared = at > first_ && (is_text(at - 1, "as") || is_text(at - 1, "so"));
  const int32_t way = get(found.end, Field::kShift);
  if (compared || (!german_ && (way == kBeforeOrNoun || way == kAfterOrNoun || way == kLater))) return {};
  return {found.end, literal("DATE", found.value == 1 ? "PAST_REF" : "FUTURE_REF")};
}

// "Ende Februar", "Mitte der 1990er Jahre", "early March", "the end of the year".
Read Grammar::portion(size_t at) const {
  const int32_t portion = get(at, Field::kPortion);
  if (portion == 0) return {};
  const bool needs_of = !german_ && !has(at, kEarlyLate) && !is_text(at, "mid");
  size_t next = at + 1;
  if (is_mark(next, '-') && !german_ && !needs_of) ++next;
  if (needs_of && !has(next, kOf)) return {};
  if (german_ || needs_of) next = skip_all(next, kOf | kArticle);
  if (!german_ && has(at, kEarlyLate) && has(next, kIn)) next = skip_all(next, kIn | kArticle);
  Read read = prefixed_date(next);
  const bool article = next > at + 1 && has(next - 1, kArticle);
  if (const Unit what = static_cast<Unit>(get(next, Field::kUnit)); !read && article && what >= Unit::kWeek)
    read = {next + 1, shift_by(From::kPublished, what, 0)};
  if (!read || read.meaning.base == Meaning::Base::kLiteral || read.meaning.names_day()) return {};
  read.meaning.portion = portion;
  return read;
}

}  // namespace depesche::times
