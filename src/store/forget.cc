#include <set>

#include "store/care.h"
#include "store/chains.h"
#include "store/families.h"
#include "store/index.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/views.h"

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

// Also where its record is damaged: there is all the more reason to let it go.
// Returns whether it is whole; else the full-text index is to be made again, which cannot be told what to take out.
bool take_out(Database& db, int64_t article, WordsOfActors& words) {
  const auto record = stored_record(db, article);
  const auto rows = record ? rows_of(*record) : tl::unexpected(record.error());
  for (auto& [actor, names] : rows ? words_of_actors(db, article, *rows) : all_words_of_actors(db, article)) {
    words[actor].merge(names);
  }
  leave_family(db, article);
  const auto there = article_view(db, article);
  const bool is_whole = rows && there && there->text == record->article.text && there->title == record->article.title;
  if (is_whole) {
    remove_words(db, article);
    remove_rows(db, article, *rows);
  } else {
    remove_all_rows(db, article);
  }
  leave_chain(db, article);
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
  db.run("DELETE FROM records WHERE article=?", article);
  db.run("DELETE FROM articles WHERE id=?", article);
  return is_whole;
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
    bool all_whole = true;
    for (const int64_t article : articles) all_whole = take_out(db, article, words) && all_whole;
    std::set<int64_t> actors;
    for (const auto& [actor, names] : words) actors.insert(actor);
    drop_unnamed(db, actors);
    drop_words(db, words);
    db.run("DELETE FROM terms WHERE id NOT IN (SELECT term FROM postings)");
    // Merged into one, the full-text index keeps no trace of what was taken out.
    if (!all_whole) db.sqlite().exec("INSERT INTO words(words) VALUES('rebuild')");
    if (!articles.empty()) db.sqlite().exec("INSERT INTO words(words) VALUES('optimize')");
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
