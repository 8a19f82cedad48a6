// Network: the neural encoder and its heads. On OpenVINO, which picks its kernels for the processor at run time.
//
// Every inference is of one window and runs on one thread, so that what the network says of a window depends on nothing
// else: neither on the number of threads nor on what other articles are read. Batches of windows gain nothing on a processor
// (measured: 1,100 to 1,350 tokens a second for one to eight windows of 176 tokens, in no order), and their padding would
// depend on the neighbours. A window's own padding, to a step of lengths, does not.
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
  std::span<const float> names, kind, sector;  // empty where the model has no such head
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

    // Runs the encoder over one window's token ids (end marks included).
    // Errors  kInternal with OpenVINO's message (memory ran out).
    Result<WindowScores> run(std::span<const int64_t> ids);

    // Tags the window's tokens [first, last) in view of each anchor token, which is one of them (positions in the window):
    // logits [anchors, last - first, labels]. The cost is that of anchors times tokens.
    Result<std::vector<float>> roles(const WindowScores& window, size_t first, size_t last,
                                     std::span<const int64_t> anchors);
    Result<std::vector<float>> speakers(const WindowScores& window, std::span<const int64_t> anchors);
    // How likely each token of the window begins what is meant from each anchor: logits [anchors, tokens, antecedents].
    // Only for models with such a head.
    Result<std::vector<float>> antecedents(const WindowScores& window, std::span<const int64_t> anchors);

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
