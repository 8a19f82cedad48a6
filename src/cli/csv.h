// Events and quotations as CSV (RFC 4180), one row each, in the columns of docs/record.md.
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// The rows of one record, each ending in a line end.
std::string event_rows(const Record& record);
std::string quote_rows(const Record& record);

extern const std::string_view kEventHeader;
extern const std::string_view kQuoteHeader;

// A CSV file that is being written.
class CsvFile {
 public:
  // Makes the file, or empties it, and writes the header.
  // Errors  kUnreadable with the system's reason.
  static Result<CsvFile> create(const std::filesystem::path& path, std::string_view header);

  // Errors  kUnreadable: the disk is full, or the like.
  Result<void> add(std::string_view rows);

 private:
  CsvFile(std::filesystem::path path, std::ofstream file) : path_(std::move(path)), file_(std::move(file)) {}
  std::filesystem::path path_;
  std::ofstream file_;
};

}  // namespace depesche
