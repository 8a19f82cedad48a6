// Cells of CSV (RFC 4180) that are safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>

namespace depesche {

// One cell: quoted where it must be; a leading = + - @ gets an apostrophe before it, so that no spreadsheet runs it.
std::string csv_cell(std::string_view value);

}  // namespace depesche
