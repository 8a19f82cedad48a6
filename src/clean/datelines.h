// datelines: "Berlin, 24. Februar 2022 (dpa) – " before the first sentence, or on a line of its own.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "clean/dates.h"

namespace depesche {

struct Dateline {
  size_t end = 0;                 // the text begins at this byte; the size of the line where it holds nothing else
  std::optional<DateValue> date;  // perhaps without a year
  std::string agency;             // "dpa/AFP"; empty: none named
  bool sure = false;              // an agency, a date or capitals stand in it; else only a known place and a dash
  bool date_alone = false;        // "22 September 2022 — …": so do the entries of a chronicle begin
};

// The dateline that `line` begins with. Cut only where what follows begins as a sentence does, so that
// "Scholz – damals Kanzler – sagte" and "Wien – eine Stadt" stay whole.
std::optional<Dateline> read_dateline(std::string_view line, const DateContext& context);

}  // namespace depesche
