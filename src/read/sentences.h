// Sentences of German and English news text.
//
// Threads: free functions without state; safe from any thread.
#pragma once

#include <depesche/document.h>

#include <string_view>
#include <vector>

namespace depesche {

// Splits `text` (valid UTF-8) into sentences, in order: no overlap, no white space at either end, none empty, and every
// visible character of the text lies in exactly one of them. A paragraph's end always ends a sentence.
// Cost: linear in the text.
std::vector<Span> split_sentences(std::string_view text);

}  // namespace depesche
