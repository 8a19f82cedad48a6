// `depesche read`: articles in, records out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"

namespace depesche {

inline constexpr int kAllDone = 0;
inline constexpr int kSomeFailed = 1;
inline constexpr int kCouldNotRun = 2;

struct ReadCommand {
  std::vector<std::string> paths;
  bool json = false;
  bool why = false;
  std::string csv, quotes_csv;  // empty: none
  std::string clean = "auto";
  std::optional<std::string> published, language;
  size_t threads = 0;     // 0: as many as the machine has processors
  std::string model;      // folder; empty: that which came with the program
  std::string knowledge;  // folder with rows of the user's; empty: none
  uint64_t max_bytes = UINT64_C(16) << 20;
  std::string map;                            // "text=body,published=date": other names of keys and columns
  std::vector<std::string> include, exclude;  // globs of files in folders
  std::string precision = "auto";
  ColourChoice colour = ColourChoice::kAuto;
};

// Reads everything the command names; records to standard output or to the CSV files, faults to standard error.
// Returns kAllDone, kSomeFailed or kCouldNotRun.
int run(const ReadCommand& command);

}  // namespace depesche
