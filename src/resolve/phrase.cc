#include "resolve/phrase.h"

#include <set>

#include "base/utf8.h"

namespace depesche {

bool is_capitalised(std::string_view word) { return !word.empty() && is_upper(code_point_at(word, 0).value); }

std::string_view without_genitive(std::string_view name, bool german) {
  for (const std::string_view ending : {"'s", "’s", "'", "’", "s"}) {
    if (ending == "s" && !german) break;
    if (name.size() > ending.size() + 1 && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

bool is_ethnic(std::string_view word) {
  const std::string folded = fold_case(word);
  return folded == "ethnic" || folded.starts_with("ethnisch");
}

bool hangs_on(std::string_view word) {
  static const std::set<std::string_view> kWords = {"des", "der", "von",  "vom", "für",  "im",    "in",      "am",
                                                    "an",  "bei", "beim", "aus", "zu",   "of",    "for",     "from",
                                                    "at",  "on",  "with", "to",  "ohne", "gegen", "without", "against"};
  return kWords.contains(word);
}

bool counts_several(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {
      "zwei",    "drei",    "vier",   "fünf",  "sechs",  "sieben", "acht",     "neun",      "zehn",     "elf",      "zwölf",
      "mehrere", "viele",   "einige", "beide", "beiden", "beider", "alle",     "hunderte",  "tausende", "dutzende", "zweier",
      "dreier",  "two",     "three",  "four",  "five",   "six",    "seven",    "eight",     "nine",     "ten",      "eleven",
      "twelve",  "several", "many",   "some",  "both",   "all",    "hundreds", "thousands", "dozens"};
  const bool number = !word.empty() && word.front() >= '0' && word.front() <= '9' && word != "1";
  return number || kWords.contains(fold_case(word));
}

std::string plain(std::string_view words) {
  std::string text;
  for (size_t at = 0; at < words.size();) {
    const CodePoint c = code_point_at(words, at);
    if (!is_space(c.value)) {
      text.append(words.substr(at, c.next - at));
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
    at = c.next;
  }
  return text;
}

std::string_view without_article(std::string_view phrase) {
  for (const std::string_view article :
       {"der ", "die ", "das ", "den ", "dem ", "des ", "the ", "Der ", "Die ", "Das ", "Den ", "Dem ", "Des ", "The "}) {
    if (phrase.starts_with(article)) return phrase.substr(article.size());
  }
  return phrase;
}

size_t head_of(const std::vector<std::string_view>& words) {
  for (size_t i = 1; i < words.size(); ++i) {
    if (hangs_on(words[i])) return i - 1;
  }
  return words.size() - 1;
}

size_t head_of(const std::vector<Span>& words, std::string_view text) {
  std::vector<std::string_view> views;
  for (const Span word : words) views.push_back(word.of(text));
  return head_of(views);
}

std::vector<std::string> uninflected(std::string_view name) {
  const size_t space = name.find(' ');
  if (space == name.npos || space < 4) return {};
  std::string_view stem = name.substr(0, space);
  const std::string_view rest = name.substr(space);
  for (const std::string_view ending : {"en", "em", "e"}) {
    if (!stem.ends_with(ending)) continue;
    stem.remove_suffix(ending.size());
    std::vector<std::string> names;
    for (const std::string_view basic : {"es", "er", "e"}) names.push_back(std::string(stem).append(basic).append(rest));
    return names;
  }
  return {};
}

}  // namespace depesche
