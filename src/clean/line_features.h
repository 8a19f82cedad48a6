// line_features: what speaks for and against a line being junk, as the model of line_model.h reads it.
//
// Every feature is there or not; those of one block stand side by side. A line has few of them, so they are told by their
// indices. Threads: free functions without state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "clean/lines.h"

namespace depesche {

struct FeatureBlock {
  const char* name;
  size_t size;
};

// The blocks in the order of their indices; the last one is of the second pass alone.
std::span<const FeatureBlock> feature_blocks();
// Indices in the first pass are in [0, first_pass_features()), in the second in [0, second_pass_features()).
size_t first_pass_features();
size_t second_pass_features();

struct LineFeatures {
  std::vector<uint16_t> features;
  uint32_t kinds = 0;         // WordKinds that stand in it
  bool is_paragraph = false;  // by length and end
};

// Those of every line, kept or not. `title`: the article's.
// Cost linear in the text.
std::vector<LineFeatures> line_features(const Lines& lines, const std::optional<std::string>& title);

// Adds those of the second pass: what the first made of the line's neighbours.
//   scores  one a line, natural-log odds of junk
void add_second_pass(std::vector<LineFeatures>& lines, std::span<const float> scores);

}  // namespace depesche
