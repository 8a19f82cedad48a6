// What an input is, told by its first bytes.
//
// Free functions without state.
#pragma once

#include <depesche/error.h>

#include <string>
#include <string_view>

namespace depesche {

enum class Format {
  kText,        // one plain-text article
  kJsonLines,   // one JSON object a line, each an article
  kJsonObject,  // one JSON object over several lines, one article
  kHtml,        // one page
  kWarc,        // records, each a page or a reason why not
  kXmlFeed,     // RSS, Atom
  kJsonFeed,
  kTable,    // CSV with a header that names the text's column; told by table_separator(), not here
  kArchive,  // zip, tar
};

// The format of an input that begins with `head`, which is all of it or some 64 KiB. `name` settles only what the head
// leaves open: whether an opening brace begins JSON. Errors  kBadInput for what this version does not read (a JSON array,
// compressed and other binary files), with what it
//         looks like and the remedy. The message does not name the input.
Result<Format> recognise(std::string_view head, std::string_view name);

// True once more bytes cannot change what recognise() says: a whole JSON object stands on the first line.
bool is_enough_to_recognise(std::string_view head);

// Error kBadInput where `bytes`, not UTF-16 or UTF-32, have a zero byte or more than a tenth of control characters.
Result<void> refuse_binary(std::string_view bytes);

}  // namespace depesche
