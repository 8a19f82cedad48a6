// intake: paths, standard input and JSON lines -> Snapshots, one at a time, in a fixed order.
//
// What an input is, is told by its content, not by its name. Nothing here knows the model or the store.
#pragma once

#include <depesche/error.h>
#include <depesche/snapshot.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace depesche {

struct IntakeOptions {
  // Largest article accepted, in bytes of the file or of the JSON line. Range [1, 2^31 - 1].
  uint64_t max_article_bytes = UINT64_C(16) << 20;
};

// How far the inputs have been read, for a progress bar.
struct IntakeProgress {
  uint64_t bytes_read = 0;
  std::optional<uint64_t> bytes_total;  // unknown once a pipe is among the inputs
};

// Reads the inputs in the order given, folders recursively in path order. Holds one article (or one read buffer) at a time.
// Not thread-safe: one thread calls next().
class Intake {
 public:
  // `paths`: files, folders, and "-" for standard input.
  // Errors  kBadArgument: no path at all, or an option out of range. Everything else is told by next(), input by input.
  static Result<std::unique_ptr<Intake>> create(std::vector<std::string> paths, IntakeOptions options);

  virtual ~Intake() = default;

  // The next article; or why one could not be had (the caller reports it and calls again); nothing when all is read.
  // Errors  kNotFound, kUnreadable, kTooLarge, kBadInput (empty, binary, broken JSON line, no `text` in it). The message
  //         names the input, the place in it and the remedy. A failed line does not spoil the lines after it.
  virtual std::optional<Result<Snapshot>> next() = 0;

  virtual IntakeProgress progress() const = 0;
};

}  // namespace depesche
