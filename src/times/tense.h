// Whether a clause tells what was or what will be: by its finite verbs, as far as words and endings show them.
//
// Threads: free functions without state.
#pragma once

#include <vector>

#include "times/grammar.h"

namespace depesche::times {

// Sets tenses[first, last) for the tokens of one sentence. A short clause without a verb of its own has its neighbour's
// tense ("Am Donnerstag, so Krolow, wird der Rat tagen"). Linear.
void weigh_tenses(const std::vector<Token>& tokens, size_t first, size_t last, bool german, std::vector<Tense>& tenses);

}  // namespace depesche::times
