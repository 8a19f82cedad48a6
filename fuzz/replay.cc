// fuzz_replay FOLDER: runs every target over the inputs in FOLDER/NAME, those that fuzzing found worth keeping and those
// that once were faults. Part of `make test`.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include "base/files.h"
#include "targets.h"

int main(int argc, char** argv) {
  using namespace depesche;
  if (argc != 2) {
    fmt::print(stderr, "usage: fuzz_replay FOLDER\n");
    return 2;
  }
  size_t all = 0;
  for (const fuzz::Target& target : fuzz::kTargets) {
    const std::filesystem::path folder = std::filesystem::path(argv[1]) / target.name;
    std::vector<std::filesystem::path> inputs;
    std::error_code missing;
    for (const auto& entry : std::filesystem::directory_iterator(folder, missing)) inputs.push_back(entry.path());
    if (missing || inputs.empty()) {
      fmt::print(stderr, "fuzz_replay: {}: no inputs\n", folder.string());
      return 1;
    }
    std::sort(inputs.begin(), inputs.end());
    for (const auto& input : inputs) {
      const auto bytes = read_file(input);
      if (!bytes) {
        fmt::print(stderr, "fuzz_replay: {}\n", bytes.error().message);
        return 1;
      }
      fmt::print("{} {}\n", target.name, input.filename().string());  // the last one printed is the one that crashed
      std::fflush(stdout);
      target.run(*bytes);
    }
    all += inputs.size();
  }
  fmt::print("{} inputs\n", all);
  return 0;
}
