// resolve: what the reader marked -> the record: who the words mean, what the acts are coded as, who vouches for them.
//
// First plain form. One entity for each distinct name of an article; country and sector where the name stands in the
// knowledge tables; an act inside a quotation is vouched for by its speaker. Dates, places' coordinates, coreference and
// acts told twice are left null.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include "resolve/knowledge.h"

namespace depesche {

// `reading` is the reading of `document`. The record's `engine` is left empty for the caller.
// Threads: safe from any thread.
Record resolve(Document document, const Reading& reading, const Knowledge& knowledge);

}  // namespace depesche
