#include "export/writers.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/csv_cell.h"
#include "base/fail.h"
#include "store/row_ids.h"

namespace depesche::exporting {
namespace {

std::string day_of(Day day) {
  char buffer[11];
  return std::string(store::day_text(day.days, buffer));
}

struct AsText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(int64_t number) const { return fmt::format("{}", number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(Day day) const { return day_of(day); }
  std::string operator()(const std::vector<std::string>& list) const {
    for (const std::string& value : list) {
      if (!value.empty()) return fmt::format("{}", fmt::join(list, "; "));
    }
    return {};
  }
};

struct AsJson {
  using Json = nlohmann::ordered_json;
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(Day day) const { return day_of(day); }
  Json operator()(const std::vector<std::string>& list) const {
    Json array = Json::array();
    for (const std::string& value : list) array.push_back(value.empty() ? Json() : Json(value));
    return array;
  }
  template <class T>
  Json operator()(const T& value) const {
    return value;
  }
};

class LineFile final : public TableFile {
 public:
  LineFile(const std::filesystem::path& path, Format format, std::vector<Column> columns)
      : file_(path), format_(format), columns_(std::move(columns)), out_(std::fopen(file_.temporary().c_str(), "wb")) {}
  ~LineFile() override {
    if (out_ != nullptr) std::fclose(out_);
  }

  Result<void> begin() {
    if (out_ == nullptr) return tl::unexpected(file_.error("cannot be written"));
    return format_ == Format::kCsv ? put(csv_header(columns_)) : Result<void>();
  }
  Result<void> add(const Row& row) override {
    return put(format_ == Format::kCsv ? csv_line(row) : json_line(columns_, row));
  }
  Result<void> finish() override {
    const bool closed = std::fclose(out_) == 0;
    out_ = nullptr;
    if (!closed) return tl::unexpected(file_.error("cannot be written"));
    return file_.finish();
  }

 private:
  Result<void> put(const std::string& line) {
    if (std::fwrite(line.data(), 1, line.size(), out_) != line.size())
      return tl::unexpected(file_.error("cannot be written"));
    return {};
  }

  UnfinishedFile file_;
  Format format_;
  std::vector<Column> columns_;
  std::FILE* out_;
};

}  // namespace

std::string csv_header(const std::vector<Column>& columns) {
  std::string line;
  for (const Column& column : columns) line += fmt::format("{}{}", line.empty() ? "" : ",", column.name);
  return line + "\n";
}

std::string csv_line(const Row& row) {
  std::string line;
  for (size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += ',';
    // Numbers may begin with a minus; only text is made safe.
    const std::string text = std::visit(AsText(), row[i]);
    const bool is_number = std::holds_alternative<double>(row[i]) || std::holds_alternative<int64_t>(row[i]);
    line += is_number ? text : csv_cell(text);
  }
  return line + "\n";
}

std::string json_line(const std::vector<Column>& columns, const Row& row) {
  nlohmann::ordered_json line;
  for (size_t i = 0; i < row.size(); ++i) line[std::string(columns[i].name)] = std::visit(AsJson(), row[i]);
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<std::unique_ptr<TableFile>> TableFile::create(const std::filesystem::path& path, Format format,
                                                     std::vector<Column> columns) {
  std::error_code ignored;
  if (const auto there = std::filesystem::status(path, ignored);
      std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
    return fail(ErrorCode::kBadArgument, "{}: is no file that can be replaced; name one (search prints)", path.string());
  }
  if (format == Format::kParquet) return create_parquet(path, std::move(columns));
  auto file = std::make_unique<LineFile>(path, format, std::move(columns));
  if (auto begun = file->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return file;
}

UnfinishedFile::UnfinishedFile(std::filesystem::path path) : path_(std::move(path)) {
  // What a link points to is replaced, not the link.
  std::error_code ignored;
  if (auto target = std::filesystem::canonical(path_, ignored); !target.empty()) path_ = std::move(target);
  temporary_ = path_;
  temporary_ += fmt::format(".{}.unfinished", ::getpid());
}

UnfinishedFile::~UnfinishedFile() {
  std::error_code ignored;
  if (!finished_) std::filesystem::remove(temporary_, ignored);
}

Error UnfinishedFile::error(std::string_view what) const {
  return {ErrorCode::kUnreadable, fmt::format("{}: {}: {}", path_.string(), what, std::strerror(errno))};
}

Result<void> UnfinishedFile::finish() {
  // On disk first, under its name then: a crash leaves the old file or the whole new one.
  const int file = ::open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!synced || std::rename(temporary_.c_str(), path_.c_str()) != 0) return tl::unexpected(error("cannot be written"));
  finished_ = true;
  const std::filesystem::path folder = path_.has_parent_path() ? path_.parent_path() : ".";
  if (const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); handle >= 0) {
    ::fsync(handle);
    ::close(handle);
  }
  return {};
}

}  // namespace depesche::exporting
