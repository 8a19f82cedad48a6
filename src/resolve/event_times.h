// Event times: when an act happened, by the words that the reader takes for it.
#pragma once

#include <depesche/document.h>
#include <depesche/record.h>

#include <vector>

namespace depesche {

// The expressions in the words, or right after them where they hold none ("am [Montag]"); else a year that they are; else
// from when, where they say for how long ("seit elf Tagen"). `value` is the first one's in ISO 8601, which has no form for
// seasons, quarters and halves of a year (theirs is the year) nor for decades (null); of a night between two days the
// second; of several dates that are no range what they have in common. `begin` and `end` are the first one's first and the
// last one's last day. `times` are the article's, in order.
EventTime event_time(Span words, const Article& article, const std::vector<TimeExpression>& times);

}  // namespace depesche
