#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "store/care.h"
#include "store/chains.h"
#include "store/families.h"
#include "store/index.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/shingles.h"
#include "store/views.h"

namespace depesche::store {
namespace {

// Of tokens and the items that are found by them, whatever their order.
struct Sum {
  int64_t count = 0;
  size_t hash = 0;

  void add(const std::string& token, int64_t item) {
    ++count;
    hash += std::hash<std::string>()(fmt::format("{} {}", token, item));
  }
  bool operator==(const Sum&) const = default;
};

class Verification {
 public:
  Verification(Database& db, const std::function<void(const std::string&)>& tell) : db_(db), tell_(tell) {}

  int64_t operator()() {
    const bool file_is_sound = check_file();
    if (!file_is_sound) return faults_;  // what follows would only repeat it
    check_words();
    each_article([&](int64_t article, const std::string& sha256) { check_article(article, sha256); });
    check_postings();
    check_versions();
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
    check_index("INSERT INTO words(words, rank) VALUES('integrity-check', 1)",
                "full text: does not agree with the articles");
    check_index("INSERT INTO postings(postings) VALUES('integrity-check')", "postings: are damaged");
  }

  void check_index(const char* sql, const char* says) {
    try {
      db_.sqlite().exec(sql);
    } catch (const SQLite::Exception& wrong) {
      fault(fmt::format("{} ({})", says, wrong.what()));
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
    check_earlier_records(name, article);
    // Reads all spans against the text.
    const auto record = stored_record(db_, article);
    if (!record) return fault(name + ": record: " + record.error().message);
    if (record->article.id != sha256) fault(name + ": the record is of another article");
    const Article& a = record->article;
    if (db_.number("SELECT 1 FROM articles WHERE id=? AND given_id IS ? AND url IS ? AND outlet IS ? AND agency IS ? AND "
                   "language IS ? AND published IS ? AND pubstatus IS ? AND title IS ? AND text=?",
                   article, a.given_id, a.url, a.outlet, a.agency, a.language, a.published.value, a.pubstatus, a.title,
                   a.text) == 0) {
      fault(name + ": the article is not as the record has it");
    }
    const auto rows = rows_of(*record);
    if (!rows) return fault(name + ": " + rows.error().message);
    check_rows(name, article, *rows);
    for (const Posting& posting : postings_of(db_, article, *rows)) expect(posting);
    const auto keys = version_keys(db_, article);
    if (db_.number("SELECT count(*) FROM article_keys WHERE article=?", article) !=
            static_cast<int64_t>(std::set<std::string>(keys.begin(), keys.end()).size()) ||
        std::any_of(keys.begin(), keys.end(), [&](const std::string& key) {
          return db_.number("SELECT 1 FROM article_keys WHERE key=? AND article=?", key, article) == 0;
        })) {
      fault(name + ": its versions would not be found");
    }
    for (const int64_t band : bands_of(shingles_of(record->article.text))) {
      if (!has_band(db_, article, band)) return fault(name + ": is missing from the index of copies");
    }
  }

  // Those of other engines than the last: nothing else reads them until diff does.
  void check_earlier_records(const std::string& name, int64_t article) {
    SQLite::Statement records(
        db_.sqlite(), "SELECT r.engine FROM records r JOIN articles a ON a.id=r.article WHERE a.id=? AND r.id<>a.record");
    records.bind(1, article);
    while (records.executeStep()) {
      const int64_t engine = records.getColumn(0).getInt64();
      if (const auto json = stored_json(db_, article, engine); !json) {
        fault(fmt::format("{}: record of version {}: {}", name, engine, json.error().message));
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
                     "e.type IS ? AND e.country IS ? AND e.sector IS ? AND e.role IS ?",
                     article + row.item, row.key, row.name, row.type, row.country, row.sector, row.role) == 0) {
        fault(fmt::format("{}: entity e{} is not as the record has it", name, row.item));
      }
      for (const std::string& word : row.words) {
        if (db_.number("SELECT 1 FROM actor_words WHERE word=? AND actor=(SELECT actor FROM entities WHERE id=?)", word,
                       article + row.item) == 0) {
          fault(fmt::format("{}: entity e{} cannot be found by '{}'", name, row.item, word));
        }
      }
    }
    for (const EventRow& row : rows.events) {
      const Event& event = *row.event;
      if (db_.number(
              "SELECT 1 FROM events WHERE id=? AND type=? AND status=? AND mode IS ? AND first_day IS ? AND last_day "
              "IS ? AND "
              "sentence_begin=? AND sentence_end=? AND trigger_begin=? AND trigger_end=? AND confidence=? AND attributed=? "
              "AND retold=?",
              article + row.item, event.type, event.status, event.mode, row.first_day, row.last_day,
              static_cast<int64_t>(row.sentence.begin), static_cast<int64_t>(row.sentence.end),
              static_cast<int64_t>(event.trigger.begin), static_cast<int64_t>(event.trigger.end), event.confidence,
              event.source.by == Voucher::kAttributed, event.same_as.has_value()) == 0 ||
          !has_places(article + row.item, event)) {
        fault(fmt::format("{}: event {} is not as the record has it", name, event.id));
      }
      check_parties(name + ": event " + event.id, article + row.item, row.parties);
    }
    for (const QuoteRow& row : rows.quotes) {
      const Quote& quote = *row.quote;
      if (db_.number("SELECT 1 FROM quotes WHERE id=? AND type=? AND content_begin=? AND content_end=? AND sentence_begin=? "
                     "AND sentence_end=? AND confidence=?",
                     article + row.item, quote.type, static_cast<int64_t>(quote.content.begin),
                     static_cast<int64_t>(quote.content.end), static_cast<int64_t>(row.sentence.begin),
                     static_cast<int64_t>(row.sentence.end), quote.confidence) == 0) {
        fault(fmt::format("{}: quotation {} is not as the record has it", name, quote.id));
      }
      check_parties(name + ": quotation " + quote.id, article + row.item, row.parties);
    }
  }

