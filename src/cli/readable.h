// A record for people: what happened, who said so, who is who, each with the sentence it rests on.
#pragma once

#include <depesche/record.h>

#include <string>

namespace depesche {

// Several lines. With colour the words of an event are coloured in its sentence; without, they stand in marks:
// *trigger*, [participant], {place}, <time>.
std::string readable(const Record& record, bool colour, Reasons reasons = Reasons::kNone);

}  // namespace depesche
