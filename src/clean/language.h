// language: ISO 639-1 codes, and telling the language of a text. On CLD2 and ICU.
//
// Threads: free functions without state.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace depesche {

// "de" for "de", "DE", "de-AT", "de_CH.UTF-8", "deu", "ger", "German", "Deutsch"; null for what is no ISO 639-1 language.
std::optional<std::string> language_code(std::string_view told);

// What CLD2 says of the text, of which it looks at the first 256 KiB. Null where it is too short or too mixed to tell.
std::optional<std::string> detect_language(std::string_view text);

}  // namespace depesche
