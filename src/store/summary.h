// What a store holds and how it came in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace depesche::store {

struct RunSummary {
  int64_t id = 0;
  std::string command, inputs, begun;
  std::optional<std::string> ended;  // nothing: interrupted, or still at it
  EngineVersion engine;
  std::vector<std::pair<std::string, int64_t>> outcomes;     // by name
  std::vector<std::pair<std::string, int64_t>> passed_over;  // by reason
};

struct Summary {
  int64_t articles = 0, superseded = 0, withheld = 0, families = 0, forgotten = 0, events = 0, quotes = 0, actors = 0;
  std::optional<std::string> first, last;  // publication
  std::vector<RunSummary> runs;
  std::vector<std::pair<std::string, std::string>> failures;  // source and reason, of the last run
  int64_t last_failed = 0;                                    // how many failed in it
};

// `most_failures` 0: all.
Result<Summary> summary_of(Store& store, int64_t most_failures);

}  // namespace depesche::store
