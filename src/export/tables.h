// The tables that a store gives out: their columns, and the row of an event, a quotation, an article, an actor or a mention.
//
// What search prints and what export writes are the same rows.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/query.h"
#include "store/views.h"

namespace depesche::exporting {

struct Day {
  int64_t days = 0;  // since 1970

  bool operator==(const Day&) const = default;
};

enum class ColumnType { kText, kInteger, kReal, kBoolean, kDay, kTexts };

// Empty: unknown. Of a list, an unknown member is an empty text, so that parallel columns stay parallel.
using Value = std::variant<std::monostate, std::string, int64_t, double, bool, Day, std::vector<std::string>>;

struct Column {
  std::string_view name;
  ColumnType type;
};

using Row = std::vector<Value>;

enum class TextAmount { kNone, kSentence, kFull };

enum class TableName { kEvents, kQuotations, kArticles, kActors, kMentions };

// Columns of the table with so much of the articles' text in it.
std::vector<Column> columns_of(TableName table, TextAmount text);

// Calls `take` with each row of the table for what the query finds, until it fails. Events, quotations and articles: those
// found; actors and mentions: of the articles found. `limit` 0: all.
// Errors  those of the store and of `take`.
struct Wanted {
  TableName table = TableName::kEvents;
  TextAmount text = TextAmount::kSentence;
  store::Order order = store::Order::kOldest;
  int64_t limit = 0;
};
Result<void> each_row(store::Database& db, const store::Query& query, const Wanted& wanted,
                      const std::function<Result<void>(const Row& row)>& take);

}  // namespace depesche::exporting
