// A response of HTTP as archives keep it: head and body.
//
// Free function without state.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace depesche {

struct HttpResponse {
  int status = 0;
  std::string media_type;  // "text/html", in small letters; empty: not told
  std::string charset;     // as told there
  std::string location;    // of a redirect
  std::string body;        // unpacked
};

// `message`: status line, header lines, empty line, body, which may be in chunks and packed.
// Errors  kCorrupt: no HTTP, or the body is broken; kTooLarge: it unpacks to more than `max_bytes`.
Result<HttpResponse> read_http_response(std::string_view message, uint64_t max_bytes);

// Media type and charset out of the value of a header line Content-Type.
void read_content_type(std::string_view type, HttpResponse& response);

// The value of the header line with this name (in small letters) among the lines of `head`; empty where there is none.
std::string header_value(std::string_view head, std::string_view name);

}  // namespace depesche
