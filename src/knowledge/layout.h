// What stands before the tables in a compiled file.
#pragma once

#include <cstddef>
#include <string_view>

namespace depesche {

constexpr std::string_view kMagic = "DEPKNOW1";
constexpr size_t kHashDigits = 64;
constexpr size_t kHeadBytes = 80;  // a multiple of 16, as what follows is aligned

}  // namespace depesche
