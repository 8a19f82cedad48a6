#include <depesche/error.h>

namespace depesche {

std::string_view error_name(ErrorCode code) {
  switch (code) {
#define ERROR_CODE(code, name, http) \
  case ErrorCode::code:              \
    return name;
#include <depesche/error_codes.inc>
#undef ERROR_CODE
  }
  return "internal";
}

Error Error::in(std::string_view place) && {
  message.insert(0, ": ");
  message.insert(0, place);
  return std::move(*this);
}

}  // namespace depesche
