// Copy families: articles that share most of their wording, one agency text in ten papers say.
//
// Which articles make a family depends on the set of articles alone, not on their order: alike articles are joined, and
// families that an article is alike to become one.
#pragma once

#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>

namespace depesche::store {

// Copies resemble each other at least so much; a same credit of an agency is a sign of its own.
inline constexpr double kCopyResemblance = 0.36;
inline constexpr double kCopyResemblanceSameAgency = 0.30;

// Puts the article (a row of `articles`) into the bands and gives it its family; returns the sha256 of the earliest other
// article of it, or nothing where it is alone.
std::optional<std::string> join_family(Database& db, int64_t article, std::string_view text,
                                       const std::optional<std::string>& agency);

// Whether the article is found by the band.
bool has_band(Database& db, int64_t article, int64_t band);

// Bands are hashes: each article's would be written to as many places of a large table. So new ones wait in a small table,
// which this empties into the large one once it has so many; once in a transaction is enough.
inline constexpr int64_t kMostNewBands = 100'000;
void settle_bands(Database& db, int64_t most = kMostNewBands);

// Takes the article out; the rest of its family is joined anew.
void leave_family(Database& db, int64_t article);

}  // namespace depesche::store
