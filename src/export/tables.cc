#include "export/tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "document/names.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/store.h"

namespace depesche::exporting {
namespace {

using store::ArticleView;
using store::EventView;
using store::PartyView;
using store::QuoteView;
using enum ColumnType;

const std::vector<Column> kArticleColumns{
    {"article_id", kText}, {"given_id", kText}, {"url", kText},       {"outlet", kText},       {"agency", kText},
    {"language", kText},   {"title", kText},    {"published", kText}, {"published_day", kDay}, {"family", kText}};

Value maybe(const std::optional<std::string>& value) { return value ? Value(*value) : Value(); }
Value maybe(const std::optional<double>& value) { return value ? Value(*value) : Value(); }
Value maybe_day(const std::optional<int64_t>& day) { return day ? Value(Day{*day}) : Value(); }

// The family is named by its first member's row: the same for copies, different for all else.
void add_article(Row& row, const ArticleView& article) {
  const auto day = article.published ? store::day_of(*article.published) : std::nullopt;
  row.insert(row.end(), {article.sha256, maybe(article.given_id), maybe(article.url), maybe(article.outlet),
                         maybe(article.agency), maybe(article.language), maybe(article.title), maybe(article.published),
                         maybe_day(day), fmt::format("{:x}", article.family)});
}

template <class Item, class Field>
Value list(const std::vector<Item>& items, Field field) {
  std::vector<std::string> values;
  for (const Item& item : items) values.push_back(field(item));
  return values;
}

void add_parties(Row& row, const std::vector<PartyView>& parties) {
  row.push_back(list(parties, [](const PartyView& p) { return p.name; }));
  row.push_back(list(parties, [](const PartyView& p) { return p.key; }));
  row.push_back(list(parties, [](const PartyView& p) { return p.country.value_or(""); }));
  row.push_back(list(parties, [](const PartyView& p) { return p.sector.value_or(""); }));
}

Row event_row(const EventView& event, TextAmount text) {
  Row row{event.id};
  add_article(row, event.article);
  row.insert(row.end(), {event.type, maybe(event.mode), event.status, event.standing, event.retold,
                         maybe_day(event.first_day), maybe_day(event.last_day)});
  add_parties(row, event.actors);
  add_parties(row, event.recipients);
  row.push_back(list(event.places, [](const store::PlaceView& p) { return p.name; }));
  row.push_back(list(event.places, [](const store::PlaceView& p) { return p.country.value_or(""); }));
  const auto first = event.places.empty() ? store::PlaceView{} : event.places.front();
  row.insert(row.end(), {maybe(first.precision), maybe(first.lat), maybe(first.lon), event.attributed});
  row.push_back(list(event.voices, [](const PartyView& p) { return p.name; }));
  row.push_back(list(event.voices, [](const PartyView& p) { return p.key; }));
  row.push_back(event.confidence);
  if (text == TextAmount::kNone) return row;
  row.push_back(std::string(event.trigger.of(event.article.text)));
  row.push_back(std::string(event.sentence.of(event.article.text)));
  return row;
}

void add_party(Row& row, const std::optional<PartyView>& party) {
  if (!party) {
    row.insert(row.end(), 4, Value());
    return;
  }
  row.insert(row.end(), {party->name, party->key, maybe(party->country), maybe(party->sector)});
}

Row quote_row(const QuoteView& quote, TextAmount text) {
  Row row{quote.id};
  add_article(row, quote.article);
  row.insert(row.end(), {quote.type, quote.standing});
  add_party(row, quote.speaker);
  add_party(row, quote.addressee);
  row.push_back(quote.confidence);
  if (text == TextAmount::kNone) return row;
  row.push_back(std::string(quote.content.of(quote.article.text)));
  row.push_back(std::string(quote.sentence.of(quote.article.text)));
  return row;
}

Row article_row(const ArticleView& article, TextAmount text) {
  Row row;
  add_article(row, article);
  row.insert(row.end(),
             {maybe(article.pubstatus), article.superseded, static_cast<int64_t>(count_code_points(article.text))});
  if (text == TextAmount::kFull) row.push_back(article.text);
  return row;
}

Result<void> mention_rows(store::Database& db, const ArticleView& article, TextAmount text,
                          const std::function<Result<void>(const Row&)>& take) {
  const auto record = store::stored_record(db, article.row);
  if (!record) return tl::unexpected(record.error());
  const CodePointIndex points(record->article.text);
  for (const Entity& entity : record->entities) {
    for (const Mention& mention : entity.mentions) {
      Row row{article.sha256,
              entity.id,
              store::actor_key(entity, record->article),
              entity.name,
              entity.type ? Value(std::string(name_of(*entity.type))) : Value(),
              std::string(name_of(mention.form)),
              static_cast<int64_t>(points.from_byte(mention.span.begin)),
              static_cast<int64_t>(points.from_byte(mention.span.end))};
      if (text != TextAmount::kNone) row.push_back(std::string(mention.span.of(record->article.text)));
      if (auto taken = take(row); !taken) return taken;
    }
  }
  return {};
}

// Every actor once, with what most articles say of it.
Result<void> actor_rows(store::Database& db, const store::Query& query, const Wanted& wanted,
                        const std::function<Result<void>(const Row&)>& take) {
  db.sqlite().exec("CREATE TEMP TABLE IF NOT EXISTS wanted_articles(id INTEGER PRIMARY KEY); DELETE FROM wanted_articles");
  auto found =
      store::each_found(db, query, store::Kind::kArticles, store::Order::kOldest, 0, [&](int64_t article) -> Result<void> {
        db.run("INSERT OR IGNORE INTO wanted_articles VALUES(?)", article);
        return {};
      });
  if (!found) return found;
  const auto most = [](const char* field) {
    return fmt::format(
        "(SELECT {0} FROM entities m WHERE m.actor=n.actor AND {0} IS NOT NULL GROUP BY {0} ORDER BY count(*) DESC, {0} "
        "LIMIT 1)",
        field);
  };
  SQLite::Statement rows(
      db.sqlite(),
      fmt::format(
          "SELECT a.key, {}, {}, {}, {}, min(n.id), max(n.id), count(DISTINCT n.id & {}) FROM entities n JOIN actors a "
          "ON a.id=n.actor WHERE (n.id & {}) IN wanted_articles GROUP BY n.actor ORDER BY a.key LIMIT {}",
          most("name"), most("type"), most("country"), most("sector"), -store::kItems, -store::kItems,
          wanted.limit > 0 ? wanted.limit : -1));
  while (rows.executeStep()) {
    const auto day = [&](int column) -> Value {
      const auto article = store::article_view(db, store::article_of(rows.getColumn(column).getInt64()));
      const auto value = article && article->published ? store::day_of(*article->published) : std::nullopt;
      return maybe_day(value);
    };
    const Row row{store::bytes_of(rows.getColumn(0)),
                  store::bytes_of(rows.getColumn(1)),
                  maybe(store::optional_text(rows.getColumn(2))),
                  maybe(store::optional_text(rows.getColumn(3))),
                  maybe(store::optional_text(rows.getColumn(4))),
                  day(5),
                  day(6),
                  rows.getColumn(7).getInt64()};
    if (auto taken = take(row); !taken) return taken;
  }
  return {};
}

store::Kind kind_of(TableName table) {
  return table == TableName::kEvents       ? store::Kind::kEvents
         : table == TableName::kQuotations ? store::Kind::kQuotes
                                           : store::Kind::kArticles;
}

}  // namespace

std::vector<Column> columns_of(TableName table, TextAmount text) {
  std::vector<Column> columns;
  const auto add = [&](std::vector<Column> more) { columns.insert(columns.end(), more.begin(), more.end()); };
  switch (table) {
    case TableName::kEvents:
      add({{"event", kText}});
      add(kArticleColumns);
      add({{"type", kText},
           {"mode", kText},
           {"status", kText},
           {"standing", kText},
           {"retold", kBoolean},
           {"first_day", kDay},
           {"last_day", kDay},
           {"actors", kTexts},
           {"actor_keys", kTexts},
           {"actor_countries", kTexts},
           {"actor_sectors", kTexts},
           {"recipients", kTexts},
           {"recipient_keys", kTexts},
           {"recipient_countries", kTexts},
           {"recipient_sectors", kTexts},
           {"places", kTexts},
           {"place_countries", kTexts},
           {"place_precision", kText},
           {"lat", kReal},
           {"lon", kReal},
           {"attributed", kBoolean},
           {"sources", kTexts},
           {"source_keys", kTexts},
           {"confidence", kReal}});
      if (text != TextAmount::kNone) add({{"trigger", kText}, {"sentence", kText}});
      break;
    case TableName::kQuotations:
      add({{"quotation", kText}});
      add(kArticleColumns);
      add({{"type", kText},
           {"standing", kText},
           {"speaker", kText},
           {"speaker_key", kText},
           {"speaker_country", kText},
           {"speaker_sector", kText},
           {"addressee", kText},
           {"addressee_key", kText},
           {"addressee_country", kText},
           {"addressee_sector", kText},
           {"confidence", kReal}});
      if (text != TextAmount::kNone) add({{"content", kText}, {"sentence", kText}});
      break;
    case TableName::kArticles:
      add(kArticleColumns);
      add({{"pubstatus", kText}, {"superseded", kBoolean}, {"characters", kInteger}});
      if (text == TextAmount::kFull) add({{"text", kText}});
      break;
    case TableName::kActors:
      add({{"actor", kText},
           {"name", kText},
           {"type", kText},
           {"country", kText},
           {"sector", kText},
           {"first_seen", kDay},
           {"last_seen", kDay},
           {"articles", kInteger}});
      break;
    case TableName::kMentions:
      add({{"article_id", kText},
           {"entity", kText},
           {"actor", kText},
           {"name", kText},
           {"type", kText},
           {"form", kText},
           {"begin", kInteger},
           {"end", kInteger}});
      if (text != TextAmount::kNone) add({{"words", kText}});
      break;
  }
  return columns;
}

Result<void> each_row(store::Database& db, const store::Query& query, const Wanted& wanted,
                      const std::function<Result<void>(const Row& row)>& take) {
  return store::guarded(db, [&]() -> Result<void> {
    if (wanted.table == TableName::kActors) return actor_rows(db, query, wanted, take);
    return store::each_found(db, query, kind_of(wanted.table), wanted.order, wanted.limit, [&](int64_t id) -> Result<void> {
      if (wanted.table == TableName::kEvents) {
        const auto event = store::event_view(db, id);
        return event ? take(event_row(*event, wanted.text)) : Result<void>();
      }
      if (wanted.table == TableName::kQuotations) {
        const auto quote = store::quote_view(db, id);
        return quote ? take(quote_row(*quote, wanted.text)) : Result<void>();
      }
      const auto article = store::article_view(db, id);
      if (!article) return {};
      if (wanted.table == TableName::kMentions) return mention_rows(db, *article, wanted.text, take);
      return take(article_row(*article, wanted.text));
    });
  });
}

}  // namespace depesche::exporting
