#include "read/words.h"

#include <algorithm>

#include "base/utf8.h"

namespace depesche {
namespace {

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c) || c == U'_'; }

bool word_at(std::string_view text, size_t at) {
  if (at >= text.size()) return false;
  const CodePoint c = code_point_at(text, at);
  if (is_word_character(c.value)) return true;
  if (c.value != U'-' && c.value != U'\'' && c.value != U'’') return false;
  return at > 0 && is_word_character(code_point_before(text, at).value) && c.next < text.size() &&
         is_word_character(code_point_at(text, c.next).value);
}

Span trim_space(std::string_view text, Span span) {
  const std::string_view inside = trim(span.of(text));
  const auto begin = static_cast<uint32_t>(inside.data() - text.data());
  return inside.empty() ? Span{span.begin, span.begin} : Span{begin, begin + static_cast<uint32_t>(inside.size())};
}

bool one_of(char32_t c, std::u32string_view set) { return set.find(c) != set.npos; }

// “ and " both open and close, by country.
constexpr std::u32string_view kOpening = U"„“\"»«‚‘‹›'";
constexpr std::u32string_view kClosing = U"“”\"»«";
constexpr std::u32string_view kDouble = U"„“”\"»«";

size_t count_double_marks(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    count += one_of(c.value, kDouble);
    at = c.next;
  }
  return count;
}

bool ends_with_mark(std::string_view text) {
  return !text.empty() && one_of(code_point_before(text, text.size()).value, kClosing);
}

}  // namespace

Span whole_words(std::string_view text, Span span) {
  span = trim_space(text, span);
  if (span.size() == 0) return span;
  if (word_at(text, span.begin)) {
    while (span.begin > 0) {
      const size_t before = code_point_before(text, span.begin).next;
      if (!word_at(text, before)) break;
      span.begin = static_cast<uint32_t>(before);
    }
  }
  if (word_at(text, code_point_before(text, span.end).next)) {
    while (word_at(text, span.end)) span.end = static_cast<uint32_t>(code_point_at(text, span.end).next);
  }
  return span;
}

Span without_possessive(std::string_view text, Span name) {
  for (const std::string_view ending : {"'s", "’s"}) {
    if (name.of(text).ends_with(ending)) name.end -= static_cast<uint32_t>(ending.size());
  }
  return name;
}

Span trim_quotation(std::string_view text, Span span, bool direct) {
  for (;;) {
    span = trim_space(text, span);
    if (span.size() == 0) return span;
    const CodePoint first = code_point_at(text, span.begin);
    const CodePoint last = code_point_before(text, span.end);
    // An odd number of marks: the one at the end has its partner outside.
    const bool loose_mark = direct || count_double_marks(span.of(text)) % 2 == 1;
    const bool drop_first =
        one_of(first.value, U",:;–—") || (one_of(first.value, kOpening) && (loose_mark || !one_of(first.value, kDouble)));
    const bool stop_outside = last.value == U'.' && (!direct || ends_with_mark(text.substr(0, last.next)));
    const bool drop_last = one_of(last.value, U",:;–—") || stop_outside || (loose_mark && one_of(last.value, kClosing));
    if (drop_first) {
      span.begin = static_cast<uint32_t>(first.next);
    } else if (drop_last) {
      span.end = static_cast<uint32_t>(last.next);
    } else {
      return span;
    }
  }
}

}  // namespace depesche
