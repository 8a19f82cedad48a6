#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "store/care.h"
#include "store/row_ids.h"

namespace depesche::store {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const SQLite::Column& column) {
  const auto text = optional_text(column);
  return text ? Json(*text) : Json();
}

// The first column of all rows.
template <class... Values>
Json list(Database& db, std::string_view sql, const Values&... values) {
  Json all = Json::array();
  auto& query = db.prepared(sql);
  Database::bind(query, values...);
  while (query.executeStep()) all.push_back(bytes_of(query.getColumn(0)));
  query.reset();
  return all;
}

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Row ids depend on the order in which articles came, and stand nowhere in it.
void dump_articles(Database& db, const std::function<void(const std::string&)>& put) {
  SQLite::Statement articles(
      db.sqlite(),
      "SELECT id, sha256, text_hash, chain, superseded, family, published, retrieved FROM articles ORDER BY sha256");
  while (articles.executeStep()) {
    const int64_t id = articles.getColumn(0).getInt64();
    Json json = {{"article", articles.getColumn(1).getString()}, {"text", articles.getColumn(2).getString()}};
    json["published"] = text_or_null(articles.getColumn(6));
    json["retrieved"] = text_or_null(articles.getColumn(7));
    json["superseded"] = articles.getColumn(4).getInt() != 0;
    json["versions"] =
        list(db, "SELECT sha256 FROM articles WHERE chain=? ORDER BY sha256", articles.getColumn(3).getInt64());
    json["copies"] =
        list(db, "SELECT sha256 FROM articles WHERE family=? ORDER BY sha256", articles.getColumn(5).getInt64());
    json["records"] = list(
        db,
        "SELECT e.version || ' ' || e.reader || ' ' || e.knowledge || ' ' || r.json_hash FROM records r JOIN engines e ON "
        "e.id=r.engine WHERE r.article=? ORDER BY 1",
        id);
    json["current"] = list(db, "SELECT json_hash FROM records WHERE id=(SELECT record FROM articles WHERE id=?)", id);
    json["standing"] = list(db, "SELECT standing FROM events WHERE id>? AND id<? ORDER BY id", id, id + kItems);
    put(line(json));
  }
}

void dump_actors(Database& db, const std::function<void(const std::string&)>& put) {
  SQLite::Statement actors(db.sqlite(), "SELECT id, key FROM actors WHERE id IN (SELECT actor FROM entities) ORDER BY key");
  while (actors.executeStep()) {
    const int64_t id = actors.getColumn(0).getInt64();
    Json json = {{"actor", actors.getColumn(1).getString()}};
    json["names"] = list(db, "SELECT name || ' ' || count(*) FROM entities WHERE actor=? GROUP BY name ORDER BY name", id);
    // Minutes since 1900: within one, row ids follow the order in which articles came.
    json["first_seen"] = db.number("SELECT min(id) >> 22 FROM entities WHERE actor=?", id);
    json["last_seen"] = db.number("SELECT max(id) >> 22 FROM entities WHERE actor=?", id);
    put(line(json));
  }
}

}  // namespace

Result<void> dump(Store& store, const std::function<void(const std::string& line)>& put) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<void> {
    dump_articles(db, put);
    dump_actors(db, put);
    SQLite::Statement tombstones(db.sqlite(), "SELECT sha256 FROM forgotten ORDER BY sha256");
    while (tombstones.executeStep()) put(line({{"forgotten", tombstones.getColumn(0).getString()}}));
    return {};
  });
}

}  // namespace depesche::store
