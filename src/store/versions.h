// Records of one article by several engines: reading again, and what changed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "store/store.h"

namespace depesche::store {

// The articles (row ids, in order, after `after`, at most `limit`) whose current record is not of this engine.
Result<std::vector<int64_t>> read_by_others(Store& store, const EngineVersion& engine, int64_t after, int64_t limit);

// The engines of the store, oldest first, as "1", "2" … name them.
struct EngineRow {
  int64_t id = 0;
  EngineVersion version;
  int64_t records = 0;
};
Result<std::vector<EngineRow>> engines_of(Store& store);

// One difference between two records of an article.
struct Change {
  std::string article;  // short id
  std::string what;     // "event", "quotation", "entity"
  std::string field;    // "added", "dropped", or the field that changed: "type", "time.value"
  std::string before, after;
};

// Calls `take` with every difference between the records of two engines, articles in the order of their rows; events go
// together by trigger, quotations by content, entities by their first mention. Returns how many articles both have read.
// Errors  kNotFound: there is no such engine.
Result<int64_t> compare_engines(Store& store, int64_t before, int64_t after, const std::function<void(const Change&)>& take);

}  // namespace depesche::store
