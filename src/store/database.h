// Database: one SQLite file with our schema, opened, locked and checked. On SQLiteCpp.
//
// Inside store/ SQLite's faults travel as exceptions of SQLiteCpp; guarded() turns them into our errors at the border.
// Threads: one at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <depesche/error.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace depesche::store {

enum class Access { kRead, kWrite, kCreate };  // kCreate: makes the file where there is none

class Database {
 public:
  // Writers hold a lock on the file while they are open.
  // Errors  kNotFound: no such file; kUnreadable: it cannot be opened, or another writer has it (named by its process id);
  //         kCorrupt: no store of ours, or of a newer version; each with the remedy.
  static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The statement, compiled once and kept, without bindings. It is used up before it is asked for again.
  SQLite::Statement& prepared(std::string_view sql);
  // prepared() with values bound in order, and run to its end.
  template <class... Values>
  void run(std::string_view sql, const Values&... values) {
    auto& statement = prepared(sql);
    bind(statement, values...);
    while (statement.executeStep()) {
    }
    statement.reset();
  }
  // The first column of the first row, or `otherwise`.
  template <class... Values>
  int64_t number(std::string_view sql, const Values&... values) {
    auto& statement = prepared(sql);
    bind(statement, values...);
    const int64_t found =
        statement.executeStep() && !statement.getColumn(0).isNull() ? statement.getColumn(0).getInt64() : 0;
    statement.reset();
    return found;
  }

  template <class... Values>
  static void bind(SQLite::Statement& statement, const Values&... values) {
    int place = 0;
    (bind_one(statement, ++place, values), ...);
  }

  SQLite::Database& sqlite() { return *sqlite_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  explicit Database(std::filesystem::path path) : path_(std::move(path)) {}
  Result<void> lock(Access access);
  Result<void> check_form(Access access);

  static void bind_one(SQLite::Statement& s, int place, int64_t value) { s.bind(place, value); }
  static void bind_one(SQLite::Statement& s, int place, int value) { s.bind(place, static_cast<int64_t>(value)); }
  static void bind_one(SQLite::Statement& s, int place, bool value) { s.bind(place, static_cast<int64_t>(value)); }
  static void bind_one(SQLite::Statement& s, int place, double value) { s.bind(place, value); }
  static void bind_one(SQLite::Statement& s, int place, const std::string& value) { s.bind(place, value); }
  static void bind_one(SQLite::Statement& s, int place, const char* value) { s.bind(place, value); }
  static void bind_one(SQLite::Statement& s, int place, std::nullptr_t) { s.bind(place); }
  template <class T>
  static void bind_one(SQLite::Statement& s, int place, const std::optional<T>& value) {
    value ? bind_one(s, place, *value) : s.bind(place);
  }

  std::filesystem::path path_;
  int lock_ = -1;  // file descriptor; closed after SQLite's, as closing it drops SQLite's own locks
  std::unique_ptr<SQLite::Database> sqlite_;
  std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> statements_;
};

// Rolls back unless commit() was reached.
using Transaction = SQLite::Transaction;

// SQLite's fault as ours: what happened to `path` and what helps.
Error error_of(const SQLite::Exception& fault, const std::filesystem::path& path);

// What `work` returns (a Result), or the fault of SQLite that ended it.
template <class Work>
auto guarded(const Database& database, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& fault) {
    return tl::unexpected(error_of(fault, database.path()));
  }
}

// Binary columns: the bytes as they are.
std::string bytes_of(const SQLite::Column& column);
std::optional<std::string> optional_text(const SQLite::Column& column);

}  // namespace depesche::store
