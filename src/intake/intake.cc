#include "intake/intake.h"

#include <unistd.h>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <variant>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "intake/archive_members.h"
#include "intake/byte_source.h"
#include "intake/columns.h"
#include "intake/encoding.h"
#include "intake/feed.h"
#include "intake/input_list.h"
#include "intake/intake_from.h"
#include "intake/json_records.h"
#include "intake/recognise.h"
#include "intake/table_records.h"
#include "intake/warc.h"

namespace depesche {
namespace {

Error with_remedy(Error error, std::string_view remedy) {
  error.message.append("; ").append(remedy);
  return error;
}

// Decoded UTF-16 or UTF-32: binary data that merely looked like it shows itself in control characters and broken units.
Result<void> refuse_scrambled(const Decoded& decoded) {
  size_t lost = 0;
  size_t all = 0;
  for (size_t at = 0; at < decoded.text.size(); ++all) {
    const CodePoint c = code_point_at(decoded.text, at);
    lost += c.value == 0xFFFD || (c.value < 0x20 && !is_space(c.value)) ? 1 : 0;
    at = c.next;
  }
  if (lost * 10 > all) return fail(ErrorCode::kBadInput, "looks like a binary file; give the article's text");
  return {};
}

// A whole input that is one article. Everything but the source and the hash.
Result<Snapshot> snapshot_of_file(std::string bytes, Format format, std::string_view name, const ColumnNames& columns) {
  const bool is_page = format == Format::kHtml;
  const std::string wide(is_page ? std::string_view() : wide_charset(bytes));
  if (wide.empty() && format == Format::kText) {
    if (const Result<void> readable = refuse_binary(bytes); !readable) return tl::unexpected(readable.error());
  }
  Decoded decoded = is_page ? decode_html(std::move(bytes), "") : decode_file(std::move(bytes));
  if (!wide.empty()) {
    if (const Result<void> readable = refuse_scrambled(decoded); !readable) return tl::unexpected(readable.error());
    // Only now can its first characters be looked at.
    const Result<Format> inner = recognise(decoded.text, name);
    if (!inner) return tl::unexpected(inner.error());
    format = *inner;
  }
  if (trim(decoded.text).empty()) return fail(ErrorCode::kBadInput, "empty; there is no text in it");
  if (format == Format::kJsonLines || format == Format::kJsonObject) {
    return snapshot_of_json(std::move(decoded), columns).map_error([&](Error error) {
      if (wide.empty()) return with_remedy(std::move(error), "write each article as one JSON object on a line of its own");
      return with_remedy(std::move(error), fmt::format("JSON lines must be in UTF-8 (iconv -f {} -t UTF-8)", wide));
    });
  }
  Snapshot snapshot;
  snapshot.media = format == Format::kHtml ? Media::kHtml : Media::kText;
  snapshot.content = std::move(decoded.text);
  snapshot.warnings = std::move(decoded.warnings);
  return snapshot;
}

// The items of a feed, which is read as a whole.
class Items final : public Records {
 public:
  explicit Items(std::vector<Found> items) : items_(std::move(items)) {}
  std::optional<Result<Found>> next() override {
    if (next_ == items_.size()) return std::nullopt;
    return std::move(items_[next_++]);
  }
  std::string_view unit() const override { return "item"; }
  uint64_t number() const override { return next_; }

 private:
  std::vector<Found> items_;
  size_t next_ = 0;
};

class FileIntake final : public Intake {
 public:
  FileIntake(std::vector<Input> inputs, IntakeOptions options, ColumnNames columns, int standard_input)
      : inputs_(std::move(inputs)),
        options_(std::move(options)),
        columns_(std::move(columns)),
        standard_input_(standard_input),
        bytes_total_(total(inputs_)) {}

  std::optional<Result<Snapshot>> next() override;
  IntakeProgress progress() const override;
  const std::map<std::string, uint64_t>& passed_over() const override { return passed_over_; }

 private:
  // An input with many articles that is under way, or an archive with many inputs; the first is one of inputs_, each after
  // it a member of the one before.
  struct Level {
    std::string name;  // for messages
    std::unique_ptr<ByteSource> source;
    std::unique_ptr<Records> records;
    std::unique_ptr<ArchiveMembers> members;
  };

