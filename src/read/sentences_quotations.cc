#include "read/sentences_quotations.h"

#include "base/utf8.h"
#include "read/sentences_characters.h"

namespace depesche::sentences {
namespace {

bool is_single(char32_t c) { return std::u32string_view(U"'‘’‚‛‹›").find(c) != std::u32string_view::npos; }
bool is_always_opening(char32_t c) { return c == U'„' || c == U'‚' || c == U'「' || c == U'『'; }
// ’ opens nothing but an elision, and none begins right after a mark.
bool is_always_closing(char32_t c) { return c == U'」' || c == U'』' || c == U'”' || c == U'’'; }

bool letter_follows(std::string_view text, size_t at) {
  const size_t next = code_point_at(text, at).next;
  if (next >= text.size()) return false;
  const char32_t c = code_point_at(text, next).value;
  return is_letter(c) || is_digit(c);
}

}  // namespace

bool Quotations::open_for(char32_t c) const {
  switch (open_) {
    case U'"':
      return c == U'"';
    case U'„':
      return c == U'“' || c == U'”' || c == U'"' || c == U'‟';
    case U'“':
    case U'‟':
      return c == U'”';
    case U'”':
      return c == U'”';
    case U'»':
      return c == U'«';
    case U'«':
      return c == U'»';
    default:
      return false;
  }
}

void Quotations::see(std::string_view text, size_t at) {
  const char32_t c = code_point_at(text, at).value;
  // Single marks are apostrophes too often to be counted.
  if (is_single(c)) return;
  open_ = open_for(c) ? 0 : c;
}

bool Quotations::closes(std::string_view text, size_t at) const {
  const char32_t c = code_point_at(text, at).value;
  if (is_always_opening(c)) return false;
  return is_always_closing(c) || open_for(c) || !letter_follows(text, at);
}

}  // namespace depesche::sentences
