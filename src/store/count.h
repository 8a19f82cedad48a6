// How often: events, quotations, articles or independent sources of a query, by what they have.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "store/selection.h"

namespace depesche::store {

// What is counted. A source is a family of copies: one agency text in ten papers is one. Acts told again in one article
// (same_as) count once.
enum class Counted { kItems, kArticles, kSources };

// The names that `--by` takes for this kind: "type", "month", "actor-country" …
std::vector<std::string_view> dimensions(Kind kind);

// Calls `take` with each group (one value a dimension, nothing where it has none) and its count, the largest first. An item
// with two values of a dimension (two actors) stands in both groups.
// Errors  kBadArgument: an unknown dimension; those of select().
Result<void> count_by(Database& db, const Query& query, Kind kind, const std::vector<std::string>& by, Counted counted,
                      const std::function<void(const std::vector<std::optional<std::string>>& group, int64_t count)>& take);

}  // namespace depesche::store