  static std::optional<uint64_t> total(const std::vector<Input>& inputs);
  // Begins with an input. Returns its article or error; nothing where it is now a level of its own.
  std::optional<Result<Snapshot>> begin(std::unique_ptr<ByteSource> source, std::string name, const std::string& path);
  Result<Format> recognise_in(ByteSource& source, const std::string& path) const;
  std::optional<Result<Snapshot>> begin_records(Level level, Format format);
  // The next article of the last level; nothing at its end.
  std::optional<Result<Snapshot>> next_record();
  std::optional<Result<Snapshot>> next_member();
  // Counts an input as read: all of it, even where reading broke off, so that progress reaches its total.
  void end_input(uint64_t bytes_read) {
    bytes_ended_ += std::max(bytes_read, inputs_[next_input_ - 1].file_bytes.value_or(0));
  }

  std::vector<Input> inputs_;
  IntakeOptions options_;
  ColumnNames columns_;
  int standard_input_;
  std::optional<uint64_t> bytes_total_;
  size_t next_input_ = 0;
  std::vector<Level> levels_;
  std::map<std::string, uint64_t> passed_over_;
  uint64_t bytes_ended_ = 0;  // of the inputs before
};

std::optional<Result<Snapshot>> FileIntake::next() {
  for (;;) {
    if (!levels_.empty()) {
      auto article = levels_.back().records ? next_record() : next_member();
      if (article) return article;
      continue;
    }
    if (next_input_ == inputs_.size()) return std::nullopt;
    const Input& input = inputs_[next_input_++];
    if (input.error) return tl::unexpected(*input.error);
    std::string name = path_for_messages(input.path);
    auto source = input.is_standard_input ? ByteSource::borrow(standard_input_) : ByteSource::open(input.path);
    if (!source) {
      end_input(0);
      return tl::unexpected(std::move(source).error().in(name));
    }
    if (auto article = begin(std::move(*source), std::move(name), input.path)) return article;
  }
}

Result<Format> FileIntake::recognise_in(ByteSource& source, const std::string& path) const {
  Result<std::string_view> head = source.head(is_enough_to_recognise);
  if (const Packing packing = head ? packing_of(*head) : Packing::kNone; packing != Packing::kNone) {
    source.unpack(packing);
    head = source.head(is_enough_to_recognise);
  }
  if (!head) return tl::unexpected(head.error());
  Result<Format> format = recognise(*head, path);
  if (format && *format == Format::kText && table_separator(*head, columns_)) return Format::kTable;
  return format;
}

std::optional<Result<Snapshot>> FileIntake::begin(std::unique_ptr<ByteSource> source, std::string name,
                                                  const std::string& path) {
  const Result<Format> format = recognise_in(*source, path);
  const bool is_single = !format || *format == Format::kText || *format == Format::kHtml || *format == Format::kJsonObject;
  if (!is_single) return begin_records({std::move(name), std::move(source), nullptr, nullptr}, *format);
  Result<std::string> bytes = format.and_then([&](Format) { return source->rest(options_.max_article_bytes); });
  if (levels_.empty()) end_input(source->bytes_read());
  if (!bytes) return tl::unexpected(std::move(bytes).error().in(name));
  std::string sha256 = sha256_hex(*bytes);
  Result<Snapshot> snapshot = snapshot_of_file(*std::move(bytes), *format, path, columns_);
  if (!snapshot) return tl::unexpected(std::move(snapshot).error().in(name));
  snapshot->source = std::move(name);
  snapshot->sha256 = std::move(sha256);
  return snapshot;
}

std::optional<Result<Snapshot>> FileIntake::begin_records(Level level, Format format) {
  constexpr size_t kDeepest = 2;  // an archive, and an archive in it
  const uint64_t most = options_.max_article_bytes;
  ByteSource& source = *level.source;
  const auto failed = [&](Error error) -> std::optional<Result<Snapshot>> {
    if (levels_.empty()) end_input(source.bytes_read());
    return tl::unexpected(std::move(error).in(level.name));
  };
  if (format == Format::kJsonLines) level.records = std::make_unique<JsonLines>(source, columns_, most);
  if (format == Format::kWarc) level.records = std::make_unique<WarcReader>(source, most);
  if (format == Format::kTable) {
    const Result<std::string_view> head = source.head([](std::string_view) { return true; });
    level.records = std::make_unique<TableRecords>(source, *table_separator(*head, columns_), columns_, most);
  }
  if (format == Format::kXmlFeed || format == Format::kJsonFeed) {
    Result<std::string> bytes = source.rest(most);
    if (!bytes) return failed(std::move(bytes.error()));
    auto items = format == Format::kXmlFeed ? read_xml_feed(*bytes) : read_json_feed(decode_file(std::move(*bytes)).text);
    if (!items) return failed(std::move(items.error()));
    level.records = std::make_unique<Items>(std::move(*items));
  }
  if (format == Format::kArchive) {
    if (levels_.size() >= kDeepest)
      return failed({ErrorCode::kBadInput, "an archive too deep inside others; unpack it first"});
    level.members = std::make_unique<ArchiveMembers>(source);
  }
  levels_.push_back(std::move(level));
  return std::nullopt;
}

std::optional<Result<Snapshot>> FileIntake::next_record() {
  Level& level = levels_.back();
  const auto end = [&] {
    if (levels_.size() == 1) end_input(level.source->bytes_read());
    levels_.pop_back();
  };
  while (auto found = level.records->next()) {
    Records& records = *level.records;
    if (!*found) {
      Error error = std::move(*found).error();
      if (error.code != ErrorCode::kUnreadable && !records.is_behind()) {
        const std::string place = fmt::format("{}: {} {}", level.name, records.unit(), records.number());
        return tl::unexpected(with_remedy(std::move(error), fmt::format("the {} was skipped", records.unit())).in(place));
      }
      const std::string place = fmt::format("{}: after {} {}", level.name, records.unit(), records.number());
      if (error.code == ErrorCode::kUnreadable) end();  // the input itself cannot be read on
      return tl::unexpected(std::move(error).in(place));
    }
    if (const Skipped* skipped = std::get_if<Skipped>(&**found)) {
      ++passed_over_[skipped->why];
      continue;
    }
    Snapshot snapshot = std::get<Snapshot>(std::move(**found));
    snapshot.source = fmt::format("{}: {} {}", level.name, records.unit(), records.number());
    return snapshot;
  }
  end();
  return std::nullopt;
}

std::optional<Result<Snapshot>> FileIntake::next_member() {
  Level& level = levels_.back();
  const auto path = level.members->next();
  if (!path) {
    if (levels_.size() == 1) end_input(level.source->bytes_read());
    levels_.pop_back();
    return std::nullopt;
  }
  if (!*path) return tl::unexpected(Error(path->error()).in(level.name));
  ArchiveMembers* const members = level.members.get();
  auto source = ByteSource::from([members](char* data, size_t size) { return members->read(data, size); });
  return begin(std::move(source), fmt::format("{}: {}", level.name, **path), **path);
}

IntakeProgress FileIntake::progress() const {
  const uint64_t bytes_read = bytes_ended_ + (levels_.empty() ? 0 : levels_.front().source->bytes_read());
  if (!bytes_total_) return {bytes_read, std::nullopt};
  return {bytes_read, std::max(*bytes_total_, bytes_read)};  // a file may have grown since its size was taken
}

std::optional<uint64_t> FileIntake::total(const std::vector<Input>& inputs) {
  uint64_t bytes = 0;
  for (const Input& input : inputs) {
    if (input.error) continue;
    if (!input.file_bytes) return std::nullopt;
    bytes += *input.file_bytes;
  }
  return bytes;
}

}  // namespace

Result<std::unique_ptr<Intake>> create_intake_from(std::vector<std::string> paths, IntakeOptions options,
                                                   int standard_input) {
  if (paths.empty()) return fail(ErrorCode::kBadArgument, "no input: give files, folders or \"-\" for standard input");
  if (options.max_article_bytes < 1 || options.max_article_bytes > std::numeric_limits<int32_t>::max()) {
    return fail(ErrorCode::kBadArgument, "max_article_bytes is {}; it must be from 1 to {}", options.max_article_bytes,
                std::numeric_limits<int32_t>::max());
  }
  auto columns = read_column_map(options.map);
  if (!columns) return tl::unexpected(columns.error());
  return std::make_unique<FileIntake>(list_inputs(paths, options.include, options.exclude), std::move(options),
                                      std::move(*columns), standard_input);
}

Result<std::unique_ptr<Intake>> Intake::create(std::vector<std::string> paths, IntakeOptions options) {
  return create_intake_from(std::move(paths), options, STDIN_FILENO);
}

}  // namespace depesche
