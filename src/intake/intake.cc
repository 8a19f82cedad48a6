#include "intake/intake.h"

#include <unistd.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "intake/byte_source.h"
#include "intake/encoding.h"
#include "intake/input_list.h"
#include "intake/intake_from.h"
#include "intake/json_article.h"
#include "intake/recognise.h"

namespace depesche {
namespace {

Error with_remedy(Error error, std::string_view remedy) {
  error.message.append("; ").append(remedy);
  return error;
}

void append(std::vector<std::string>& to, std::vector<std::string>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

bool is_blank_line(std::string_view line) { return line.find_first_not_of(" \t\r\f\v") == std::string_view::npos; }

// Makes of `json`, already decoded, the parts of a Snapshot that it speaks of; the warnings of decoding come first.
Result<Snapshot> snapshot_of_json(Decoded json) {
  Result<JsonArticle> article = parse_json_article(std::move(json.text));
  if (!article) return tl::unexpected(std::move(article).error());
  Snapshot snapshot;
  snapshot.content = std::move(article->text);
  snapshot.given = std::move(article->given);
  snapshot.warnings = std::move(json.warnings);
  append(snapshot.warnings, std::move(article->warnings));
  return snapshot;
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
Result<Snapshot> snapshot_of_file(std::string bytes, Format format, std::string_view name) {
  const std::string wide(wide_charset(bytes));
  if (wide.empty() && format == Format::kText) {
    if (const Result<void> readable = refuse_binary(bytes); !readable) return tl::unexpected(readable.error());
  }
  Decoded decoded = decode_file(std::move(bytes));
  if (!wide.empty()) {
    if (const Result<void> readable = refuse_scrambled(decoded); !readable) return tl::unexpected(readable.error());
    // Only now can its first characters be looked at.
    const Result<Format> inner = recognise(decoded.text, name);
    if (!inner) return tl::unexpected(inner.error());
    format = *inner;
  }
  if (trim(decoded.text).empty()) return fail(ErrorCode::kBadInput, "empty; there is no text in it");
  if (format != Format::kText) {
    return snapshot_of_json(std::move(decoded)).map_error([&](Error error) {
      if (wide.empty()) return with_remedy(std::move(error), "write each article as one JSON object on a line of its own");
      return with_remedy(std::move(error), fmt::format("JSON lines must be in UTF-8 (iconv -f {} -t UTF-8)", wide));
    });
  }
  Snapshot snapshot;
  snapshot.content = std::move(decoded.text);
  snapshot.warnings = std::move(decoded.warnings);
  return snapshot;
}

class FileIntake final : public Intake {
 public:
  FileIntake(std::vector<Input> inputs, IntakeOptions options, int standard_input)
      : inputs_(std::move(inputs)), options_(options), standard_input_(standard_input), bytes_total_(total(inputs_)) {}

  std::optional<Result<Snapshot>> next() override;
  IntakeProgress progress() const override;

 private:
  static std::optional<uint64_t> total(const std::vector<Input>& inputs);
  // Opens the next input. Returns its article or error; nothing where it is JSON lines, now in lines_.
  std::optional<Result<Snapshot>> begin_input(const Input& input);
  // The next article of lines_; nothing at its end.
  std::optional<Result<Snapshot>> next_line();
  Result<Snapshot> snapshot_of_line(const ByteSource::Line& line) const;
  // Counts an input as read: all of it, even where reading broke off, so that progress reaches its total.
  void end_input(const ByteSource& source);

  std::vector<Input> inputs_;
  IntakeOptions options_;
  int standard_input_;
  std::optional<uint64_t> bytes_total_;
  size_t next_input_ = 0;
  std::unique_ptr<ByteSource> lines_;  // the JSON lines under way
  uint64_t line_number_ = 0;
  std::string name_;          // of the input under way, for messages
  uint64_t bytes_ended_ = 0;  // of the inputs before
};

std::optional<Result<Snapshot>> FileIntake::next() {
  for (;;) {
    if (lines_) {
      if (auto article = next_line()) return article;
    }
    if (next_input_ == inputs_.size()) return std::nullopt;
    if (auto article = begin_input(inputs_[next_input_++])) return article;
  }
}

std::optional<Result<Snapshot>> FileIntake::begin_input(const Input& input) {
  if (input.error) return tl::unexpected(*input.error);
  name_ = path_for_messages(input.path);
  const auto named = [&](Error error) { return tl::unexpected(std::move(error).in(name_)); };
  Result<std::unique_ptr<ByteSource>> source =
      input.is_standard_input ? ByteSource::borrow(standard_input_) : ByteSource::open(input.path);
  if (!source) {
    bytes_ended_ += input.file_bytes.value_or(0);
    return named(std::move(source).error());
  }
  const Result<std::string_view> head = (*source)->head(is_enough_to_recognise);
  const Result<Format> format = head.and_then([&](std::string_view bytes) { return recognise(bytes, input.path); });
  if (format && *format == Format::kJsonLines) {
    lines_ = *std::move(source);
    line_number_ = 0;
    return std::nullopt;
  }
  Result<std::string> bytes = format.and_then([&](Format) { return (*source)->rest(options_.max_article_bytes); });
  end_input(**source);
  if (!bytes) return named(std::move(bytes).error());
  std::string sha256 = sha256_hex(*bytes);
  Result<Snapshot> snapshot = snapshot_of_file(*std::move(bytes), *format, input.path);
  if (!snapshot) return named(std::move(snapshot).error());
  snapshot->source = name_;
  snapshot->sha256 = std::move(sha256);
  return snapshot;
}

std::optional<Result<Snapshot>> FileIntake::next_line() {
  for (;;) {
    Result<std::optional<ByteSource::Line>> line = lines_->next_line(options_.max_article_bytes);
    if (!line || !*line) {
      end_input(*lines_);
      lines_.reset();
      if (line) return std::nullopt;
      return tl::unexpected(std::move(line).error().in(fmt::format("{}: after line {}", name_, line_number_)));
    }
    ++line_number_;
    if ((*line)->size == (*line)->bytes.size() && is_blank_line((*line)->bytes)) continue;
    const std::string place = fmt::format("{}: line {}", name_, line_number_);
    Result<Snapshot> snapshot = snapshot_of_line(**line);
    if (!snapshot) return tl::unexpected(with_remedy(std::move(snapshot).error(), "the line was skipped").in(place));
    snapshot->source = place;
    return snapshot;
  }
}

Result<Snapshot> FileIntake::snapshot_of_line(const ByteSource::Line& line) const {
  if (line.size > options_.max_article_bytes) {
    return fail(ErrorCode::kTooLarge, "{} bytes, more than the limit of {} bytes; raise --max-bytes or split the article",
                line.size, options_.max_article_bytes);
  }
  // A mark stands before the first line, and within files that were put together of several; it is no part of the article.
  const std::string_view bytes = without_utf8_mark(line.bytes);
  Result<Snapshot> snapshot = snapshot_of_json(decode_narrow(std::string(bytes)));
  if (snapshot) snapshot->sha256 = sha256_hex(bytes);
  return snapshot;
}

void FileIntake::end_input(const ByteSource& source) {
  bytes_ended_ += std::max(source.bytes_read(), inputs_[next_input_ - 1].file_bytes.value_or(0));
}

IntakeProgress FileIntake::progress() const {
  const uint64_t bytes_read = bytes_ended_ + (lines_ ? lines_->bytes_read() : 0);
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
  return std::make_unique<FileIntake>(list_inputs(paths), options, standard_input);
}

Result<std::unique_ptr<Intake>> Intake::create(std::vector<std::string> paths, IntakeOptions options) {
  return create_intake_from(std::move(paths), options, STDIN_FILENO);
}

}  // namespace depesche
