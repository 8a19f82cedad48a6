// Network: the neural encoder and its heads. On OpenVINO, which picks its kernels for the processor at run time.
//
// The network's arithmetic does not depend on the number of threads: every inference runs on one thread, and the caller
// decides by the texts alone what goes into a batch.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "read/labels.h"

namespace depesche {

enum class Precision {
  kAutomatic,  // int8 where the processor multiplies 8 bit integers fast (VNNI), else float32
  kInt8,
  kFloat32,
};

// What the network says of one window. All scores are as they come: logits.
//
// Shapes  hidden      [tokens, hidden width]
//         the others  [tokens, number of labels], row-major
// Valid until the next run() of the session that gave it.
struct WindowScores {
  size_t tokens = 0;  // both end marks included
  std::span<const float> hidden, trigger, quotation, participant, status, mode, contexts;
};

class Network {
 public:
  // Loads the encoder and its pair heads and sees to it that their outputs fit `labels` and `vocabulary_size`.
  // Errors  kCorrupt: a file that OpenVINO cannot read, or one that does not fit the labels.
  static Result<std::unique_ptr<const Network>> load(const std::filesystem::path& model_dir, const Labels& labels,
                                                     size_t threads, Precision precision);
  ~Network();

  Precision precision() const;  // never kAutomatic

  // The state of one worker. Not thread-safe; as many as threads, all on one network, which outlives them.
  class Session {
   public:
    explicit Session(const Network& network);
    ~Session();
    Session(Session&&) noexcept;

    // Runs the encoder over windows of token ids (end marks included). Shorter ones are padded to the longest.
    // Errors  kInternal with OpenVINO's message (memory ran out).
    Result<std::vector<WindowScores>> run(std::span<const std::vector<int64_t>> windows);

    // Tags every token of a window in view of each anchor token: logits [anchors, tokens, labels].
    Result<std::vector<float>> roles(const WindowScores& window, std::span<const int64_t> anchors);
    Result<std::vector<float>> speakers(const WindowScores& window, std::span<const int64_t> anchors);

   private:
    struct Requests;
    std::unique_ptr<Requests> requests_;
  };

 private:
  struct Models;
  Network();
  std::unique_ptr<Models> models_;
};

}  // namespace depesche
