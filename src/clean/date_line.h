// date_line: lines that say nothing but when an article was published or changed.
//
// Threads: free functions without state.
#pragma once

#include <optional>
#include <string_view>

#include "clean/dates.h"

namespace depesche {

struct DateLine {
  std::optional<DateValue> published;  // told as such, or without a word
  std::optional<DateValue> updated;
  bool labelled = false;  // a word like "Stand" or "Published" stands there, or a reading time
  std::string_view rest;  // what follows the dates; empty, or perhaps a byline
};

// "Stand: 19.09.2022, 13:27 Uhr | Lesedauer: 3 Min.", "Published: September 19, 2022 at 3:15 p.m. EDT", "Do 25.04.24 | 14:07
// Uhr | Von …". Null where `text` begins otherwise than with such a date, or the words for it.
std::optional<DateLine> read_date_line(std::string_view text, const DateContext& context);

}  // namespace depesche
