#include "clean/shape.h"

#include <unordered_set>

#include "base/utf8.h"

namespace depesche {
namespace {

std::string_view without_closing_marks(std::string_view text) {
  while (!text.empty()) {
    const CodePoint last = code_point_before(text, text.size());
    if (!is_closing_mark(last.value) && !is_space(last.value)) break;
    text = text.substr(0, last.next);
  }
  return text;
}

std::unordered_set<std::string> word_keys(std::string_view text) {
  std::unordered_set<std::string> keys;
  const std::string folded = fold_case(text);
  std::string word;
  for (size_t i = 0; i <= folded.size();) {
    const bool end = i == folded.size();
    const CodePoint point = end ? CodePoint{U' ', i + 1} : code_point_at(folded, i);
    if (is_letter(point.value) || is_digit(point.value)) {
      append_code_point(word, point.value);
    } else {
      if (word.size() >= 3) keys.insert(word);
      word.clear();
    }
    i = point.next;
  }
  return keys;
}

}  // namespace

bool is_closing_mark(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'“' || c == U'”' || c == U'’' || c == U'‘' || c == U'»' || c == U'«' ||
         c == U'›' || c == U'‹' || c == U')' || c == U']';
}

bool is_opening_mark(char32_t c) {
  return c == U'"' || c == U'\'' || c == U'„' || c == U'“' || c == U'‚' || c == U'‘' || c == U'«' || c == U'»' ||
         c == U'‹' || c == U'›' || c == U'(' || c == U'[';
}

bool ends_sentence(std::string_view text) {
  text = without_closing_marks(text);
  if (text.empty()) return false;
  const char32_t last = code_point_before(text, text.size()).value;
  return last == U'.' || last == U'!' || last == U'?' || last == U':' || last == U'…';
}

bool ends_with_full_stop(std::string_view text) {
  text = without_closing_marks(text);
  return text.ends_with('.') && !text.ends_with("..");
}

size_t count_words(std::string_view text) {
  size_t words = 0;
  bool inside = false;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const bool space = is_space(point.value);
    words += !space && !inside;
    inside = !space;
    i = point.next;
  }
  return words;
}

size_t count_inner_stops(std::string_view text) {
  size_t stops = 0;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    const char c = text[i];
    if ((c != '.' && c != '!' && c != '?') || text[i + 1] != ' ' || i + 2 >= text.size()) continue;
    // "3. Oktober", "J. Doe" and "St. Gallen" are no sentence ends.
    size_t word = i;
    while (word > 0 && text[word - 1] != ' ') --word;
    if (c == '.' && (i - word < 3 || is_digit(code_point_at(text, word).value))) continue;
    const char32_t next = code_point_at(text, i + 2).value;
    stops += is_upper(next) || is_opening_mark(next);
  }
  return stops;
}

double shared_words(std::string_view part, std::string_view whole) {
  const auto part_keys = word_keys(part);
  const auto whole_keys = word_keys(whole);
  if (part_keys.empty()) return 0;
  size_t shared = 0;
  for (const std::string& key : part_keys) shared += whole_keys.contains(key);
  return static_cast<double>(shared) / static_cast<double>(part_keys.size());
}

}  // namespace depesche
