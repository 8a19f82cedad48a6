#include "store/families.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "store/shingles.h"

namespace depesche::store {
namespace {

// A band that very many share says nothing (an article of one much-used sentence); the least of them still join what is
// alike.
constexpr int kMostOfABand = 200;

std::vector<int64_t> numbers(Database& db, std::string_view sql, int64_t value) {
  std::vector<int64_t> found;
  auto& query = db.prepared(sql);
  Database::bind(query, value);
  while (query.executeStep()) found.push_back(query.getColumn(0).getInt64());
  query.reset();
  return found;
}

bool is_copy(Database& db, int64_t other, const std::vector<uint64_t>& shingles, const std::optional<std::string>& agency) {
  auto& query = db.prepared("SELECT text, agency FROM articles WHERE id=?");
  Database::bind(query, other);
  bool alike = false;
  if (query.executeStep()) {
    const auto other_agency = optional_text(query.getColumn(1));
    const double bar = agency && agency == other_agency ? kCopyResemblanceSameAgency : kCopyResemblance;
    alike = resemblance(shingles, shingles_of(bytes_of(query.getColumn(0)))) >= bar;
  }
  query.reset();
  return alike;
}

void unite(Database& db, int64_t a, int64_t b) {
  const int64_t kept = std::min(a, b);
  db.run("UPDATE articles SET family=? WHERE family=?", kept, std::max(a, b));
}

int64_t family_of(Database& db, int64_t article) { return db.number("SELECT family FROM articles WHERE id=?", article); }

// Joins the article, which has a family of its own, with all that it is alike to.
void join_alike(Database& db, int64_t article, const std::vector<uint64_t>& shingles, const std::vector<int64_t>& bands,
                const std::optional<std::string>& agency) {
  std::map<int64_t, int> candidates;
  for (const int64_t band : bands) {
    auto& query = db.prepared(
        "SELECT article FROM bands WHERE band=?1 AND article<>?2 UNION ALL SELECT article FROM new_bands WHERE band=?1 AND "
        "article<>?2 ORDER BY article LIMIT ?3");
    Database::bind(query, band, article, kMostOfABand);
    while (query.executeStep()) ++candidates[query.getColumn(0).getInt64()];
    query.reset();
  }
  for (const auto& [other, shared] : candidates) {
    const int64_t own = family_of(db, article);
    const int64_t theirs = family_of(db, other);
    if (own != theirs && is_copy(db, other, shingles, agency)) unite(db, own, theirs);
  }
}

}  // namespace

std::optional<std::string> join_family(Database& db, int64_t article, std::string_view text,
                                       const std::optional<std::string>& agency) {
  const auto shingles = shingles_of(text);
  const auto bands = bands_of(shingles);
  join_alike(db, article, shingles, bands, agency);
  for (const int64_t band : bands) db.run("INSERT OR IGNORE INTO new_bands VALUES(?,?)", band, article);
  auto& query = db.prepared("SELECT sha256 FROM articles WHERE family=? AND id<>? ORDER BY id LIMIT 1");
  Database::bind(query, family_of(db, article), article);
  std::optional<std::string> first;
  if (query.executeStep()) first = bytes_of(query.getColumn(0));
  query.reset();
  return first;
}

bool has_band(Database& db, int64_t article, int64_t band) {
  return db.number(
             "SELECT 1 FROM bands WHERE band=?1 AND article=?2 UNION ALL SELECT 1 FROM new_bands WHERE band=?1 AND "
             "article=?2",
             band, article) != 0;
}

void settle_bands(Database& db, int64_t most) {
  if (db.number("SELECT count(*) FROM new_bands") < most) return;
  // OR IGNORE: else SQLite keeps a copy of every page, to be able to take the statement back.
  db.run("INSERT OR IGNORE INTO bands SELECT band, article FROM new_bands ORDER BY band, article");
  db.run("DELETE FROM new_bands");
}

void leave_family(Database& db, int64_t article) {
  auto rest = numbers(db, "SELECT id FROM articles WHERE family=(SELECT family FROM articles WHERE id=?)", article);
  rest.erase(std::remove(rest.begin(), rest.end(), article), rest.end());
  auto& own = db.prepared("SELECT text FROM articles WHERE id=?");
  Database::bind(own, article);
  const auto bands = own.executeStep() ? bands_of(shingles_of(bytes_of(own.getColumn(0)))) : std::vector<int64_t>();
  own.reset();
  for (const int64_t band : bands) {
    for (const char* table : {"bands", "new_bands"}) {
      db.run(fmt::format("DELETE FROM {} WHERE band=? AND article=?", table), band, article);
    }
  }
  db.run("UPDATE articles SET family=id WHERE id=?", article);
  for (const int64_t other : rest) db.run("UPDATE articles SET family=id WHERE id=?", other);
  for (const int64_t other : rest) {
    auto& query = db.prepared("SELECT text, agency FROM articles WHERE id=?");
    Database::bind(query, other);
    if (!query.executeStep()) continue;
    const std::string text = bytes_of(query.getColumn(0));
    const auto agency = optional_text(query.getColumn(1));
    query.reset();
    const auto shingles = shingles_of(text);
    join_alike(db, other, shingles, bands_of(shingles), agency);
  }
}

}  // namespace depesche::store
