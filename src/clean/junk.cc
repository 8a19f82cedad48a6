#include "clean/junk.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>
#include <unordered_set>

#include "base/utf8.h"
#include "clean/shape.h"

namespace depesche {
namespace {

constexpr size_t kShortestParagraph = 80;       // bytes; what is shorter may be a label
constexpr size_t kShortestWrappedLine = 50;     // bytes; of a paragraph's lines in wrapped text
constexpr size_t kShortestDuplicate = 60;       // characters
constexpr size_t kLongestLink = 160;            // bytes
constexpr int kMostLinks = 10;                  // after one heading
constexpr int64_t kRuleMemoryBytes = 64 << 20;  // most that the automaton of all rules may take; far from reached

// All rules as one automaton: a line costs one pass, however many rules there are.
class RuleSet {
 public:
  RuleSet() : set_(options(), RE2::ANCHOR_BOTH) {
    // That every pattern is well-formed, and all together not too large, is a matter of the table; its test says so.
    for (const JunkRule& rule : junk_rules()) {
      if (set_.Add(rule.pattern, nullptr) < 0) return;
      longest_ = std::max(longest_, rule.max_bytes);
    }
    usable_ = set_.Compile();
  }

  const JunkRule* find(std::string_view line, bool at_edge, bool in_form) const {
    assert(usable_);
    if (!usable_ || line.size() > longest_) return nullptr;
    std::vector<int> fitting;
    if (!set_.Match(re2::StringPiece(line), &fitting)) return nullptr;
    std::sort(fitting.begin(), fitting.end());
    for (const int index : fitting) {
      const JunkRule& rule = junk_rules()[static_cast<size_t>(index)];
      if (line.size() > rule.max_bytes) continue;
      if (rule.zone == Zone::kEdge && !at_edge) continue;
      if (rule.zone == Zone::kInForm && !in_form) continue;
      if (rule.shape == Shape::kLabel && ends_with_full_stop(line)) continue;
      return &rule;
    }
    return nullptr;
  }

 private:
  static RE2::Options options() {
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_max_mem(kRuleMemoryBytes);
    options.set_log_errors(false);
    return options;
  }

  RE2::Set set_;
  size_t longest_ = 0;
  bool usable_ = false;
};

bool is_paragraph(const Lines& lines, size_t i) {
  const std::string_view text = lines[i].text;
  if (lines.hard_wrapped()) return text.size() >= kShortestWrappedLine;
  return text.size() > kLongestRuledLine || (text.size() >= kShortestParagraph && ends_sentence(text));
}

// A headline of another article, as it stands in lists of links.
bool looks_like_link(const Line& line) {
  return line.text.size() <= kLongestLink && !ends_with_full_stop(line.text) && count_inner_stops(line.text) <= 1;
}

// Removes the links after the heading `heading`. Where they stand close together, the list ends with the first gap; where
// gaps stand everywhere, with the first line that is no link.
void remove_links(Lines& lines, size_t heading) {
  bool close_together = false;
  for (size_t i = heading + 1; i < lines.size() && i <= heading + kMostLinks; ++i) {
    Line& line = lines[i];
    if (!looks_like_link(line) || lines.continues(i)) return;
    if (close_together && line.blank_before) return;
    // Right before a paragraph the article's own subheading is as likely as one more link.
    if (i > heading + 1 && i + 1 < lines.size() && is_paragraph(lines, i + 1) &&
        lines[i + 1].blank_before == line.blank_before)
      return;
    if (!line.blank_before) close_together = true;
    if (line.kept()) line.remove(RemovedWhy::kTeaser);
  }
}

// First line after the last paragraph that no rule takes.
size_t find_foot(const Lines& lines) {
  for (size_t i = lines.size(); i > 0; --i)
    if (is_paragraph(lines, i - 1) && !find_junk_rule(lines[i - 1].text, true, true)) return i;
  return 0;
}

size_t find_first_paragraph(const Lines& lines) {
  for (size_t i = 0; i < lines.size(); ++i)
    if (is_paragraph(lines, i) && !find_junk_rule(lines[i].text, true, true)) return i;
  return lines.size();
}

}  // namespace

const JunkRule* find_junk_rule(std::string_view line, bool at_edge, bool in_form) {
  static const RuleSet kRuleSet;
  return kRuleSet.find(line, at_edge, in_form);
}

void sweep_junk(Lines& lines, size_t begin) {
  const size_t head_end = find_first_paragraph(lines);
  const size_t foot = find_foot(lines);
  bool in_form = false;
  for (size_t i = begin; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (!line.kept()) continue;
    if (line.text.size() > kLongestRuledLine) {
      in_form = false;
      continue;
    }
    if (lines.continues(i)) continue;
    const JunkRule* rule = find_junk_rule(line.text, i < head_end || i >= foot, in_form);
    if (!rule) {
      if (is_paragraph(lines, i)) in_form = false;
      continue;
    }
    line.remove(rule->why);
    if (rule->opens == Opens::kCommentForm) in_form = true;
    // Over the first paragraph such a heading is one of the page; the article's own title may follow.
    if (rule->opens == Opens::kLinks && i >= head_end) remove_links(lines, i);
  }
}

void sweep_duplicates(Lines& lines) {
  std::unordered_set<std::string> seen;
  for (size_t i = 0; i < lines.size();) {
    // In wrapped text a paragraph is all lines up to the next gap.
    size_t end = i + 1;
    while (lines.hard_wrapped() && end < lines.size() && !lines[end].blank_before && lines[end].kept()) ++end;
    std::string paragraph;
    for (size_t k = i; lines[i].kept() && k < end; ++k) paragraph.append(lines[k].text).append(1, '\n');
    if (paragraph.size() > kShortestDuplicate && count_code_points(paragraph) > kShortestDuplicate &&
        !seen.insert(std::move(paragraph)).second)
      for (size_t k = i; k < end; ++k) lines[k].remove(RemovedWhy::kDuplicate);
    i = end;
  }
}

}  // namespace depesche
