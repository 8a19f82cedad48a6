#include "store/chains.h"

#include <algorithm>
#include <set>
#include <vector>

#include "store/row_ids.h"

namespace depesche::store {
namespace {

struct Keys {
  std::optional<std::string> url, given_id, outlet;
};

Keys keys_of(Database& db, int64_t article) {
  auto& query = db.prepared("SELECT url, given_id, outlet FROM articles WHERE id=?");
  Database::bind(query, article);
  Keys keys;
  if (query.executeStep()) {
    keys = {optional_text(query.getColumn(0)), optional_text(query.getColumn(1)), optional_text(query.getColumn(2))};
  }
  query.reset();
  return keys;
}

// What another version has in common with it. The part of an address after # is a place in the page, not another page.
std::vector<std::string> key_texts(const Keys& keys) {
  std::vector<std::string> texts;
  if (keys.url) texts.push_back("url " + keys.url->substr(0, keys.url->find('#')));
  if (keys.given_id) texts.push_back("id " + *keys.given_id + " of " + keys.outlet.value_or(""));
  return texts;
}

// What an act is, apart from the words for it.
std::set<std::string> acts_of(Database& db, int64_t article, std::vector<std::pair<int64_t, std::string>>* rows) {
  auto& query = db.prepared(R"(
      SELECT e.id, e.type || ' ' || e.status || coalesce((SELECT group_concat(w) FROM (
               SELECT ' ' || p.role || ' ' || a.key AS w FROM parties p JOIN entities n ON n.id=(p.item & -16384)+p.entity
               JOIN actors a ON a.id=n.actor WHERE p.item=e.id AND p.role<2 ORDER BY 1)), '')
      FROM events e WHERE e.id>? AND e.id<?)");
  Database::bind(query, article, article + kItems);
  std::set<std::string> acts;
  while (query.executeStep()) {
    const std::string act = bytes_of(query.getColumn(1));
    if (rows != nullptr) rows->emplace_back(query.getColumn(0).getInt64(), act);
    acts.insert(act);
  }
  query.reset();
  return acts;
}

}  // namespace

std::vector<std::string> version_keys(Database& db, int64_t article) { return key_texts(keys_of(db, article)); }

std::optional<std::string> join_chain(Database& db, int64_t article) {
  std::set<int64_t> chains;
  std::optional<std::string> other;
  for (const std::string& key : version_keys(db, article)) {
    auto& query = db.prepared(
        "SELECT a.chain, a.sha256 FROM article_keys k JOIN articles a ON a.id=k.article WHERE k.key=? AND a.id<>? ORDER BY "
        "a.id DESC");
    Database::bind(query, key, article);
    while (query.executeStep()) {
      chains.insert(query.getColumn(0).getInt64());
      if (!other) other = bytes_of(query.getColumn(1));
    }
    query.reset();
    db.run("INSERT OR IGNORE INTO article_keys VALUES(?,?)", key, article);
  }
  if (!chains.empty()) {
    const int64_t kept = std::min(article, *chains.begin());
    for (const int64_t chain : chains) db.run("UPDATE articles SET chain=? WHERE chain=?", kept, chain);
    db.run("UPDATE articles SET chain=? WHERE id=?", kept, article);
  }
  settle_chain(db, article);
  return other;
}

void leave_chain(Database& db, int64_t article) {
  for (const std::string& key : version_keys(db, article)) {
    db.run("DELETE FROM article_keys WHERE key=? AND article=?", key, article);
  }
  const int64_t chain = db.number("SELECT chain FROM articles WHERE id=?", article);
  db.run("UPDATE articles SET chain=id WHERE id=?", article);
  const int64_t rest = db.number("SELECT min(id) FROM articles WHERE chain=?", chain);
  if (rest == 0) return;
  db.run("UPDATE articles SET chain=? WHERE chain=?", rest, chain);
  settle_chain(db, rest);
}

void settle_chain(Database& db, int64_t article) {
  std::vector<std::pair<int64_t, bool>> versions;  // row, withheld; the current one first
  auto& query = db.prepared(
      "SELECT id, pubstatus IS NOT NULL FROM articles WHERE chain=(SELECT chain FROM articles WHERE id=?) ORDER BY run "
      "DESC, "
      "coalesce(retrieved, '') DESC, coalesce(published, '') DESC, sha256 DESC");
  Database::bind(query, article);
  while (query.executeStep()) versions.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getInt() != 0);
  query.reset();
  if (versions.empty()) return;
  const auto current = versions.size() > 1 ? acts_of(db, versions.front().first, nullptr) : std::set<std::string>();
  for (size_t i = 0; i < versions.size(); ++i) {
    const auto [row, withheld] = versions[i];
    db.run("UPDATE articles SET superseded=? WHERE id=?", i > 0, row);
    // A withheld article says nothing, current or not.
    const std::string standing = withheld ? "withheld" : i > 0 ? "withdrawn" : "current";
    db.run("UPDATE events SET standing=? WHERE id>? AND id<?", standing, row, row + kItems);
    db.run("UPDATE quotes SET standing=? WHERE id>? AND id<?", standing, row, row + kItems);
    if (i == 0 || withheld) continue;
    std::vector<std::pair<int64_t, std::string>> acts;
    acts_of(db, row, &acts);
    for (const auto& [event, act] : acts) {
      if (current.contains(act)) db.run("UPDATE events SET standing='confirmed' WHERE id=?", event);
    }
  }
}

}  // namespace depesche::store
