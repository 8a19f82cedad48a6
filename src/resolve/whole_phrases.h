// The reader's spans end where a token was likelier to be outside: now and then within a name or after a small word.
#pragma once

#include <depesche/reading.h>

#include <string_view>

namespace depesche {

// Participants, speakers and places of acts that end within a name go on to its end ("[Costa] Rica"); those that end in a
// word that something must follow go on over the name that does ("[government of] Peru"), or end before it ("[drei mit] dem
// …").
void make_phrases_whole(std::string_view text, Reading& reading);

}  // namespace depesche
