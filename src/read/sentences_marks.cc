#include "read/sentences_marks.h"

#include "base/utf8.h"
#include "read/sentences_characters.h"
#include "read/sentences_tables.h"
#include "read/sentences_words.h"

#include <string>

namespace depesche::sentences {
namespace {

// "z. B" for the token "B": the abbreviation in parts that `token` completes, and what it means.
Abbreviation abbreviation_in_parts(std::string_view text, std::string_view token) {
  constexpr int kMaxParts = 4;
  constexpr size_t kMaxPartBytes = 4;
  std::string joined(token);
  size_t at = begin_in(text, token);
  Abbreviation found = Abbreviation::kNone;
  for (int part = 1; part < kMaxParts && joined.size() <= kMaxParts * kMaxPartBytes && at > 0; ++part) {
    const CodePoint space = code_point_before(text, at);
    if (!is_space(space.value) || space.next == 0 || text[space.next - 1] != '.') break;
    const std::string_view before = token_before(text, space.next - 1);
    if (before.empty() || before.size() > kMaxPartBytes) break;
    joined = std::string(before) + '.' + joined;
    if (const Abbreviation kind = abbreviation(joined); kind != Abbreviation::kNone) found = kind;
    at = begin_in(text, before);
  }
  return found;
}

Abbreviation abbreviation_kind(std::string_view text, std::string_view token) {
  if (const auto kind = abbreviation_in_parts(text, token); kind != Abbreviation::kNone) return kind;
  if (is_single_letter(token)) return Abbreviation::kNone;
  if (const auto kind = abbreviation(token); kind != Abbreviation::kNone) return kind;
  if (const size_t hyphen = token.rfind('-'); hyphen != std::string_view::npos && hyphen + 2 < token.size()) {
    return abbreviation(token.substr(hyphen + 1));
  }
  if (is_letters_with_stops(token) || lacks_vowel(token) || token.ends_with("str")) return Abbreviation::kMayEnd;
  return Abbreviation::kNone;
}

bool begins_with_digit(const Ahead& ahead) { return is_digit(ahead.word_first); }
bool starts_sentence(const Ahead& ahead) { return !ahead.is_initial && begins_sentences(ahead.word); }

Reason judge_abbreviation(Abbreviation kind, const Ahead& ahead) {
  bool ends = false;
  switch (kind) {
    case Abbreviation::kNone:
      ends = true;
      break;
    case Abbreviation::kNeverEnds:
      ends = false;
      break;
    case Abbreviation::kBeforeNumber:
      ends = !begins_with_digit(ahead) && !is_roman_number(ahead.word);
      break;
    case Abbreviation::kMayEnd:
      ends = starts_sentence(ahead);
      break;
    case Abbreviation::kUsuallyEnds:
      ends = !follows_clock_time(ahead.word) && !is_month(ahead.word);
      break;
  }
  return ends ? Reason::kNewSentenceFollows : Reason::kAbbreviation;
}

// Whether only opening marks stand between the begin of the sentence and `at`.
bool is_at_sentence_begin(std::string_view text, size_t sentence_begin, size_t at) {
  constexpr size_t kMaxOpeningBytes = 12;
  if (at < sentence_begin || at - sentence_begin > kMaxOpeningBytes) return false;
  while (at > sentence_begin) {
    const CodePoint c = code_point_before(text, at);
    if (is_letter(c.value) || is_digit(c.value)) return false;
    at = c.next;
  }
  return true;
}

// "24. " before the month at `at`.
bool follows_day(std::string_view text, size_t at) {
  if (at < 2 || !is_space(code_point_before(text, at).value)) return false;
  const size_t stop = code_point_before(text, at).next;
  if (stop == 0 || text[stop - 1] != '.') return false;
  const std::string_view day = token_before(text, stop - 1);
  return is_number(day) && day.size() <= 2;
}

// `token` is all digits and no more than the end of "3./4" or "1.-3".
Reason judge_number(std::string_view text, std::string_view token, const Place& place, const Ahead& ahead) {
  constexpr size_t kLongestOrdinal = 3;
  const bool short_number = token.size() <= kLongestOrdinal;
  const size_t begin = begin_in(text, token);
  const auto ordinal_if = [](bool is) { return is ? Reason::kOrdinal : Reason::kNewSentenceFollows; };
  if (is_at_sentence_begin(text, place.sentence_begin, begin) && short_number) return Reason::kListNumber;
  if (is_month(ahead.word) && token.size() <= 2) return Reason::kOrdinal;
  if (starts_sentence(ahead)) return Reason::kNewSentenceFollows;
  if (begins_with_digit(ahead)) {
    size_t end = ahead.word_begin;
    while (end < text.size() && end - ahead.word_begin < kLongestOrdinal && is_digit(code_point_at(text, end).value)) ++end;
    const bool month_next = end < text.size() && text[end] == '.';
    return ordinal_if(token.size() <= 2 && (month_next || follows_day(text, begin)));
  }
  const std::string_view before = token_before_space(text, begin);
  if (precedes_ordinal(before)) return ordinal_if(short_number || is_counted_noun(ahead.word));
  if (token.size() > 2 || is_counted_noun(before)) return Reason::kNewSentenceFollows;
  if (token == "1" && is_capitals(ahead.word)) return Reason::kOrdinal;
  return ordinal_if(is_counted_noun(ahead.word));
}

Reason judge_token_with_digits(std::string_view text, std::string_view token, const Place& place, const Ahead& ahead) {
  if (is_number(token)) return judge_number(text, token, place, ahead);
  const size_t separator = token.find_last_not_of("0123456789");
  const bool two_ordinals = separator != std::string_view::npos && separator + 1 < token.size() && separator > 0 &&
                            token[separator - 1] == '.' && token[separator] != '.';
  if (two_ordinals) return judge_number(text, token.substr(separator + 1), place, ahead);
  const size_t stop = token.find('.');
  const bool day_and_month = stop != std::string_view::npos && stop > 0 && stop <= 2 && is_number(token.substr(0, stop)) &&
                             is_number(token.substr(stop + 1)) && token.size() - stop <= 3;
  if (!day_and_month || starts_sentence(ahead)) return Reason::kNewSentenceFollows;
  if (begins_with_digit(ahead) || precedes_ordinal(token_before_space(text, begin_in(text, token)))) return Reason::kOrdinal;
  return Reason::kNewSentenceFollows;
}

// The place at the head of a line, in capitals.
bool is_dateline(std::string_view text, const Mark& mark, const Place& place) {
  constexpr size_t kMaxBytes = 48;
  constexpr int kMinLetters = 3;
  if (!place.begins_line || mark.begin - place.sentence_begin > kMaxBytes) return false;
  int letters = 0;
  for (size_t at = place.sentence_begin; at < mark.begin;) {
    const CodePoint c = code_point_at(text, at);
    if (is_letter(c.value) && !is_upper(c.value)) return false;
    if (is_upper(c.value)) ++letters;
    at = c.next;
  }
  return letters >= kMinLetters;
}

Reason judge_period(std::string_view text, const Mark& mark, const Place& place, const Ahead& ahead) {
  if (mark.after_closing) return Reason::kNewSentenceFollows;
  if (is_dateline(text, mark, place)) return Reason::kDateline;
  std::string_view token = token_before(text, mark.begin);
  if (token.empty()) return Reason::kNewSentenceFollows;
  // Where the space before it is missing, the token reaches into the sentence before: "beendet.Dr. Meier".
  const size_t begin = begin_in(text, token);
  if (begin < place.sentence_begin) token.remove_prefix(place.sentence_begin - begin);
  if (has_digit(token)) {
    const bool closed = mark.closes_quotation || mark.closes_bracket;
    return closed ? Reason::kNewSentenceFollows : judge_token_with_digits(text, token, place, ahead);
  }
  const Abbreviation kind = abbreviation_kind(text, token);
  if (kind != Abbreviation::kNone) return judge_abbreviation(kind, ahead);
  if (is_single_letter(token)) {
    return starts_sentence(ahead) ? Reason::kNewSentenceFollows : Reason::kInitial;
  }
  if (is_roman_number(token) && !starts_sentence(ahead)) return Reason::kOrdinal;
  return Reason::kNewSentenceFollows;
}

// "“Why?” Edward Smith asked.": names, then the verb, and then nothing that could be told by it.
bool cue_follows(std::string_view text, const Ahead& ahead) {
  constexpr int kMaxWords = 8;
  if (ahead.opened || starts_sentence(ahead)) return false;
  size_t at = ahead.word_begin;
  for (int count = 0; count < kMaxWords; ++count) {
    const std::string_view word = word_at(text, at);
    if (word.empty()) return false;
    at += word.size();
    if (at >= text.size()) return count > 0 && is_cue_verb(word);
    const CodePoint after = code_point_at(text, at);
    if (count > 0 && is_cue_verb(word)) {
      if (!is_space(after.value)) return !is_letter(after.value);
      return follows_cue_verb(word_at(text, after.next));
    }
    at = after.next;
    const bool shortened = is_full_stop(after.value) &&
                           (is_single_letter(word) || abbreviation(word) != Abbreviation::kNone) && at < text.size();
    if (shortened)
      at = code_point_at(text, at).next;
    else if (!is_space(after.value) && !is_dash(after.value) && !is_quotation_mark(after.value))
      return false;
  }
  return false;
}

// "Yahoo! Inc."
bool firm_follows(std::string_view text, const Ahead& ahead) {
  const size_t end = ahead.word_begin + ahead.word.size();
  return !ahead.opened && end < text.size() && text[end] == '.' && abbreviation(ahead.word) == Abbreviation::kMayEnd;
}

// A host or file name or an address that goes on with `word`: "www.Example.de", "Max.Mustermann@example.org".
bool name_goes_on(std::string_view text, std::string_view word) {
  constexpr size_t kFarthest = 64;
  const size_t end = begin_in(text, word) + word.size();
  if (end + 1 < text.size() && text[end] == '.' && is_lower(code_point_at(text, end + 1).value)) return true;
  for (size_t at = end; at < text.size() && at - end < kFarthest && text[at] != ' ' && text[at] != '\n'; ++at) {
    if (text[at] == '@') return true;
  }
  if (begins_sentences(word)) return false;
  return is_name_ending(fold_case(word)) || abbreviation(word) == Abbreviation::kMayEnd;
}

bool is_english_word_of_one_letter(std::string_view text, std::string_view word) {
  return (word == "A" || word == "I") && text.substr(begin_in(text, word) + 1).starts_with(' ');
}

// No white space after the mark.
Reason judge_unspaced(std::string_view text, const Mark& mark, const Ahead& ahead) {
  const bool opens = is_quotation_mark(ahead.first) || is_opening_bracket(ahead.first);
  const bool is_word = is_capitalised(ahead.word) || is_english_word_of_one_letter(text, ahead.word);
  if ((ahead.opened && !opens) || !is_word || name_goes_on(text, ahead.word)) return Reason::kInsideToken;
  if (mark.closes_quotation || mark.closes_bracket || mark.after_closing) return Reason::kSpaceMissing;
  const char32_t before = mark.begin == 0 ? U' ' : code_point_before(text, mark.begin).value;
  if (is_quotation_mark(before) || is_closing_bracket(before)) return Reason::kSpaceMissing;
  const std::string_view token = token_before(text, mark.begin);
  if (token.empty() || is_single_letter(token)) return Reason::kInsideToken;
  if (has_digit(token)) {
    constexpr size_t kYear = 4;
    const bool says_number = is_number(token) ? token.size() >= kYear || starts_sentence(ahead) : starts_sentence(ahead);
    return says_number ? Reason::kSpaceMissing : Reason::kInsideToken;
  }
  if (!is_lower(before) || token.find('.') != std::string_view::npos) return Reason::kInsideToken;
  const Abbreviation kind = abbreviation_kind(text, token);
  if (kind == Abbreviation::kNone || kind == Abbreviation::kBeforeNumber) return Reason::kSpaceMissing;
  return ends_sentence(judge_abbreviation(kind, ahead)) ? Reason::kSpaceMissing : Reason::kInsideToken;
}

bool is_punctuation_inside(char32_t c) {
  return c == U',' || c == U';' || c == U':' || c == U'/' || is_closing_bracket(c) || is_final_mark(c);
}

Reason judge_spaced(std::string_view text, const Mark& mark, const Place& place, const Ahead& ahead) {
  if (is_punctuation_inside(ahead.first)) return Reason::kPunctuationFollows;
  const char32_t before = mark.begin == 0 ? U' ' : code_point_before(text, mark.begin).value;
  if (mark.closes_bracket && is_opening_bracket(before)) return Reason::kBracketedMark;
  // A full stop before an opening mark is rarely inside of a sentence, whatever case follows.
  const bool opens = mark.kind == MarkKind::kPeriod && !mark.closes_quotation && ahead.opened && !is_dash(ahead.first);
  if (is_small_word(ahead.word) && !is_small_name(ahead.word) && !opens) return Reason::kLowerCaseFollows;
  if (mark.closes_bracket && place.bracket_is_part && !starts_sentence(ahead)) return Reason::kBracketGoesOn;
  if (mark.kind == MarkKind::kPeriod) return judge_period(text, mark, place, ahead);
  if (mark.kind == MarkKind::kEllipsis) {
    const bool attached = !is_space(before) && !is_opening_bracket(before);
    const bool ends = attached || starts_sentence(ahead) || ahead.opened || mark.closes_quotation;
    return ends ? Reason::kNewSentenceFollows : Reason::kSuspended;
  }
  if (mark.closes_quotation && cue_follows(text, ahead)) return Reason::kCueFollows;
  if (firm_follows(text, ahead)) return Reason::kAbbreviation;
  return Reason::kNewSentenceFollows;
}

}  // namespace

Reason judge_mark(std::string_view text, const Mark& mark, const Place& place) {
  const Ahead ahead = look_ahead(text, mark.end);
  if (ahead.first == 0) return Reason::kEndOfText;
  if (place.in_address && !ahead.spaced) return Reason::kInsideAddress;
  if (place.in_bracket) return Reason::kInsideBracket;
  if (mark.kind == MarkKind::kScript) return Reason::kScriptMark;
  return ahead.spaced ? judge_spaced(text, mark, place, ahead) : judge_unspaced(text, mark, ahead);
}

}  // namespace depesche::sentences
