// Happenings: which acts of an article are one, told again, and which are taken as known.
#pragma once

#include <depesche/record.h>

#include "knowledge/knowledge.h"

namespace depesche {

// Sets `presupposed` of every event: the text takes it as known ("westliche Sanktionen", "after the invasion") instead of
// reporting it.
// Then `same_as` of those that are an earlier one told again, and gives that one in `joined` what they add: a time, or a
// narrower one, and places. Joined are acts of one type, mode and status whose participants, times and places agree, one of
// them told as known (a noun with "the", "his") or in the same word; where only one side is said twice, in the same word;
// what somebody says, only by the same noun. Claims that contradict each other stay apart. `record` has everything else
// already.
void join_happenings(Record& record, const Knowledge& knowledge);

}  // namespace depesche
