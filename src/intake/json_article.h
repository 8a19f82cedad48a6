// One article as a JSON object: {"text": "…", "title": "…", …}.
//
// Free function without state.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <string>
#include <vector>

#include "intake/columns.h"

namespace depesche {

struct JsonArticle {
  std::string text;  // not blank
  Given given;
  std::vector<std::string> warnings;
  bool operator==(const JsonArticle&) const = default;
};

// Reads `json`, valid UTF-8. Keys, by the names that `columns` gives them: `text` (a string, required); `id` (a string or an
// integer); `title`, `published`, `url`, `outlet`, `language` (strings); `authors` (a list of strings, or one string). null
// and blank strings are as good as absent. Other keys are passed over, whatever they hold. Of a key given twice the last
// counts. Escapes of half a surrogate pair and of U+0000 become U+FFFD, with a warning. Errors  kBadInput: not JSON (with
// the place), not an object, no `text`, or a value of the wrong type (with the key and what
//         was expected). The message does not name the input.
// Cost    One pass. Memory: `json` and the values of the keys above; depth of nesting costs one bit a level.
Result<JsonArticle> parse_json_article(std::string json, const ColumnNames& columns = own_column_names());

}  // namespace depesche
