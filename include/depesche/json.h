// The JSON form of a record: one line, field order and names as docs/record.schema.json has them.
//
// Positions are bytes in C++ and code points in JSON; both functions convert. Threads: safe from any thread.
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>

#include <string>
#include <string_view>

namespace depesche {

// The record as one line of JSON (no line end); with `reasons`, entities and events have a field "why". The record's texts
// are valid UTF-8 and its spans lie within them.
std::string to_json(const Record& record, Reasons reasons = Reasons::kNone);

// The record that to_json() wrote: record_from_json(to_json(r)) == r, but for the reasons, which are not read. Unknown
// fields are passed over.
//
// Errors  kBadInput: not JSON, another `format`, a field missing or of the wrong kind (named with its path),
//         a position outside the text.
Result<Record> record_from_json(std::string_view json);

}  // namespace depesche
