#include "store/selection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

#include "base/fail.h"
#include "base/letters.h"
#include "base/utf8.h"
#include "store/index.h"
#include "store/lookup.h"
#include "store/row_ids.h"
#include "store/rows.h"
#include "store/stems.h"

namespace depesche::store {
namespace {

// Beyond so many rows a list is no better a driver than another, where the first few are wanted; counting them costs as
// well.
constexpr int64_t kCountedRows = 2'000;
constexpr int64_t kCountedRowsOfAll = 500'000;
// Acts that last longer (days) are looked for apart, by the index events_that_last, which has the number in it
// (migrations.cc).
constexpr int64_t kLongAct = 400;
// A name that fits more actors than this is no name ("the").
constexpr int64_t kMostActors = 1'000;

constexpr std::array<std::string_view, 18> kSectors{"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP", "REB",
                                                    "CRM", "CVL", "IGO", "NGO", "BUS", "MED", "EDU", "REL", "LAB"};

constexpr std::array<std::string_view, 4> kStandings{"current", "confirmed", "withdrawn", "withheld"};

const std::map<std::string_view, std::vector<Role>> kRolesOf{
    {"actor", {Role::kActor}},
    {"recipient", {Role::kRecipient}},
    {"party", {Role::kActor, Role::kRecipient, Role::kSpeaker, Role::kAddressee}},
    {"source", {Role::kSource}},
    {"speaker", {Role::kSpeaker}}};

// says(text, begin, end, language): whether the part of the text has the words of the query.
void says_function(sqlite3_context* context, int, sqlite3_value** values) {
  const auto& matches = *static_cast<const TextMatcher*>(sqlite3_user_data(context));
  const std::string_view text = text_of(values[0]);
  const auto begin = static_cast<size_t>(sqlite3_value_int64(values[1]));
  const auto end = static_cast<size_t>(sqlite3_value_int64(values[2]));
  const bool is_within = begin <= end && end <= text.size();
  sqlite3_result_int(context, is_within && matches(text.substr(begin, end - begin), text_of(values[3])) ? 1 : 0);
}

void forget_matcher(void* matcher) { delete static_cast<TextMatcher*>(matcher); }

std::string sql_text(std::string_view text) {
  std::string sql = "'";
  for (const char c : text) {
    sql += c;
    if (c == '\'') sql += c;
  }
  return sql + "'";
}

std::string capitals(std::string_view text) {
  std::string all(text);
  std::transform(all.begin(), all.end(), all.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
  return all;
}

// A list of postings, one of whose terms an item must have, or must not have.
struct Posted {
  std::set<int64_t> terms;
  bool of_article = false;  // posted for the article, not for the item
  bool negated = false;
  int64_t rows = 0;

  std::string list() const { return fmt::format("{}", fmt::join(terms, ",")); }
};

class Selector {
 public:
  Selector(Database& db, const Query& query, Kind kind, Wanted wanted)
      : db_(db), query_(query), kind_(kind), wanted_(wanted) {}

  Result<Selection> operator()() {
    for (const Filter& filter : query_.filters) {
      if (auto added = add(filter); !added) return tl::unexpected(std::move(added.error()));
    }
    add_days();
    if (query_.least_confidence && kind_ != Kind::kArticles)
      conditions_.push_back(fmt::format("e.confidence>={}", *query_.least_confidence));
    if (!has_standing_) {
      conditions_.emplace_back(kind_ == Kind::kArticles ? "a.superseded=0 AND a.pubstatus IS NULL" : "e.standing='current'");
    }
    if (query_.has_text()) add_text();
    return assemble();
  }

 private:
  Result<void> add(const Filter& filter) {
    static const std::set<std::string_view> kOfQuotesAlone{"speaker"};
    static const std::set<std::string_view> kOfEventsAlone{"actor", "recipient", "source", "place", "country", "status"};
    if (kind_ == Kind::kEvents && kOfQuotesAlone.contains(filter.field)) {
      return fail(ErrorCode::kBadArgument, "{}: is said of quotations, not of events", filter.field);
    }
    if (kind_ == Kind::kQuotes && kOfEventsAlone.contains(filter.field)) return wrong_kind(filter.field);
    const bool is_column =
        filter.field == "status" || filter.field == "standing" || (filter.field == "type" && kind_ == Kind::kQuotes);
    if (is_column) {
      if (kind_ == Kind::kArticles) return wrong_kind(filter.field);
      has_standing_ = has_standing_ || filter.field == "standing";
      std::vector<std::string> values;
      for (const std::string& value : filter.values) {
        if (filter.field == "standing" &&
            std::find(kStandings.begin(), kStandings.end(), lower_ascii(value)) == kStandings.end()) {
          return fail(ErrorCode::kBadArgument, "standing:{} is none of {}", value, fmt::join(kStandings, ", "));
        }
        values.push_back(sql_text(lower_ascii(value)));
      }
      conditions_.push_back(
          fmt::format("e.{} {}IN ({})", filter.field, filter.negated ? "NOT " : "", fmt::join(values, ",")));
      return {};
    }
    Posted posted;
    posted.negated = filter.negated;
    posted.of_article = filter.field == "outlet" || filter.field == "lang";
    for (const std::string& value : filter.values) {
      if (auto added = add_value(filter.field, value, posted); !added) return added;
    }
    posted_.push_back(std::move(posted));
    return {};
  }

  Result<void> wrong_kind(const std::string& field) const {
    return fail(ErrorCode::kBadArgument, "{}: is said of {}events, not of {}", field,
                field == "standing" ? "quotations and " : "", kind_ == Kind::kArticles ? "articles" : "quotations");
  }

  Result<void> add_value(const std::string& field, const std::string& value, Posted& posted) {
    if (const auto roles = kRolesOf.find(field); roles != kRolesOf.end()) {
      for (const Role role : roles->second) add_actor(role, value, posted);
      return {};
    }
    if (field == "lang") {
      add_term(posted, "lang=" + lower_ascii(value));
      return {};
    }
    if (field == "type") {
      // The types of events are written in capitals, those of quotations small.
      add_term(posted, "type=" + capitals(value));
      add_term(posted, "type=" + lower_ascii(value));
      return {};
    }
    if (field == "country") {
      if (value.size() != 3)
        return fail(ErrorCode::kBadArgument, "country:{} is no ISO 3166 code of three letters (DEU)", value);
      add_term(posted, "country=" + capitals(value));
      return {};
    }
    add_term(posted, field + "=" + term_value(value));
    return {};
  }

  void add_term(Posted& posted, const std::string& term) {
    if (const int64_t id = db_.number("SELECT id FROM terms WHERE term=?", term)) posted.terms.insert(id);
  }

  void add_actor(Role role, const std::string& value, Posted& posted) {
    const std::string name(kRoleNames[static_cast<size_t>(role)]);
    if (std::find(kSectors.begin(), kSectors.end(), value) != kSectors.end())
      return add_term(posted, name + ".sector=" + value);
    const bool is_code =
        value.size() == 3 && std::all_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (is_code) return add_term(posted, name + ".country=" + value);
    for (const int64_t actor : actors_named(value)) posted.terms.insert(actor_term(role, actor));
  }

  // By key, or by all words of a name.
  std::vector<int64_t> actors_named(const std::string& value) {
    std::vector<int64_t> actors;
    if (value.find('/') != std::string::npos) {
      if (const int64_t actor = db_.number("SELECT id FROM actors WHERE key=?", value)) actors.push_back(actor);
      return actors;
    }
    const auto called = actors_called(value);
    if (!called) return actors;
    SQLite::Statement query(db_.sqlite(), fmt::format("{} LIMIT {}", *called, kMostActors));
    while (query.executeStep()) actors.push_back(query.getColumn(0).getInt64());
    return actors;
  }

  void add_days() {
    if (kind_ == Kind::kEvents) {
      if (query_.from_day) conditions_.push_back(fmt::format("e.last_day>={}", *query_.from_day));
      if (query_.to_day) conditions_.push_back(fmt::format("e.first_day<={}", *query_.to_day));
      return;
    }
    // Row ids follow the time in UTC, which may be a day off; they only narrow.
    char buffer[11];
    const std::string item = kind_ == Kind::kArticles ? "a.id" : "e.id";
    const auto published = [&](std::string_view is, int64_t day) {
      conditions_.push_back(fmt::format("{}{}'{}'", kPublicationDay, is, store::day_text(day, buffer)));
    };
    if (query_.from_day) {
      conditions_.push_back(fmt::format("{}>={}", item, first_row_of(day_text(*query_.from_day - 1, buffer))));
      published(">=", *query_.from_day);
    }
    if (query_.to_day) {
      // Whatever is older than 1900 stands at its beginning; beyond the year 9999 there is no row.
      const int64_t end = first_row_of(day_text(*query_.to_day + 2, buffer));
      if (end > 0) conditions_.push_back(fmt::format("{}<{}", item, std::max(end, first_row_of("1900-01-02"))));
      published("<=", *query_.to_day);
    }
  }

  void add_text() {
    if (kind_ == Kind::kArticles) return;  // the full-text index says it all
    db_.sqlite().createFunction("says", 4, true, new TextMatcher(query_), says_function, nullptr, nullptr, forget_matcher);
    const char* what = kind_ == Kind::kEvents ? "sentence" : "content";
    says_ = fmt::format("says(a.text, e.{0}_begin, e.{0}_end, coalesce(a.language, ''))", what);
  }

  Result<Selection> assemble() {
    const int64_t most = wanted_ == Wanted::kAll ? kCountedRowsOfAll : kCountedRows;
    for (Posted& posted : posted_) {
      if (posted.terms.empty()) continue;
      posted.rows = db_.number(
          fmt::format("SELECT count(*) FROM (SELECT 1 FROM postings WHERE term IN ({}) LIMIT {})", posted.list(), most));
    }
    const Posted* driver = nullptr;
    for (const Posted& posted : posted_) {
      const bool is_better = driver == nullptr || posted.rows < driver->rows ||
                             (posted.rows == driver->rows && posted.terms.size() < driver->terms.size());
      if (!posted.negated && is_better) driver = &posted;
    }
    // Several long lists would have to be sorted together; among so many, the newest are found by looking at all.
    if (driver != nullptr && wanted_ != Wanted::kAll && driver->terms.size() > 1 && driver->rows >= most) driver = nullptr;
    const std::string match = full_text_expression(query_);
    // Articles have their words in the index alone; events and quotations have them checked in any case.
    const bool by_words = !match.empty() && (kind_ == Kind::kArticles || driver == nullptr || wanted_ == Wanted::kRelevant ||
                                             count_matches(match, most) <= driver->rows);
    if (by_words) driver = nullptr;
    Selection made;
    made.item = kind_ == Kind::kArticles ? "a.id" : "e.id";
    made.from = by_words ? from_words(match) : driver != nullptr ? from_list(*driver) : from_all();
    if (kind_ != Kind::kArticles) made.article = fmt::format(" CROSS JOIN articles a ON a.id=(e.id & {})", -kItems);
    made.where = "WHERE " + where(driver, by_words && wanted_ != Wanted::kRelevant ? match : "");
    made.needs_article = made.where.find("a.") != std::string::npos;
    if (wanted_ == Wanted::kRelevant && by_words) return made;
    const bool is_one_list = driver != nullptr && driver->terms.size() == 1 && kind_ != Kind::kArticles;
    made.order = "ORDER BY " + (by_words ? "w.rowid" : is_one_list ? "d.item" : made.item) + " DESC";
    return made;
  }

  int64_t count_matches(const std::string& match, int64_t most) {
    return db_.number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT {})", most), match);
  }

  std::string table() const { return kind_ == Kind::kEvents ? "events" : "quotes"; }

  // CROSS JOIN: SQLite keeps the order, and so the order of the rows.
  std::string from_words(const std::string& match) const {
    std::string words = "FROM words w";
    // LIMIT -1 keeps SQLite from leaving out the order of what is joined.
    if (wanted_ == Wanted::kRelevant) {
      words = fmt::format(
          "FROM (SELECT rowid FROM (SELECT rowid, bm25(words, 1.0, 4.0, 0.5) AS score FROM words WHERE words MATCH {} ORDER "
          "BY rowid "
          "DESC LIMIT {}) ORDER BY score, rowid DESC LIMIT -1) w",
          sql_text(match), kMostRanked);
    }
    if (kind_ == Kind::kArticles) return words + " CROSS JOIN articles a ON a.id=(w.rowid << 14)";
    return words + fmt::format(" CROSS JOIN {} e ON e.id>(w.rowid << 14) AND e.id<(w.rowid << 14)+{}", table(), kItems);
  }

  std::string from_list(const Posted& driver) const {
    if (kind_ == Kind::kArticles) {
      return fmt::format(
          "FROM (SELECT DISTINCT item & {} AS item FROM postings WHERE term IN ({})) d CROSS JOIN articles a ON a.id=d.item",
          -kItems, driver.list());
    }
    const std::string rows =
        driver.terms.size() == 1
            ? "FROM postings d"
            : fmt::format("FROM (SELECT DISTINCT item FROM postings WHERE term IN ({})) d", driver.list());
    if (driver.of_article) return rows + fmt::format(" CROSS JOIN {} e ON e.id>d.item AND e.id<d.item+{}", table(), kItems);
    return rows + fmt::format(" CROSS JOIN {} e ON e.id=d.item", table());
  }

  // Nothing is rare in it but, for events, the days.
  std::string from_all() const {
    if (kind_ == Kind::kArticles) return "FROM articles a";
    if (kind_ == Kind::kQuotes || (!query_.from_day && !query_.to_day)) return "FROM " + table() + " e";
    const int64_t from = query_.from_day.value_or(std::numeric_limits<int32_t>::min());
    const int64_t to = query_.to_day.value_or(std::numeric_limits<int32_t>::max());
    return fmt::format(
        "FROM (SELECT id AS item FROM events INDEXED BY events_by_day WHERE first_day>={0} AND first_day<={1} UNION ALL "
        "SELECT id FROM events "
        "INDEXED BY events_that_last WHERE last_day-first_day>{2} AND first_day<{0}) d CROSS JOIN events e ON e.id=d.item",
        from - kLongAct, to, kLongAct);
  }

  std::string where(const Posted* driver, const std::string& match) const {
    std::vector<std::string> all = conditions_;
    if (!match.empty()) all.insert(all.begin(), "words MATCH " + sql_text(match));
    std::vector<std::string> listed;
    for (const Posted& posted : posted_) {
      if (&posted == driver) {
        if (posted.terms.size() == 1 && kind_ != Kind::kArticles) all.push_back(fmt::format("d.term={}", posted.list()));
        continue;
      }
      const std::string at = kind_ == Kind::kArticles && posted.of_article ? "p.item=a.id"
                             : posted.of_article                           ? fmt::format("p.item=(e.id & {})", -kItems)
                             : kind_ == Kind::kArticles ? fmt::format("p.item>a.id AND p.item<a.id+{}", kItems)
                                                        : "p.item=e.id";
      listed.push_back(fmt::format("{}EXISTS(SELECT 1 FROM postings p WHERE p.term IN ({}) AND {})",
                                   posted.negated ? "NOT " : "", posted.list(), at));
    }
    // SQLite would look at the sentence first, which costs more than the lists.
    if (!says_.empty() && !listed.empty()) {
      all.push_back(fmt::format("CASE WHEN {} THEN {} ELSE 0 END", fmt::join(listed, " AND "), says_));
    } else {
      all.insert(all.end(), listed.begin(), listed.end());
      if (!says_.empty()) all.push_back(says_);
    }
    return fmt::format("{}", fmt::join(all, " AND "));
  }

  Database& db_;
  const Query& query_;
  Kind kind_;
  Wanted wanted_;
  std::vector<Posted> posted_;
  std::vector<std::string> conditions_;
  std::string says_;  // that an event or quotation has the words
  bool has_standing_ = false;
};

}  // namespace

Result<Selection> select(Database& db, const Query& query, Kind kind, Wanted wanted) {
  return Selector(db, query, kind, wanted)();
}

}  // namespace depesche::store
