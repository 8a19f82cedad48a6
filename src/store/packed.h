// Records packed by zstd against what their article's row says already.
#pragma once

#include <depesche/error.h>

#include <depesche/record.h>

#include <optional>
#include <string>
#include <string_view>

namespace depesche::store {

// What a record repeats of other columns.
struct Known {
  EngineVersion engine;
  std::string sha256;
  std::optional<std::string> title, url;
  std::string text;
};

std::string pack(std::string_view json, const Known& known);

// What pack() was given, with the same `known`.
// Errors  kCorrupt: the bytes are not what pack() made.
Result<std::string> unpack(std::string_view packed, const Known& known);

}  // namespace depesche::store