  bool has_places(int64_t item, const Event& event) {
    if (db_.number("SELECT count(*) FROM places WHERE event=?", item) != static_cast<int64_t>(event.places.size())) {
      return false;
    }
    int64_t n = 0;
    return std::all_of(event.places.begin(), event.places.end(), [&](const EventPlace& place) {
      return db_.number(
                 "SELECT 1 FROM places WHERE event=? AND n=? AND name=? AND country IS ? AND lat IS ? AND lon IS ? AND "
                 "precision IS ?",
                 item, n++, place.name, place.country, place.lat, place.lon, place.precision) != 0;
    });
  }

  void check_parties(const std::string& name, int64_t item, const std::vector<std::pair<Role, int64_t>>& parties) {
    const std::set<std::pair<Role, int64_t>> told(parties.begin(), parties.end());
    if (db_.number("SELECT count(*) FROM parties WHERE item=?", item) != static_cast<int64_t>(told.size())) {
      fault(name + ": has other parties than the record");
    }
    for (const auto& [role, entity] : told) {
      if (db_.number("SELECT 1 FROM parties WHERE item=? AND role=? AND entity=?", item, static_cast<int>(role), entity) ==
          0) {
        return fault(fmt::format("{}: has lost its {}", name, kRoleNames[static_cast<size_t>(role)]));
      }
    }
  }

  void expect(const Posting& posting) {
    for (const std::string& token : posting.tokens) expected_.add(token, posting.item);
  }

  void check_postings() {
    if (faults_ > 0) return;
    Sum there;
    db_.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.posted_items USING fts5vocab('main', 'postings', 'instance')");
    SQLite::Statement items(db_.sqlite(), "SELECT term, doc FROM temp.posted_items");
    while (items.executeStep()) there.add(items.getColumn(0).getString(), items.getColumn(1).getInt64());
    items.reset();
    if (there == expected_) return;
    each_article([&](int64_t article, const std::string& sha256) { name_lost_postings(article, sha256); });
    // Each that must be there was looked for; there may be more.
    if (faults_ == 0) fault(fmt::format("postings: {} of them for {} that the records make", there.count, expected_.count));
  }

