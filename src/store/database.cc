#include "store/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/fail.h"
#include "store/migrations.h"
#include "store/stems.h"

namespace depesche::store {
namespace {

constexpr int kApplicationId = 0x44657073;  // "Deps"
constexpr int kBusyMs = 30'000;

// Changed pages wait in memory until the commit; a smaller cache would spill them and shut readers out meanwhile.
constexpr const char* kSettings =
    "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY; PRAGMA "
    "secure_delete=ON;";

// A writer that was killed may leave a transaction half in the file, with the journal to take it back. Who only reads
// cannot, and would be refused.
void roll_back_unfinished(const std::string& file) {
  try {
    SQLite::Database(file, SQLite::OPEN_READONLY, kBusyMs).execAndGet("PRAGMA user_version");
  } catch (const SQLite::Exception& fault) {
    if (fault.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK) return;
    SQLite::Database(file, SQLite::OPEN_READWRITE, kBusyMs).execAndGet("PRAGMA user_version");
  }
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Access access) {
  std::error_code ignored;
  if (access != Access::kCreate && !std::filesystem::exists(path, ignored)) {
    return fail(ErrorCode::kNotFound, "{}: there is no such store; depesche add makes one", path.string());
  }
  std::unique_ptr<Database> database(new Database(path));
  if (auto locked = database->lock(access); !locked) return tl::unexpected(std::move(locked.error()));
  try {
    const int flags = access == Access::kRead    ? SQLite::OPEN_READONLY
                      : access == Access::kWrite ? SQLite::OPEN_READWRITE
                                                 : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
    // A path that is none to SQLite (":memory:") is one to us.
    const std::string file = std::filesystem::absolute(path).string();
    if (access == Access::kRead) roll_back_unfinished(file);
    database->sqlite_ = std::make_unique<SQLite::Database>(file, flags, kBusyMs);
    database->sqlite_->exec(kSettings);
    add_functions(*database->sqlite_);
    if (auto fit = database->check_form(access); !fit) return tl::unexpected(std::move(fit.error()));
  } catch (const SQLite::Exception& fault) {
    return tl::unexpected(error_of(fault, path));
  }
  return database;
}

Database::~Database() {
  statements_.clear();
  sqlite_.reset();
  if (lock_ >= 0) ::close(lock_);
}

Result<void> Database::lock(Access access) {
  if (access == Access::kRead) return {};
  lock_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC | (access == Access::kCreate ? O_CREAT : 0), 0666);
  if (lock_ < 0) {
    return fail(ErrorCode::kUnreadable, "{}: cannot be opened for writing: {}", path_.string(), std::strerror(errno));
  }
  if (::flock(lock_, LOCK_EX | LOCK_NB) == 0) return {};
  return fail(ErrorCode::kUnreadable,
              "{}: another depesche is writing to this store; run the command again when it has ended", path_.string());
}

Result<void> Database::check_form(Access access) {
  const int64_t application = number("PRAGMA application_id");
  const int64_t version = number("PRAGMA user_version");
  if (application == 0 && version == 0 && number("SELECT count(*) FROM sqlite_schema") == 0) {
    if (access != Access::kCreate) return fail(ErrorCode::kCorrupt, "{}: is empty, not a store", path_.string());
    // Articles with their texts take some kilobytes; on small pages half of the file would be air.
    sqlite_->exec("PRAGMA page_size=16384");
    Transaction transaction(*sqlite_, SQLite::TransactionBehavior::IMMEDIATE);
    sqlite_->exec(fmt::format("PRAGMA application_id={}; PRAGMA user_version={};", kApplicationId, kStoreVersion));
    sqlite_->exec(kSchema);
    transaction.commit();
    return {};
  }
  if (application != kApplicationId) {
    return fail(ErrorCode::kCorrupt, "{}: is a SQLite file, but not a store of Depesche", path_.string());
  }
  if (version > kStoreVersion) {
    return fail(ErrorCode::kCorrupt,
                "{}: was written by a newer Depesche (store version {}, this one knows {}); use that one, or export from it",
                path_.string(), version, kStoreVersion);
  }
  if (version == kStoreVersion) return {};
  if (access == Access::kRead) {
    return fail(ErrorCode::kCorrupt, "{}: is of store version {}; any command that writes (depesche add) brings it to {}",
                path_.string(), version, kStoreVersion);
  }
  migrate(*this, static_cast<int>(version));
  return {};
}

SQLite::Statement& Database::prepared(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    const std::string text(sql);
    found = statements_.emplace(text, std::make_unique<SQLite::Statement>(*sqlite_, text)).first;
  }
  found->second->reset();
  found->second->clearBindings();
  return *found->second;
}

Error error_of(const SQLite::Exception& fault, const std::filesystem::path& path) {
  const std::string name = path.string();
  switch (fault.getErrorCode() & 0xFF) {
    case SQLITE_FULL:
      return {ErrorCode::kUnreadable,
              fmt::format("{}: the disk is full; what was reported as stored is safe, make room and run the command again",
                          name)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::kUnreadable, fmt::format("{}: may not be written to ({})", name, fault.what())};
    case SQLITE_CANTOPEN:
      return {ErrorCode::kUnreadable, fmt::format("{}: cannot be opened ({})", name, fault.what())};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::kUnreadable,
              fmt::format("{}: another program is using it; run the command again when it has ended", name)};
    case SQLITE_NOTADB:
      return {ErrorCode::kCorrupt, fmt::format("{}: is not a store (no SQLite file)", name)};
    case SQLITE_CORRUPT:
      return {ErrorCode::kCorrupt,
              fmt::format("{}: is damaged ({}); depesche verify says where, else go back to a backup", name, fault.what())};
    case SQLITE_IOERR:
      return {ErrorCode::kUnreadable, fmt::format("{}: cannot be read or written ({})", name, fault.what())};
    default:
      return {ErrorCode::kInternal, fmt::format("{}: SQLite: {}", name, fault.what())};
  }
}

std::string bytes_of(const SQLite::Column& column) {
  const void* bytes = column.getBlob();
  return bytes == nullptr ? std::string()
                          : std::string(static_cast<const char*>(bytes), static_cast<size_t>(column.getBytes()));
}

std::optional<std::string> optional_text(const SQLite::Column& column) {
  if (column.isNull()) return std::nullopt;
  return bytes_of(column);
}

}  // namespace depesche::store
