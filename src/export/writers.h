// Rows of a table as CSV, JSON lines or Parquet.
#pragma once

#include <depesche/error.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "export/tables.h"

namespace depesche::exporting {

enum class Format { kCsv, kJsonLines, kParquet };

// One row, with its line end. Lists are joined by "; " in CSV, days are written 2022-09-19.
std::string csv_header(const std::vector<Column>& columns);
std::string csv_line(const Row& row);
std::string json_line(const std::vector<Column>& columns, const Row& row);

// A file in the making. It stands under its name only after finish(); without it, nothing is left behind, and a file that
// was there before stays as it was.
class TableFile {
 public:
  // Errors  kUnreadable: the folder cannot be written to.
  static Result<std::unique_ptr<TableFile>> create(const std::filesystem::path& path, Format format,
                                                   std::vector<Column> columns);
  virtual ~TableFile() = default;

  // Errors  kUnreadable: the disk is full, or the like.
  virtual Result<void> add(const Row& row) = 0;
  virtual Result<void> finish() = 0;
};

// For writers: a file beside `path` that becomes `path` by finish(), synced, or is removed.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(std::filesystem::path path);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  const std::filesystem::path& temporary() const { return temporary_; }
  Result<void> finish();
  Error error(std::string_view what) const;  // with the system's reason

 private:
  std::filesystem::path path_, temporary_;
  bool finished_ = false;
};

Result<std::unique_ptr<TableFile>> create_parquet(const std::filesystem::path& path, std::vector<Column> columns);

}  // namespace depesche::exporting
