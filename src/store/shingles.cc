#include "store/shingles.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "store/stems.h"

namespace depesche::store {
namespace {

// SplitMix64's finaliser (Steele, Lea and Flood, 2014): every bit of the input changes every bit of the output.
constexpr uint64_t mixed(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// FNV-1a; the store holds what comes of it, so it must never change with a library.
uint64_t hash_of(std::string_view word) {
  uint64_t hash = 0xCBF29CE484222325;
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

}  // namespace

std::vector<uint64_t> shingles_of(std::string_view text) {
  std::vector<uint64_t> words;
  for (const Word& word : words_in(text)) words.push_back(hash_of(word.folded));
  std::vector<uint64_t> shingles;
  if (words.empty()) return shingles;
  const size_t size = std::min(kShingleWords, words.size());
  for (size_t i = 0; i + size <= words.size(); ++i) {
    uint64_t hash = 0;
    for (size_t k = 0; k < size; ++k) hash = mixed(hash + words[i + k]);
    shingles.push_back(hash);
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

double resemblance(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  size_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) ++both;
    const bool forward = *x <= *y;
    const bool other = *y <= *x;
    if (forward) ++x;
    if (other) ++y;
  }
  return static_cast<double>(both) / static_cast<double>(a.size() + b.size() - both);
}

std::vector<int64_t> bands_of(const std::vector<uint64_t>& shingles) {
  std::vector<int64_t> bands;
  if (shingles.empty()) return bands;
  for (int band = 0; band < kBands; ++band) {
    uint64_t hash = 0;
    for (int row = 0; row < kRowsInBand; ++row) {
      const uint64_t seed = mixed(static_cast<uint64_t>(band * kRowsInBand + row + 1) * 0x9E3779B97F4A7C15);
      uint64_t least = std::numeric_limits<uint64_t>::max();
      for (const uint64_t shingle : shingles) least = std::min(least, mixed(shingle ^ seed));
      hash = mixed(hash + least);
    }
    // The band's number above 26 bits of hash: four bytes in the file.
    bands.push_back(static_cast<int64_t>(band) << 26 | static_cast<int64_t>(hash >> 38));
  }
  return bands;
}

}  // namespace depesche::store
