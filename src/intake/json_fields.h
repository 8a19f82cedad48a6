// Fields of JSON objects that others wrote: JSON Feed, ninjs.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "base/utf8.h"

namespace depesche {

// The text, or the integer as text; null where there is none, or a blank one.
inline std::optional<std::string> string_in(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  if (found->is_number_integer()) return std::to_string(found->get<int64_t>());
  if (!found->is_string() || trim(found->get_ref<const std::string&>()).empty()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace depesche
