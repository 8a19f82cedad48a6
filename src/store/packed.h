// Records packed by zstd against their article's text, which they repeat.
#pragma once

#include <depesche/error.h>

#include <string>
#include <string_view>

namespace depesche::store {

std::string pack(std::string_view json, std::string_view text);

// What pack() was given. `text` is the same.
// Errors  kCorrupt: the bytes are not what pack() made.
Result<std::string> unpack(std::string_view packed, std::string_view text);

}  // namespace depesche::store
