#include "store/lookup.h"

#include <fmt/format.h>

#include <vector>

#include "base/fail.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/stems.h"

namespace depesche::store {
namespace {

constexpr size_t kLeastDigits = 6;

bool is_hash(std::string_view text) {
  return text.size() >= kLeastDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::vector<int64_t> rows(Database& db, std::string_view sql, const std::string& from, const std::string& to) {
  std::vector<int64_t> found;
  auto& query = db.prepared(sql);
  Database::bind(query, from, to);
  while (query.executeStep()) found.push_back(query.getColumn(0).getInt64());
  query.reset();
  return found;
}

Result<int64_t> article_named(Database& db, std::string_view name) {
  const std::string text(name);
  std::vector<int64_t> found;
  if (is_hash(name)) found = rows(db, "SELECT id FROM articles WHERE sha256>=? AND sha256<? LIMIT 2", text, text + "g");
  if (found.empty())
    found = rows(db, "SELECT id FROM articles WHERE given_id=? AND superseded=0 AND ?<>'' LIMIT 2", text, text);
  if (found.empty())
    return fail(ErrorCode::kNotFound, "there is no article, event, quotation or actor '{}' in the store", name);
  if (found.size() > 1) return fail(ErrorCode::kBadArgument, "several articles are called '{}'; give more of the id", name);
  return found.front();
}

}  // namespace

std::optional<std::string> actors_called(std::string_view name) {
  const std::vector<Word> words = words_in(name);
  if (words.empty() || words.size() > kMostWordsOfName) return std::nullopt;
  std::string sql;
  for (const Word& word : words) {  // letters and digits alone: nothing in it ends the quotation
    sql += fmt::format("{}SELECT actor FROM actor_words WHERE word='{}'", sql.empty() ? "" : " INTERSECT ", word.folded);
  }
  return sql;
}

Result<Item> find_item(Database& db, std::string_view id) {
  return guarded(db, [&]() -> Result<Item> {
    if (const int64_t actor = db.number("SELECT id FROM actors WHERE key=?", std::string(id)))
      return Item{Item::Type::kActor, actor};
    const size_t slash = id.rfind('/');
    const std::string_view part = slash == std::string_view::npos ? std::string_view() : id.substr(slash + 1);
    const auto event = number_of_id(part, 'v');
    const auto quote = number_of_id(part, 'q');
    const auto whole = article_named(db, id);
    if (whole) return Item{Item::Type::kArticle, *whole};  // a given id may end in "/v3" too
    if (!event && !quote) return tl::unexpected(whole.error());
    const auto article = article_named(db, id.substr(0, slash));
    if (!article) return tl::unexpected(article.error());
    const int64_t row = *article + (event ? *event : kFirstQuote + *quote);
    if (db.number(event ? "SELECT 1 FROM events WHERE id=?" : "SELECT 1 FROM quotes WHERE id=?", row) == 0) {
      return fail(ErrorCode::kNotFound, "the article has no {}", part);
    }
    return Item{event ? Item::Type::kEvent : Item::Type::kQuote, row};
  });
}

}  // namespace depesche::store
