#include "store/summary.h"

#include <fmt/format.h>

namespace depesche::store {
namespace {

template <class... Values>
std::vector<std::pair<std::string, int64_t>> counts(Database& db, std::string_view sql, const Values&... values) {
  std::vector<std::pair<std::string, int64_t>> all;
  auto& query = db.prepared(sql);
  Database::bind(query, values...);
  while (query.executeStep()) all.emplace_back(bytes_of(query.getColumn(0)), query.getColumn(1).getInt64());
  query.reset();
  return all;
}

EngineVersion engine_at(SQLite::Statement& query, int column) {
  return {bytes_of(query.getColumn(column)), bytes_of(query.getColumn(column + 1)), bytes_of(query.getColumn(column + 2))};
}

std::vector<RunSummary> runs_of(Database& db) {
  std::vector<RunSummary> runs;
  SQLite::Statement query(
      db.sqlite(),
      "SELECT r.id, r.command, r.inputs, r.begun, r.ended, e.version, e.reader, e.knowledge FROM runs r JOIN engines e ON "
      "e.id=r.engine ORDER BY r.id");
  while (query.executeStep()) {
    RunSummary run;
    run.id = query.getColumn(0).getInt64();
    run.command = bytes_of(query.getColumn(1));
    run.inputs = bytes_of(query.getColumn(2));
    run.begun = bytes_of(query.getColumn(3));
    run.ended = optional_text(query.getColumn(4));
    run.engine = engine_at(query, 5);
    run.outcomes = counts(db, "SELECT outcome, count(*) FROM ledger WHERE run=? GROUP BY 1 ORDER BY 1", run.id);
    run.passed_over = counts(db, "SELECT why, count FROM passed_over WHERE run=? ORDER BY 1", run.id);
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace

Result<Summary> summary_of(Store& store, int64_t most_failures) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<Summary> {
    Summary all;
    all.articles = db.number("SELECT count(*) FROM articles");
    all.superseded = db.number("SELECT count(*) FROM articles WHERE superseded=1");
    all.withheld = db.number("SELECT count(*) FROM articles WHERE pubstatus IS NOT NULL");
    all.families = db.number("SELECT count(DISTINCT family) FROM articles");
    all.forgotten = db.number("SELECT count(*) FROM forgotten");
    all.events = db.number("SELECT count(*) FROM events WHERE standing='current'");
    all.quotes = db.number("SELECT count(*) FROM quotes WHERE standing='current'");
    all.actors = db.number("SELECT count(*) FROM actors");
    SQLite::Statement dates(db.sqlite(),
                            "SELECT (SELECT published FROM articles WHERE published IS NOT NULL AND id>=(1<<42) ORDER BY "
                            "id LIMIT 1), (SELECT "
                            "published FROM articles WHERE published IS NOT NULL AND id>=(1<<42) ORDER BY id DESC LIMIT 1)");
    if (dates.executeStep()) {
      all.first = optional_text(dates.getColumn(0));
      all.last = optional_text(dates.getColumn(1));
    }
    all.runs = runs_of(db);
    SQLite::Statement failures(
        db.sqlite(), fmt::format("SELECT source, why FROM ledger WHERE outcome='failed' AND run=(SELECT max(run) FROM "
                                 "ledger) ORDER BY source LIMIT {}",
                                 most_failures > 0 ? most_failures : -1));
    while (failures.executeStep())
      all.failures.emplace_back(bytes_of(failures.getColumn(0)), bytes_of(failures.getColumn(1)));
    all.last_failed = db.number("SELECT count(*) FROM ledger WHERE outcome='failed' AND run=(SELECT max(run) FROM ledger)");
    return all;
  });
}

}  // namespace depesche::store
