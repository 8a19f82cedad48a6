// Legacy encodings: which one broken "UTF-8" is in, and its conversion by ICU.
//
// Free functions without state. uchardet takes short German and English texts in windows-1252 for Central European ones at
// times, so the Western encodings are tried first, by what their high bytes would mean where they stand.
#pragma once

#include <string>
#include <string_view>

#include "intake/encoding.h"

namespace depesche {

// The most likely encoding of `bytes`, which have a high byte and are not UTF-8, by a name that decode_charset() knows.
// windows-1252 where nothing speaks against it; ISO-8859-15, macintosh or ibm850 where their reading makes more sense; what
// uchardet says where no Western reading makes sense.
std::string guess_legacy_charset(std::string_view bytes);

// A name that decode_charset() knows for what a page calls its encoding, with the meaning that browsers give it ("latin1" is
// windows-1252); empty for what is no encoding of pages, such as UTF-7.
std::string known_charset(std::string_view told);

// Appends `bytes`, read in `charset`, to decoded.text. What cannot be decoded (C1 control characters of single-byte
// encodings included) becomes U+FFFD, with a warning that counts it.
void decode_charset(std::string_view bytes, std::string_view charset, Decoded& decoded);

}  // namespace depesche
