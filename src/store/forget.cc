#include <set>

#include "store/care.h"
#include "store/removal.h"
#include "store/row_ids.h"

namespace depesche::store {
namespace {

std::vector<int64_t> versions_of(Database& db, const std::string& sha256) {
  std::vector<int64_t> rows;
  auto& query = db.prepared("SELECT id FROM articles WHERE chain=(SELECT chain FROM articles WHERE sha256=?)");
  Database::bind(query, sha256);
  while (query.executeStep()) rows.push_back(query.getColumn(0).getInt64());
  query.reset();
  return rows;
}

void take_out(Database& db, int64_t article, WordsOfActors& words) {
  db.run("INSERT OR IGNORE INTO forgotten SELECT sha256, ? FROM articles WHERE id=?", now_utc(), article);
  // File names and addresses can name people too.
  db.run(
      "UPDATE OR REPLACE ledger SET source='(forgotten)', why=NULL WHERE sha256=(SELECT sha256 FROM articles WHERE "
      "id=?)",
      article);
  db.run(
      "UPDATE runs SET inputs='(forgotten)' WHERE id IN (SELECT run FROM ledger WHERE sha256=(SELECT sha256 FROM articles "
      "WHERE id=?))",
      article);
  remove_article(db, article, words);
}

}  // namespace

Result<int64_t> forget(Store& store, const std::vector<std::string>& sha256s) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<int64_t> {
    Transaction transaction(db.sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    std::set<int64_t> articles;
    for (const std::string& sha256 : sha256s) {
      for (const int64_t article : versions_of(db, sha256)) articles.insert(article);
    }
    WordsOfActors words;
    for (const int64_t article : articles) take_out(db, article, words);
    drop_unmet(db, words);
    if (!articles.empty()) {
      // Merged into one, the full-text indexes keep no trace of what was taken out.
      db.sqlite().exec("INSERT INTO words(words) VALUES('optimize'); INSERT INTO postings(postings) VALUES('optimize');");
      drop_unused_terms(db);
    }
    transaction.commit();
    return static_cast<int64_t>(articles.size());
  });
}

Result<std::vector<std::string>> articles_naming(Store& store, const std::string& actor_key) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<std::vector<std::string>> {
    std::vector<std::string> found;
    auto& query = db.prepared(
        "SELECT sha256 FROM articles WHERE id IN (SELECT n.id & ? FROM entities n JOIN actors a ON a.id=n.actor WHERE "
        "a.key=?)");
    Database::bind(query, -kItems, actor_key);
    while (query.executeStep()) found.push_back(bytes_of(query.getColumn(0)));
    query.reset();
    return found;
  });
}

}  // namespace depesche::store
