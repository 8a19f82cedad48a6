#include "intake/json_records.h"

#include <iterator>
#include <utility>

#include "base/fail.h"
#include "base/sha256.h"
#include "intake/json_article.h"
#include "intake/ninjs.h"

namespace depesche {
namespace {

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos; }

}  // namespace

Result<Snapshot> snapshot_of_json(Decoded json, const ColumnNames& columns) {
  const bool ours = json.text.find('"' + columns[kText] + '"') != std::string::npos;
  Snapshot snapshot;
  if (!ours && looks_like_ninjs(json.text)) {
    auto item = read_ninjs(json.text);
    if (!item) return item;
    snapshot = std::move(*item);
  } else {
    auto article = parse_json_article(std::move(json.text), columns);
    if (!article) return tl::unexpected(std::move(article).error());
    snapshot.content = std::move(article->text);
    snapshot.given = std::move(article->given);
    snapshot.warnings = std::move(article->warnings);
  }
  json.warnings.insert(json.warnings.end(), std::make_move_iterator(snapshot.warnings.begin()),
                       std::make_move_iterator(snapshot.warnings.end()));
  snapshot.warnings = std::move(json.warnings);
  return snapshot;
}

std::optional<Result<Found>> JsonLines::next() {
  for (;;) {
    const Result<std::optional<ByteSource::Line>> line = source_.next_line(max_bytes_);
    is_behind_ = !line;
    if (!line) return tl::unexpected(line.error());
    if (!*line) return std::nullopt;
    ++line_;
    if ((*line)->size == (*line)->bytes.size() && is_blank_line((*line)->bytes)) continue;
    return article_of(**line);
  }
}

Result<Found> JsonLines::article_of(const ByteSource::Line& line) const {
  if (line.size > max_bytes_) {
    return fail(ErrorCode::kTooLarge, "{} bytes, more than the limit of {} bytes; raise --max-bytes or split the article",
                line.size, max_bytes_);
  }
  // A mark stands before the first line, and within files that were put together of several; it is no part of the article.
  const std::string_view bytes = without_utf8_mark(line.bytes);
  Result<Snapshot> snapshot = snapshot_of_json(decode_narrow(std::string(bytes)), columns_);
  if (!snapshot) return tl::unexpected(std::move(snapshot.error()));
  snapshot->sha256 = sha256_hex(bytes);
  return Found(std::move(*snapshot));
}

}  // namespace depesche
