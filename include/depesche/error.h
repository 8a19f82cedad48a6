// Errors as values. Every function of Depesche that can fail for a reason outside the program returns Result<T>.
//
// Threads: plain data. No exception crosses the public headers; the library never prints, logs or exits.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace depesche {

enum class ErrorCode {
#define ERROR_CODE(code, name, http) code,
#include <depesche/error_codes.inc>
#undef ERROR_CODE
};

// "bad_input" for kBadInput: the name programs see (JSON, Python).
std::string_view error_name(ErrorCode code);

// What went wrong: a code for programs and a message for people that names the file, the place in it and the remedy,
// outermost context first ("news.jsonl: line 7: …").
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;

  // The same error seen from one level up: `place` and ": " go before the message.
  Error in(std::string_view place) &&;

  bool operator==(const Error&) const = default;
};

template <class T>
using Result = tl::expected<T, Error>;

}  // namespace depesche
