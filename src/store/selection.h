// A query as SQL over one kind of item: events, quotations or articles.
#pragma once

#include <string>
#include <vector>

#include "store/database.h"
#include "store/query.h"

namespace depesche::store {

enum class Kind { kEvents, kQuotes, kArticles };

// The day of publication of `a`, as its own clock says: "2022-09-19"; of a month or year the first day.
inline constexpr const char* kPublicationDay = "substr(a.published || '-01-01', 1, 10)";

// What the rows are wanted for, as that decides what drives the query: the first few in some order, or all of them.
enum class Wanted { kNewest, kRelevant, kAll };

// "FROM …" and "WHERE …" in which `e` is the event or quotation, and `a` the article, joined by `article` (empty where it is
// there already), which `where` needs or not. Driven by the rarest of the conditions; rows come in the order wanted by
// `order`, without a sort where a single list drives it. Valid until the next Selection is made.
struct Selection {
  std::string from, article, where;
  bool needs_article = false;
  std::string item;                // the expression of the item's row id
  std::string order;               // "ORDER BY …", or nothing where rows come in order by themselves
  std::vector<std::string> unmet;  // see unmet()

  std::string from_all() const { return needs_article ? from + article : from; }
};

// By relevance, the newest articles that have the words are compared, so many at most.
inline constexpr int kMostRanked = 20'000;

// Errors  kBadArgument: a field that this kind does not have; a country, status or type of quotation that is none.
Result<Selection> select(Database& db, const Query& query, Kind kind, Wanted wanted);

// What the query asks for and nothing in the store has: "type:AIDE".
Result<std::vector<std::string>> unmet(Database& db, const Query& query, Kind kind);

}  // namespace depesche::store
