// line_model: junk lines that no rule names, told by their look, their place and their neighbours.
//
// A logistic regression over line_features in two passes: the second one also sees what the first made of the neighbours.
// The weights are learnt from invented pages (training/lines). Threads: free functions; the weights are immutable.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "clean/line_features.h"
#include "clean/lines.h"

namespace depesche {

// Natural-log odds of junk, one a line.
//   weights  first_pass_features() or second_pass_features() of them, as the features of `lines` have passes
std::vector<float> line_scores(std::span<const LineFeatures> lines, std::span<const float> weights);

// Removes kept lines from `begin` on that are junk in all likelihood, with the reason that they or their neighbours
// suggest. Leaves alone what was not scraped from a page (next to no short lines) and
// hard-wrapped text, and never takes the last line; where there is little text, only what is beyond doubt goes.
// Cost linear in the text.
void sweep_by_model(Lines& lines, size_t begin, const std::optional<std::string>& title);

}  // namespace depesche
