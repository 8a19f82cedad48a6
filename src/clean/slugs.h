// slugs: the names that crawlers, agencies and editing systems give an article, on a line of their own.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "clean/dates.h"

namespace depesche {

struct Slug {
  std::optional<DateValue> date;  // may be incredible; see dates.h
  std::string_view title;         // the words in it, a repetition of the title: "1663594035 Title.7" → "Title"; or empty
};

// The whole of `line` as a slug: "1663594035 Title.7", "politik-inland-20220919-1327", "AFP-2022-09-19-0815", "bdt0123 4 pl
// 210", "191327 Sep 22", an address. The caller decides whether the words of the first kind are the title's.
std::optional<Slug> read_slug(std::string_view line, const DateContext& context);

}  // namespace depesche
