// The grammar of expressions of time: reads the longest one that begins at a token, with a look-ahead of a few tokens.
//
// What is read is a Meaning, which says what was named and not yet which days those are (times/resolve.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "times/calendar.h"
#include "times/words.h"

namespace depesche::times {

enum class Tense : uint8_t { kNone, kPast, kFuture };

// From where a thing is counted: the article's date, or the last date told.
enum class From : uint8_t { kNowhere, kPublished, kTold };

struct Meaning {
  enum class Base : uint8_t {
    kNone,     // only a time of day
    kFields,   // year, month, day, weekday … as far as named
    kShift,    // `shift` units from `from`
    kLiteral,  // `type` and `value` say all
  };
  Base base = Base::kNone;

  int year = 0;
  int end_year = 0;  // "2010/11"
  From year_from = From::kNowhere;
  int year_shift = 0;  // years from year_from's: "Februar letzten Jahres"
  unsigned month = 0, day = 0, end_day = 0;
  unsigned weekday = 0;
  std::optional<int> week_shift;  // "Dienstag vergangener Woche"
  Unit part = Unit::kNone;        // kSeason, kQuarter or kHalf, the number `index` of the year
  unsigned index = 0;
  Holiday holiday = Holiday::kNone;
  int decade = -1;  // its first year; below 100 in the century that the anchor tells
  int century = 0;
  int relation = 0;  // kLast, kThis, kNext; 0: as the clause has it

  From from = From::kNowhere;
  Unit unit = Unit::kNone;
  int shift = 0;
  Unit grain = Unit::kNone;  // of the period meant, where coarser than `unit`: two and a half years ago is a year

  int portion = 0;   // Portion
  int day_part = 0;  // Part
  int hour = -1, minute = -1;
  bool night_before = false;  // "Nacht zum Freitag"

  const char* type = "";
  std::string value;

  bool names_day() const {
    if (base == Base::kShift) return unit == Unit::kDay;
    return base == Base::kFields && (day > 0 || weekday > 0 || holiday != Holiday::kNone);
  }
  bool is_bare_year() const {
    return base == Base::kFields && year > 0 && month == 0 && part == Unit::kNone && portion == 0;
  }
};

// Tokens up to `end` (exclusive) and what they mean. end == 0: nothing was read.
struct Read {
  size_t end = 0;
  Meaning meaning;

  explicit operator bool() const { return end > 0; }
};

// A number of units. `twice` the number, or an unknown number of them.
struct Count {
  size_t end = 0;
  int twice = 0;
  bool vague = false;
  bool article = false;  // "ein", "a"
  bool fraction = false;

  explicit operator bool() const { return end > 0; }
};

class Grammar {
 public:
  // `tokens` and `text` outlive the Grammar.
  Grammar(std::string_view text, const std::vector<Token>& tokens, const Lexicon& lexicon, bool german);

  // Everything from now on is read within tokens [first, last).
  void enter_sentence(size_t first, size_t last);
  // The longest expression at token `at`.
  Read read(size_t at, Tense tense) const;
  // What stands at [first, read.end) has been taken: years and days may go on from it ("2010 und 2011").
  void taken(const Read& read);

 private:
  using Reader = Read (Grammar::*)(size_t) const;

  // Looking at tokens: beyond the sentence all are empty.
  const Token& token(size_t at) const { return at >= first_ && at < last_ ? tokens_[at] : nothing_; }
  int32_t get(size_t at, Field field) const;
  bool has(size_t at, int32_t glue) const { return ((*token(at).word)[Field::kGlue] & glue) != 0; }
  bool has_before(size_t at, int32_t glue) const { return at > first_ && has(at - 1, glue); }
  bool is_mark(size_t at, char mark) const { return token(at).kind == TokenKind::kMark && token(at).mark == mark; }
  bool is_glued(size_t at, char mark) const { return is_mark(at, mark) && !token(at).spaced; }
  bool is_number(size_t at, int low, int high) const;
  bool is_word(size_t at) const { return token(at).kind == TokenKind::kWord; }
  bool is_text(size_t at, std::string_view lower) const;
  // A capitalised word that the lexicon does not know: probably part of a name.
  bool is_name(size_t at) const;
  bool is_known(size_t at) const { return token(at).word != nothing_.word; }
  bool starts_sentence(size_t at) const;
  size_t skip(size_t at, int32_t glue) const { return has(at, glue) ? at + 1 : at; }
  size_t skip_all(size_t at, int32_t glue) const;
  Read longest(size_t at, std::initializer_list<Reader> readers) const;
  struct Found {
    size_t end = 0;
    int32_t value = 0;
  };
  Found phrase(size_t at, Field field) const;
  Found phrase_or_word(size_t at, Field field) const;

