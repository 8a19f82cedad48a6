#include "read/reader.h"

#include <algorithm>
#include <future>

#include "base/fail.h"
#include "base/files.h"
#include "read/decode.h"
#include "read/model_files.h"
#include "read/sentences.h"
#include "read/tokenizer.h"
#include "read/windows.h"

namespace depesche {
namespace {

constexpr size_t kEndMarks = 2;

struct PendingWindow {
  size_t document = 0;
  Window window;
};

struct PreparedDocument {
  TokenizedText text;
  std::vector<Window> windows;
};

PreparedDocument prepare(const Article& article, const Tokenizer& tokenizer, const Labels& labels) {
  PreparedDocument prepared;
  prepared.text.text = article.text;
  prepared.text.sentences = split_sentences(article.text);
  for (const Span sentence : prepared.text.sentences) {
    const std::vector<Token> tokens = tokenizer.tokenize(article.text, sentence);
    prepared.text.tokens.insert(prepared.text.tokens.end(), tokens.begin(), tokens.end());
    prepared.text.sentence_ends.push_back(prepared.text.tokens.size());
  }
  prepared.windows = make_windows(prepared.text.sentence_ends, labels.max_window - kEndMarks, labels.context_tokens);
  return prepared;
}

// The windows' readings joined in order.
Result<Reading> join(PreparedDocument& prepared, std::span<Result<Reading>> parts, const Labels& labels) {
  Reading reading;
  if (!labels.names.kinds.empty()) reading.names.emplace();
  reading.antecedents_marked = !labels.antecedents.empty();
  const auto append = [](auto& all, auto& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  for (Result<Reading>& part : parts) {
    if (!part) return tl::unexpected(part.error());
    append(reading.acts, part->acts);
    append(reading.quotations, part->quotations);
    append(reading.participants, part->participants);
    if (part->names) append(*reading.names, *part->names);
  }
  reading.sentences = std::move(prepared.text.sentences);
  return reading;
}

}  // namespace

Reader::Reader(ReaderOptions options, Labels labels) : options_(options), labels_(std::move(labels)) {}
Reader::~Reader() = default;

Result<std::unique_ptr<Reader>> Reader::load(const std::filesystem::path& model_dir, ReaderOptions options) {
  if (options.threads < 1 || options.threads > 256) {
    return fail(ErrorCode::kBadArgument, "threads: {} is not between 1 and 256", options.threads);
  }
  const auto in_dir = [&](Error error) { return std::move(error).in("model " + model_dir.string()); };
  auto version = check_model_files(model_dir);
  if (!version) return tl::unexpected(in_dir(version.error()));
  auto labels_json = read_file(model_dir / "labels.json");
  if (!labels_json) return tl::unexpected(in_dir(labels_json.error()));
  const auto calibration_json = read_file(model_dir / "calibration.json");  // without it, the network's own probabilities
  auto labels = Labels::load(*labels_json, calibration_json ? *calibration_json : "");
  if (!labels) return tl::unexpected(in_dir(labels.error()));
  auto loading_tokenizer = std::async(std::launch::async, [&] { return Tokenizer::load(model_dir / "tokenizer.model"); });
  auto network = Network::load(model_dir, *labels, options.threads, options.precision);
  auto tokenizer = loading_tokenizer.get();
  if (!network) return tl::unexpected(in_dir(network.error()));
  if (!tokenizer) return tl::unexpected(in_dir(tokenizer.error()));

  std::unique_ptr<Reader> reader(new Reader(options, std::move(*labels)));
  reader->version_ = std::move(*version);
  reader->tokenizer_ = std::move(*tokenizer);
  reader->network_ = std::move(*network);
  for (size_t worker = 0; worker < options.threads; ++worker) reader->sessions_.emplace_back(*reader->network_);
  return reader;
}

std::vector<Result<Reading>> Reader::read(std::span<const Document> documents, WorkerPool& pool) {
  std::vector<PreparedDocument> prepared(documents.size());
  pool.for_each(documents.size(),
                [&](size_t i, size_t) { prepared[i] = prepare(documents[i].article, *tokenizer_, labels_); });

  std::vector<PendingWindow> pending;
  for (size_t i = 0; i < prepared.size(); ++i) {
    for (const Window& window : prepared[i].windows) pending.push_back({i, window});
  }
  std::vector<Result<Reading>> parts(pending.size());
  pool.for_each(pending.size(), [&](size_t i, size_t worker) {
    const TokenizedText& text = prepared[pending[i].document].text;
    const Window& window = pending[i].window;
    Network::Session& session = sessions_[worker];
    const auto scores = session.run(text.window_ids(window, labels_));
    const auto done =
        scores.and_then([&](const WindowScores& s) { return decode_window(text, window, s, labels_, session, *parts[i]); });
    if (!done) parts[i] = tl::unexpected(done.error());
  });

  std::vector<Result<Reading>> readings;
  std::span<Result<Reading>> rest(parts);
  for (PreparedDocument& document : prepared) {
    readings.push_back(join(document, rest.first(document.windows.size()), labels_));
    rest = rest.subspan(document.windows.size());
  }
  return readings;
}

}  // namespace depesche
