#include "store/rebuild.h"

#include <fmt/format.h>

#include <functional>
#include <vector>

#include "store/care.h"
#include "store/chains.h"
#include "store/families.h"
#include "store/index.h"

namespace depesche::store {
namespace {

// In the order of their rows, in which the full-text indexes are written fastest.
void each_whole_record(Database& db,
                       const std::function<void(int64_t article, const Record& record, const Rows& rows)>& take) {
  std::vector<int64_t> articles;
  SQLite::Statement all(db.sqlite(), "SELECT id FROM articles ORDER BY id");
  while (all.executeStep()) articles.push_back(all.getColumn(0).getInt64());
  all.reset();
  for (const int64_t article : articles) {
    const auto record = stored_record(db, article);
    if (!record) continue;
    if (const auto rows = rows_of(*record)) take(article, *record, *rows);
  }
}

}  // namespace

void make_postings_again(Database& db) {
  db.sqlite().exec("INSERT INTO postings(postings) VALUES('delete-all')");
  each_whole_record(
      db, [&](int64_t article, const Record&, const Rows& rows) { write_postings(db, postings_of(db, article, rows)); });
}

void make_rows_again(Database& db) {
  for (const char* table : {"parties", "places", "events", "quotes", "entities", "actor_words", "actors", "terms", "bands",
                            "new_bands", "article_keys"}) {
    db.run(fmt::format("DELETE FROM {}", table));
  }
  db.sqlite().exec("INSERT INTO postings(postings) VALUES('delete-all')");
  db.sqlite().exec("INSERT INTO words(words) VALUES('rebuild')");
  db.sqlite().exec("UPDATE articles SET family=id, chain=id, superseded=0");
  each_whole_record(db, [&](int64_t article, const Record& record, const Rows& rows) {
    Postings postings;
    write_rows(db, article, rows, postings);
    write_postings(db, std::move(postings));
    join_chain(db, article);
    join_family(db, article, record.article.text, record.article.agency);
    settle_bands(db);
  });
}

Result<void> rebuild(Store& store) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<void> {
    Transaction transaction(db.sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    make_rows_again(db);
    transaction.commit();
    return {};
  });
}

}  // namespace depesche::store
