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

// A table held in memory as it was read, from one file or several one after the other; fields are views into it. Immutable.
class Table {
 public:
  // Reads the files and sees to it that they have these columns (others are passed over) and no row of another width.
  // Errors  those of read_file(); kCorrupt: a column or a field is missing, naming file, line and column; not UTF-8.
  static Result<Table> read(const std::vector<std::filesystem::path>& paths, const std::vector<std::string_view>& columns);
  static Result<Table> read(const std::filesystem::path& path, const std::vector<std::string_view>& columns) {
    return read(std::vector{path}, columns);
  }

  size_t rows() const { return fields_.size() / columns_; }
  // Field `column` (position in the list given to read()) of the row.
  std::string_view at(size_t row, size_t column) const { return fields_[row * columns_ + column]; }
  // Which of the files the row is from, and on which line of it (the first is 1).
  size_t file_of(size_t row) const { return places_[row].file; }
  size_t line_of(size_t row) const { return places_[row].line; }
  // The whole of each file, for its checksum.
  const std::vector<std::unique_ptr<const std::string>>& files() const { return files_; }

 private:
  struct Place {
    uint32_t file = 0, line = 0;
  };
  Result<void> add(const std::filesystem::path& path, const std::vector<std::string_view>& columns);

  std::vector<std::unique_ptr<const std::string>> files_;
  size_t columns_ = 1;
  std::vector<std::string_view> fields_;
  std::vector<Place> places_;  // of the rows
};

}  // namespace depesche
