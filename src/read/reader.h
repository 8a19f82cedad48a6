// Reader: documents -> readings, by one pass of the neural reader.
#pragma once

#include <depesche/document.h>
#include <depesche/error.h>
#include <depesche/reading.h>

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/worker_pool.h"
#include "read/network.h"

namespace depesche {

class Tokenizer;

struct ReaderOptions {
  // Windows are read by as many threads at once. Range [1, 256].
  size_t threads = 1;
  Precision precision = Precision::kAutomatic;
};

// Owns the loaded model. One thread calls read() at a time; the pool it is given does the work.
class Reader {
 public:
  // Loads a model folder: MANIFEST.tsv (checked against the files), tokenizer.model, labels.json, calibration.json,
  // reader.xml/.bin, roles.xml/.bin, speakers.xml/.bin.
  // Errors  kNotFound, kCorrupt: a file is missing or is not what the manifest says; names it and the remedy.
  //         kBadArgument: an option out of range.
  static Result<std::unique_ptr<Reader>> load(const std::filesystem::path& model_dir, ReaderOptions options);
  ~Reader();

  // Reads the documents, in order. The result depends on the documents alone, not on the number of threads.
  // `pool` has at most ReaderOptions::threads threads.
  // Errors  of single documents only: kInternal where the network failed on one of its windows.
  std::vector<Result<Reading>> read(std::span<const Document> documents, WorkerPool& pool);

  // "sha256:…" over the model's manifest, which holds the checksums of its files.
  const std::string& version() const { return version_; }
  Precision precision() const { return network_->precision(); }

 private:
  Reader(ReaderOptions options, Labels labels);

  ReaderOptions options_;
  Labels labels_;
  std::string version_;
  std::unique_ptr<const Tokenizer> tokenizer_;
  std::unique_ptr<const Network> network_;
  std::vector<Network::Session> sessions_;  // [worker]
};

}  // namespace depesche
