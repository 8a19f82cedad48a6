#include "read/sentences_lines.h"

#include "base/utf8.h"
#include "read/sentences_characters.h"
#include "read/sentences_tables.h"

#include <algorithm>
#include <array>

namespace depesche::sentences {
namespace {

constexpr size_t kNarrowestWrap = 40;  // code points a line
constexpr size_t kWidestWrap = 100;
constexpr size_t kTooLongForWrap = 130;

// Whether the line's end itself says that the sentence is over; closing marks after it do not count.
bool ends_with_final_mark(std::string_view line) {
  constexpr int kMaxClosingMarks = 4;
  for (int marks = 0; !line.empty() && marks < kMaxClosingMarks; ++marks) {
    const CodePoint last = code_point_before(line, line.size());
    if (is_final_mark(last.value) || last.value == U':') return true;
    if (!is_quotation_mark(last.value) && !is_closing_bracket(last.value)) return false;
    line.remove_suffix(line.size() - last.next);
  }
  return false;
}

bool begins_with_small_letter(std::string_view text, size_t at) {
  return at < text.size() && is_lower(code_point_at(text, at).value);
}

// "• ", "- ", "1. ", "2) ", "a) " before something.
bool is_bullet(std::string_view text, size_t at) {
  constexpr size_t kMaxDigits = 3;
  if (at >= text.size()) return false;
  CodePoint c = code_point_at(text, at);
  if (!is_dash(c.value)) {
    const size_t begin = at;
    const bool numbered = is_digit(c.value);
    if (!numbered && !is_letter(c.value)) return false;
    at = c.next;
    while (numbered && at < text.size() && at - begin < kMaxDigits && is_digit(code_point_at(text, at).value)) ++at;
    if (at >= text.size() || (text[at] != ')' && (!numbered || text[at] != '.'))) return false;
    c = code_point_at(text, at);
  }
  return c.next < text.size() && is_space(code_point_at(text, c.next).value);
}

bool has_comma_at_end(std::string_view line) { return line.ends_with(',') || line.ends_with(';'); }

}  // namespace

Gap gap_at(std::string_view text, size_t at) {
  Gap gap{at, 0};
  char32_t previous = 0;
  while (gap.end < text.size()) {
    const CodePoint c = code_point_at(text, gap.end);
    if (!is_space(c.value)) break;
    if (is_line_break(c.value) && !(c.value == U'\n' && previous == U'\r')) gap.line_breaks += c.value == U'\u2029' ? 2 : 1;
    previous = c.value;
    gap.end = c.next;
  }
  // Nobody counts further than to a blank line; more could overflow.
  gap.line_breaks = std::min(gap.line_breaks, 2);
  return gap;
}

Lines::Lines(std::string_view text) : text_(text) {
  size_t lines = 0, too_long = 0, single_breaks = 0, wrapped_like = 0, small_begins = 0;
  std::array<size_t, kTooLongForWrap + 1> breaks_by_room = {};  // [length of the line with the next word, cut at the end]
  for (size_t begin = skip_space(text, 0); begin < text.size();) {
    size_t end = begin, visible_end = begin, length = 0;  // length in code points, a gap as one
    Gap gap{text.size(), 0};
    for (; end < text.size(); ++length) {
      const CodePoint c = code_point_at(text, end);
      if (is_space(c.value)) {
        gap = gap_at(text, end);
        end = gap.end;
        if (gap.line_breaks > 0) break;
      } else {
        visible_end = end = c.next;
      }
    }
    ++lines;
    if (length > kTooLongForWrap)
      ++too_long;
    else
      width_ = std::max(width_, length);
    if (gap.line_breaks == 1 && end < text.size()) {
      ++single_breaks;
      ++breaks_by_room[std::min(length + 1 + count_code_points(word_at(text, end)), kTooLongForWrap)];
      const bool marked = ends_with_final_mark(text.substr(begin, visible_end - begin));
      if (!marked && length >= kNarrowestWrap && length <= kWidestWrap) ++wrapped_like;
      if (!marked && begins_with_small_letter(text, end)) ++small_begins;
    }
    begin = end;
  }
  if (single_breaks < 2 || wrapped_like * 2 < single_breaks || too_long * 10 > lines) return;
  // An editor breaks only where the next word has no room; lines that were meant to be lines have room, or all begin large.
  size_t breaks_with_room = 0;
  const size_t widest = std::min(width_, kTooLongForWrap - 1);
  for (size_t length = 0; length <= widest; ++length) breaks_with_room += breaks_by_room[length];
  hard_wrapped_ = small_begins * 5 >= single_breaks || (small_begins > 0 && breaks_with_room * 10 <= single_breaks);
}

bool Lines::break_ends_sentence(std::string_view line, const Gap& gap) const {
  if (gap.line_breaks == 0) return false;
  if (gap.line_breaks > 1 || gap.end == text_.size()) return true;
  const bool marked = ends_with_final_mark(line);
  const bool small = begins_with_small_letter(text_, gap.end) && !is_bullet(text_, gap.end);
  const size_t length = std::min(line.size(), kTooLongForWrap) == line.size() ? count_code_points(line) : line.size();
  if (!hard_wrapped_) {
    // A stray break in running text.
    const bool long_enough = length >= kNarrowestWrap;
    const bool goes_on =
        has_comma_at_end(line) || (long_enough && (small || never_ends_sentence(token_before(line, line.size()))));
    return marked || !goes_on;
  }
  // The next word would have had room: the author broke here, not the editor.
  const size_t room = word_at(text_, gap.end).size() + 1;
  const bool clearly_short = !small && !has_comma_at_end(line) && (length + room) * 10 < width_ * 7;
  return clearly_short || (is_bullet(text_, gap.end) && (marked || is_bullet(line, 0)));
}

}  // namespace depesche::sentences
