// resolve: what the reader marked -> the record: who the words mean, what the acts are coded as, who vouches for them.
//
// An entity for each that takes part, speaks or has a name (entities.h), with what the knowledge tables and the words around
// its mentions say of it (surroundings.h); dates by the temporal expressions (times/); places by the gazetteer; acts inside
// a quotation are vouched for by its speaker.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include "knowledge/knowledge.h"

namespace depesche {

// `reading` is the reading of `document`. The record's `engine` is left empty for the caller.
// Threads: safe from any thread.
Record resolve(Document document, Reading reading, const Knowledge& knowledge);

}  // namespace depesche
