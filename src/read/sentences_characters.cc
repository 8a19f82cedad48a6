#include "read/sentences_characters.h"

namespace depesche::sentences {
namespace {

constexpr std::u32string_view kStrongMarks = U"!?‼⁇⁈⁉‽¡¿";
constexpr std::u32string_view kScriptMarks = U"。．！？｡؟۔।॥።፧།။";
constexpr std::u32string_view kQuotationMarks = U"\"'„“”‟‚‘’‛«»‹›「」『』";
constexpr std::u32string_view kOpeningBrackets = U"([{（［【";
constexpr std::u32string_view kClosingBrackets = U")]}）］】";
constexpr std::u32string_view kDashes = U"-‐‑–—―−•*·▪‣◦";
constexpr std::u32string_view kLineBreaks = U"\n\r\v\f\u0085\u2028\u2029";
constexpr std::u32string_view kInsideTokens = U".-‐‑'’,:/%°";

bool is_in(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }
bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }

}  // namespace

bool is_full_stop(char32_t c) { return c == U'.'; }
bool is_strong_mark(char32_t c) { return is_in(kStrongMarks, c) && c != U'¡' && c != U'¿'; }
bool is_ellipsis(char32_t c) { return c == U'…'; }
bool is_script_mark(char32_t c) { return is_in(kScriptMarks, c); }
bool is_final_mark(char32_t c) {
  return is_full_stop(c) || is_ellipsis(c) || is_strong_mark(c) || (c >= 0x80 && is_script_mark(c));
}
bool is_quotation_mark(char32_t c) { return is_in(kQuotationMarks, c); }
bool is_opening_bracket(char32_t c) { return is_in(kOpeningBrackets, c); }
bool is_closing_bracket(char32_t c) { return is_in(kClosingBrackets, c); }
bool is_dash(char32_t c) { return is_in(kDashes, c); }
bool is_line_break(char32_t c) { return is_in(kLineBreaks, c); }

std::string_view word_at(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && end - at < kMaxWordBytes) {
    const CodePoint c = code_point_at(text, end);
    if (!is_letter(c.value)) break;
    end = c.next;
  }
  return text.substr(at, end - at);
}

std::string_view token_before(std::string_view text, size_t end) {
  size_t begin = end;
  size_t word_begin = end;  // the token begins with a letter or digit
  while (begin > 0 && end - begin < kMaxWordBytes) {
    const CodePoint c = code_point_before(text, begin);
    const bool in_word = is_word_character(c.value);
    if (!in_word && (begin == end || !is_in(kInsideTokens, c.value))) break;
    begin = c.next;
    if (in_word) word_begin = begin;
  }
  return text.substr(word_begin, end - word_begin);
}

std::string_view token_before_space(std::string_view text, size_t end) {
  size_t at = end;
  for (int spaces = 0; at > 0; ++spaces) {
    const CodePoint c = code_point_before(text, at);
    if (!is_space(c.value)) return spaces == 0 ? std::string_view() : token_before(text, at);
    if (spaces == 2) break;
    at = c.next;
  }
  return {};
}

size_t skip_space(std::string_view text, size_t at) {
  while (at < text.size()) {
    const CodePoint c = code_point_at(text, at);
    if (!is_space(c.value)) break;
    at = c.next;
  }
  return at;
}

Ahead look_ahead(std::string_view text, size_t at) {
  constexpr int kMaxOpeningMarks = 8;
  Ahead ahead;
  ahead.at = skip_space(text, at);
  ahead.spaced = ahead.at > at;
  ahead.word_begin = ahead.at;
  if (ahead.at == text.size()) return ahead;
  ahead.first = code_point_at(text, ahead.at).value;
  for (int marks = 0; marks < kMaxOpeningMarks && ahead.word_begin < text.size(); ++marks) {
    const CodePoint c = code_point_at(text, ahead.word_begin);
    const bool opens =
        is_quotation_mark(c.value) || is_opening_bracket(c.value) || is_dash(c.value) || is_in(U"¡¿…", c.value);
    // "– ", "[...] "
    const bool goes_on = marks > 0 && (is_space(c.value) || is_full_stop(c.value) || is_closing_bracket(c.value));
    if (!opens && !goes_on) break;
    ahead.opened = true;
    ahead.word_begin = c.next;
  }
  if (ahead.word_begin < text.size()) ahead.word_first = code_point_at(text, ahead.word_begin).value;
  ahead.word = word_at(text, ahead.word_begin);
  const size_t word_end = ahead.word_begin + ahead.word.size();
  ahead.is_initial = !ahead.word.empty() && code_point_at(text, ahead.word_begin).next == word_end &&
                     text.substr(word_end).starts_with('.');
  return ahead;
}

}  // namespace depesche::sentences
