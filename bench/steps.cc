// CPU seconds of each step of the pipeline, alone, on one thread:
//   depesche_steps MODEL_DIR KNOWLEDGE_DIR auto|int8|float32 FILE...
// One JSON object to standard output; read by bench/speed.py.
#include <depesche/json.h>
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <string>
#include <vector>

#include "base/files.h"
#include "clean/clean.h"
#include "intake/intake.h"
#include "read/reader.h"
#include "read/sentences.h"
#include "read/tokenizer.h"
#include "read/windows.h"
#include "resolve/resolve.h"
#include "times/times.h"

namespace depesche {
namespace {

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <class Step>
void timed(const char* name, Step step) {
  const double begin = cpu_seconds();
  step();
  fmt::print(R"("{}": {:.4f}, )", name, cpu_seconds() - begin);
}

int run(const std::filesystem::path& model, const std::filesystem::path& knowledge_dir, std::string_view precision,
        const std::vector<std::string>& paths) {
  ReaderOptions options;
  options.precision = precision == "int8"      ? Precision::kInt8
                      : precision == "float32" ? Precision::kFloat32
                                               : Precision::kAutomatic;
  auto reader = Reader::load(model, options);
  const auto begin = std::chrono::steady_clock::now();
  auto knowledge = Knowledge::load(knowledge_dir);
  const std::chrono::duration<double, std::milli> loading = std::chrono::steady_clock::now() - begin;
  auto tokenizer = Tokenizer::load(model / "tokenizer.model");
  const auto labels_json = read_file(model / "labels.json");
  const auto labels = Labels::load(labels_json.value_or(""), "");
  auto network = labels ? Network::load(model, *labels, 1, options.precision) : tl::unexpected(labels.error());
  auto intake = Intake::create(paths, {});
  if (!reader || !knowledge || !tokenizer || !intake || !network) {
    fmt::print(stderr, "depesche_steps: {}{}{}{}\n", reader ? "" : reader.error().message,
               knowledge ? "" : knowledge.error().message, tokenizer ? "" : tokenizer.error().message,
               intake ? "" : intake.error().message);
    return 2;
  }

  std::vector<Snapshot> snapshots;
  std::vector<Document> documents;
  std::vector<Record> records;
  size_t tokens = 0, bytes = 0;
  fmt::print("{{\"knowledge_ms\": {:.1f}, ", loading.count());
  timed("intake", [&] {
    while (auto next = (*intake)->next()) {
      if (*next) snapshots.push_back(std::move(**next));
    }
  });
  timed("clean", [&] {
    for (const Snapshot& snapshot : snapshots) {
      if (auto document = clean(snapshot, {})) documents.push_back(std::move(*document));
    }
  });
  std::vector<std::vector<Span>> sentences;
  std::vector<std::vector<int64_t>> windows;
  timed("read: sentences", [&] {
    for (const Document& document : documents) sentences.push_back(split_sentences(document.article.text));
  });
  timed("read: tokens", [&] {
    for (size_t i = 0; i < documents.size(); ++i) {
      std::vector<int64_t> ids;
      std::vector<size_t> ends;
      for (const Span sentence : sentences[i]) {
        for (const Token& token : (*tokenizer)->tokenize(documents[i].article.text, sentence)) ids.push_back(token.id);
        ends.push_back(ids.size());
      }
      tokens += ids.size();
      for (const Window& window : make_windows(ends, labels->max_window - 2, labels->context_tokens)) {
        windows.emplace_back(ids.begin() + static_cast<std::ptrdiff_t>(window.first),
                             ids.begin() + static_cast<std::ptrdiff_t>(window.last));
        windows.back().insert(windows.back().begin(), labels->bos);
        windows.back().push_back(labels->eos);
      }
    }
  });
  Network::Session session(**network);
  timed("read: encoder", [&] {
    for (const auto& window : windows) (void)session.run(window);
  });
  WorkerPool pool(1);
  std::vector<Result<Reading>> readings;
  timed("read: all", [&] { readings = (*reader)->read(documents, pool); });
  size_t times = 0;
  timed("times", [&] {
    for (size_t i = 0; i < documents.size(); ++i) {
      const Article& article = documents[i].article;
      times += find_times(article.text, article.language.value_or(""), sentences[i], article.published.value).size();
    }
  });
  timed("resolve", [&] {
    for (size_t i = 0; i < documents.size(); ++i) {
      if (readings[i]) records.push_back(resolve(documents[i], *readings[i], **knowledge));
    }
  });
  timed("json", [&] {
    for (const Record& record : records) bytes += to_json(record).size();
  });
  fmt::print(R"("articles": {}, "times_found": {}, "tokens": {}, "json_bytes": {}, "precision": "{}"}})", records.size(),
             times, tokens, bytes, (*reader)->precision() == Precision::kInt8 ? "int8" : "float32");
  fmt::print("\n");
  return 0;
}

}  // namespace
}  // namespace depesche

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "usage: depesche_steps MODEL_DIR KNOWLEDGE_DIR auto|int8|float32 FILE...\n");
    return 2;
  }
  return depesche::run(argv[1], argv[2], argv[3], {argv + 4, argv + argc});
}
