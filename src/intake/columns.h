// Which key or column of an input holds what.
#pragma once

#include <depesche/error.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

enum Column : size_t { kText, kId, kTitle, kPublished, kUrl, kOutlet, kAuthors, kLanguage, kColumns };
constexpr std::array<std::string_view, kColumns> kColumnNames = {"text", "id",     "title",   "published",
                                                                 "url",  "outlet", "authors", "language"};

// The name under which each stands in the inputs; its own unless told otherwise.
using ColumnNames = std::array<std::string, kColumns>;
inline ColumnNames own_column_names() {
  ColumnNames names;
  for (size_t i = 0; i < kColumns; ++i) names[i] = kColumnNames[i];
  return names;
}

// From "text=body,published=date", as --map has it.
// Errors  kBadArgument: no such column, no name, or one given twice; says which there are.
Result<ColumnNames> read_column_map(std::string_view map);

}  // namespace depesche
