// JSON lines: one article a line.
#pragma once

#include <cstdint>
#include <optional>

#include "intake/byte_source.h"
#include "intake/columns.h"
#include "intake/encoding.h"
#include "intake/records.h"

namespace depesche {

// One JSON object as an article, ours or ninjs; everything but source and hash. The warnings of decoding come first.
// Errors  those of parse_json_article() and read_ninjs().
Result<Snapshot> snapshot_of_json(Decoded json, const ColumnNames& columns);

// Blank lines are passed over.
class JsonLines final : public Records {
 public:
  JsonLines(ByteSource& source, ColumnNames columns, uint64_t max_bytes)
      : source_(source), columns_(std::move(columns)), max_bytes_(max_bytes) {}

  std::optional<Result<Found>> next() override;
  std::string_view unit() const override { return "line"; }
  uint64_t number() const override { return line_; }
  bool is_behind() const override { return is_behind_; }

 private:
  Result<Found> article_of(const ByteSource::Line& line) const;

  ByteSource& source_;
  ColumnNames columns_;
  uint64_t max_bytes_;
  uint64_t line_ = 0;
  bool is_behind_ = false;  // the next line could not be read
};

}  // namespace depesche
