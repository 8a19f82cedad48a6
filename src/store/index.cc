#include "store/index.h"

#include <fmt/format.h>

#include <algorithm>

#include "store/row_ids.h"
#include "store/store.h"

namespace depesche::store {
namespace {

constexpr std::string_view kTermId = "SELECT id FROM terms WHERE term=?";

int64_t id_of(Database& db, std::string_view select, std::string_view insert, const std::string& value) {
  if (const int64_t id = db.number(select, value)) return id;
  db.run(insert, value);
  return db.sqlite().getLastInsertRowid();
}

void add_terms(Database& db, const std::set<std::string>& terms) {
  for (const std::string& term : terms) id_of(db, kTermId, "INSERT INTO terms(term) VALUES(?)", term);
}

std::string numbered(char letter, int64_t number) { return letter + std::to_string(number); }

template <class Row>
Posting posting_of(Database& db, int64_t article, const Row& row, const std::vector<std::string>& of_article) {
  std::set<std::string> tokens(of_article.begin(), of_article.end());
  for (const std::string& term : row.terms) tokens.insert(term_token(db.number(kTermId, term)));
  for (const auto& [role, entity] : row.parties) {
    tokens.insert(actor_token(role, db.number("SELECT actor FROM entities WHERE id=?", article + entity)));
  }
  return {article + row.item, {tokens.begin(), tokens.end()}};
}

void put_postings(Database& db, std::string_view sql, const Postings& postings) {
  for (const auto& [item, tokens] : postings) {
    if (!tokens.empty()) db.run(sql, item, fmt::format("{}", fmt::join(tokens, " ")));
  }
}

void write_parties(Database& db, int64_t item, const std::vector<std::pair<Role, int64_t>>& parties) {
  for (const auto& [role, entity] : parties) {
    db.run("INSERT OR IGNORE INTO parties VALUES(?,?,?)", item, static_cast<int>(role), entity);
  }
}

void write_entity(Database& db, int64_t article, const EntityRow& row) {
  const int64_t actor = id_of(db, "SELECT id FROM actors WHERE key=?", "INSERT INTO actors(key) VALUES(?)", row.key);
  for (const std::string& word : row.words) db.run("INSERT OR IGNORE INTO actor_words VALUES(?,?)", word, actor);
  db.run("INSERT INTO entities VALUES(?,?,?,?,?,?,?)", article + row.item, actor, row.name, row.type, row.country,
         row.sector, row.role);
}

void write_event(Database& db, int64_t article, const EventRow& row) {
  const Event& event = *row.event;
  const int64_t id = article + row.item;
  db.run("INSERT INTO events VALUES(?,?,?,?,'current',?,?,?,?,?,?,?,?,?)", id, event.type, event.mode, event.status,
         event.same_as.has_value(), row.first_day, row.last_day, static_cast<int64_t>(row.sentence.begin),
         static_cast<int64_t>(row.sentence.end), static_cast<int64_t>(event.trigger.begin),
         static_cast<int64_t>(event.trigger.end), event.source.by == Voucher::kAttributed, event.confidence);
  write_parties(db, id, row.parties);
  int64_t n = 0;
  for (const EventPlace& place : event.places) {
    db.run("INSERT INTO places VALUES(?,?,?,?,?,?,?)", id, n++, place.name, place.country, place.lat, place.lon,
           place.precision);
  }
  add_terms(db, row.terms);
}

void write_quote(Database& db, int64_t article, const QuoteRow& row) {
  const Quote& quote = *row.quote;
  const int64_t id = article + row.item;
  db.run("INSERT INTO quotes VALUES(?,?,'current',?,?,?,?,?)", id, quote.type, static_cast<int64_t>(quote.content.begin),
         static_cast<int64_t>(quote.content.end), static_cast<int64_t>(row.sentence.begin),
         static_cast<int64_t>(row.sentence.end), quote.confidence);
  write_parties(db, id, row.parties);
  add_terms(db, row.terms);
}

void remove_items(Database& db, int64_t article) {
  const int64_t end = article + kItems;
  db.run("DELETE FROM parties WHERE item>? AND item<?", article, end);
  db.run("DELETE FROM places WHERE event>? AND event<?", article, end);
  db.run("DELETE FROM events WHERE id>? AND id<?", article, end);
  db.run("DELETE FROM quotes WHERE id>? AND id<?", article, end);
  db.run("DELETE FROM entities WHERE id>? AND id<?", article, end);
}

}  // namespace

std::string term_token(int64_t term) { return numbered('t', term); }

std::string article_term_token(int64_t term) { return numbered('l', term); }

std::string actor_token(Role role, int64_t actor) { return numbered("arosd"[static_cast<size_t>(role)], actor); }

Postings postings_of(Database& db, int64_t article, const Rows& rows) {
  Posting own{article, {}};
  std::vector<std::string> of_article;
  for (const std::string& term : rows.terms) {
    const int64_t id = db.number(kTermId, term);
    own.tokens.push_back(term_token(id));
    of_article.push_back(article_term_token(id));
  }
  std::sort(own.tokens.begin(), own.tokens.end());
  Postings postings{std::move(own)};
  for (const EventRow& row : rows.events) postings.push_back(posting_of(db, article, row, of_article));
  for (const QuoteRow& row : rows.quotes) postings.push_back(posting_of(db, article, row, of_article));
  return postings;
}

void write_rows(Database& db, int64_t article, const Rows& rows, Postings& postings) {
  add_terms(db, rows.terms);
  for (const EntityRow& row : rows.entities) write_entity(db, article, row);
  for (const EventRow& row : rows.events) write_event(db, article, row);
  for (const QuoteRow& row : rows.quotes) write_quote(db, article, row);
  for (Posting& posting : postings_of(db, article, rows)) postings.push_back(std::move(posting));
}

void write_postings(Database& db, Postings postings) {
  // At each row before the last one, FTS5 would write what it holds as a segment of its own.
  std::sort(postings.begin(), postings.end(), [](const Posting& a, const Posting& b) { return a.item < b.item; });
  put_postings(db, "INSERT INTO postings(rowid, tokens) VALUES(?,?)", postings);
}

void remove_rows(Database& db, int64_t article, const Rows& rows) {
  put_postings(db, "INSERT INTO postings(postings, rowid, tokens) VALUES('delete',?,?)", postings_of(db, article, rows));
  remove_items(db, article);
}

void remove_rows_of_unknown(Database& db, int64_t article) {
  for (const char* table : {"bands", "new_bands"}) db.run(fmt::format("DELETE FROM {} WHERE article=?", table), article);
  remove_items(db, article);
}

void drop_unnamed(Database& db, const std::set<int64_t>& actors) {
  for (const int64_t actor : actors) {
    if (db.number("SELECT 1 FROM entities WHERE actor=?", actor) != 0) continue;
    db.run("DELETE FROM actor_words WHERE actor=?", actor);
    db.run("DELETE FROM actors WHERE id=?", actor);
  }
}

void drop_unused_terms(Database& db) {
  db.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.posted USING fts5vocab('main', 'postings', 'row')");
  db.run(
      "DELETE FROM terms WHERE id NOT IN (SELECT CAST(substr(term, 2) AS INTEGER) FROM temp.posted WHERE term GLOB 't*')");
}

WordsOfActors words_of_actors(Database& db, int64_t article, const Rows& rows) {
  WordsOfActors words;
  for (const EntityRow& row : rows.entities) {
    words[db.number("SELECT actor FROM entities WHERE id=?", article + row.item)].insert(row.words.begin(), row.words.end());
  }
  return words;
}

WordsOfActors all_words_of_actors(Database& db, int64_t article) {
  WordsOfActors words;
  auto& query = db.prepared(
      "SELECT w.actor, w.word FROM actor_words w WHERE w.actor IN (SELECT actor FROM entities WHERE id>? AND id<?)");
  Database::bind(query, article, article + kItems);
  while (query.executeStep()) words[query.getColumn(0).getInt64()].insert(bytes_of(query.getColumn(1)));
  query.reset();
  return words;
}

void drop_words(Database& db, const WordsOfActors& words) {
  for (auto [actor, unmet] : words) {
    SQLite::Statement named(db.sqlite(), "SELECT DISTINCT id & ? FROM entities WHERE actor=?");
    Database::bind(named, -kItems, actor);
    while (!unmet.empty() && named.executeStep()) {
      const int64_t article = named.getColumn(0).getInt64();
      const auto record = stored_record(db, article);
      if (!record) continue;
      const auto rows = rows_of(*record);
      if (!rows) continue;
      const auto met = words_of_actors(db, article, *rows);
      if (const auto found = met.find(actor); found != met.end()) {
        for (const std::string& word : found->second) unmet.erase(word);
      }
    }
    for (const std::string& word : unmet) db.run("DELETE FROM actor_words WHERE word=? AND actor=?", word, actor);
  }
}

// Not from the view words_of: by its id, which is computed, SQLite would look through all articles.
void write_words(Database& db, int64_t article) {
  db.run(
      "INSERT INTO words(rowid, text, title, stems) SELECT ?1, text, coalesce(title, ''), stems(coalesce(title, ''), text, "
      "language) FROM articles WHERE id=?2",
      article >> kItemBits, article);
}

void remove_words(Database& db, int64_t article) {
  db.run(
      "INSERT INTO words(words, rowid, text, title, stems) SELECT 'delete', ?1, text, coalesce(title, ''), "
      "stems(coalesce(title, ''), text, language) FROM articles WHERE id=?2",
      article >> kItemBits, article);
}

}  // namespace depesche::store
