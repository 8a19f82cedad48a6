#include "store/index.h"

#include <algorithm>

#include "store/row_ids.h"
#include "store/store.h"

namespace depesche::store {
namespace {

int64_t id_of(Database& db, std::string_view select, std::string_view insert, const std::string& value) {
  if (const int64_t id = db.number(select, value)) return id;
  db.run(insert, value);
  return db.sqlite().getLastInsertRowid();
}

int64_t term_id(Database& db, const std::string& term) {
  return id_of(db, "SELECT id FROM terms WHERE term=?", "INSERT INTO terms(term) VALUES(?)", term);
}

std::vector<int64_t> postings_of(Database& db, int64_t article, const std::set<std::string>& terms,
                                 const std::vector<std::pair<Role, int64_t>>& parties) {
  std::vector<int64_t> postings;
  postings.reserve(terms.size() + parties.size());
  for (const std::string& term : terms) postings.push_back(term_id(db, term));
  for (const auto& [role, entity] : parties) {
    postings.push_back(actor_term(role, db.number("SELECT actor FROM entities WHERE id=?", article + entity)));
  }
  return postings;
}

void add_postings(Postings& postings, int64_t item, const std::vector<int64_t>& terms) {
  for (const int64_t term : terms) postings.emplace_back(term, item);
}

void remove_postings(Database& db, int64_t item, const std::vector<int64_t>& terms) {
  for (const int64_t term : terms) db.run("DELETE FROM postings WHERE term=? AND item=?", term, item);
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

void write_event(Database& db, int64_t article, const EventRow& row, Postings& postings) {
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
  add_postings(postings, id, postings_of(db, article, row.terms, row.parties));
}

void write_quote(Database& db, int64_t article, const QuoteRow& row, Postings& postings) {
  const Quote& quote = *row.quote;
  const int64_t id = article + row.item;
  db.run("INSERT INTO quotes VALUES(?,?,'current',?,?,?,?,?)", id, quote.type, static_cast<int64_t>(quote.content.begin),
         static_cast<int64_t>(quote.content.end), static_cast<int64_t>(row.sentence.begin),
         static_cast<int64_t>(row.sentence.end), quote.confidence);
  write_parties(db, id, row.parties);
  add_postings(postings, id, postings_of(db, article, row.terms, row.parties));
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

void write_rows(Database& db, int64_t article, const Rows& rows, Postings& postings) {
  add_postings(postings, article, postings_of(db, article, rows.terms, {}));
  for (const EntityRow& row : rows.entities) write_entity(db, article, row);
  for (const EventRow& row : rows.events) write_event(db, article, row, postings);
  for (const QuoteRow& row : rows.quotes) write_quote(db, article, row, postings);
}

void write_postings(Database& db, Postings postings) {
  std::sort(postings.begin(), postings.end());
  // Somebody may be there twice, by two of the text's entities.
  postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
  for (const auto& [term, item] : postings) db.run("INSERT INTO postings VALUES(?,?)", term, item);
}

void remove_all_rows(Database& db, int64_t article) {
  db.run("DELETE FROM postings WHERE item>=? AND item<?", article, article + kItems);
  db.run("DELETE FROM bands WHERE article=?", article);
  remove_items(db, article);
}

void remove_rows(Database& db, int64_t article, const Rows& rows) {
  const auto remove = [&](int64_t item, const auto& row) {
    remove_postings(db, article + item, postings_of(db, article, row.terms, row.parties));
  };
  remove_postings(db, article, postings_of(db, article, rows.terms, {}));
  for (const EventRow& row : rows.events) remove(row.item, row);
  for (const QuoteRow& row : rows.quotes) remove(row.item, row);
  remove_items(db, article);
}

void drop_unnamed(Database& db, const std::set<int64_t>& actors) {
  for (const int64_t actor : actors) {
    if (db.number("SELECT 1 FROM entities WHERE actor=?", actor) != 0) continue;
    db.run("DELETE FROM actor_words WHERE actor=?", actor);
    db.run("DELETE FROM actors WHERE id=?", actor);
  }
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

int64_t actor_term(Role role, int64_t actor) { return -(actor * 8 + static_cast<int64_t>(role)); }

void write_words(Database& db, int64_t article) {
  db.run("INSERT INTO words(rowid, text, title, stems) SELECT id, text, title, stems FROM words_of WHERE id=?",
         article >> kItemBits);
}

void remove_words(Database& db, int64_t article) {
  db.run(
      "INSERT INTO words(words, rowid, text, title, stems) SELECT 'delete', id, text, title, stems FROM words_of WHERE id=?",
      article >> kItemBits);
}

}  // namespace depesche::store
