#include "store/versions.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/fail.h"

namespace depesche::store {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Ids are counted anew in each record, so names stand for entities when records are compared.
Json with_names(const Json& value, const std::map<std::string, Json>& names) {
  if (value.is_string()) {
    const auto found = names.find(value.get<std::string>());
    return found == names.end() ? value : found->second;
  }
  if (!value.is_structured()) return value;
  Json changed = value;
  for (auto& part : changed) part = with_names(part, names);
  return changed;
}

class Comparison {
 public:
  Comparison(std::string article, const Json& before, const Json& after, const std::function<void(const Change&)>& take)
      : article_(std::move(article)), before_(before), after_(after), take_(take) {}

  void operator()() const {
    compare("entity", "entities",
            [](const Json& entity) { return entity["mentions"].empty() ? entity["name"] : entity["mentions"][0]["span"]; },
            {"name", "type", "country", "sector", "role", "actor", "mentions"});
    compare("event", "events", [](const Json& event) { return event["trigger"]; },
            {"type", "mode", "contexts", "status", "presupposed", "actors", "recipients", "places", "time", "source"});
    compare("quotation", "quotes", [](const Json& quote) { return quote["content"]; },
            {"type", "cue", "speaker", "addressee"});
  }

 private:
  template <class Key>
  void compare(const char* what, const char* list, Key key, const std::vector<const char*>& fields) const {
    std::map<std::string, std::pair<Json, Json>> pairs;
    for (const Json& item : before_[list]) pairs[text_of(key(item))].first = with_names(item, names_of(before_));
    for (const Json& item : after_[list]) pairs[text_of(key(item))].second = with_names(item, names_of(after_));
    for (const auto& [place, pair] : pairs) {
      const auto& [was, is] = pair;
      if (was.is_null()) {
        take_({article_, what, "added", "", shown(is)});
      } else if (is.is_null()) {
        take_({article_, what, "dropped", shown(was), ""});
      } else {
        for (const char* field : fields) {
          if (was[field] != is[field]) take_({article_, what, field, text_of(was[field]), text_of(is[field])});
        }
      }
    }
  }

  static std::map<std::string, Json> names_of(const Json& record) {
    std::map<std::string, Json> names;
    for (const Json& entity : record["entities"]) names[entity["id"].get<std::string>()] = entity["name"];
    return names;
  }

  static std::string shown(const Json& item) {
    const Json& text = item.contains("name") ? item["name"] : item.contains("trigger") ? item["trigger"] : item["content"];
    return item.contains("type") ? text_of(item["type"]) + " " + text_of(text) : text_of(text);
  }

  std::string article_;
  const Json& before_;
  const Json& after_;
  const std::function<void(const Change&)>& take_;
};

Result<Json> record_of(Database& db, int64_t article, int64_t engine) {
  const auto json = stored_json(db, article, engine);
  if (!json) return tl::unexpected(json.error());
  Json parsed = Json::parse(*json, nullptr, false);
  if (parsed.is_discarded()) return fail(ErrorCode::kCorrupt, "a record is no JSON; depesche verify says which");
  return parsed;
}

}  // namespace

Result<std::vector<int64_t>> read_by_others(Store& store, const EngineVersion& engine, int64_t after, int64_t limit) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<std::vector<int64_t>> {
    auto& query = db.prepared(
        "SELECT a.id FROM articles a JOIN records r ON r.id=a.record JOIN engines e ON e.id=r.engine WHERE a.id>? AND NOT "
        "(e.version=? AND "
        "e.reader=? AND e.knowledge=?) ORDER BY a.id LIMIT ?");
    Database::bind(query, after, engine.version, engine.reader, engine.knowledge, limit);
    std::vector<int64_t> articles;
    while (query.executeStep()) articles.push_back(query.getColumn(0).getInt64());
    query.reset();
    return articles;
  });
}

Result<std::vector<EngineRow>> engines_of(Store& store) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<std::vector<EngineRow>> {
    std::vector<EngineRow> engines;
    auto& query = db.prepared(
        "SELECT e.id, e.version, e.reader, e.knowledge, count(r.id) FROM engines e LEFT JOIN records r ON r.engine=e.id "
        "GROUP BY e.id ORDER BY "
        "e.id");
    while (query.executeStep()) {
      engines.push_back({query.getColumn(0).getInt64(),
                         {bytes_of(query.getColumn(1)), bytes_of(query.getColumn(2)), bytes_of(query.getColumn(3))},
                         query.getColumn(4).getInt64()});
    }
    query.reset();
    return engines;
  });
}

Result<int64_t> compare_engines(Store& store, int64_t before, int64_t after,
                                const std::function<void(const Change&)>& take) {
  Database& db = store.database();
  return guarded(db, [&]() -> Result<int64_t> {
    for (const int64_t engine : {before, after}) {
      if (db.number("SELECT 1 FROM engines WHERE id=?", engine) == 0) {
        return fail(ErrorCode::kNotFound, "the store has no version {}; depesche status lists them", engine);
      }
    }
    int64_t articles = 0;
    SQLite::Statement both(
        db.sqlite(),
        "SELECT a.id, a.sha256 FROM articles a WHERE EXISTS(SELECT 1 FROM records WHERE article=a.id AND engine=?) AND "
        "EXISTS(SELECT 1 FROM records WHERE article=a.id AND engine=?) ORDER BY a.id");
    Database::bind(both, before, after);
    while (both.executeStep()) {
      const int64_t article = both.getColumn(0).getInt64();
      const auto was = record_of(db, article, before);
      const auto is = record_of(db, article, after);
      if (!was) return tl::unexpected(was.error());
      if (!is) return tl::unexpected(is.error());
      ++articles;
      Comparison(both.getColumn(1).getString().substr(0, 12), *was, *is, take)();
    }
    return articles;
  });
}

}  // namespace depesche::store
