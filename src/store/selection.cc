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
constexpr int64_t kLongAct = 92;
// A name that fits more actors than this is no name ("the").
constexpr int64_t kMostActors = 1'000;

constexpr std::array<std::string_view, 18> kSectors{"GOV", "MIL", "COP", "LEG", "JUD", "SPY", "PTY", "OPP", "REB",
                                                    "CRM", "CVL", "IGO", "NGO", "BUS", "MED", "EDU", "REL", "LAB"};

// Columns of few values, by field.
const std::map<std::string_view, std::vector<std::string_view>> kValues{
    {"standing", {"current", "confirmed", "withdrawn", "withheld"}},
    {"status", {"actual", "future", "hypothetical", "negated"}},
    {"type", {"direct", "indirect", "free", "omission"}}};  // of quotations

const std::map<std::string_view, std::vector<Role>> kRolesOf{
    {"actor", {Role::kActor}},
    {"recipient", {Role::kRecipient}},
    {"party", {Role::kActor, Role::kRecipient, Role::kSpeaker, Role::kAddressee}},
    {"source", {Role::kSource}},
    {"speaker", {Role::kSpeaker}}};

// says(text, begin, end, language): whether the part of the text has the words of the query.
void says_function(sqlite3_context* context, int, sqlite3_value** values) {
  auto& matches = *static_cast<TextMatcher*>(sqlite3_user_data(context));
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

std::string numbers(const std::set<int64_t>& values) { return fmt::format("{}", fmt::join(values, ",")); }

std::string texts(const std::set<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += (all.empty() ? "" : ",") + sql_text(value);
  return all;
}

std::string join_all(const std::vector<std::string>& parts, std::string_view by) {
  return fmt::format("{}", fmt::join(parts, by));
}

// What a filter asks for, in two forms: tokens, one of which the item's postings have, and a condition on the item's rows.
struct Sought {
  bool negated = false;
  std::set<std::string> tokens;
  std::string condition;

  std::string match() const { return fmt::format("({})", fmt::join(tokens, " OR ")); }
};

// Who plays a role, by the columns of the entity's row.
struct Who {
  std::set<int64_t> actors;
  std::set<std::string> countries, sectors;

  std::string condition(const std::vector<Role>& roles) const {
    std::vector<std::string> either;
    if (!actors.empty()) either.push_back(fmt::format("n.actor IN ({})", numbers(actors)));
    if (!countries.empty()) either.push_back(fmt::format("n.country IN ({})", texts(countries)));
    if (!sectors.empty()) either.push_back(fmt::format("n.sector IN ({})", texts(sectors)));
    if (either.empty()) return "0";
    std::set<int64_t> role_numbers;
    for (const Role role : roles) role_numbers.insert(static_cast<int64_t>(role));
    return fmt::format(
        "EXISTS(SELECT 1 FROM parties p CROSS JOIN entities n ON n.id=(p.item & {})+p.entity WHERE p.item=e.id AND p.role "
        "IN "
        "({}) AND ({}))",
        -kItems, numbers(role_numbers), join_all(either, " OR "));
  }
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
        const auto& possible = kValues.at(filter.field);
        if (std::find(possible.begin(), possible.end(), lower_ascii(value)) == possible.end()) {
          return fail(ErrorCode::kBadArgument, "{}:{} is none of {}", filter.field, value, fmt::join(possible, ", "));
        }
        values.push_back(sql_text(lower_ascii(value)));
      }
      conditions_.push_back(
          fmt::format("e.{} {}IN ({})", filter.field, filter.negated ? "NOT " : "", fmt::join(values, ",")));
      return {};
    }
    auto sought = sought_by(filter);
    if (!sought) return tl::unexpected(std::move(sought.error()));
    sought->negated = filter.negated;
    sought_.push_back(std::move(*sought));
    return {};
  }

  Result<void> wrong_kind(const std::string& field) const {
    return fail(ErrorCode::kBadArgument, "{}: is said of {}events, not of {}", field,
                field == "standing" ? "quotations and " : "", kind_ == Kind::kArticles ? "articles" : "quotations");
  }

  Result<Sought> sought_by(const Filter& filter) {
    if (const auto roles = kRolesOf.find(filter.field); roles != kRolesOf.end()) return sought_actors(filter, roles->second);
    Sought sought;
    std::set<std::string> values;
    for (const std::string& value : filter.values) {
      const auto term = term_of(filter.field, value);
      if (!term) return tl::unexpected(term.error());
      values.insert(*term);
      const int64_t id = term_id(fmt::format("{}={}", filter.field, *term));
      if (id == 0) {
        unmet_.push_back(fmt::format("{}:{}", filter.field, value));
        continue;
      }
      const bool is_of_article = kind_ != Kind::kArticles && (filter.field == "lang" || filter.field == "outlet");
      sought.tokens.insert(is_of_article ? article_term_token(id) : term_token(id));
    }
    static const std::map<std::string_view, std::string_view> kConditions{
        {"type", "e.type IN ({})"},
        {"lang", "coalesce(a.language, '') IN ({})"},
        {"outlet", "key_of(coalesce(a.outlet, '')) IN ({})"},
        {"place", "EXISTS(SELECT 1 FROM places l WHERE l.event=e.id AND key_of(l.name) IN ({}))"},
        {"country", "EXISTS(SELECT 1 FROM places l WHERE l.event=e.id AND l.country IN ({}))"}};
    sought.condition = fmt::format(fmt::runtime(kConditions.at(filter.field)), texts(values));
    return sought;
  }

  static Result<std::string> term_of(std::string_view field, const std::string& value) {
    if (field == "lang") return lower_ascii(value);
    if (field == "type") return capitals(value);
    if (field == "country") {
      if (value.size() == 3) return capitals(value);
      return fail(ErrorCode::kBadArgument, "country:{} is no ISO 3166 code of three letters (DEU)", value);
    }
    return term_value(value);
  }

  int64_t term_id(const std::string& term) { return db_.number("SELECT id FROM terms WHERE term=?", term); }

  Sought sought_actors(const Filter& filter, const std::vector<Role>& roles) {
    Sought sought;
    Who who;
    for (const std::string& value : filter.values) {
      const bool is_sector = std::find(kSectors.begin(), kSectors.end(), value) != kSectors.end();
      const bool is_country =
          value.size() == 3 && std::all_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!is_sector && !is_country) {
        const auto actors = actors_named(value);
        if (actors.empty()) unmet_.push_back(fmt::format("{}:{}", filter.field, value));
        for (const int64_t actor : actors) {
          who.actors.insert(actor);
          for (const Role role : roles) sought.tokens.insert(actor_token(role, actor));
        }
        continue;
      }
      (is_sector ? who.sectors : who.countries).insert(value);
      const size_t before = sought.tokens.size();
      for (const Role role : roles) {
        const std::string_view name = kRoleNames[static_cast<size_t>(role)];
        if (const int64_t id = term_id(fmt::format("{}.{}={}", name, is_sector ? "sector" : "country", value)))
          sought.tokens.insert(term_token(id));
      }
      if (sought.tokens.size() == before) unmet_.push_back(fmt::format("{}:{}", filter.field, value));
    }
    sought.condition = who.condition(roles);
    return sought;
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
    const bool is_of_articles = kind_ == Kind::kArticles;
    const std::string words = full_text_expression(query_), posted = is_of_articles ? "" : posted_match();
    // Articles have their words in the index alone; events and quotations have them checked in any case.
    const bool by_words =
        !words.empty() && (is_of_articles || posted.empty() || wanted_ == Wanted::kRelevant || are_rarer(words, posted));
    const bool by_postings = !by_words && !posted.empty();
    Selection made;
    made.unmet = std::move(unmet_);
    made.item = is_of_articles ? "a.id" : by_postings ? "d.rowid" : "e.id";
    if (!is_of_articles) made.article = fmt::format(" CROSS JOIN articles a ON a.id=(e.id & {})", -kItems);
    made.from = by_words ? from_words(words) : by_postings ? from_postings() : from_all();
    std::vector<std::string> all = conditions_;
    if (by_words && wanted_ != Wanted::kRelevant) all.insert(all.begin(), "words MATCH " + sql_text(words));
    if (by_postings) all.insert(all.begin(), "postings MATCH " + sql_text(posted));
    if (is_of_articles) {
      add_articles(all, by_words);
    } else {
      add_sought(all, by_postings);
    }
    made.where = "WHERE " + join_all(all, " AND ");
    made.needs_article = made.where.find("a.") != std::string::npos;
    if (wanted_ == Wanted::kRelevant && by_words) return made;
    made.order = fmt::format("ORDER BY {} DESC", by_words ? "w.rowid" : made.item);
    return made;
  }

  // What the index of postings is asked for; empty where only rows can tell.
  std::string posted_match() const {
    std::vector<std::string> with, without;
    for (const Sought& sought : sought_) {
      if (!sought.tokens.empty()) (sought.negated ? without : with).push_back(sought.match());
    }
    if (with.empty()) return "";
    const std::string match = join_all(with, " AND ");
    return without.empty() ? match : fmt::format("({}) NOT ({})", match, join_all(without, " OR "));
  }

  bool are_rarer(const std::string& words, const std::string& posted) {
    const int64_t most = wanted_ == Wanted::kAll ? kCountedRowsOfAll : kCountedRows;
    const auto count = [&](std::string_view table, const std::string& match) {
      return db_.number(fmt::format("SELECT count(*) FROM (SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT {1})", table, most),
                        match);
    };
    // Among very many of both, sentences are looked at one by one anyway.
    return count("words", words) < count("postings", posted);
  }

  void add_sought(std::vector<std::string>& all, bool by_postings) const {
    std::vector<std::string> checked;
    for (const Sought& sought : sought_) {
      if (sought.tokens.empty() && !sought.negated) checked.emplace_back("0");  // nobody is called so
      if (!sought.tokens.empty() && !by_postings) checked.push_back((sought.negated ? "NOT " : "") + sought.condition);
    }
    // SQLite would look at the sentence first, which costs more.
    if (!says_.empty() && !checked.empty()) {
      all.push_back(fmt::format("CASE WHEN {} THEN {} ELSE 0 END", join_all(checked, " AND "), says_));
      return;
    }
    all.insert(all.end(), checked.begin(), checked.end());
    if (!says_.empty()) all.push_back(says_);
  }

  // An article has what one of its events or quotations has.
  static std::string articles_with(const Sought& sought) {
    if (sought.tokens.empty()) return "SELECT id FROM articles WHERE 0";
    return fmt::format("SELECT rowid & {} FROM postings WHERE postings MATCH {}", -kItems, sql_text(sought.match()));
  }

  void add_articles(std::vector<std::string>& all, bool by_words) const {
    for (const Sought& sought : sought_) {
      if (!sought.negated && !by_words) continue;  // from_all() has them
      all.push_back(fmt::format("a.id {}IN ({})", sought.negated ? "NOT " : "", articles_with(sought)));
    }
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

  std::string from_postings() const { return fmt::format("FROM postings d CROSS JOIN {} e ON e.id=d.rowid", table()); }

  // Nothing is rare in it but, for events, the days, and for articles, what is sought.
  std::string from_all() const {
    if (kind_ == Kind::kArticles) {
      std::vector<std::string> lists;
      for (const Sought& sought : sought_) {
        if (!sought.negated) lists.push_back(articles_with(sought));
      }
      if (lists.empty()) return "FROM articles a";
      // UNION: each once.
      return fmt::format("FROM (SELECT 0 AS item WHERE 0 UNION {}) d CROSS JOIN articles a ON a.id=d.item",
                         join_all(lists, " INTERSECT "));
    }
    if (kind_ == Kind::kQuotes || (!query_.from_day && !query_.to_day)) return "FROM " + table() + " e";
    const int64_t from = query_.from_day.value_or(std::numeric_limits<int32_t>::min());
    const int64_t to = query_.to_day.value_or(std::numeric_limits<int32_t>::max());
    return fmt::format(
        "FROM (SELECT id AS item FROM events INDEXED BY events_by_day WHERE first_day>={0} AND first_day<={1} UNION ALL "
        "SELECT id FROM events "
        "INDEXED BY events_that_last WHERE last_day-first_day>{2} AND first_day<{0}) d CROSS JOIN events e ON e.id=d.item",
        from - kLongAct, to, kLongAct);
  }

  Database& db_;
  const Query& query_;
  Kind kind_;
  Wanted wanted_;
  std::vector<Sought> sought_;
  std::vector<std::string> unmet_;
  std::vector<std::string> conditions_;
  std::string says_;  // that an event or quotation has the words
  bool has_standing_ = false;
};

}  // namespace

Result<Selection> select(Database& db, const Query& query, Kind kind, Wanted wanted) {
  return Selector(db, query, kind, wanted)();
}

Result<std::vector<std::string>> unmet(Database& db, const Query& query, Kind kind) {
  return guarded(db, [&]() -> Result<std::vector<std::string>> {
    auto selection = select(db, query, kind, Wanted::kNewest);
    if (!selection) return tl::unexpected(std::move(selection.error()));
    return std::move(selection->unmet);
  });
}

}  // namespace depesche::store
