// Bytes in any encoding that articles come in -> valid UTF-8.
//
// Free functions without state. Nothing fails: what cannot be decoded becomes U+FFFD, and a warning says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace depesche {

struct Decoded {
  std::string text;                   // valid UTF-8, without byte order mark
  std::vector<std::string> warnings;  // what was guessed or replaced
  bool operator==(const Decoded&) const = default;
};

// "UTF-16LE", "UTF-16BE", "UTF-32LE" or "UTF-32BE" where a byte order mark or the pattern of zero bytes shows it, else "".
// The pattern shows itself in texts whose characters are mostly Latin.
std::string_view wide_charset(std::string_view bytes);

// A whole file. By byte order mark; else UTF-16 or UTF-32 by their zero bytes; else as decode_narrow().
// U+0000 becomes U+FFFD.
Decoded decode_file(std::string bytes);

// Text known not to be UTF-16 or UTF-32: UTF-8 as it is; UTF-8 with some broken sequences, repaired; or a legacy encoding.
// Broken text is held for UTF-8 where it has the byte order mark, where good characters outnumber the broken ones, where it
// only ends within a character, or where its bytes make no sense in windows-1252 either.
Decoded decode_narrow(std::string bytes);

// A page, as browsers read it: by byte order mark; else by the encoding that the HTTP head tells (`told`, may be empty),
// else by what the page's first <meta> says, unless it is UTF-8 all the same; else as decode_narrow(). U+0000 becomes
// U+FFFD.
Decoded decode_html(std::string bytes, std::string_view told);

// Each broken sequence replaced by U+FFFD, with a warning that counts them and tells the byte offset of the first.
Decoded repair_utf8(std::string_view bytes);

// Without the byte order mark of UTF-8.
std::string_view without_utf8_mark(std::string_view bytes);

// U+0000 -> U+FFFD. Returns how many there were.
size_t replace_nul(std::string& text);

}  // namespace depesche
