// Whole words: the network tags pieces of words, the record shows words.
#pragma once

#include <depesche/document.h>

#include <string_view>

namespace depesche {

// `span` without white space at its ends, then widened to the borders of the words that its ends cut. A word is a run of
// letters, digits and "_", with single "-", "'" or "’" between them ("US-Präsident", "Putin's").
Span whole_words(std::string_view text, Span span);

// A name without the English possessive at its end: "Ada Lund's" is about "Ada Lund". The German genitive belongs to the
// name ("Deutschlands").
Span without_possessive(std::string_view text, Span name);

// The content of a quotation of `type` by the rules of corpus/GUIDE.md: direct speech without its quotation marks and
// without a trailing comma; indirect and free speech without introducing marks, final comma or full stop, while quotation
// marks whose partner stands inside stay.
Span trim_quotation(std::string_view text, Span span, bool direct);

}  // namespace depesche
