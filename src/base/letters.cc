#include "base/letters.h"

#include "base/utf8.h"

namespace depesche {

std::string letter_key(std::string_view text) {
  std::string key;
  const std::string folded = fold_case(text);
  for (size_t i = 0; i < folded.size();) {
    const CodePoint point = code_point_at(folded, i);
    if (is_letter(point.value) || is_digit(point.value)) append_code_point(key, point.value);
    i = point.next;
  }
  return key;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace depesche
