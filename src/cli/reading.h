// What the commands that read articles share: their options, and what these mean to intake and engine.
#pragma once

#include <depesche/engine.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "intake/intake.h"

namespace depesche {

inline constexpr int kAllDone = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kCouldNotRun = 2;

// What to do once the command line is understood; returns the exit status.
using Action = std::function<int()>;

// Articles that are read together, for each thread: enough to keep the threads busy, few enough that memory stays small and
// output steady. What stands together changes no record.
inline constexpr size_t kArticlesTogether = 8;
// …and not more than this many bytes of them.
inline constexpr size_t kBytesTogether = 4u << 20;

struct ReadingOptions {
  std::vector<std::string> paths;
  std::string clean = "auto";
  std::optional<std::string> published, language;
  size_t threads = 0;     // 0: as many as the machine has processors
  std::string model;      // folder; empty: that which came with the program
  std::string knowledge;  // folder with rows of the user's; empty: none
  uint64_t max_bytes = UINT64_C(16) << 20;
  std::string map;                            // "text=body,published=date": other names of keys and columns
  std::vector<std::string> include, exclude;  // globs of files in folders
  std::string precision = "auto";

  size_t thread_count() const;
  EngineOptions engine() const;
  IntakeOptions intake() const { return {max_bytes, map, include, exclude}; }
};

// --colour, and as Americans spell it.
void add_colour_option(CLI::App& command, ColourChoice& choice);
// PATH and how it is read.
void add_reading_options(CLI::App& command, ReadingOptions& options);
// --model, --knowledge, --threads and --precision alone.
void add_engine_options(CLI::App& command, ReadingOptions& options);

}  // namespace depesche
