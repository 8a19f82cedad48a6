#include <fmt/format.h>

#include <map>

#include "store/care.h"
#include "store/chains.h"
#include "store/families.h"
#include "store/index.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/shingles.h"

namespace depesche::store {
namespace {

class Verification {
 public:
  Verification(Database& db, const std::function<void(const std::string&)>& tell) : db_(db), tell_(tell) {}

  int64_t operator()() {
    const bool file_is_sound = check_file();
    if (!file_is_sound) return faults_;  // what follows would only repeat it
    check_words();
    each_article([&](int64_t article, const std::string& sha256) { check_article(article, sha256); });
    check_ledger();
    return faults_;
  }

 private:
  void fault(const std::string& text) {
    ++faults_;
    tell_(text);
  }

  bool check_file() {
    SQLite::Statement integrity(db_.sqlite(), "PRAGMA integrity_check");
    while (integrity.executeStep()) {
      if (const std::string line = integrity.getColumn(0).getString(); line != "ok") fault("file: " + line);
    }
    SQLite::Statement keys(db_.sqlite(), "PRAGMA foreign_key_check");
    while (keys.executeStep()) {
      fault(fmt::format("file: {} row {} refers to a row of {} that is not there", keys.getColumn(0).getString(),
                        keys.getColumn(1).getInt64(), keys.getColumn(2).getString()));
    }
    return faults_ == 0;
  }

  void check_words() {
    try {
      db_.sqlite().exec("INSERT INTO words(words, rank) VALUES('integrity-check', 1)");
    } catch (const SQLite::Exception& wrong) {
      fault(fmt::format("full text: does not agree with the articles ({})", wrong.what()));
    }
  }

  void each_article(const std::function<void(int64_t, const std::string&)>& take) {
    SQLite::Statement articles(db_.sqlite(), "SELECT id, sha256 FROM articles ORDER BY id");
    while (articles.executeStep()) take(articles.getColumn(0).getInt64(), articles.getColumn(1).getString());
  }

  void check_article(int64_t article, const std::string& sha256) {
    const std::string name = "article " + sha256.substr(0, 12);
    auto& query = db_.prepared("SELECT text, text_hash FROM articles WHERE id=?");
    Database::bind(query, article);
    if (query.executeStep() && short_hash(bytes_of(query.getColumn(0))) != bytes_of(query.getColumn(1))) {
      fault(name + ": the text does not match its hash");
    }
    query.reset();
    // Reads all spans against the text.
    const auto record = stored_record(db_, article);
    if (!record) return fault(name + ": record: " + record.error().message);
    if (record->article.id != sha256) fault(name + ": the record is of another article");
    const auto rows = rows_of(*record);
    if (!rows) return fault(name + ": " + rows.error().message);
    check_rows(name, article, *rows);
    for (const int64_t band : bands_of(shingles_of(record->article.text))) {
      if (db_.number("SELECT 1 FROM bands WHERE band=? AND article=?", band, article) == 0) {
        return fault(name + ": is missing from the index of copies");
      }
    }
  }

  // Whether what is in the tables is what the record makes.
  void check_rows(const std::string& name, int64_t article, const Rows& rows) {
    const int64_t end = article + kItems;
    const std::pair<const char*, size_t> counts[] = {
        {"entities", rows.entities.size()}, {"events", rows.events.size()}, {"quotes", rows.quotes.size()}};
    for (const auto& [table, wanted] : counts) {
      const int64_t there = db_.number(fmt::format("SELECT count(*) FROM {} WHERE id>? AND id<?", table), article, end);
      if (there != static_cast<int64_t>(wanted))
        fault(fmt::format("{}: has {} rows in {} for {} in the record", name, there, table, wanted));
    }
    for (const EntityRow& row : rows.entities) {
      if (db_.number("SELECT 1 FROM entities e JOIN actors a ON a.id=e.actor WHERE e.id=? AND a.key=? AND e.name=? AND "
                     "e.country IS ? AND "
                     "e.sector IS ?",
                     article + row.item, row.key, row.name, row.country, row.sector) == 0) {
        fault(fmt::format("{}: entity e{} is not as the record has it", name, row.item));
      }
    }
    for (const EventRow& row : rows.events) {
      const Event& event = *row.event;
      if (db_.number("SELECT 1 FROM events WHERE id=? AND type=? AND status=? AND mode IS ? AND first_day IS ? AND last_day "
                     "IS ? AND "
                     "sentence_begin=? AND sentence_end=? AND trigger_begin=? AND trigger_end=? AND confidence=?",
                     article + row.item, event.type, event.status, event.mode, row.first_day, row.last_day,
                     static_cast<int64_t>(row.sentence.begin), static_cast<int64_t>(row.sentence.end),
                     static_cast<int64_t>(event.trigger.begin), static_cast<int64_t>(event.trigger.end),
                     event.confidence) == 0) {
        fault(fmt::format("{}: event {} is not as the record has it", name, event.id));
      }
      check_postings(name + ": event " + event.id, article, article + row.item, row.terms, row.parties);
    }
    for (const QuoteRow& row : rows.quotes) {
      const Quote& quote = *row.quote;
      if (db_.number("SELECT 1 FROM quotes WHERE id=? AND type=? AND content_begin=? AND content_end=?", article + row.item,
                     quote.type, static_cast<int64_t>(quote.content.begin), static_cast<int64_t>(quote.content.end)) == 0) {
        fault(fmt::format("{}: quotation {} is not as the record has it", name, quote.id));
      }
      check_postings(name + ": quotation " + quote.id, article, article + row.item, row.terms, row.parties);
    }
  }

