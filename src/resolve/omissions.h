// Omissions: what an article says that somebody did not mention ("erwähnte die Ukraine nicht", "made no mention of the
// talks").
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>

#include <vector>

namespace depesche {

// Quotations of type "omission", in order: the content is what was not mentioned, the speaker the reading's mention that
// stands where the speaker of such a sentence stands. The reader marks none of these itself.
std::vector<Quotation> find_omissions(const Article& article, const Reading& reading);

}  // namespace depesche
