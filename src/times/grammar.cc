#include "times/grammar.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace depesche::times {
namespace {

constexpr uint32_t bit(Field field) { return 1U << static_cast<unsigned>(field); }

// Meanings that a word has only with a capital letter. German nouns all have one.
constexpr uint32_t kGermanCapitals = bit(Field::kWeekday) | bit(Field::kMonth) | bit(Field::kMonthShort) |
                                     bit(Field::kSeason) | bit(Field::kUnit) | bit(Field::kUnits) | bit(Field::kHoliday) |
                                     bit(Field::kCompound) | bit(Field::kPortion) | bit(Field::kHalfYear);
constexpr uint32_t kEnglishCapitals =
    bit(Field::kWeekday) | bit(Field::kMonth) | bit(Field::kMonthShort) | bit(Field::kWeekdaySet) | bit(Field::kHoliday);

}  // namespace

Meaning literal(const char* type, std::string value) {
  Meaning meaning;
  meaning.base = Meaning::Base::kLiteral;
  meaning.type = type;
  meaning.value = std::move(value);
  return meaning;
}

Meaning fields() {
  Meaning meaning;
  meaning.base = Meaning::Base::kFields;
  return meaning;
}

std::string duration_value(int twice, Unit unit) {
  struct Row {
    const char* prefix;
    char letter;
    int factor;
    int half;  // of the next finer unit, 0: none
    const char* half_prefix;
    char half_letter;
  };
  static constexpr Row kRows[] = {{"P", 'D', 1, 0, "", 0},       {"PT", 'S', 1, 0, "", 0},     {"PT", 'M', 1, 30, "PT", 'S'},
                                  {"PT", 'H', 1, 30, "PT", 'M'}, {"P", 'D', 1, 12, "PT", 'H'}, {"P", 'W', 1, 0, "", 0},
                                  {"P", 'W', 1, 0, "", 0},       {"P", 'M', 1, 0, "", 0},      {"P", 'M', 3, 0, "", 0},
                                  {"P", 'M', 3, 0, "", 0},       {"P", 'M', 6, 3, "P", 'M'},   {"P", 'Y', 1, 6, "P", 'M'},
                                  {"P", 'Y', 10, 5, "P", 'Y'},   {"P", 'Y', 100, 50, "P", 'Y'}};
  const Row& row = kRows[static_cast<size_t>(unit)];
  if (twice == 0) return fmt::format("{}X{}", row.prefix, row.letter);
  if (twice % 2 == 0) return fmt::format("{}{}{}", row.prefix, twice / 2 * row.factor, row.letter);
  if (row.half > 0) return fmt::format("{}{}{}", row.half_prefix, twice * row.half, row.half_letter);
  return fmt::format("{}{}.5{}", row.prefix, twice / 2 * row.factor, row.letter);
}

Grammar::Grammar(std::string_view text, const std::vector<Token>& tokens, const Lexicon& lexicon, bool german)
    : text_(text), tokens_(tokens), lexicon_(lexicon), german_(german) {
  nothing_.word = lexicon.find("");
}

void Grammar::enter_sentence(size_t first, size_t last) {
  first_ = first;
  last_ = last;
  year_end_ = 0;
  month_day_end_ = 0;
}

void Grammar::taken(const Read& read) {
  const Meaning& meaning = read.meaning;
  year_end_ = meaning.is_bare_year() ? read.end : 0;
  const bool month_then_day = meaning.day > 0 && meaning.month > 0 && meaning.year == 0 && token(read.end - 1).number >= 0;
  month_day_end_ = !german_ && month_then_day ? read.end : 0;
  month_ = meaning.month;
}

int32_t Grammar::get(size_t at, Field field) const {
  const Token& here = token(at);
  const int32_t value = (*here.word)[field];
  if (value == 0 || here.upper) return value;
  return ((german_ ? kGermanCapitals : kEnglishCapitals) & bit(field)) != 0 && here.kind == TokenKind::kWord &&
                 !(!german_ && field == Field::kCompound)
             ? 0
             : value;
}

bool Grammar::is_number(size_t at, int low, int high) const {
  const Token& here = token(at);
  return here.kind == TokenKind::kNumber && here.number >= low && here.number <= high;
}

bool Grammar::is_text(size_t at, std::string_view lower) const {
  const Token& here = token(at);
  if (here.end - here.begin != lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text_.begin() + here.begin,
                    [](char a, char b) { return a == b || (b >= 'A' && b <= 'Z' && a == (b | 0x20)); });
}

bool Grammar::is_name(size_t at) const { return is_word(at) && token(at).upper && !is_known(at); }

bool Grammar::starts_sentence(size_t at) const { return at == first_ || token(at - 1).kind == TokenKind::kMark; }

size_t Grammar::skip_all(size_t at, int32_t glue) const {
  for (int steps = 0; steps < 3 && has(at, glue); ++steps) ++at;
  return at;
}

Grammar::Found Grammar::phrase(size_t at, Field field) const {
  const std::vector<Phrase>* const phrases = is_known(at) ? lexicon_.phrases(token(at).word) : nullptr;
  if (phrases == nullptr) return {};
  Found found;
  for (const Phrase& phrase : *phrases) {
    if (phrase.field != field) continue;
    size_t next = at;
    const bool same = std::all_of(phrase.words.begin(), phrase.words.end(), [&](const Word* word) {
      const size_t here = next++;
      return word == nullptr ? is_mark(here, '\'') : token(here).word == word;
    });
    const bool named = field != Field::kHoliday || token(next - 1).upper;
    if (same && named && next <= last_ && next > found.end) found = {next, phrase.value};
  }
  return found;
}

Grammar::Found Grammar::phrase_or_word(size_t at, Field field) const {
  if (const Found found = phrase(at, field); found.end > 0) return found;
  if (const int32_t value = get(at, field); value > 0) return {at + 1, value};
  return {};
}

Read Grammar::longest(size_t at, std::initializer_list<Reader> readers) const {
  Read best;
  for (const Reader reader : readers) {
    Read read = (this->*reader)(at);
    if (read.end > best.end) best = std::move(read);
  }
  return best;
}

Read Grammar::read(size_t at, Tense tense) const {
  // Most words have no part in any expression.
  if (!is_known(at) && token(at).kind != TokenKind::kNumber && !is_mark(at, '\'')) return {};
  tense_ = tense;
  return longest(at, {&Grammar::dated, &Grammar::portion, &Grammar::part_of_day, &Grammar::early_or_late,
                      &Grammar::clock_with_day, &Grammar::part, &Grammar::shifted, &Grammar::ago_or_later, &Grammar::set,
                      &Grammar::every, &Grammar::duration, &Grammar::adjective, &Grammar::reference});
}

}  // namespace depesche::times
