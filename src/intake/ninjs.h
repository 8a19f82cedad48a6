// IPTC ninjs 1.0 to 3.0: one news item as a JSON object.
//
// Free functions without state.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <string>
#include <string_view>

namespace depesche {

// Whether the JSON object, which has no text under the name that our own lines have it, is such an item: a `uri`, and a body
// or a publication status.
bool looks_like_ninjs(std::string_view json);

// Errors  kBadInput: no JSON object, or no text in it (pictures, packages).
Result<Snapshot> read_ninjs(const std::string& json);

}  // namespace depesche
