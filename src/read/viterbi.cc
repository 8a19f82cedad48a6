#include "read/viterbi.h"

#include <algorithm>

namespace depesche {

std::vector<uint8_t> best_path(std::span<const float> scores, const BioLabels& labels) {
  const size_t width = labels.size();
  const size_t tokens = scores.size() / width;
  if (tokens == 0) return {};

  std::vector<double> best(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(width));
  for (size_t label = 2; label < width; label += 2) best[label] = -1e30;  // nothing to continue at the start
  std::vector<uint8_t> from(tokens * width);
  std::vector<double> next(width);
  for (size_t token = 1; token < tokens; ++token) {
    const auto top = static_cast<size_t>(std::max_element(best.begin(), best.end()) - best.begin());
    for (size_t label = 0; label < width; ++label) {
      size_t before = top;
      if (BioLabels::continues(label)) before = best[label - 1] >= best[label] ? label - 1 : label;
      from[token * width + label] = static_cast<uint8_t>(before);
      next[label] = best[before] + scores[token * width + label];
    }
    best.swap(next);
  }

  std::vector<uint8_t> path(tokens);
  path.back() = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t token = tokens - 1; token > 0; --token) path[token - 1] = from[token * width + path[token]];
  return path;
}

std::vector<TaggedSpan> spans_of(std::span<const uint8_t> path) {
  std::vector<TaggedSpan> spans;
  for (size_t token = 0; token < path.size(); ++token) {
    if (BioLabels::begins(path[token])) {
      spans.push_back({token, token + 1, BioLabels::kind(path[token])});
    } else if (BioLabels::continues(path[token])) {
      spans.back().end = token + 1;
    }
  }
  return spans;
}

}  // namespace depesche
