#include "clean/lines.h"

#include "base/utf8.h"
#include "clean/shape.h"

namespace depesche {
namespace {

// Shorter lines were not broken because they were full.
constexpr size_t kShortestFullLine = 40;
constexpr size_t kLongestFullLine = 110;

bool has_invisible(std::string_view text) {
  return text.find("\xC2\xAD") != text.npos || text.find("\xE2\x80\x8B") != text.npos ||
         text.find("\xE2\x81\xA0") != text.npos || text.find("\xEF\xBB\xBF") != text.npos;
}

struct LineEnd {
  size_t begin = 0;
  size_t end = 0;  // == begin at the end of the content
  bool paragraph = false;
};

LineEnd find_line_end(std::string_view content, size_t from) {
  for (size_t i = from; i < content.size(); ++i) {
    const char c = content[i];
    if (c == '\n' || c == '\f') return {i, i + 1, c == '\f'};
    if (c == '\r') return {i, i + (i + 1 < content.size() && content[i + 1] == '\n' ? 2u : 1u), false};
    if (c == '\xE2' && content.substr(i, 2) == "\xE2\x80" && i + 2 < content.size() &&
        (content[i + 2] == '\xA8' || content[i + 2] == '\xA9'))
      return {i, i + 3, content[i + 2] == '\xA9'};
  }
  return {content.size(), content.size(), false};
}

// The byte of `raw` where byte `at` of its visible text stands.
size_t raw_position(std::string_view raw, size_t at) {
  size_t seen = 0;
  bool begun = false;
  for (size_t i = 0; i < raw.size();) {
    const CodePoint point = code_point_at(raw, i);
    if (!is_invisible(point.value) && (begun || !is_space(point.value))) {
      begun = true;
      if (seen >= at) return i;
      seen += point.next - i;
    }
    i = point.next;
  }
  return raw.size();
}

}  // namespace

bool is_invisible(char32_t c) { return c == 0xAD || c == 0x200B || c == 0x2060 || c == 0xFEFF; }

Lines::Lines(std::string_view content) {
  bool blank = true;
  for (size_t at = 0; at < content.size();) {
    const LineEnd end = find_line_end(content, at);
    const Line line = make_line(content.substr(at, end.begin - at));
    if (!line.text.empty()) {
      lines_.push_back(line);
      lines_.back().blank_before = blank;
    }
    blank = line.text.empty() || end.paragraph;
    at = end.end == end.begin ? content.size() : end.end;
  }
  hard_wrapped_ = find_hard_wrapping();
}

Line Lines::make_line(std::string_view raw) {
  Line line;
  line.raw = trim(raw);
  line.text = line.raw;
  if (!has_invisible(line.raw)) return line;
  std::string visible;
  for (size_t i = 0; i < line.raw.size();) {
    const CodePoint point = code_point_at(line.raw, i);
    if (!is_invisible(point.value)) visible.append(line.raw.substr(i, point.next - i));
    i = point.next;
  }
  owned_.push_back(std::move(visible));
  line.text = trim(owned_.back());
  return line;
}

bool Lines::split(size_t i, size_t at) {
  const Line whole = lines_[i];
  const size_t border = raw_position(whole.raw, at);
  Line first = make_line(whole.raw.substr(0, border));
  Line second = make_line(whole.raw.substr(border));
  if (first.text.empty() || second.text.empty()) return false;
  first.blank_before = whole.blank_before;
  first.fate = second.fate = whole.fate;
  first.why = second.why = whole.why;
  lines_[i] = first;
  lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(i) + 1, second);
  return true;
}

bool Lines::find_hard_wrapping() const {
  size_t neighbours = 0;
  size_t running_on = 0;
  for (size_t i = 1; i < lines_.size(); ++i) {
    if (lines_[i].blank_before) continue;
    ++neighbours;
    const std::string_view before = lines_[i - 1].text;
    if (before.size() < kShortestFullLine || before.size() > kLongestFullLine || ends_sentence(before)) continue;
    running_on += is_lower(code_point_at(lines_[i].text, 0).value);
  }
  return running_on >= 2 && running_on * 5 >= neighbours;
}

bool Lines::continues(size_t i) const {
  if (!hard_wrapped_ || i == 0 || lines_[i].blank_before) return false;
  return lines_[i - 1].text.size() >= kShortestFullLine && !ends_sentence(lines_[i - 1].text);
}

}  // namespace depesche
