#include <arrow/api.h>
#include <arrow/io/file.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include "base/fail.h"
#include "export/writers.h"

namespace depesche::exporting {
namespace {

constexpr int64_t kRowsOfGroup = 32'768;  // held in memory until they are written

std::shared_ptr<arrow::DataType> type_of(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return arrow::utf8();
    case ColumnType::kInteger:
      return arrow::int64();
    case ColumnType::kReal:
      return arrow::float64();
    case ColumnType::kBoolean:
      return arrow::boolean();
    case ColumnType::kDay:
      return arrow::date32();
    case ColumnType::kTexts:
      return arrow::list(arrow::utf8());
  }
  return arrow::utf8();
}

// Puts one value into the column's builder. Each kind of value goes with one kind of builder (tables.cc keeps them
// together).
struct Append {
  arrow::ArrayBuilder& builder;

  arrow::Status operator()(std::monostate) const { return builder.AppendNull(); }
  arrow::Status operator()(const std::string& text) const {
    return static_cast<arrow::StringBuilder&>(builder).Append(text);
  }
  arrow::Status operator()(int64_t number) const { return static_cast<arrow::Int64Builder&>(builder).Append(number); }
  arrow::Status operator()(double number) const { return static_cast<arrow::DoubleBuilder&>(builder).Append(number); }
  arrow::Status operator()(bool value) const { return static_cast<arrow::BooleanBuilder&>(builder).Append(value); }
  arrow::Status operator()(Day day) const {
    return static_cast<arrow::Date32Builder&>(builder).Append(static_cast<int32_t>(day.days));
  }
  arrow::Status operator()(const std::vector<std::string>& texts) const {
    auto& list = static_cast<arrow::ListBuilder&>(builder);
    ARROW_RETURN_NOT_OK(list.Append());
    auto& values = static_cast<arrow::StringBuilder&>(*list.value_builder());
    for (const std::string& text : texts) ARROW_RETURN_NOT_OK(text.empty() ? values.AppendNull() : values.Append(text));
    return arrow::Status::OK();
  }
};

class ParquetFile final : public TableFile {
 public:
  ParquetFile(const std::filesystem::path& path, std::vector<Column> columns) : file_(path), columns_(std::move(columns)) {}
  ~ParquetFile() override {
    // Only left open where the export failed; what it says then adds nothing.
    if (out_) (void)out_->Close();
  }

  Result<void> begin() {
    return told([&]() -> arrow::Status {
      arrow::FieldVector fields;
      for (const Column& column : columns_) fields.push_back(arrow::field(std::string(column.name), type_of(column.type)));
      schema_ = arrow::schema(fields);
      ARROW_ASSIGN_OR_RAISE(out_, arrow::io::FileOutputStream::Open(file_.temporary().string()));
      const auto properties = parquet::WriterProperties::Builder().compression(parquet::Compression::ZSTD)->build();
      ARROW_ASSIGN_OR_RAISE(writer_,
                            parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), out_, properties));
      for (const auto& field : schema_->fields()) {
        builders_.emplace_back();
        ARROW_RETURN_NOT_OK(arrow::MakeBuilder(arrow::default_memory_pool(), field->type(), &builders_.back()));
      }
      return arrow::Status::OK();
    });
  }

  Result<void> add(const Row& row) override {
    return told([&]() -> arrow::Status {
      for (size_t i = 0; i < row.size(); ++i) ARROW_RETURN_NOT_OK(std::visit(Append{*builders_[i]}, row[i]));
      return ++rows_ < kRowsOfGroup ? arrow::Status::OK() : write_group();
    });
  }

  Result<void> finish() override {
    auto closed = told([&]() -> arrow::Status {
      if (rows_ > 0) ARROW_RETURN_NOT_OK(write_group());
      ARROW_RETURN_NOT_OK(writer_->Close());
      ARROW_RETURN_NOT_OK(out_->Close());
      out_.reset();
      return arrow::Status::OK();
    });
    return closed ? file_.finish() : closed;
  }

 private:
  arrow::Status write_group() {
    arrow::ArrayVector arrays(builders_.size());
    for (size_t i = 0; i < builders_.size(); ++i) ARROW_RETURN_NOT_OK(builders_[i]->Finish(&arrays[i]));
    ARROW_RETURN_NOT_OK(writer_->WriteTable(*arrow::Table::Make(schema_, arrays), kRowsOfGroup));
    rows_ = 0;
    return arrow::Status::OK();
  }

  template <class Work>
  Result<void> told(Work work) {
    const arrow::Status status = work();
    if (status.ok()) return {};
    return fail(ErrorCode::kUnreadable, "{}: {}", file_.temporary().string(), status.ToString());
  }

  UnfinishedFile file_;
  std::vector<Column> columns_;
  std::shared_ptr<arrow::Schema> schema_;
  std::shared_ptr<arrow::io::FileOutputStream> out_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
  std::vector<std::unique_ptr<arrow::ArrayBuilder>> builders_;
  int64_t rows_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableFile>> create_parquet(const std::filesystem::path& path, std::vector<Column> columns) {
  auto file = std::make_unique<ParquetFile>(path, std::move(columns));
  if (auto begun = file->begin(); !begun) return tl::unexpected(std::move(begun.error()));
  return file;
}

}  // namespace depesche::exporting
