// How names and titles are compared and looked up, without regard to case and marks.
//
// Threads: free functions without state.
#pragma once

#include <string>
#include <string_view>

namespace depesche {

// Letters and digits of the text (valid UTF-8), case folded: equal for two that say the same.
std::string letter_key(std::string_view text);

// A to Z as small letters, all other bytes as they are: names of HTML, HTTP and encodings.
std::string lower_ascii(std::string_view text);

}  // namespace depesche
