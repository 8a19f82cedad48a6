// Quotations: whether a quotation mark opens or closes.
//
// Plain data, copyable. Not thread-safe.
#pragma once

#include <cstddef>
#include <string_view>

namespace depesche::sentences {

// Remembers the quotation open at a place in a paragraph. Marks come in several national pairs, some with the same sign at
// different ends („…“ “…” »…« «…»), so what a sign does depends on what is open.
class Quotations {
 public:
  // Takes notice of the quotation mark at byte `at`; to be called for every one, in order.
  void see(std::string_view text, size_t at);

  // Whether the quotation mark at byte `at`, right after a final or closing mark, closes.
  bool closes(std::string_view text, size_t at) const;

  // Whether the sign `c` can close what is open.
  bool open_for(char32_t c) const;

 private:
  char32_t open_ = 0;  // the sign that opened; 0 where none is open
};

}  // namespace depesche::sentences
