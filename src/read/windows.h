// Windows: a document's tokens cut into pieces that fit the network.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace depesche {

// Tokens [first, last) of the document; those before `fresh` are context from the window before and are not decoded.
struct Window {
  size_t first = 0, fresh = 0, last = 0;

  size_t size() const { return last - first; }
  bool operator==(const Window&) const = default;
};

// Packs whole sentences greedily into windows of at most `max_tokens`, of which, from the second window on, the first
// `context_tokens` repeat what came before. A sentence that does not fit a window of its own is cut where it must be.
// Every token is fresh in exactly one window.
//
// `sentence_ends[i]`: number of tokens up to the end of sentence i (ascending). 0 < context_tokens < max_tokens.
std::vector<Window> make_windows(std::span<const size_t> sentence_ends, size_t max_tokens, size_t context_tokens);

}  // namespace depesche