  void check_postings(const std::string& name, int64_t article, int64_t item, const std::set<std::string>& terms,
                      const std::vector<std::pair<Role, int64_t>>& parties) {
    for (const std::string& term : terms) {
      if (db_.number("SELECT 1 FROM postings p JOIN terms t ON t.id=p.term WHERE t.term=? AND p.item=?", term, item) == 0) {
        return fault(name + ": cannot be found by " + term);
      }
    }
    for (const auto& [role, entity] : parties) {
      const int64_t actor = db_.number("SELECT actor FROM entities WHERE id=?", article + entity);
      if (db_.number("SELECT 1 FROM parties WHERE item=? AND role=? AND entity=?", item, static_cast<int>(role), entity) ==
              0 ||
          db_.number("SELECT 1 FROM postings WHERE term=? AND item=?", actor_term(role, actor), item) == 0) {
        return fault(name + ": cannot be found by its " + std::string(kRoleNames[static_cast<size_t>(role)]));
      }
    }
  }

  void check_ledger() {
    SQLite::Statement missing(db_.sqlite(),
                              "SELECT sha256 FROM articles WHERE sha256 NOT IN (SELECT sha256 FROM ledger WHERE outcome IN "
                              "('stored','copy','new_version'))");
    while (missing.executeStep())
      fault("ledger: no row says how article " + missing.getColumn(0).getString().substr(0, 12) + " came in");
    SQLite::Statement lost(
        db_.sqlite(),
        "SELECT DISTINCT sha256 FROM ledger WHERE outcome IN ('stored','copy','new_version') AND sha256 NOT IN (SELECT "
        "sha256 FROM articles) AND sha256 NOT IN (SELECT sha256 FROM forgotten)");
    while (lost.executeStep())
      fault("ledger: article " + lost.getColumn(0).getString().substr(0, 12) + " was stored and is not there");
    SQLite::Statement chains(db_.sqlite(), "SELECT chain FROM articles GROUP BY chain HAVING sum(superseded=0)<>1");
    while (chains.executeStep())
      fault(fmt::format("versions: chain {} has not one current version", chains.getColumn(0).getInt64()));
  }

  Database& db_;
  const std::function<void(const std::string&)>& tell_;
  int64_t faults_ = 0;
};

}  // namespace

Result<int64_t> verify(Store& store, const std::function<void(const std::string& fault)>& tell) {
  return guarded(store.database(), [&]() -> Result<int64_t> { return Verification(store.database(), tell)(); });
}

Result<void> rebuild(Store& store) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<void> {
    Transaction transaction(db.sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    for (const char* table : {"postings", "parties", "places", "events", "quotes", "entities", "actor_words", "actors",
                              "terms", "bands", "article_keys"}) {
      db.run(fmt::format("DELETE FROM {}", table));
    }
    db.sqlite().exec("INSERT INTO words(words) VALUES('rebuild')");
    db.sqlite().exec("UPDATE articles SET family=id, chain=id, superseded=0");
    std::vector<int64_t> articles;
    SQLite::Statement all(db.sqlite(), "SELECT id FROM articles ORDER BY id");
    while (all.executeStep()) articles.push_back(all.getColumn(0).getInt64());
    all.reset();
    for (const int64_t article : articles) {
      const auto record = stored_record(db, article);
      // What is damaged itself cannot be made again; verify names it.
      if (!record) continue;
      const auto rows = rows_of(*record);
      if (!rows) return tl::unexpected(rows.error());
      Postings postings;
      write_rows(db, article, *rows, postings);
      write_postings(db, std::move(postings));
      join_chain(db, article);
      join_family(db, article, record->article.text, record->article.agency);
    }
    transaction.commit();
    return {};
  });
}

}  // namespace depesche::store
