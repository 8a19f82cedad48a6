// German phrases as they would stand alone: names of bodies and groups come in any case, and are given in the first.
#pragma once

#include <string>
#include <string_view>

#include "knowledge/knowledge.h"

namespace depesche {

// The phrase in the nominative, as far as the word before it ("der", "zum"; empty for none) shows its case: "[des]
// Gesundheitsministeriums", "[das] kuwaitische Außenministerium", "[von] albanischen Behörden" are "Gesundheitsministerium",
// "kuwaitisches Außenministerium", "albanische Behörden". Only the words up to the noun change. `is_name`: capitalised words
// may be adjectives ("Rotes Kreuz").
std::string nominative_phrase(std::string_view phrase, std::string_view before, bool is_name, const Knowledge& knowledge);

}  // namespace depesche
