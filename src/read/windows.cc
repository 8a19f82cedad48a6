#include "read/windows.h"

#include <algorithm>

namespace depesche {

std::vector<Window> make_windows(std::span<const size_t> sentence_ends, size_t max_tokens, size_t context_tokens) {
  std::vector<Window> windows;
  const size_t tokens = sentence_ends.empty() ? 0 : sentence_ends.back();
  size_t sentence = 0;
  for (size_t fresh = 0; fresh < tokens;) {
    const size_t first = fresh - std::min(fresh, context_tokens);
    const size_t limit = first + max_tokens;
    size_t last = fresh;
    while (sentence < sentence_ends.size() && sentence_ends[sentence] <= limit) last = sentence_ends[sentence++];
    if (last == fresh) last = std::min(limit, sentence_ends[sentence]);  // this sentence alone is too long
    windows.push_back({first, fresh, last});
    fresh = last;
  }
  return windows;
}

}  // namespace depesche
