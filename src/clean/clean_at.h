// clean_at: clean() with the clock as an argument, so that what it says of dates can be tested.
#pragma once

#include <date/date.h>

#include "clean/clean.h"

namespace depesche {

// As clean(). `now`: dates after the next day are not believed.
Result<Document> clean_at(const Snapshot& snapshot, const CleanOptions& options, date::sys_seconds now);

}  // namespace depesche
