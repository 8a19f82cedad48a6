#include "read/sentences.h"

#include "base/utf8.h"
#include "read/sentences_characters.h"
#include "read/sentences_lines.h"
#include "read/sentences_marks.h"
#include "read/sentences_quotations.h"

#include <algorithm>

namespace depesche {
namespace {

using namespace sentences;

// Farthest end of a bracket inside of which no sentence ends, in bytes: one that was never closed must not swallow the text.
constexpr size_t kMaxBracketBytes = 400;

// One pass from left to right. A sentence is open from its first visible character until a mark or a line break ends it.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), lines_(text) {}

  std::vector<Span> split() {
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      if (is_space(c.value)) {
        pass_space();
        continue;
      }
      if (!open_) begin_sentence();
      if (is_final_mark(c.value)) {
        pass_mark();
      } else {
        pass_character(c);
      }
    }
    if (open_) end_sentence();
    return std::move(spans_);
  }

 private:
  void begin_sentence() {
    open_ = true;
    has_word_ = false;
    place_.sentence_begin = at_;
    place_.begins_line = at_ == line_begin_ || spans_.empty();
    bracket_end_ = 0;
  }

  void end_sentence() {
    const Span span{static_cast<uint32_t>(place_.sentence_begin), static_cast<uint32_t>(visible_end_)};
    // Marks alone are no sentence; they go to the one before in the same line.
    if (!has_word_ && !spans_.empty() && spans_.back().begin >= line_begin_) {
      spans_.back().end = span.end;
    } else {
      spans_.push_back(span);
    }
    open_ = false;
  }

  void pass_space() {
    const Gap gap = gap_at(text_, at_);
    if (gap.line_breaks > 0) {
      const bool ends = lines_.break_ends_sentence(text_.substr(line_begin_, visible_end_ - line_begin_), gap);
      if (ends && open_) end_sentence();
      if (gap.line_breaks > 1) quotations_ = Quotations();
      line_begin_ = gap.end;
    }
    at_ = gap.end;
    token_begin_ = at_;
    place_.in_address = false;
  }

  void pass_character(CodePoint c) {
    if (is_letter(c.value) || is_digit(c.value)) {
      has_word_ = true;
    } else if (is_quotation_mark(c.value)) {
      quotations_.see(text_, at_);
    } else if (is_opening_bracket(c.value)) {
      open_bracket();
    } else if (c.value == U'@' || (c.value == U':' && text_.substr(at_).starts_with("://"))) {
      place_.in_address = true;  // "www." is seen at its full stop
    }
    at_ = visible_end_ = c.next;
  }

  // Looks for the end of a bracket that opens inside of a sentence.
  void open_bracket() {
    if (at_ == place_.sentence_begin || at_ < bracket_end_) return;
    if (next_closing_bracket_ < at_) next_closing_bracket_ = std::min(text_.find_first_of(")]}", at_), text_.size());
    if (next_closing_bracket_ - at_ > kMaxBracketBytes) return;
    int depth = 0;
    for (size_t end = at_; end < text_.size() && end - at_ < kMaxBracketBytes;) {
      const CodePoint c = code_point_at(text_, end);
      end = c.next;
      if (c.value == U'\n') return;
      depth += is_opening_bracket(c.value) ? 1 : is_closing_bracket(c.value) ? -1 : 0;
      if (depth == 0) {
        bracket_end_ = end;
        return;
      }
    }
  }

  void pass_mark() {
    if (text_.substr(token_begin_, at_ - token_begin_) == "www") place_.in_address = true;
    const Mark mark = take_mark();
    place_.in_bracket = mark.end < bracket_end_;
    place_.bracket_is_part = mark.closes_bracket && bracket_end_ > 0 && mark.end >= bracket_end_;
    if (ends_sentence(judge_mark(text_, mark, place_))) end_sentence();
  }

  // The run of marks at at_, which is moved behind it.
  Mark take_mark() {
    Mark mark;
    const CodePoint first = code_point_at(text_, at_);
    mark.begin = at_;
    mark.kind = kind_of(first.value);
    at_ = first.next;
    while (at_ < text_.size()) {
      const CodePoint c = code_point_at(text_, at_);
      const bool closed = mark.closes_quotation || mark.closes_bracket;
      if (is_final_mark(c.value)) {
        mark.after_closing = mark.after_closing || closed;
        mark.kind = closed ? kind_of(c.value) : join(mark.kind, kind_of(c.value));
        if (closed) mark.begin = at_;
        mark.closes_quotation = mark.closes_bracket = false;
      } else if (is_closing_bracket(c.value)) {
        mark.closes_bracket = true;
      } else if (is_quotation_mark(c.value) && quotations_.closes(text_, at_)) {
        quotations_.see(text_, at_);
        mark.closes_quotation = true;
      } else {
        break;
      }
      at_ = c.next;
    }
    take_detached_quotation_mark(mark);
    take_footnote();
    mark.end = visible_end_ = at_;
    return mark;
  }

  // "Halt! “ Dann": a closing mark between spaces.
  void take_detached_quotation_mark(Mark& mark) {
    if (mark.closes_quotation || at_ + 1 >= text_.size() || text_[at_] != ' ') return;
    const CodePoint c = code_point_at(text_, at_ + 1);
    if (!is_quotation_mark(c.value) || !quotations_.open_for(c.value)) return;
    if (c.next < text_.size() && !is_space(code_point_at(text_, c.next).value)) return;
    quotations_.see(text_, at_ + 1);
    mark.closes_quotation = true;
    at_ = c.next;
  }

  // "beendet.[12]"
  void take_footnote() {
    constexpr size_t kMaxDigits = 3;
    if (at_ >= text_.size() || text_[at_] != '[') return;
    const size_t end = text_.find_first_not_of("0123456789", at_ + 1);
    if (end == std::string_view::npos || text_[end] != ']' || end == at_ + 1 || end - at_ - 1 > kMaxDigits) return;
    at_ = end + 1;
  }

  static MarkKind kind_of(char32_t c) {
    if (is_full_stop(c)) return MarkKind::kPeriod;
    if (is_ellipsis(c)) return MarkKind::kEllipsis;
    return is_strong_mark(c) ? MarkKind::kStrong : MarkKind::kScript;
  }

  // Two full stops are an ellipsis; beside a question mark nothing else counts.
  static MarkKind join(MarkKind one, MarkKind other) {
    if (one == MarkKind::kPeriod && other == MarkKind::kPeriod) return MarkKind::kEllipsis;
    return std::max(one, other);
  }

  std::string_view text_;
  Lines lines_;
  Quotations quotations_;
  std::vector<Span> spans_;
  Place place_;
  size_t at_ = 0;
  size_t visible_end_ = 0;  // after the last visible character passed
  size_t line_begin_ = 0;   // first visible character of the line
  size_t token_begin_ = 0;  // after the last white space
  size_t bracket_end_ = 0;  // of the bracket inside of the sentence that was opened last
  size_t next_closing_bracket_ = 0;
  bool open_ = false;
  bool has_word_ = false;  // the open sentence has a letter or a digit
};

}  // namespace

std::vector<Span> split_sentences(std::string_view text) { return Splitter(text).split(); }

}  // namespace depesche
