#include "store/store.h"

#include <SQLiteCpp/Savepoint.h>
#include <depesche/json.h>
#include <fmt/chrono.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/fail.h"
#include "base/sha256.h"
#include "store/chains.h"
#include "store/families.h"
#include "store/index.h"
#include "store/packed.h"
#include "store/removal.h"
#include "store/row_ids.h"
#include "store/rows.h"

namespace depesche::store {
namespace {

constexpr std::array<std::string_view, 6> kOutcomes{"stored", "seen", "copy", "new_version", "skipped", "failed"};

void put_record(Database& db, int64_t article, int64_t engine, const Record& record) {
  const std::string json = to_json(record);
  const std::string packed =
      pack(json, {record.engine, record.article.id, record.article.title, record.article.url, record.article.text});
  auto& insert = db.prepared("INSERT INTO records(article, engine, json, json_hash) VALUES(?,?,?,?)");
  insert.bind(1, article);
  insert.bind(2, engine);
  insert.bindNoCopy(3, packed.data(), static_cast<int>(packed.size()));
  insert.bind(4, short_hash(json));
  insert.executeStep();
  insert.reset();
  insert.clearBindings();
  db.run("UPDATE articles SET record=? WHERE id=?", db.sqlite().getLastInsertRowid(), article);
}

}  // namespace

std::string_view outcome_name(Outcome outcome) { return kOutcomes[static_cast<size_t>(outcome)]; }

std::string short_hash(std::string_view bytes) { return sha256_hex(bytes).substr(0, 32); }

std::string now_utc() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

Result<std::unique_ptr<Store>> Store::open(const std::filesystem::path& path, Access access) {
  auto database = Database::open(path, access);
  if (!database) return tl::unexpected(std::move(database.error()));
  return std::unique_ptr<Store>(new Store(std::move(*database)));
}

Result<int64_t> Store::begin_run(std::string_view command, std::string_view inputs, const EngineVersion& engine) {
  return guarded(*db_, [&]() -> Result<int64_t> {
    Transaction transaction(db_->sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    db_->run("INSERT OR IGNORE INTO engines(version, reader, knowledge) VALUES(?,?,?)", engine.version, engine.reader,
             engine.knowledge);
    const int64_t engine_id = db_->number("SELECT id FROM engines WHERE version=? AND reader=? AND knowledge=?",
                                          engine.version, engine.reader, engine.knowledge);
    const std::string command_text(command), inputs_text(inputs);
    int64_t run = db_->number("SELECT max(id) FROM runs WHERE command=? AND inputs=? AND engine=? AND ended IS NULL",
                              command_text, inputs_text, engine_id);
    if (run == 0) {
      db_->run("INSERT INTO runs(command, inputs, engine, begun) VALUES(?,?,?,?)", command_text, inputs_text, engine_id,
               now_utc());
      run = db_->sqlite().getLastInsertRowid();
    }
    transaction.commit();
    return run;
  });
}

Result<void> Store::end_run(int64_t run, const std::map<std::string, uint64_t>& passed_over) {
  return guarded(*db_, [&]() -> Result<void> {
    Transaction transaction(db_->sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    for (const auto& [why, count] : passed_over) {
      db_->run("INSERT OR REPLACE INTO passed_over VALUES(?,?,?)", run, why, static_cast<int64_t>(count));
    }
    db_->run("UPDATE runs SET ended=? WHERE id=?", now_utc(), run);
    transaction.commit();
    return {};
  });
}

Result<std::optional<LedgerRow>> Store::known(std::string_view source, std::string_view sha256, const Origin& origin) {
  return guarded(*db_, [&]() -> Result<std::optional<LedgerRow>> {
    const std::string sha(sha256);
    auto& query = db_->prepared("SELECT coalesce(retrieved, ''), coalesce(url, '') FROM articles WHERE sha256=?");
    Database::bind(query, sha);
    if (query.executeStep()) {
      const std::pair there(bytes_of(query.getColumn(0)), bytes_of(query.getColumn(1)));
      query.reset();
      if (std::pair(origin.retrieved.value_or(""), origin.url.value_or("")) < there) return std::nullopt;
      return LedgerRow{std::string(source), sha, Outcome::kSeen, sha, std::nullopt};
    }
    query.reset();
    if (db_->number("SELECT 1 FROM forgotten WHERE sha256=?", sha) != 0) {
      return LedgerRow{std::string(source), sha, Outcome::kSkipped, std::nullopt, "it was forgotten on demand"};
    }
    return std::nullopt;
  });
}

Result<bool> Store::is_done(int64_t run, std::string_view source, std::string_view sha256) {
  return guarded(*db_, [&]() -> Result<bool> {
    return db_->number("SELECT 1 FROM ledger WHERE run=? AND source=? AND sha256=? AND outcome<>'failed'", run,
                       std::string(source), std::string(sha256)) != 0;
  });
}

Result<std::vector<LedgerRow>> Store::add(int64_t run, std::span<const Offered> offered, std::span<const LedgerRow> others) {
  return guarded(*db_, [&]() -> Result<std::vector<LedgerRow>> {
    Transaction transaction(db_->sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    std::vector<LedgerRow> rows;
    Pending pending;
    for (const Offered& one : offered) {
      auto row = add_one(run, one, pending);
      if (!row) return tl::unexpected(std::move(row.error()));
      rows.push_back(std::move(*row));
    }
    write(std::move(pending));
    rows.insert(rows.end(), others.begin(), others.end());
    for (const LedgerRow& row : rows) log(run, row);
    transaction.commit();
    return rows;
  });
}

void Store::write(Pending pending) {
  // Not within the savepoints of single articles: at each, and at each row before the last one, FTS5 writes what it holds as
  // a segment of its own.
  write_postings(*db_, std::move(pending.postings));
  std::sort(pending.words_of.begin(), pending.words_of.end());
  for (const int64_t article : pending.words_of) write_words(*db_, article);
  settle_bands(*db_);
}

Result<LedgerRow> Store::add_one(int64_t run, const Offered& offered, Pending& pending) {
  LedgerRow row{offered.source, offered.sha256, Outcome::kStored, std::nullopt, std::nullopt};
  if (!offered.record) {
    row.outcome = Outcome::kFailed;
    row.why = offered.record.error().message;
    return row;
  }
  // The same bytes may stand twice among what is added together.
  auto before = known(offered.source, offered.sha256, {offered.retrieved, offered.record->article.url});
  if (!before) return tl::unexpected(std::move(before.error()));
  if (*before) return std::move(**before);
  const int64_t other = db_->number("SELECT id FROM articles WHERE sha256=?", offered.sha256);
  if (other != 0) write(std::exchange(pending, {}));
  // What fails past here takes back its own rows alone.
  SQLite::Savepoint savepoint(db_->sqlite(), "article");
  const size_t posted_before = pending.postings.size(), words_before = pending.words_of.size();
  WordsOfActors words;
  int64_t first_run = run;
  if (other != 0) {
    first_run = db_->number("SELECT run FROM articles WHERE id=?", other);
    remove_article(*db_, other, words);
  }
  if (auto added = add_record(first_run, *offered.record, offered, row, pending); !added) {
    savepoint.rollback();
    pending.postings.resize(posted_before);
    pending.words_of.resize(words_before);
    return LedgerRow{offered.source, offered.sha256, Outcome::kFailed, std::nullopt,
                     std::move(added.error()).in(offered.source).message};
  }
  if (other != 0) {
    drop_unmet(*db_, words);
    row = {offered.source, offered.sha256, Outcome::kSeen, offered.sha256, std::nullopt};
  }
  savepoint.release();
  return row;
}

Result<void> Store::add_record(int64_t run, const Record& record, const Offered& offered, LedgerRow& row, Pending& pending) {
  const Article& article = record.article;
  const auto rows = rows_of(record);
  if (!rows) return tl::unexpected(rows.error());
  const auto id = free_row(article.published.value);
  if (!id) return tl::unexpected(id.error());
  db_->run("INSERT INTO articles VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,?,0,?)", *id, article.id, run, article.given_id,
           article.url, article.outlet, article.agency, article.language, article.published.value, offered.retrieved,
           article.pubstatus, article.title, article.text, short_hash(article.text), *id, *id);
  put_record(*db_, *id, engine_of(run), record);
  write_rows(*db_, *id, *rows, pending.postings);
  pending.words_of.push_back(*id);
  const auto version_of = join_chain(*db_, *id);
  const auto copy_of = join_family(*db_, *id, article.text, article.agency);
  if (version_of || copy_of) {
    row.outcome = version_of ? Outcome::kNewVersion : Outcome::kCopy;
    row.of = version_of ? version_of : copy_of;
  }
  if (article.pubstatus) row.why = "its publisher says: " + *article.pubstatus;
  return {};
}

void Store::log(int64_t run, const LedgerRow& row) {
  // An input that is offered twice in a run has one row, which says how it came in; only a failure gives way.
  db_->run(
      "INSERT INTO ledger(run, source, sha256, outcome, of, why) VALUES(?,?,?,?,?,?) ON CONFLICT(run, source, sha256) DO "
      "UPDATE SET outcome=excluded.outcome, of=excluded.of, why=excluded.why WHERE outcome='failed'",
      run, row.source, row.sha256, std::string(outcome_name(row.outcome)), row.of, row.why);
}

int64_t Store::engine_of(int64_t run) { return db_->number("SELECT engine FROM runs WHERE id=?", run); }

Result<int64_t> Store::free_row(const std::optional<std::string>& published) {
  const int64_t first = published ? first_row_of(*published) : 0;
  const int64_t end = last_row_of(first);
  // The minute's next number; where it is full, the day's next.
  const auto last_before = [&](int64_t to) {
    return db_->number("SELECT max(id) FROM articles WHERE id>=? AND id<?", first, to);
  };
  const int64_t minute_end = first + (int64_t{1} << kMinuteShift);
  int64_t last = last_before(minute_end);
  if (last + kItems >= minute_end) last = last_before(end);
  const int64_t row = last > 0 ? last + kItems : std::max(first, kItems);  // row 0 stays free, as it says "none" elsewhere
  if (row >= end) return fail(ErrorCode::kTooLarge, "the store has no room for more articles of this day");
  return row;
}

Result<void> Store::replace(int64_t run, std::span<const Record> records) {
  return guarded(*db_, [&]() -> Result<void> {
    Transaction transaction(db_->sqlite(), SQLite::TransactionBehavior::IMMEDIATE);
    const int64_t engine = engine_of(run);
    Postings postings;
    for (const Record& record : records) {
      const int64_t article = db_->number("SELECT id FROM articles WHERE sha256=?", record.article.id);
      const auto before = stored_record(*db_, article);
      if (!before) return tl::unexpected(before.error());
      if (before->article.text != record.article.text) {
        return fail(ErrorCode::kBadInput, "{}: the new record's text is not the article's", record.article.id);
      }
      const auto old_rows = rows_of(*before);
      const auto rows = rows_of(record);
      if (!old_rows) return tl::unexpected(old_rows.error());
      if (!rows) return tl::unexpected(rows.error());
      WordsOfActors words = words_of_actors(*db_, article, *old_rows);
      db_->run("DELETE FROM records WHERE article=? AND engine=?", article, engine);
      put_record(*db_, article, engine, record);
      remove_rows(*db_, article, *old_rows);
      write_rows(*db_, article, *rows, postings);
      for (const auto& [actor, names] : words_of_actors(*db_, article, *rows)) {
        const auto earlier = words.find(actor);
        if (earlier == words.end()) continue;
        for (const std::string& name : names) earlier->second.erase(name);
      }
      drop_unmet(*db_, words);
      settle_chain(*db_, article);
    }
    write_postings(*db_, std::move(postings));
    transaction.commit();
    return {};
  });
}

Result<std::string> stored_json(Database& db, int64_t article, int64_t engine) {
  auto& query = db.prepared(
      "SELECT r.json, r.json_hash, e.version, e.reader, e.knowledge, a.sha256, a.title, a.url, a.text FROM articles a JOIN "
      "records r ON "
      "r.article=a.id AND (r.engine=?2 OR (?2=0 AND r.id=a.record)) JOIN engines e ON e.id=r.engine WHERE a.id=?1");
  Database::bind(query, article, engine);
  if (!query.executeStep()) return fail(ErrorCode::kNotFound, "there is no such record in the store");
  const auto text = [&](int column) { return bytes_of(query.getColumn(column)); };
  const std::string packed = text(0), hash = text(1);
  const Known known{
      {text(2), text(3), text(4)}, text(5), optional_text(query.getColumn(6)), optional_text(query.getColumn(7)), text(8)};
  query.reset();
  auto json = unpack(packed, known);
  if (!json) return tl::unexpected(std::move(json.error()));
  if (short_hash(*json) != hash) return fail(ErrorCode::kCorrupt, "the record does not match its checksum");
  return json;
}

Result<Record> stored_record(Database& db, int64_t article) {
  return stored_json(db, article, kCurrentEngine).and_then([](const std::string& json) { return record_from_json(json); });
}

}  // namespace depesche::store
