// Articles as rows of a table: CSV (RFC 4180; commas, semicolons or tabs) with a header line.
#pragma once

#include <csv.h>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/byte_source.h"
#include "intake/columns.h"
#include "intake/records.h"

namespace depesche {

// The separator where the first line of `head` is a table's header with a column for the text; nothing for all else.
std::optional<char> table_separator(std::string_view head, const ColumnNames& columns);

class TableRecords final : public Records {
 public:
  // `source` is at the header line and outlives this.
  TableRecords(ByteSource& source, char separator, ColumnNames columns, uint64_t max_bytes);
  ~TableRecords() override;
  TableRecords(const TableRecords&) = delete;

  std::optional<Result<Found>> next() override;
  std::string_view unit() const override { return "row"; }
  uint64_t number() const override { return row_number_; }

 private:
  struct Row {
    std::vector<std::string> fields;
    bool is_too_large = false;
  };
  void add_field(std::string_view field);
  void end_row();
  Result<Found> article_of(Row row) const;

  ByteSource& source_;
  ColumnNames columns_;
  uint64_t max_bytes_;
  csv_parser parser_;
  Row row_;               // under way
  size_t row_bytes_ = 0;  // of it
  std::deque<Row> rows_;
  std::optional<std::vector<std::string>> header_;
  uint64_t row_number_ = 1;  // the header is row 1
  bool is_ended_ = false;
};

}  // namespace depesche
