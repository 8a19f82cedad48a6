// Feeds: RSS 0.9x, 1.0 and 2.0, Atom 1.0 (RFC 4287), JSON Feed 1.0 and 1.1.
//
// Free functions without state.
#pragma once

#include <depesche/error.h>

#include <string>
#include <vector>

#include "intake/records.h"

namespace depesche {

// The items of a feed in XML, in its order, each with its text as a page (content:encoded, atom:content, description,
// summary: the longest) and what the feed says of it. An item without text is skipped with that reason. `bytes`: the whole
// file, in any encoding that it declares. Errors  kBadInput: no XML in which a feed can be found.
Result<std::vector<Found>> read_xml_feed(const std::string& bytes);

// The same for JSON Feed; `json` is valid UTF-8.
// Errors  kBadInput: no JSON, or no list `items`.
Result<std::vector<Found>> read_json_feed(const std::string& json);

}  // namespace depesche
