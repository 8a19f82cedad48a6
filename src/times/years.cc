// Years, decades and centuries, and what makes four digits a year.
#include <algorithm>

#include "base/utf8.h"
#include "times/grammar.h"

namespace depesche::times {
namespace {

constexpr int kFirstTextYear = 1000;
constexpr int kLastTextYear = 2100;
// Before it a number in a clause is rather a count than a year.
constexpr int kFirstLikelyYear = 1500;
constexpr int kFirstOfNouns = 1900, kLastOfNouns = 2050;  // after a noun without "im Jahr"

}  // namespace

bool Grammar::is_year_number(size_t at) const {
  if (!is_number(at, kFirstTextYear, kLastTextYear) || token(at).digits != 4) return false;
  const Token& next = token(at + 1);
  if (next.kind == TokenKind::kWord && !next.spaced) return false;
  const bool decimal = next.kind == TokenKind::kMark && !next.spaced &&
                       (next.mark == '.' || next.mark == ',' || next.mark == ':') &&
                       token(at + 2).kind == TokenKind::kNumber && !token(at + 2).spaced;
  if (decimal || is_mark(at + 1, '%')) return false;
  if (token(at).spaced || at == first_) return true;
  const Token& before = token(at - 1);
  return before.kind == TokenKind::kMark && std::string_view("(\"-/[,'").find(before.mark) != std::string_view::npos;
}

// A word after a number that may be a year makes it a count.
bool Grammar::counts_something(size_t at) const {
  if (has(at, kCountNoun)) return true;
  if (!is_word(at) || !token(at).spaced || is_known(at)) return false;
  if (german_) return token(at).upper;
  const Token& noun = token(at);
  return !noun.upper && noun.shape == Shape::kPlain && text_[noun.end - 1] == 's';
}

// "letzten Jahres", "of this year", "des Jahres 2012", "des Vorjahres"; `at` where there is none.
size_t Grammar::year_reference(size_t at, Meaning& meaning) const {
  size_t next = skip(at, kOf);
  if (next == at && german_ && has(at, kArticle)) ++next;
  next = skip(next, kArticle);
  const auto is_year_unit = [&](size_t noun) { return get(noun, Field::kUnit) == static_cast<int32_t>(Unit::kYear); };
  if (is_year_unit(next) && is_year_number(next + 1)) {
    meaning.year = token(next + 1).number;
    return next + 2;
  }
  if (!german_ && next == at + 1 && is_year_number(next)) {
    meaning.year = token(next).number;
    return next + 1;
  }
  if (const int32_t told = get(next, Field::kTold); told / 16 == static_cast<int32_t>(Unit::kYear)) {
    meaning.year_from = From::kTold;
    meaning.year_shift = told % 16 - 8;
    return next + 1;
  }
  const int32_t relation = get(next, Field::kRelation);
  if (relation == 0 || !is_year_unit(next + 1)) {
    const bool current = next > at + (german_ ? 0 : 1) && is_year_unit(next) && meaning.part != Unit::kNone;
    if (!current) return at;
    meaning.year_from = From::kPublished;
    return next + 1;
  }
  static constexpr int kShifts[] = {0, -1, 0, 1, -2, 2, 0, 1, -1};
  meaning.year_from = relation >= kSame && relation != kPreceding ? From::kTold : From::kPublished;
  meaning.year_shift = kShifts[relation];
  return next + 2;
}

// A year after a day or a month; `at` where there is none.
size_t Grammar::year_after(size_t at, Meaning& meaning) const {
  const size_t number = is_mark(at, ',') && !german_ ? at + 1 : at;
  if (is_year_number(number) && !(number > at && counts_something(number + 1)) && !has(number + 1, kCountNoun)) {
    meaning.year = token(number).number;
    return number + 1;
  }
  if (is_mark(at, '\'') && is_number(at + 1, 0, 99) && token(at + 1).digits == 2 && !token(at + 1).spaced) {
    meaning.year = two_digit_year(token(at + 1).number);
    return at + 2;
  }
  return year_reference(at, meaning);
}

// "1990er Jahre", "'90s", "neunziger Jahre", "the sixties".
Read Grammar::decade(size_t at) const {
  Read read{0, fields()};
  const size_t number = is_mark(at, '\'') ? at + 1 : at;
  const Token& digits = token(number);
  if (digits.kind == TokenKind::kNumber && digits.number % 10 == 0 && (digits.digits == 4 || digits.digits == 2)) {
    size_t ending = number + 1;
    if (!german_ && is_glued(ending, '\'')) ++ending;
    if (token(ending).spaced || !has(ending, kDecadeEnding)) return {};
    const bool introduced =
        has_before(at, kArticle | kEarlyLate) || (at > first_ && (get(at - 1, Field::kPortion) > 0 || is_mark(at - 1, '-')));
    size_t end = ending + 1;
    if (german_ && is_mark(end, '-')) ++end;
    const bool named = get(end, Field::kUnits) == static_cast<int32_t>(Unit::kYear);
    if (!named && digits.digits == 2 && number == at && !introduced) return {};
    if (german_ && !named && !introduced) return {};
    if (digits.digits == 4 && (digits.number < kFirstTextYear || digits.number > kLastTextYear)) return {};
    read.meaning.decade = digits.number;
    read.end = named ? end + 1 : ending + 1;
    return read;
  }
  const int32_t word = get(at, Field::kDecade);
  if (word == 0) return {};
  read.meaning.decade = word % 100;
  read.end = at + 1;
  if (word > 100) return read;
  if (german_) {
    if (get(at + 1, Field::kUnits) != static_cast<int32_t>(Unit::kYear)) return {};
    ++read.end;
    return read;
  }
  const bool introduced = has_before(at, kArticle | kEarlyLate) || (at > first_ && get(at - 1, Field::kPortion) > 0);
  return introduced ? read : Read{};
}

Read Grammar::century(size_t at) const {
  const Found ordinal = day_number(at);
  if (ordinal.end == 0 || ordinal.value < 2 || ordinal.value > 21) return {};
  const size_t noun = is_mark(ordinal.end, '-') && !german_ ? ordinal.end + 1 : ordinal.end;
  if (get(noun, Field::kUnit) != static_cast<int32_t>(Unit::kCentury)) return {};
  Read read{noun + 1, fields()};
  read.meaning.century = ordinal.value;
  return read;
}

Read Grammar::prefixed_year(size_t at) const {
  if (!is_year_number(at) || counts_something(at + 1)) return {};
  Read read{at + 1, fields()};
  read.meaning.year = token(at).number;
  return read;
}

// "2010/11", "2010/2011", in English after a word for such years also "2011-12".
Read Grammar::double_year(size_t at) const {
  if (!is_number(at, kFirstTextYear, kLastTextYear) || token(at).digits != 4) return {};
  if (at > first_ && !token(at).spaced && !is_mark(at - 1, '(')) return {};
  const bool introduced = has_before(at, kSchoolYear | kFiscal) ||
                          (at > first_ + 1 && has(at - 2, kSchoolYear | kFiscal) && get(at - 1, Field::kUnit) > 0);
  if (!is_glued(at + 1, '/') && !(introduced && is_glued(at + 1, '-'))) return {};
  const Token& second = token(at + 2);
  const int first = token(at).number;
  if (second.kind != TokenKind::kNumber || second.spaced || is_glued(at + 3, '/') || is_glued(at + 3, '-')) return {};
  const bool follows =
      second.digits == 4 ? second.number == first + 1 : second.digits == 2 && second.number == (first + 1) % 100;
  if (!follows) return {};
  Read read{at + 3, fields()};
  read.meaning.year = first;
  read.meaning.end_year = first + 1;
  return read;
}

// "Jahr 2012", "Schuljahr 2010/11", "fiscal year 2012", "FY2012".
Read Grammar::named_year(size_t at) const {
  size_t number = at;
  if (has(at, kSchoolYear | kFiscal)) number = at + 1;
  const auto is_year_unit = [&](size_t noun) {
    const auto wanted = static_cast<int32_t>(Unit::kYear);
    return get(noun, Field::kUnit) == wanted || get(noun, Field::kUnits) == wanted;
  };
  if (is_year_unit(number)) ++number;
  if (number == at) return {};
  if (Read read = double_year(number)) return read;
  const bool glued = has(at, kFiscal) && number == at + 1 && !token(number).spaced;
  if (!(glued ? is_number(number, kFirstTextYear, kLastTextYear) : is_year_number(number))) return {};
  if (has(at, kSchoolYear) && !german_ && number == at + 1) return {};
  Read read{number + 1, fields()};
  read.meaning.year = token(number).number;
  return read;
}

// Whether a number like a year is one, by what stands around it.
bool Grammar::is_year_here(size_t at) const {
  const auto is_verb = [&](size_t verb) { return get(verb, Field::kTense) > 0 || token(verb).shape == Shape::kPreterite; };
  if (has_before(at, kApprox) && !has_before(at, kYearPrep)) return false;
  if (is_mark(at + 1, ')') && at > first_ && is_mark(at - 1, '(')) return true;
  if (counts_something(at + 1)) return false;
  if (year_end_ > 0 && (at == year_end_ + 1 || at == year_end_ + 2) && connector(year_end_) == at) return true;
  if (is_mark(at + 1, '-') && is_year_number(at + 2) && !token(at + 2).spaced && token(at + 2).number > token(at).number &&
      !(at > first_ && is_name(at - 1)))
    return true;
  if (has_before(at, kYearPrep) && !is_mark(at + 1, '-'))
    return german_ || !is_word(at + 1) || is_known(at + 1) || token(at + 1).upper ||
           token(at + 1).shape == Shape::kPreterite;
  const size_t verb = has(at + 1, kAnd) && is_year_number(at + 2) ? at + 3 : at + 1;
  if (starts_sentence(at) && is_verb(verb)) return true;
  // "der 2018 zurücktrat", "dass 1996 zwei Flugzeuge": no count, unless it is a round one.
  const bool in_clause =
      has_before(at, kArticle | kClauseStart) && token(at).number % 100 != 0 && is_word(at + 1) && !token(at + 1).upper;
  if (german_ && in_clause && token(at).number >= kFirstLikelyYear) return true;
  const bool plain_after = !is_word(at + 1) || !token(at + 1).upper || has(at + 1, kFunction);
  const bool plain_before =
      at > first_ && !token(at - 1).upper && (get(at - 1, Field::kTense) > 0 || has(at - 1, kYearAdverb));
  // "seit dem Einmarsch 2022": right after a noun with an article or preposition. What these name has a number.
  static constexpr std::string_view kNumbered[] = {"agenda", "vision",  "strategie", "expo",   "windows",   "resolution",
                                                   "euro",   "nummer",  "zimmer",    "flug",   "modell",    "artikel",
                                                   "typ",    "projekt", "programm",  "formel", "paragraph", "linie"};
  const int32_t number = token(at).number;
  const bool after_noun =
      at >= first_ + 2 && token(at - 1).upper && is_word(at - 1) && has(at - 2, kArticle | kFunction | kYearPrep) &&
      number >= kFirstOfNouns && number <= kLastOfNouns &&
      std::none_of(std::begin(kNumbered), std::end(kNumbered), [&](std::string_view noun) {
        return fold_case(text_.substr(token(at - 1).begin, token(at - 1).end - token(at - 1).begin)) == noun;
      });
  return german_ && number >= kFirstLikelyYear && (plain_before || after_noun) && plain_after;
}

Read Grammar::year(size_t at) const {
  Read read = longest(at, {&Grammar::double_year, &Grammar::named_year});
  if (read || !is_year_number(at) || !is_year_here(at)) return read;
  read = {at + 1, fields()};
  read.meaning.year = token(at).number;
  return read;
}

}  // namespace depesche::times
