// fail(): the one way to return an error with a formatted message.
#pragma once

#include <depesche/error.h>
#include <fmt/format.h>

#include <utility>

namespace depesche {

// return fail(ErrorCode::kBadInput, "weight is not a number: '{}'", field);
template <class... Args>
tl::unexpected<Error> fail(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

}  // namespace depesche
