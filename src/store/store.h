// Store: records of many articles in one SQLite file (FORMAT.md). What goes in; what is asked of it is in views.h, count.h
// and lookup.h, its care in care.h.
//
// Threads: one at a time; one writer a file, readers beside it.
#pragma once

#include <depesche/error.h>
#include <depesche/record.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/index.h"

namespace depesche::store {

// What became of an input.
enum class Outcome { kStored, kSeen, kCopy, kNewVersion, kSkipped, kFailed };
std::string_view outcome_name(Outcome outcome);  // "stored", "seen", "copy", "new_version", "skipped", "failed"

struct LedgerRow {
  std::string source;  // of the input, as in Snapshot
  std::string sha256;  // of the article's bytes; empty where they were not to be had
  Outcome outcome = Outcome::kFailed;
  std::optional<std::string> of;   // sha256 of the article that it is a copy or another version of
  std::optional<std::string> why;  // of what was skipped or failed
};

// Where an input came from, as its archive or feed says.
struct Origin {
  std::optional<std::string> retrieved, url;
};

// An input with what was made of it.
struct Offered {
  std::string source, sha256;
  std::optional<std::string> retrieved;
  Result<Record> record;
};

class Store {
 public:
  // Errors  as Database::open().
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& path, Access access);

  // Begins a run of a command over inputs, or goes on with the unfinished one of the same.
  Result<int64_t> begin_run(std::string_view command, std::string_view inputs, const EngineVersion& engine);
  Result<void> end_run(int64_t run, const std::map<std::string, uint64_t>& passed_over);

  // Whether the input needs no reading: what the ledger says of it then ("seen", or "skipped" because it was forgotten). The
  // same bytes from an earlier retrieval, or a lesser address, are read again and take the place of those that are there, so
  // that it does not matter which came first.
  Result<std::optional<LedgerRow>> known(std::string_view source, std::string_view sha256, const Origin& origin);
  // Whether this run has the input in its ledger already (an interrupted run that goes on).
  Result<bool> is_done(int64_t run, std::string_view source, std::string_view sha256);

  // Stores the records and their ledger rows, and the rows that need no record, all or nothing. What is returned is on disk.
  Result<std::vector<LedgerRow>> add(int64_t run, std::span<const Offered> offered, std::span<const LedgerRow> others);

  // New records of articles that are in the store; the earlier ones stay under their engine's version.
  // Errors  kBadInput: the record's text is not the article's.
  Result<void> replace(int64_t run, std::span<const Record> records);

  Database& database() { return *db_; }

 private:
  explicit Store(std::unique_ptr<Database> db) : db_(std::move(db)) {}
  // What is written for all articles of a transaction together.
  struct Pending {
    Postings postings;
    std::vector<int64_t> words_of;  // articles
  };
  void write(Pending pending);
  Result<LedgerRow> add_one(int64_t run, const Offered& offered, Pending& pending);
  Result<void> add_record(int64_t run, const Record& record, const Offered& offered, LedgerRow& row, Pending& pending);
  void log(int64_t run, const LedgerRow& row);
  int64_t engine_of(int64_t run);
  Result<int64_t> free_row(const std::optional<std::string>& published);

  std::unique_ptr<Database> db_;
};

// The article's record (a row id) by an engine (a row id, or kCurrentEngine for the one it is found by).
// Errors  kCorrupt: damaged; kNotFound.
inline constexpr int64_t kCurrentEngine = 0;
Result<std::string> stored_json(Database& db, int64_t article, int64_t engine);
Result<Record> stored_record(Database& db, int64_t article);

// What texts and records are checked against: 128 bits of SHA-256, as hex.
std::string short_hash(std::string_view bytes);

std::string now_utc();  // "2026-11-27T08:30:00Z"

}  // namespace depesche::store
