// CPU seconds of each step of the pipeline, alone, on one thread:
//   depesche_steps MODEL_DIR KNOWLEDGE_DIR auto|int8|float32 FILE...
// One JSON object to standard output; read by bench/speed.py.
#include <depesche/json.h>
#include <fmt/format.h>

#include <ctime>
#include <string>
#include <vector>

#include "clean/clean.h"
#include "intake/intake.h"
#include "read/reader.h"
#include "read/sentences.h"
#include "read/tokenizer.h"
#include "resolve/resolve.h"

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
  options.precision = precision == "int8" ? Precision::kInt8 : precision == "float32" ? Precision::kFloat32 : Precision::kAutomatic;
  auto reader = Reader::load(model, options);
  auto knowledge = Knowledge::load(knowledge_dir);
  auto tokenizer = Tokenizer::load(model / "tokenizer.model");
  auto intake = Intake::create(paths, {});
  if (!reader || !knowledge || !tokenizer || !intake) {
    fmt::print(stderr, "depesche_steps: {}{}{}{}\n", reader ? "" : reader.error().message, knowledge ? "" : knowledge.error().message,
               tokenizer ? "" : tokenizer.error().message, intake ? "" : intake.error().message);
    return 2;
  }

  std::vector<Snapshot> snapshots;
  std::vector<Document> documents;
  std::vector<Record> records;
  size_t tokens = 0, bytes = 0;
  fmt::print("{{");
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
  timed("read: sentences", [&] {
    for (const Document& document : documents) sentences.push_back(split_sentences(document.article.text));
  });
  timed("read: tokens", [&] {
    for (size_t i = 0; i < documents.size(); ++i) {
      for (const Span sentence : sentences[i]) tokens += (*tokenizer)->tokenize(documents[i].article.text, sentence).size();
    }
  });
  WorkerPool pool(1);
  std::vector<Result<Reading>> readings;
  timed("read: all", [&] { readings = (*reader)->read(documents, pool); });
  timed("resolve", [&] {
    for (size_t i = 0; i < documents.size(); ++i) {
      if (readings[i]) records.push_back(resolve(documents[i], *readings[i], **knowledge));
    }
  });
  timed("json", [&] {
    for (const Record& record : records) bytes += to_json(record).size();
  });
  fmt::print(R"("articles": {}, "tokens": {}, "json_bytes": {}, "precision": "{}"}})", records.size(), tokens, bytes,
             (*reader)->precision() == Precision::kInt8 ? "int8" : "float32");
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
