// Viterbi decoding of BIO tags.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "read/labels.h"

namespace depesche {

// A run of tokens [begin, end) that was tagged as one span of `kind` (index into BioLabels::kinds).
struct TaggedSpan {
  size_t begin = 0, end = 0;
  size_t kind = 0;

  bool operator==(const TaggedSpan&) const = default;
};

// The sequence of BIO labels with the highest sum of scores among those that are well formed: a continuing label only
// after a label of its own kind.
//
// Shapes  scores   [n_tokens, labels.size()]  row-major
//         returns  [n_tokens]                 labels in [0, labels.size())
// Units   Natural-log scores; they need not be normalised, but must be finite.
// Ties    The lowest label wins, so output is the same on every platform.
// Cost    O(n_tokens * labels.size()) time: of the transitions only those into a continuing label are restricted.
// Source  G. D. Forney, "The Viterbi Algorithm", Proc. IEEE 61(3), 1973, pp. 268-278.
std::vector<uint8_t> best_path(std::span<const float> scores, const BioLabels& labels);

// The spans that well-formed labels spell, in order.
std::vector<TaggedSpan> spans_of(std::span<const uint8_t> path);

}  // namespace depesche
