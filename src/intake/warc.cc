#include "intake/warc.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/fail.h"
#include "base/sha256.h"
#include "intake/encoding.h"
#include "intake/http_response.h"
#include "intake/recognise.h"

namespace depesche {
namespace {

constexpr std::string_view kVersion = "WARC/", kBeginning = "WARC/1.";
constexpr size_t kLongestHead = size_t{1} << 20;  // bytes; all header lines of one record
constexpr uint64_t kLongestHttpHead = UINT64_C(1) << 16;
constexpr size_t kBeginningBytes = 32;  // of a record, by which it is told
constexpr int kMostDoubts = 16;

// Without a type the bytes tell.
bool is_page(std::string_view media_type, std::string_view body) {
  if (media_type.empty()) return recognise(body.substr(0, 1 << 16), "").value_or(Format::kText) == Format::kHtml;
  return media_type == "text/html" || media_type == "application/xhtml+xml";
}

// Whether a block has ended where these bytes follow: empty lines and the next record, or nothing.
bool is_between_records(std::string_view bytes) {
  const size_t at = bytes.find_first_not_of("\r\n");
  return at == bytes.npos || bytes.substr(at).starts_with(kVersion);
}

// Where in these bytes, from `from` on, something looks like the beginning of a record; npos: nowhere. `is_end`: no more
// come, so that the beginning may be cut off.
size_t next_record_in(std::string_view block, size_t from, bool is_end) {
  for (size_t at = block.find(kBeginning, from); at != block.npos; at = block.find(kBeginning, at + 1)) {
    const bool at_line = at == 0 || block[at - 1] == '\n';  // not so where the block was cut off within a line
    const auto begins = [&](std::string_view text, std::string_view with) {
      return text.starts_with(with) || (is_end && at_line && with.starts_with(text));
    };
    std::string_view after = block.substr(at + kBeginning.size());
    after.remove_prefix(std::min<size_t>(after.size(), 1));  // the minor version
    if (after.starts_with('\r')) after.remove_prefix(1);
    if (begins(after, "\nWARC-") || begins(after, "\nContent-")) return at;
  }
  return block.npos;
}

// For messages.
std::string quoted(std::string_view media_type) {
  constexpr size_t kLongest = 80;
  const auto is_odd = [](char c) { return c <= ' ' || c > '~'; };
  if (media_type.size() > kLongest || std::any_of(media_type.begin(), media_type.end(), is_odd)) return "of an odd type";
  return std::string(media_type);
}

}  // namespace

std::optional<Result<Found>> WarcReader::next() {
  if (version_line_.empty()) {
    // To the next version line; empty lines stand between records.
    is_between_ = true;
    uint64_t passed_over = 0;
    for (;;) {
      const auto line = source_.next_line(kLongestHead);
      if (!line) return tl::unexpected(line.error());
      if (!*line && passed_over == 0) return std::nullopt;
      if (*line && (*line)->bytes.starts_with(kVersion)) version_line_ = (*line)->bytes;
      if (!*line || !version_line_.empty()) break;
      if ((*line)->size > 0) passed_over += (*line)->size + 1;
    }
    if (passed_over > 0)
      return fail(ErrorCode::kCorrupt, "{} bytes that are no record of WARC were passed over", passed_over);
  }
  is_between_ = false;
  ++record_;
  return read_record(std::exchange(version_line_, {}));
}

Result<Found> WarcReader::read_record(std::string head) {
  for (;;) {
    const auto line = source_.next_line(kLongestHead);
    if (!line) return tl::unexpected(line.error());
    if (!*line) return fail(ErrorCode::kCorrupt, "the record is cut off in its head");
    if ((*line)->size == 0) break;
    head.append("\n").append((*line)->bytes);
    if (head.size() > kLongestHead)
      return fail(ErrorCode::kCorrupt, "the record's head is longer than {} bytes", kLongestHead);
  }
  const std::string told = header_value(head, "content-length");
  uint64_t size = 0;
  const auto read = std::from_chars(told.data(), told.data() + told.size(), size);
  if (read.ec != std::errc() || read.ptr != told.data() + told.size()) {
    return fail(ErrorCode::kCorrupt, "the record has no Content-Length");
  }
  const std::string type = header_value(head, "warc-type");
  const bool is_wanted = type == "response" || type == "resource" || type == "conversion";
  const bool is_large = size > max_bytes_ + kLongestHttpHead;
  Result<std::string> block = take_block(size, is_wanted && !is_large);
  if (!block) return tl::unexpected(std::move(block).error());
  if (!is_wanted) return Found(Skipped{type.empty() ? "no WARC-Type" : quoted(type) + " record"});
  if (is_large) {
    return fail(ErrorCode::kTooLarge, "{} bytes, more than the limit of {} bytes; raise --max-bytes", size, max_bytes_);
  }
  return article_of(head, std::move(*block));
}

// A page may show what looks like a record. That it is one, because the block is shorter than it says, is believed where no
// record follows the block's end; and, so that it costs no more than it is worth, where the file lied often before.
Result<std::string> WarcReader::take_block(uint64_t size, bool keep) {
  constexpr uint64_t kPieceBytes = UINT64_C(1) << 16;
  std::string block;
  size_t from = 0;  // nothing before it looks like a record
  size_t suspect = block.npos;
  uint64_t taken = 0;
  for (bool is_end = false; !is_end;) {
    const auto piece = source_.take(std::min(kPieceBytes, size - taken));
    if (!piece) return tl::unexpected(piece.error());
    block.append(*piece);
    taken += piece->size();
    if (suspect == block.npos) suspect = next_record_in(block, from, false);
    from = block.size() - std::min(block.size(), kBeginningBytes);
    if (const size_t done = std::min(suspect, from); !keep) {
      block.erase(0, done);
      from -= done;
      if (suspect != block.npos) suspect -= done;
    }
    const bool is_believed = suspect != block.npos && (cut_off_ >= kMostDoubts || block.size() - suspect > max_bytes_);
    is_end = taken == size || piece->empty() || is_believed;
  }
  const std::string_view next = source_.peek(kBeginningBytes);
  if (taken == size && cut_off_ < kMostDoubts && is_between_records(next)) return block;
  if (suspect == block.npos) suspect = next_record_in(block + std::string(next), from, next.size() < kBeginningBytes);
  if (suspect >= block.size() && taken == size) return block;
  ++cut_off_;
  const size_t end = std::min(suspect, block.size());
  const uint64_t kept = taken - (block.size() - end);
  source_.put_back(block.substr(end));
  return fail(ErrorCode::kCorrupt, "the record is cut off after {} of {} bytes", kept, size);
}

Result<Found> WarcReader::article_of(const std::string& head, std::string block) const {
  HttpResponse response;
  std::string type = header_value(head, "content-type");
  if (type.starts_with("application/http")) {
    auto read = read_http_response(block, max_bytes_);
    if (!read) return tl::unexpected(std::move(read.error()));
    response = std::move(*read);
    if (response.status >= 300 && response.status < 400) return Found(Skipped{"redirect"});
    if (response.status != 200) return Found(Skipped{fmt::format("status {} of HTTP", response.status)});
  } else {
    read_content_type(type, response);
    response.body = std::move(block);
  }
  const bool is_text = response.media_type == "text/plain";
  if (!is_text && !is_page(response.media_type, response.body))
    return Found(Skipped{"not HTML: " + quoted(response.media_type)});
  if (response.body.size() > max_bytes_) {
    return fail(ErrorCode::kTooLarge, "{} bytes, more than the limit of {} bytes; raise --max-bytes", response.body.size(),
                max_bytes_);
  }
  if (response.body.find_first_not_of(" \t\r\n") == std::string::npos) return Found(Skipped{"empty"});
  Snapshot snapshot;
  snapshot.sha256 = sha256_hex(response.body);
  Decoded decoded =
      is_text ? decode_file(std::move(response.body)) : decode_html(std::move(response.body), response.charset);
  snapshot.content = std::move(decoded.text);
  snapshot.warnings = std::move(decoded.warnings);
  snapshot.media = is_text ? Media::kText : Media::kHtml;
  std::string url = header_value(head, "warc-target-uri");
  if (url.size() > 1 && url.front() == '<') url = url.substr(1, url.size() - 2);  // as some writers put it
  if (!url.empty()) snapshot.given.url = repair_utf8(url).text;
  if (std::string date = header_value(head, "warc-date"); !date.empty()) snapshot.retrieved = std::move(date);
  return Found(std::move(snapshot));
}

}  // namespace depesche
