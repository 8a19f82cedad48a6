#include "intake/http_response.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/fail.h"
#include "base/letters.h"
#include "intake/unpack.h"

namespace depesche {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Where the body begins; npos: nowhere.
std::pair<size_t, size_t> end_of_head(std::string_view message) {
  const size_t crlf = message.find("\r\n\r\n"), lf = message.find("\n\n");
  if (crlf != message.npos && (lf == message.npos || crlf < lf)) return {crlf, crlf + 4};
  return {lf, lf == message.npos ? lf : lf + 2};
}

// The chunks' content; null where it is not in chunks, as archives that took them apart keep the header nevertheless.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string out;
  const auto other = [&]() -> std::optional<std::string> {  // cut off between chunks, or broken
    if (out.empty()) return std::nullopt;
    return out.append(body);
  };
  for (;;) {
    const size_t line = body.find("\r\n");
    if (line == body.npos || line == 0) return other();
    const std::string_view digits = trimmed(body.substr(0, std::min(line, body.find(';'))));
    size_t size = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return other();
    if (size == 0) return out;
    body.remove_prefix(line + 2);
    out.append(body.substr(0, size));
    if (body.size() < 2 || size > body.size() - 2) return out;  // cut off
    body.remove_prefix(size + 2);
  }
}

}  // namespace

std::string header_value(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const size_t end = head.find('\n');
    std::string_view line = head.substr(0, end);
    head.remove_prefix(end == head.npos ? head.size() : end + 1);
    const size_t colon = line.find(':');
    if (colon == line.npos || lower_ascii(trimmed(line.substr(0, colon))) != name) continue;
    std::string value(trimmed(line.substr(colon + 1)));
    while (head.starts_with(' ') || head.starts_with('\t')) {  // a folded line
      const size_t next = head.find('\n');
      value.append(" ").append(trimmed(head.substr(0, next)));
      head.remove_prefix(next == head.npos ? head.size() : next + 1);
    }
    return value;
  }
  return {};
}

void read_content_type(std::string_view type, HttpResponse& response) {
  response.media_type = lower_ascii(trimmed(type.substr(0, type.find(';'))));
  const size_t at = lower_ascii(type).find("charset=");
  if (at == type.npos) return;
  std::string_view charset = type.substr(at + 8);
  charset = trimmed(charset.substr(0, charset.find(';')));
  if (charset.size() > 1 && (charset[0] == '"' || charset[0] == '\'')) charset = charset.substr(1, charset.size() - 2);
  response.charset = charset;
}

Result<HttpResponse> read_http_response(std::string_view message, uint64_t max_bytes) {
  const auto [head_end, body_begin] = end_of_head(message);
  if (!message.starts_with("HTTP/") || head_end == message.npos) {
    return fail(ErrorCode::kCorrupt, "no response of HTTP in it");
  }
  const std::string_view head = message.substr(0, head_end);
  HttpResponse response;
  const size_t space = head.find(' ');
  if (space != head.npos) std::from_chars(head.data() + space + 1, head.data() + head.size(), response.status);
  read_content_type(header_value(head, "content-type"), response);
  response.location = header_value(head, "location");
  std::string body(message.substr(body_begin));
  if (lower_ascii(header_value(head, "transfer-encoding")).find("chunked") != std::string::npos) {
    if (auto whole = without_chunks(body)) body = std::move(*whole);
  }
  auto unpacked = unpack_body(std::move(body), lower_ascii(header_value(head, "content-encoding")), max_bytes);
  if (!unpacked) return tl::unexpected(std::move(unpacked.error()));
  response.body = std::move(*unpacked);
  return response;
}

}  // namespace depesche
