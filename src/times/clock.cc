// Times of the day, alone and with the day they belong to.
#include "times/grammar.h"

namespace depesche::times {
namespace {

constexpr int kNoonHour = 12;

}  // namespace

// "p.m.", "pm": the hours to add, plus one; noon and midnight are for the caller.
Grammar::Found Grammar::am_pm(size_t at) const {
  if (is_text(at, "am")) return {at + 1, 1};
  if (is_text(at, "pm")) return {at + 1, 13};
  const bool a = is_text(at, "a");
  if (!(a || is_text(at, "p")) || !is_glued(at + 1, '.') || !is_text(at + 2, "m") || token(at + 2).spaced) return {};
  return {is_glued(at + 3, '.') ? at + 4 : at + 3, a ? 1 : 13};
}

// Reads "8 Uhr", "14.30 Uhr", "8:30 p.m.", "noon", "14:00" into `meaning`; returns the end, or `at` where no time stands.
size_t Grammar::clock_time(size_t at, Meaning& meaning) const {
  const Found word = phrase_or_word(at, Field::kClockWord);
  if (word.value == kNoon || word.value == kMidnight) {
    if (german_ && !token(at).upper && is_text(at, "mitternacht")) return at;
    meaning.hour = word.value == kNoon ? kNoonHour : 0;
    meaning.minute = 0;
    return word.end;
  }
  int hour = token(at).number;
  size_t next = at + 1;
  int minute = -1;
  if (token(at).kind == TokenKind::kNumber) {
    const bool part_of_number =
        at > first_ && !token(at).spaced && !is_mark(at - 1, '(') && !is_mark(at - 1, '"') && !is_mark(at - 1, '-');
    if (token(at).digits > 2 || part_of_number) return at;
    const bool point = is_glued(next, ':') || is_glued(next, '.');
    if (point && token(next + 1).digits == 2 && !token(next + 1).spaced && is_number(next + 1, 0, 59)) {
      minute = token(next + 1).number;
      next += 2;
    }
  } else if (const int32_t cardinal = get(at, Field::kCardinal); cardinal > 0 && cardinal % 2 == 0) {
    hour = cardinal / 2;
  } else {
    return at;
  }
  if (hour < 0 || hour > 24 || (hour == 24 && minute > 0)) return at;
  meaning.hour = hour;
  meaning.minute = minute;
  const Found clock = phrase_or_word(next, Field::kClockWord);
  if (clock.value == kUhr && german_) {
    const bool minutes_after =
        minute < 0 && is_number(next + 1, 0, 59) && token(next + 1).digits == 2 && !is_mark(next + 2, '.');
    if (minutes_after) meaning.minute = token(next + 1).number;
    return minutes_after ? next + 2 : next + 1;
  }
  if (clock.value == kOclock) return clock.end;
  if (const Found half = am_pm(next); !german_ && half.end > 0 && hour >= 1 && hour <= kNoonHour) {
    meaning.hour = hour % kNoonHour + half.value - 1;
    return half.end;
  }
  // "von 8 bis 10 Uhr", "between 5 and 6 p.m.": the first has the second's word.
  if (has(next, kUntil | kAnd) || is_glued(next, '-')) {
    Meaning second;
    const size_t end = is_number(next + 1, 0, 24) && !has(next + 2, kUntil | kAnd) && !is_mark(next + 2, '-')
                           ? clock_time(next + 1, second)
                           : next + 1;
    const bool afternoon = !german_ && second.hour > kNoonHour && hour <= second.hour - kNoonHour;
    if (end > next + 2) {
      if (afternoon) meaning.hour += kNoonHour;
      return next;
    }
  }
  const bool bare = minute >= 0 && is_mark(at + 1, ':') && !is_glued(next, ':') && !is_glued(next, '-');
  return bare && (has_before(at, kClockPrep) || clock.value == kZone) ? next : at;
}

Read Grammar::clock(size_t at) const {
  Read read;
  const size_t end = clock_time(at, read.meaning);
  if (end == at) return {};
  read.end = end;
  // "8 Uhr abends", "8 o'clock in the evening"
  size_t part_at = end;
  if (!german_ && has(end, kIn) && has(end + 1, kArticle)) part_at = end + 2;
  const int32_t adverb = get(part_at, Field::kPartAdverb);
  const int32_t part = adverb > 0 ? adverb : german_ && !is_text(part_at, "früh") ? 0 : get(part_at, Field::kPart);
  if (part == 0) return read;
  read.end = part_at + 1;
  const bool late = part == kAfternoon || part == kEvening || (part == kNight && read.meaning.hour >= 6);
  if (late && read.meaning.hour < kNoonHour) read.meaning.hour += kNoonHour;
  return read;
}

// "5 pm on Tuesday", "8 Uhr am Dienstag".
Read Grammar::clock_with_day(size_t at) const {
  Read time = clock(at);
  if (!time) return {};
  size_t next = skip_all(time.end, kOn);
  Read day = date(next);
  const bool linked = next > time.end || !german_;
  if (!linked || !day || !day.meaning.names_day() || day.meaning.day_part > 0) return time;
  day.meaning.hour = time.meaning.hour;
  day.meaning.minute = time.meaning.minute;
  return day;
}

// A day read, with the time that follows it: "Dienstag um 8 Uhr", "heute Abend gegen 20 Uhr".
Read Grammar::with_time(Read read) const {
  if (!read || !read.meaning.names_day()) return read;
  size_t next = read.end;
  const bool german_case = german_ ? get(next, Field::kPart) > 0 && !is_text(next, "morgen") : false;
  const bool morning = german_ && is_text(next, "morgen") && (token(next).upper || read.meaning.from == From::kPublished);
  const bool english_case = !german_ && get(next, Field::kPart) > 0;
  if (read.meaning.day_part == 0 && (german_case || morning || english_case || get(next, Field::kPartAdverb) > 0)) {
    const int32_t noun = get(next, Field::kPart);
    read.meaning.day_part = noun > 0 ? noun : get(next, Field::kPartAdverb);
    read.end = ++next;
  }
  next = skip_all(next, kClockPrep | kApprox);
  const Read time = clock(next);
  if (!time) return read;
  const bool linked = next > read.end || read.meaning.day_part > 0 || !german_;
  if (!linked) return read;
  // A time said with its day needs no "morgens" to be told apart from the evening's.
  read.meaning.hour = time.meaning.hour;
  read.meaning.minute = time.meaning.minute;
  read.end = time.end;
  return read;
}

Read Grammar::dated(size_t at) const { return with_time(date(at)); }

// "späten Freitagabend", "late Thursday", "early on Monday".
Read Grammar::early_or_late(size_t at) const {
  if (!has(at, kEarlyLate)) return {};
  // In German only before decades and centuries; in English portion() knows the rest.
  if (Read read = german_ ? longest(at + 1, {&Grammar::decade, &Grammar::century}) : Read{}) {
    read.meaning.portion = text_[token(at).begin] == 'f' || text_[token(at).begin] == 'F' ? kBeginning : kEnd;
    return read;
  }
  size_t next = at + 1;
  if (!german_) next = skip(next, kOn);
  Read read = with_time(longest(next, {&Grammar::weekday, &Grammar::deictic, &Grammar::part_of_day}));
  if (!read) return {};
  if (read.meaning.day_part == 0 && read.meaning.hour < 0) {
    if (german_) return {};
    read.meaning.day_part = get(at, Field::kPortion) == kBeginning ? kMorning : kEvening;
  }
  return read;
}

// "Nacht zum Freitag", "Abend des 24. Februar", "morning of 15 June".
Read Grammar::part_of_day(size_t at) const {
  const int32_t part = get(at, Field::kPart);
  if (part == 0 || (german_ && !token(at).upper)) return {};
  size_t next = at + 1;
  const bool to = german_ && part == kNight && (is_text(next, "zum") || is_text(next, "zu") || is_text(next, "auf"));
  const bool from = german_ && part == kNight && (is_text(next, "von") || is_text(next, "vom"));
  if (!to && !from && !has(next, kOf | kOn)) return {};
  next = skip_all(next + 1, kArticle | kOn);
  Read read = date(next);
  if (from && read) {
    next = read.end;
    if (!is_text(next, "auf") && !is_text(next, "zum") && !is_text(next, "zu")) return {};
    next = skip_all(next + 1, kArticle | kOn);
    read = date(next);
  }
  if (!read || !read.meaning.names_day()) return {};
  read.meaning.night_before = to || from;
  read.meaning.day_part = part;
  return with_time(read);
}

bool Grammar::stands_alone(size_t at) const {
  size_t before = at;
  if (before > first_ && has(before - 1, kEarlyLate)) --before;
  if (german_) return has_before(before, kPartPrep);
  return has_before(before, kArticle) && before >= first_ + 2 && (has(before - 2, kIn) || is_text(before - 2, "during"));
}

// "am Abend", "in the early morning", "nachts": of a day told elsewhere.
Read Grammar::part(size_t at) const {
  size_t noun = has(at, kEarlyLate) ? at + 1 : at;
  Read read;
  if (const int32_t adverb = get(noun, Field::kPartAdverb); adverb > 0) {
    read.meaning.day_part = adverb;
  } else {
    read.meaning.day_part = get(noun, Field::kPart);
    const bool is_noun = german_ ? token(noun).upper && !is_text(noun, "früh") : true;
    if (read.meaning.day_part == 0 || !is_noun || !stands_alone(at)) return {};
  }
  read.end = noun + 1;
  const size_t next = skip_all(read.end, kClockPrep | kApprox);
  if (const Read time = clock(next); time && (next > read.end || german_)) {
    read.meaning.hour = time.meaning.hour;
    read.meaning.minute = time.meaning.minute;
    read.end = time.end;
  }
  return read;
}

}  // namespace depesche::times
