// How much of their wording two texts share: word shingles, and MinHash bands to find those that may share much.
//
// Broder, "On the resemblance and containment of documents" (1997); banding after Leskovec, Rajaraman and Ullman, "Mining of
// Massive Datasets", ch. 3.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace depesche::store {

// Hashes of every run of kShingleWords words (folded), sorted, each once. A text of fewer words is one shingle; none is
// empty.
inline constexpr size_t kShingleWords = 4;
std::vector<uint64_t> shingles_of(std::string_view text);

// The share of shingles of both in those of either, [0, 1]; 0 where one is empty.
double resemblance(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b);

// One number a band; two texts with a number in common may be alike: with a resemblance of 0.4 nineteen in twenty times, of
// 0.05 hardly ever. Empty for no shingles.
inline constexpr int kBands = 24;
inline constexpr int kRowsInBand = 3;
std::vector<int64_t> bands_of(const std::vector<uint64_t>& shingles);

}  // namespace depesche::store
