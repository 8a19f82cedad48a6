#include "base/tsv.h"

#include <algorithm>

#include "base/fail.h"
#include "base/files.h"
#include "base/utf8.h"

namespace depesche {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

Result<Table> Table::read(const std::filesystem::path& path, const std::vector<std::string_view>& columns) {
  auto bytes = read_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Table table;
  table.columns_ = columns.size();
  table.bytes_ = std::make_unique<const std::string>(std::move(*bytes));
  if (!is_valid_utf8(table.bytes())) return fail(ErrorCode::kCorrupt, "{}: not UTF-8", path.string());

  std::vector<size_t> places;  // [column asked for] its position in the file
  size_t width = 0;
  size_t line = 0;
  for (std::string_view row : split(table.bytes(), '\n')) {
    ++line;
    if (row.ends_with('\r')) row.remove_suffix(1);
    if (row.empty()) continue;
    const std::vector<std::string_view> fields = split(row, '\t');
    if (width == 0) {
      width = fields.size();
      for (const std::string_view column : columns) {
        const auto found = std::find(fields.begin(), fields.end(), column);
        if (found == fields.end())
          return fail(ErrorCode::kCorrupt, "{}: line {}: no column '{}'", path.string(), line, column);
        places.push_back(static_cast<size_t>(found - fields.begin()));
      }
      continue;
    }
    if (fields.size() != width) {
      return fail(ErrorCode::kCorrupt, "{}: line {}: {} fields instead of {}", path.string(), line, fields.size(), width);
    }
    for (const size_t place : places) table.fields_.push_back(fields[place]);
    table.lines_.push_back(line);
  }
  if (width == 0) return fail(ErrorCode::kCorrupt, "{}: empty; expected a header line", path.string());
  return table;
}

}  // namespace depesche
