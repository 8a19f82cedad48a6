// shape: what a line looks like, without knowing what it says.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace depesche {

// Rules look only at lines up to this many bytes; longer ones are body text.
inline constexpr size_t kLongestRuledLine = 600;

// The last character is . ! ? : or an ellipsis, closing quotation marks and brackets after it not counted.
bool ends_sentence(std::string_view text);
// As ends_sentence, but only a full stop counts (and not that of three).
bool ends_with_full_stop(std::string_view text);
// Stretches between white space.
size_t count_words(std::string_view text);
// Places where a full stop, ! or ? is followed by white space and an upper-case letter or an opening quotation mark.
size_t count_inner_stops(std::string_view text);

// Share of the words of `part` (letter keys, three letters or more) that stand in `whole` too; 0 without such words.
double shared_words(std::string_view part, std::string_view whole);

bool is_closing_mark(char32_t c);
bool is_opening_mark(char32_t c);

}  // namespace depesche
