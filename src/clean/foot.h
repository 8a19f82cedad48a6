// foot: bylines, credits and dates that stand under the text.
//
// Not thread-safe: one thread works on one Lines.
#pragma once

#include <cstddef>

#include "clean/dates.h"
#include "clean/head.h"
#include "clean/lines.h"

namespace depesche {

// Takes bylines and dates with a label ("Aktualisiert am …") out of the kept lines from `begin` on, and among the last
// lines also credits without one, into `findings`.
void read_foot(Lines& lines, size_t begin, const DateContext& context, Findings& findings);

}  // namespace depesche
