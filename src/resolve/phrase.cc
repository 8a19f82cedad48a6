#include "resolve/phrase.h"

#include <set>

#include "base/utf8.h"

namespace depesche {

bool is_capitalised(std::string_view word) { return !word.empty() && is_upper(code_point_at(word, 0).value); }

std::string_view without_genitive(std::string_view name) {
  for (const std::string_view ending : {"'s", "’s", "'", "’", "s"}) {
    if (name.size() > ending.size() + 1 && name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

bool hangs_on(std::string_view word) {
  static const std::set<std::string_view> kWords = {"des",  "der", "von", "vom", "für", "im",   "in", "am", "an",   "bei",
                                                    "beim", "aus", "zu",  "of",  "for", "from", "at", "on", "with", "to"};
  return kWords.contains(word);
}

}  // namespace depesche
