// A query as SQL over one kind of item: events, quotations or articles.
#pragma once

#include <optional>
#include <string>

#include "store/database.h"
#include "store/query.h"

namespace depesche::store {

enum class Kind { kEvents, kQuotes, kArticles };

// The day of publication of `a`, as its own clock says: "2022-09-19"; of a month or year the first day.
inline constexpr const char* kPublicationDay = "substr(a.published || '-01-01', 1, 10)";

// "FROM …" and "WHERE …" in which `a` is the article and `e` the event or quotation. Driven by the rarest of the conditions,
// its rows come newest first by `newest_first`, without a sort where a single list drives it. Valid until the next Selection
// is made.
struct Selection {
  std::string from, where;
  std::string item;  // the expression of the item's row id
  std::string newest_first;
  std::string by_relevance;  // the same as newest_first where no words are asked for
};

// Errors  kBadArgument: a field that this kind does not have, a country or sector that is none.
Result<Selection> select(Database& db, const Query& query, Kind kind);

}  // namespace depesche::store