  void name_lost_postings(int64_t article, const std::string& sha256) {
    const auto record = stored_record(db_, article);
    const auto rows = record ? rows_of(*record) : tl::unexpected(record.error());
    if (!rows) return;
    for (const auto& [item, tokens] : postings_of(db_, article, *rows)) {
      const bool is_lost = std::any_of(tokens.begin(), tokens.end(), [&, item = item](const std::string& token) {
        return db_.number("SELECT 1 FROM postings WHERE postings MATCH ? AND rowid=?", token, item) == 0;
      });
      if (is_lost) return fault(fmt::format("article {}: what is in it cannot be found", sha256.substr(0, 12)));
    }
  }

  // Decides anew which version is current and how all events stand, compares, and takes it back.
  void check_versions() {
    std::vector<int64_t> articles;
    SQLite::Statement chains(db_.sqlite(), "SELECT min(id) FROM articles GROUP BY chain HAVING count(*)>1");
    while (chains.executeStep()) articles.push_back(chains.getColumn(0).getInt64());
    chains.reset();
    // Never committed.
    auto settled = std::make_optional<Transaction>(db_.sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    for (const int64_t article : articles) {
      const auto before = standings(article);
      settle_chain(db_, article);
      if (standings(article) != before) {
        fault(fmt::format("versions: {} and its versions do not stand as they should",
                          article_view(db_, article)->sha256.substr(0, 12)));
      }
    }
    settled.reset();
    for (const char* table : {"events", "quotes"}) {
      SQLite::Statement wrong(
          db_.sqlite(),
          fmt::format("SELECT DISTINCT a.sha256 FROM {} e JOIN articles a ON a.id=(e.id & {}) WHERE a.superseded=0 "
                      "AND e.standing<>CASE WHEN a.pubstatus IS NULL THEN 'current' ELSE 'withheld' END",
                      table, -kItems));
      while (wrong.executeStep())
        fault(fmt::format("versions: {} of {} do not stand as they should", table,
                          wrong.getColumn(0).getString().substr(0, 12)));
    }
    for (const char* group : {"family", "chain"}) {
      const int64_t wrong =
          db_.number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM articles GROUP BY {0} HAVING min(id)<>{0})", group));
      if (wrong > 0) fault(fmt::format("versions and copies: {} numbers of a {} are wrong", wrong, group));
    }
  }

  std::vector<std::pair<int64_t, std::string>> standings(int64_t article) {
    std::vector<std::pair<int64_t, std::string>> all;
    for (const char* sql : {"SELECT id, superseded FROM articles a WHERE chain=(SELECT chain FROM articles WHERE id=?1)",
                            "SELECT e.id, e.standing FROM articles a JOIN events e ON e.id>a.id AND e.id<a.id+?2 WHERE "
                            "a.chain=(SELECT chain FROM articles WHERE id=?1)",
                            "SELECT q.id, q.standing FROM articles a JOIN quotes q ON q.id>a.id AND q.id<a.id+?2 WHERE "
                            "a.chain=(SELECT chain FROM articles WHERE id=?1)"}) {
      auto& query = db_.prepared(sql);
      query.bind(1, article);
      if (std::string_view(sql).find("?2") != std::string_view::npos) query.bind(2, kItems);
      while (query.executeStep()) all.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getString());
      query.reset();
    }
    std::sort(all.begin(), all.end());
    return all;
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
  Sum expected_;  // of the tokens that the records make
};

}  // namespace

Result<int64_t> verify(Store& store, const std::function<void(const std::string& fault)>& tell) {
  return guarded(store.database(), [&]() -> Result<int64_t> { return Verification(store.database(), tell)(); });
}

}  // namespace depesche::store
