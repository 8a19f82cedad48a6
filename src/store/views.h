// What of an event, a quotation or an article is shown and exported, loaded from the store.
#pragma once

#include <depesche/document.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "store/selection.h"

namespace depesche::store {

struct ArticleView {
  int64_t row = 0;
  std::string sha256;
  std::optional<std::string> given_id, url, outlet, agency, language, published, title, pubstatus;
  std::string text;
  bool superseded = false;
  int64_t family = 0;  // the same for copies of one text

  // The short form of sha256 that commands print and take.
  std::string id() const { return sha256.substr(0, 12); }
};

// Who takes part, as this article names them.
struct PartyView {
  std::string key, name;
  std::optional<std::string> country, sector;
};

struct PlaceView {
  std::string name;
  std::optional<std::string> country, precision;
  std::optional<double> lat, lon;
};

// Positions are bytes of the article's text.
struct EventView {
  std::string id;  // "5891b5b522d5/v3"
  ArticleView article;
  std::string type, status, standing;
  std::optional<std::string> mode;
  std::optional<int64_t> first_day, last_day;  // since 1970
  std::vector<PartyView> actors, recipients, voices;
  std::vector<PlaceView> places;
  Span sentence, trigger;
  bool attributed = false, retold = false;
  double confidence = 0;
};

struct QuoteView {
  std::string id;  // "5891b5b522d5/q1"
  ArticleView article;
  std::string type, standing;
  std::optional<PartyView> speaker, addressee;
  Span content, sentence;
  double confidence = 0;
};

// By row id; nothing where there is none.
std::optional<ArticleView> article_view(Database& db, int64_t row);
std::optional<EventView> event_view(Database& db, int64_t row);
std::optional<QuoteView> quote_view(Database& db, int64_t row);

enum class Order { kNewest, kRelevance, kOldest };

// Calls `take` with the row ids of what the query finds, one after the other, at most `limit` (0: all), until it fails.
// Errors  those of select() and of `take`.
Result<void> each_found(Database& db, const Query& query, Kind kind, Order order, int64_t limit,
                        const std::function<Result<void>(int64_t row)>& take);

}  // namespace depesche::store
