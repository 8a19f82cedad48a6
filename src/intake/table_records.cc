#include "intake/table_records.h"

#include <algorithm>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "intake/encoding.h"

namespace depesche {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 16;

std::string_view without_quotes(std::string_view field) {
  field = trim(field);
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
  return field;
}

}  // namespace

std::optional<char> table_separator(std::string_view head, const ColumnNames& columns) {
  head = without_utf8_mark(head);
  const std::string_view line = head.substr(0, head.find_first_of("\r\n"));
  for (const char separator : {'\t', ',', ';'}) {
    const auto fields = split(line, separator);
    const bool has_text = std::any_of(fields.begin(), fields.end(),
                                      [&](std::string_view field) { return without_quotes(field) == columns[kText]; });
    if (has_text && fields.size() > 1) return separator;
  }
  return std::nullopt;
}

TableRecords::TableRecords(ByteSource& source, char separator, ColumnNames columns, uint64_t max_bytes)
    : source_(source), columns_(std::move(columns)), max_bytes_(max_bytes) {
  csv_init(&parser_, 0);
  csv_set_delim(&parser_, static_cast<unsigned char>(separator));
  if (separator == '\t') {
    csv_set_space_func(&parser_, [](unsigned char c) { return c == ' ' ? 1 : 0; });
  }
}

TableRecords::~TableRecords() { csv_free(&parser_); }

void TableRecords::add_field(std::string_view field) {
  row_bytes_ += field.size();
  row_.is_too_large = row_.is_too_large || row_bytes_ > max_bytes_;
  row_.fields.emplace_back(row_.is_too_large ? std::string_view() : field);
}

void TableRecords::end_row() {
  rows_.push_back(std::exchange(row_, {}));
  row_bytes_ = 0;
}

std::optional<Result<Found>> TableRecords::next() {
  const auto on_field = [](void* field, size_t size, void* self) {
    static_cast<TableRecords*>(self)->add_field({static_cast<const char*>(field), field ? size : 0});
  };
  const auto on_row = [](int, void* self) { static_cast<TableRecords*>(self)->end_row(); };
  for (;;) {
    while (!rows_.empty()) {
      Row row = std::move(rows_.front());
      rows_.pop_front();
      if (!header_) {
        header_ = std::move(row.fields);
        if (!header_->empty()) header_->front() = without_utf8_mark(header_->front());
        continue;
      }
      ++row_number_;
      return article_of(std::move(row));
    }
    if (is_ended_) return std::nullopt;
    Result<std::string> piece = source_.take(kPieceBytes);
    if (!piece) return tl::unexpected(std::move(piece.error()));
    if (piece->empty()) {
      csv_fini(&parser_, on_field, on_row, this);
      is_ended_ = true;
    } else if (csv_parse(&parser_, piece->data(), piece->size(), on_field, on_row, this) != piece->size()) {
      is_ended_ = true;
      return fail(ErrorCode::kCorrupt, "no CSV any more: {}", csv_strerror(csv_error(&parser_)));
    }
  }
}

Result<Found> TableRecords::article_of(Row row) const {
  if (row.is_too_large) {
    return fail(ErrorCode::kTooLarge, "more than the limit of {} bytes; raise --max-bytes or split the article", max_bytes_);
  }
  if (row.fields.size() != header_->size()) {
    return fail(ErrorCode::kBadInput, "has {} fields and the header {}; quote fields that hold a separator or a line end",
                row.fields.size(), header_->size());
  }
  Snapshot article;
  article.sha256 = sha256_hex(fmt::format("{}", fmt::join(row.fields, "\x1F")));
  std::array<std::optional<std::string>, kColumns> values;
  for (size_t i = 0; i < kColumns; ++i) {
    const auto column = std::find(header_->begin(), header_->end(), columns_[i]);
    if (column == header_->end()) continue;
    Decoded decoded = decode_narrow(std::move(row.fields[static_cast<size_t>(column - header_->begin())]));
    replace_nul(decoded.text);
    article.warnings.insert(article.warnings.end(), decoded.warnings.begin(), decoded.warnings.end());
    if (!trim(decoded.text).empty()) values[i] = std::move(decoded.text);
  }
  if (!values[kText]) return fail(ErrorCode::kBadInput, "`{}` is empty", columns_[kText]);
  article.content = std::move(*values[kText]);
  article.given = {values[kId], values[kTitle], values[kPublished], values[kUrl], values[kOutlet], {}, values[kLanguage]};
  if (values[kAuthors]) {
    for (const std::string_view author : split(*values[kAuthors], ';')) {
      if (!trim(author).empty()) article.given.authors.emplace_back(trim(author));
    }
  }
  return Found(std::move(article));
}

}  // namespace depesche
