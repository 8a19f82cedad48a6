// Engine: the whole way from articles as they came to records. What every door (command line, server, Python) calls.
//
//   auto engine = depesche::Engine::load({.model_dir = "models/reader", .knowledge = "knowledge"});
//   for (const auto& record : (*engine)->read(snapshots)) …
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>
#include <depesche/snapshot.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace depesche {

struct EngineOptions {
  std::filesystem::path model_dir = "models/reader";
  std::filesystem::path knowledge = "knowledge";  // the tables' folder, or the file compiled from them, which loads faster
  std::filesystem::path own_knowledge{};   // a folder with rows of the user's, in files of the same names; they go before
  size_t threads = 1;                      // range [1, 256]
  bool remove_junk = true;                 // false: the texts stay exactly as they are, junk and all
  std::optional<std::string> published{};  // ISO 8601 or RFC 2822; goes before what the articles say
  std::optional<std::string> language{};   // ISO 639-1; likewise
  std::string precision = "auto";          // the reader's arithmetic: "int8", "float32", or what the processor is good at
};

// Owns model, tables and threads. One thread calls read() at a time.
class Engine {
 public:
  // Errors  kNotFound, kCorrupt: model or knowledge missing or damaged; kBadArgument: an option out of range.
  static Result<std::unique_ptr<Engine>> load(EngineOptions options);
  ~Engine();

  // One result for each snapshot, in order. The records depend on the snapshots alone, not on the number of threads.
  // Errors  of single articles: kBadInput (no text in it), kInternal (the network failed, memory ran out).
  std::vector<Result<Record>> read(std::span<const Snapshot> snapshots);

  const EngineVersion& version() const;

 private:
  struct Parts;
  explicit Engine(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Checksums of this model and knowledge (with the user's own rows, if any), without making them ready to read (quick).
// Errors  as Engine::load().
Result<EngineVersion> engine_version(const std::filesystem::path& model_dir, const std::filesystem::path& knowledge,
                                     const std::filesystem::path& own_knowledge = {});

}  // namespace depesche
