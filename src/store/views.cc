#include "store/views.h"

#include <fmt/format.h>

#include "store/row_ids.h"
#include "store/rows.h"

namespace depesche::store {
namespace {

Span span_at(SQLite::Statement& query, int column) {
  return {query.getColumn(column).getUInt(), query.getColumn(column + 1).getUInt()};
}

std::optional<int64_t> optional_number(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getInt64());
}

std::optional<double> optional_real(const SQLite::Column& column) {
  return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

// With their roles.
std::vector<std::pair<Role, PartyView>> parties_of(Database& db, int64_t item) {
  auto& query = db.prepared(
      "SELECT p.role, a.key, n.name, n.country, n.sector FROM parties p JOIN entities n ON n.id=(p.item & -16384)+p.entity "
      "JOIN actors a ON "
      "a.id=n.actor WHERE p.item=? ORDER BY p.role, p.entity");
  Database::bind(query, item);
  std::vector<std::pair<Role, PartyView>> parties;
  while (query.executeStep()) {
    parties.emplace_back(static_cast<Role>(query.getColumn(0).getInt()),
                         PartyView{bytes_of(query.getColumn(1)), bytes_of(query.getColumn(2)),
                                   optional_text(query.getColumn(3)), optional_text(query.getColumn(4))});
  }
  query.reset();
  return parties;
}

std::vector<PlaceView> places_of(Database& db, int64_t event) {
  auto& query = db.prepared("SELECT name, country, precision, lat, lon FROM places WHERE event=? ORDER BY n");
  Database::bind(query, event);
  std::vector<PlaceView> places;
  while (query.executeStep()) {
    places.push_back({bytes_of(query.getColumn(0)), optional_text(query.getColumn(1)), optional_text(query.getColumn(2)),
                      optional_real(query.getColumn(3)), optional_real(query.getColumn(4))});
  }
  query.reset();
  return places;
}

}  // namespace

std::optional<ArticleView> article_view(Database& db, int64_t row) {
  auto& query = db.prepared(
      "SELECT sha256, given_id, url, outlet, agency, language, published, title, pubstatus, text, superseded, family FROM "
      "articles "
      "WHERE id=?");
  Database::bind(query, row);
  std::optional<ArticleView> view;
  if (query.executeStep()) {
    const auto text = [&](int column) { return optional_text(query.getColumn(column)); };
    view = ArticleView{row,
                       bytes_of(query.getColumn(0)),
                       text(1),
                       text(2),
                       text(3),
                       text(4),
                       text(5),
                       text(6),
                       text(7),
                       text(8),
                       bytes_of(query.getColumn(9)),
                       query.getColumn(10).getInt() != 0,
                       query.getColumn(11).getInt64()};
  }
  query.reset();
  return view;
}

std::optional<EventView> event_view(Database& db, int64_t row) {
  auto article = article_view(db, article_of(row));
  if (!article) return std::nullopt;
  auto& query = db.prepared(
      "SELECT type, status, standing, mode, first_day, last_day, sentence_begin, sentence_end, trigger_begin, trigger_end, "
      "attributed, retold, confidence FROM events WHERE id=?");
  Database::bind(query, row);
  if (!query.executeStep()) return std::nullopt;
  EventView view;
  view.id = fmt::format("{}/v{}", article->id(), item_of(row));
  view.article = std::move(*article);
  view.type = bytes_of(query.getColumn(0));
  view.status = bytes_of(query.getColumn(1));
  view.standing = bytes_of(query.getColumn(2));
  view.mode = optional_text(query.getColumn(3));
  view.first_day = optional_number(query.getColumn(4));
  view.last_day = optional_number(query.getColumn(5));
  view.sentence = span_at(query, 6);
  view.trigger = span_at(query, 8);
  view.attributed = query.getColumn(10).getInt() != 0;
  view.retold = query.getColumn(11).getInt() != 0;
  view.confidence = query.getColumn(12).getDouble();
  query.reset();
  for (auto& [role, party] : parties_of(db, row)) {
    (role == Role::kActor       ? view.actors
     : role == Role::kRecipient ? view.recipients
                                : view.voices)
        .push_back(std::move(party));
  }
  view.places = places_of(db, row);
  return view;
}

std::optional<QuoteView> quote_view(Database& db, int64_t row) {
  auto article = article_view(db, article_of(row));
  if (!article) return std::nullopt;
  auto& query = db.prepared(
      "SELECT type, standing, content_begin, content_end, sentence_begin, sentence_end, confidence FROM quotes WHERE id=?");
  Database::bind(query, row);
  if (!query.executeStep()) return std::nullopt;
  QuoteView view;
  view.id = fmt::format("{}/q{}", article->id(), item_of(row) - kFirstQuote);
  view.article = std::move(*article);
  view.type = bytes_of(query.getColumn(0));
  view.standing = bytes_of(query.getColumn(1));
  view.content = span_at(query, 2);
  view.sentence = span_at(query, 4);
  view.confidence = query.getColumn(6).getDouble();
  query.reset();
  for (auto& [role, party] : parties_of(db, row))
    (role == Role::kSpeaker ? view.speaker : view.addressee) = std::move(party);
  return view;
}

Result<void> each_found(Database& db, const Query& query, Kind kind, Order order, int64_t limit,
                        const std::function<Result<void>(int64_t row)>& take) {
  return guarded(db, [&]() -> Result<void> {
    const auto wanted = order == Order::kRelevance ? Wanted::kRelevant
                        : order == Order::kNewest  ? Wanted::kNewest
                                                   : Wanted::kAll;
    const auto selection = select(db, query, kind, wanted);
    if (!selection) return tl::unexpected(selection.error());
    const std::string by = order == Order::kOldest ? "ORDER BY " + selection->item : selection->order;
    SQLite::Statement found(db.sqlite(), fmt::format("SELECT {} {} {} {} LIMIT {}", selection->item, selection->from_all(),
                                                     selection->where, by, limit > 0 ? limit : -1));
    while (found.executeStep()) {
      if (auto taken = take(found.getColumn(0).getInt64()); !taken) return taken;
    }
    return {};
  });
}

}  // namespace depesche::store
