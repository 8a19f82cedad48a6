#include <depesche/engine.h>

#include <future>

#include "base/fail.h"
#include "base/worker_pool.h"
#include "clean/clean.h"
#include "read/model_files.h"
#include "read/reader.h"
#include "resolve/resolve.h"

namespace depesche {

namespace {

CleanOptions clean_options_of(const EngineOptions& options) {
  return {options.remove_junk, options.published, options.language};
}

}  // namespace

struct Engine::Parts {
  Parts(EngineOptions engine_options, std::unique_ptr<Reader> loaded_reader,
        std::unique_ptr<const Knowledge> loaded_knowledge)
      : options(std::move(engine_options)),
        reader(std::move(loaded_reader)),
        knowledge(std::move(loaded_knowledge)),
        pool(options.threads),
        version{DEPESCHE_VERSION, reader->version(), knowledge->version()} {}

  EngineOptions options;
  std::unique_ptr<Reader> reader;
  std::unique_ptr<const Knowledge> knowledge;
  WorkerPool pool;
  EngineVersion version;
};

Engine::Engine(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Engine::~Engine() = default;

const EngineVersion& Engine::version() const { return parts_->version; }

Result<std::unique_ptr<Engine>> Engine::load(EngineOptions options) {
  if (auto sound = check(clean_options_of(options)); !sound) return tl::unexpected(sound.error());
  // Beside the model, which takes longer.
  auto loading_knowledge =
      std::async(std::launch::async, [&] { return Knowledge::load(options.knowledge, options.own_knowledge); });
  ReaderOptions reader_options;
  reader_options.threads = options.threads;
  const std::string& precision = options.precision;
  if (precision != "auto" && precision != "int8" && precision != "float32") {
    return fail(ErrorCode::kBadArgument, "precision: '{}' is not auto, int8 or float32", precision);
  }
  reader_options.precision = precision == "auto"   ? Precision::kAutomatic
                             : precision == "int8" ? Precision::kInt8
                                                   : Precision::kFloat32;
  auto reader = Reader::load(options.model_dir, reader_options);
  auto knowledge = loading_knowledge.get();
  if (!reader) return tl::unexpected(reader.error());
  if (!knowledge) return tl::unexpected(knowledge.error());
  return std::unique_ptr<Engine>(
      new Engine(std::make_unique<Parts>(std::move(options), std::move(*reader), std::move(*knowledge))));
}

std::vector<Result<Record>> Engine::read(std::span<const Snapshot> snapshots) {
  Parts& parts = *parts_;
  const CleanOptions clean_options = clean_options_of(parts.options);
  std::vector<Result<Record>> records(snapshots.size());
  std::vector<Result<Document>> cleaned(snapshots.size());
  parts.pool.for_each(snapshots.size(), [&](size_t i, size_t) { cleaned[i] = clean(snapshots[i], clean_options); });

  std::vector<Document> documents;
  std::vector<size_t> places;  // [document] its snapshot
  for (size_t i = 0; i < cleaned.size(); ++i) {
    if (cleaned[i]) {
      documents.push_back(std::move(*cleaned[i]));
      places.push_back(i);
    } else {
      records[i] = tl::unexpected(std::move(cleaned[i].error()));
    }
  }
  std::vector<Result<Reading>> readings = parts.reader->read(documents, parts.pool);
  parts.pool.for_each(documents.size(), [&](size_t i, size_t) {
    if (!readings[i]) {
      records[places[i]] = tl::unexpected(Error(readings[i].error()).in(documents[i].source));
      return;
    }
    Record record = resolve(std::move(documents[i]), std::move(*readings[i]), *parts.knowledge);
    record.engine = parts.version;
    records[places[i]] = std::move(record);
  });
  return records;
}

Result<EngineVersion> engine_version(const std::filesystem::path& model_dir, const std::filesystem::path& knowledge,
                                     const std::filesystem::path& own_knowledge) {
  auto reader = check_model_files(model_dir);
  if (!reader) return tl::unexpected(std::move(reader.error()).in("model " + model_dir.string()));
  auto tables = Knowledge::load(knowledge, own_knowledge);
  if (!tables) return tl::unexpected(tables.error());
  return EngineVersion{DEPESCHE_VERSION, *reader, (*tables)->version()};
}

}  // namespace depesche
