// Tab-separated tables: UTF-8, one header line, no quoting, no tabs or line breaks in fields.
#pragma once

#include <depesche/error.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// The parts of `text` between the separators; one empty part for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);

// A table held in memory as it was read; fields are views into it. Immutable.
class Table {
 public:
  // Reads the file and sees to it that it has these columns (others are passed over) and no row of another width.
  // Errors  those of read_file(); kCorrupt: a column or a field is missing, naming file, line and column; not UTF-8.
  static Result<Table> read(const std::filesystem::path& path, const std::vector<std::string_view>& columns);

  size_t rows() const { return lines_.size(); }
  // Field `column` (position in the list given to read()) of the row.
  std::string_view at(size_t row, size_t column) const { return fields_[row * columns_ + column]; }
  // On which line of the file the row is (the first is 1).
  size_t line_of(size_t row) const { return lines_[row]; }
  // The whole file, for its checksum.
  std::string_view bytes() const { return *bytes_; }

 private:
  std::unique_ptr<const std::string> bytes_ = std::make_unique<const std::string>();
  size_t columns_ = 1;
  std::vector<std::string_view> fields_;
  std::vector<size_t> lines_;  // of the rows
};

}  // namespace depesche
