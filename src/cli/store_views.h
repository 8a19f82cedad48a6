// What a store holds, for people.
#pragma once

#include <string>

#include "store/views.h"

namespace depesche {

// Each ends in a line end. With colour the words that a row rests on are coloured in their sentence; without, they stand in
// marks: *trigger*, "content".
std::string event_text(const store::EventView& event, bool colour);
std::string quote_text(const store::QuoteView& quote, bool colour);
std::string article_line(const store::ArticleView& article);

}  // namespace depesche
