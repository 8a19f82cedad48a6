// Tab-separated tables: UTF-8, one header line, no quoting, no tabs or line breaks in fields.
#pragma once

#include <depesche/error.h>

#include <filesystem>
#include <initializer_list>
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
  static Result<Table> read(const std::filesystem::path& path, std::initializer_list<std::string_view> columns);

  size_t rows() const { return fields_.size() / columns_; }
  // Field `column` (position in the list given to read()) of the row.
  std::string_view at(size_t row, size_t column) const {
    return std::string_view(bytes_).substr(fields_[row * columns_ + column].begin, fields_[row * columns_ + column].size);
  }
  // The whole file, for its checksum.
  const std::string& bytes() const { return bytes_; }

 private:
  struct Field {
    size_t begin = 0, size = 0;
  };
  std::string bytes_;
  size_t columns_ = 1;
  std::vector<Field> fields_;
};

}  // namespace depesche
