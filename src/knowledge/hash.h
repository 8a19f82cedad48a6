// The hash that a compiled file's indexes were laid out by: FNV-1a, which is the same in every build, as std::hash is not.
#pragma once

#include <cstdint>
#include <string_view>

namespace depesche {

constexpr uint64_t fnv1a(std::string_view key) {
  uint64_t hash = 14695981039346656037u;
  for (const char byte : key) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
  return hash;
}

}  // namespace depesche
