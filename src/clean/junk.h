// junk: lines that a page, a mail or an agency's system put around an article.
//
// A rule looks at one whole line, of limited length. Rules never look inside the sentences of an article: where in doubt a
// line stays. Threads: free functions; the compiled rules are shared and immutable.
#pragma once

#include <depesche/document.h>

#include <optional>
#include <span>
#include <string_view>

#include "clean/lines.h"

namespace depesche {

// Where a rule holds.
enum class Zone {
  kAnywhere,
  kEdge,    // before the first or after the last paragraph of the article
  kInForm,  // after the beginning of a comment form
};
// What more a line must look like.
enum class Shape {
  kAny,
  kLabel,  // no full stop at its end
};
// What the line says of those after it.
enum class Opens {
  kNothing,
  kLinks,        // headlines of other articles follow
  kCommentForm,  // fields to fill in follow
};

struct JunkRule {
  RemovedWhy why;
  size_t max_bytes;
  Zone zone;
  Shape shape;
  Opens opens;
  const char* pattern;  // of the whole line, without regard to case
};

// The rules, the most telling first; the first that fits a line names the reason.
std::span<const JunkRule> junk_rules();

// The first rule that fits the line; null for none. `at_edge` and `in_form` say which zones the line stands in.
const JunkRule* find_junk_rule(std::string_view line, bool at_edge, bool in_form);

// Marks the junk among the kept lines from line `begin` on.
void sweep_junk(Lines& lines, size_t begin);

// Marks what repeats an earlier paragraph of 60 characters or more.
void sweep_duplicates(Lines& lines);

}  // namespace depesche