  // times/dates.cc: what the calendar has names for.
  Read date(size_t at) const;           // in its own right
  Read prefixed_date(size_t at) const;  // after a word that makes months and years of all that look like them
  Read numeric_date(size_t at) const;
  Read day_first(size_t at) const;
  Read month_first(size_t at) const;
  Read next_day(size_t at) const;
  Read month(size_t at) const;
  Read prefixed_month(size_t at) const;
  Read weekday(size_t at) const;
  Read holiday(size_t at) const;
  Read season(size_t at) const;
  Read prefixed_season(size_t at) const;
  Read quarter(size_t at) const;
  Read decade(size_t at) const;
  Read century(size_t at) const;
  Read year(size_t at) const;
  Read prefixed_year(size_t at) const;
  Read double_year(size_t at) const;
  Read named_year(size_t at) const;
  Read full_date(size_t at) const;

  Found day_number(size_t at) const;
  Found month_name(size_t at, bool beside_number) const;
  bool is_year_number(size_t at) const;
  bool is_bare_month(size_t at, size_t end) const;
  bool is_name_of_person(size_t at) const;
  bool is_year_here(size_t at) const;
  bool counts_something(size_t at) const;
  size_t year_after(size_t at, Meaning& meaning) const;
  size_t year_reference(size_t at, Meaning& meaning) const;
  size_t weekday_date(size_t at, Meaning& meaning) const;
  size_t connector(size_t at) const;

  // times/relative.cc: what is counted from another date, and what is only counted.
  Read relative(size_t at) const;
  Read relative_unit(int relation, size_t noun) const;
  Read relative_part(int relation, size_t noun) const;
  Read deictic(size_t at) const;
  Read day_adjective(size_t at) const;
  Read told(size_t at) const;
  Read shifted(size_t at) const;
  Read ago_or_later(size_t at) const;
  Read duration(size_t at) const;
  Read adjective(size_t at) const;
  Read set(size_t at) const;
  Read every(size_t at) const;
  Read reference(size_t at) const;
  Read weekend(size_t at) const;
  Read portion(size_t at) const;

  Count count(size_t at) const;
  Count digits(size_t at) const;
  Unit unit(size_t at) const;
  bool is_about_noun(size_t at) const;

  // times/clock.cc: times of the day, alone and with their day.
  Read clock(size_t at) const;
  Read clock_with_day(size_t at) const;
  Read part(size_t at) const;
  Read part_of_day(size_t at) const;
  Read early_or_late(size_t at) const;
  Read dated(size_t at) const;

  Found am_pm(size_t at) const;
  size_t clock_time(size_t at, Meaning& meaning) const;
  Read with_time(Read read) const;
  bool stands_alone(size_t at) const;

  std::string_view text_;
  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
  bool german_;
  Token nothing_;
  size_t first_ = 0, last_ = 0;
  mutable Tense tense_ = Tense::kNone;
  size_t year_end_ = 0;       // where the last year taken ends
  size_t month_day_end_ = 0;  // where the last "May 3" taken ends, and its month
  unsigned month_ = 0;
};

Meaning literal(const char* type, std::string value);
Meaning fields();
// P3D, PT30M, PXY; `twice` the number, 0 for an unknown one.
std::string duration_value(int twice, Unit unit);

}  // namespace depesche::times
