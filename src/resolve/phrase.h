// The words of a phrase, as entities and their surroundings look at them.
#pragma once

#include <depesche/document.h>

#include <string>
#include <string_view>
#include <vector>

namespace depesche {

bool is_capitalised(std::string_view word);

// The words with line breaks and runs of white space made one space.
std::string plain(std::string_view words);

// "die Rebellen", "The rebels" → "Rebellen", "rebels".
std::string_view without_article(std::string_view phrase);

// The basic forms that a German name with an inflected adjective may have: "Schwarzen Meer" → "Schwarzes Meer", "Schwarzer
// Meer", "Schwarze Meer". Empty for others.
std::vector<std::string> uninflected(std::string_view name);

// The place of the word that says what a phrase of one word or more is about: the last one before what hangs on it
// ("Sprecher des Ministeriums", "chief of police", "russische Regierung").
size_t head_of(const std::vector<std::string_view>& words);
size_t head_of(const std::vector<Span>& words, std::string_view text);

// The name without the ending of the genitive; the name itself where it has none. An "s" alone is one in German only.
std::string_view without_genitive(std::string_view name, bool german);

// "zwei", "mehrere", "300", "both".
bool counts_several(std::string_view word);

// "ethnic", "ethnische": who is called so is of a people rather than of its country.
bool is_ethnic(std::string_view word);

// Words by which the rest of a phrase hangs on what it is about ("Sprecher des Ministeriums", "chief of police").
bool hangs_on(std::string_view word);

}  // namespace depesche
