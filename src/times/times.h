// times: every temporal expression of a text, with its TIMEX3 type and value and the days that it covers.
//
// Words and calendar only, nothing learnt: times/words.h knows the words, times/grammar.h reads the expressions,
// times/tense.h tells past from future, times/resolve.h finds the days.
//
// Threads: a free function; the lexicons behind it are immutable.
#pragma once

#include <depesche/document.h>
#include <depesche/record.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// The expressions in the order of the text, none overlapping, none across the border of a sentence.
//
// text       valid UTF-8
// language   "de" or "en"; no expressions are found in any other
// sentences  in order, without overlaps; text between them is read as a sentence of its own
// published  ISO 8601 of any precision. Without one, or where it is too coarse, what counts from it has no value.
// Errors     none: what cannot be a date is not found
// Cost       linear in the text
std::vector<TimeExpression> find_times(std::string_view text, std::string_view language, const std::vector<Span>& sentences,
                                       const std::optional<std::string>& published);

}  // namespace depesche
