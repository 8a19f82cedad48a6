#include "store/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/fail.h"
#include "store/rows.h"

namespace depesche::store {
namespace {

enum On : unsigned { kOnEvents = 1, kOnQuotes = 2, kOnArticles = 4 };

// A dimension: the expression of its value, and what must be joined for it ("" nothing, "article", "places", or a role).
struct Dimension {
  std::string_view name;
  const char* value;
  const char* joined;
  unsigned on;
};

constexpr unsigned kOnItems = kOnEvents | kOnQuotes;
constexpr unsigned kOnAll = kOnItems | kOnArticles;

constexpr Dimension kDimensions[] = {
    {"type", "e.type", "", kOnItems},
    {"mode", "e.mode", "", kOnEvents},
    {"status", "e.status", "", kOnEvents},
    {"standing", "e.standing", "", kOnItems},
    {"year", "strftime('%Y', {day}*86400, 'unixepoch')", "", kOnAll},
    {"month", "strftime('%Y-%m', {day}*86400, 'unixepoch')", "", kOnAll},
    {"day", "strftime('%Y-%m-%d', {day}*86400, 'unixepoch')", "", kOnAll},
    {"actor", "actor_a.key", "actor", kOnEvents},
    {"actor-country", "actor_n.country", "actor", kOnEvents},
    {"actor-sector", "actor_n.sector", "actor", kOnEvents},
    {"recipient", "recipient_a.key", "recipient", kOnEvents},
    {"recipient-country", "recipient_n.country", "recipient", kOnEvents},
    {"recipient-sector", "recipient_n.sector", "recipient", kOnEvents},
    {"source", "source_a.key", "source", kOnEvents},
    {"source-country", "source_n.country", "source", kOnEvents},
    {"source-sector", "source_n.sector", "source", kOnEvents},
    {"speaker", "speaker_a.key", "speaker", kOnQuotes},
    {"speaker-country", "speaker_n.country", "speaker", kOnQuotes},
    {"speaker-sector", "speaker_n.sector", "speaker", kOnQuotes},
    {"place", "l.name", "places", kOnEvents},
    {"country", "l.country", "places", kOnEvents},
    {"outlet", "a.outlet", "article", kOnAll},
    {"lang", "a.language", "article", kOnAll},
    {"agency", "a.agency", "article", kOnAll},
};

unsigned on(Kind kind) { return kind == Kind::kEvents ? kOnEvents : kind == Kind::kQuotes ? kOnQuotes : kOnArticles; }

// Events have a day of their own; the rest the day of publication, where it was published (2440587.5: the first of January
// 1970).
std::string day_of(Kind kind) {
  return kind == Kind::kEvents ? "e.first_day" : fmt::format("CAST(julianday({})-2440587.5 AS INTEGER)", kPublicationDay);
}

std::string join_of(std::string_view joined) {
  if (joined.empty() || joined == "article") return {};
  if (joined == "places") return " LEFT JOIN places l ON l.event=e.id";
  const auto role = std::find(kRoleNames.begin(), kRoleNames.end(), joined) - kRoleNames.begin();
  return fmt::format(
      " LEFT JOIN parties {0}_p ON {0}_p.item=e.id AND {0}_p.role={1} LEFT JOIN entities {0}_n ON {0}_n.id=({0}_p.item & "
      "-16384)+{0}_p.entity "
      "LEFT JOIN "
      "actors {0}_a ON {0}_a.id={0}_n.actor",
      joined, role);
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  if (const size_t at = text.find(what); at != std::string::npos) text.replace(at, what.size(), by);
  return text;
}

}  // namespace

std::vector<std::string_view> dimensions(Kind kind) {
  std::vector<std::string_view> names;
  for (const Dimension& dimension : kDimensions) {
    if (dimension.on & on(kind)) names.push_back(dimension.name);
  }
  return names;
}

Result<void> count_by(Database& db, const Query& query, Kind kind, const std::vector<std::string>& by, Counted counted,
                      const std::function<void(const std::vector<std::optional<std::string>>& group, int64_t count)>& take) {
  std::string values, joins, groups;
  std::set<std::string_view> joined;
  bool of_article = counted != Counted::kItems;
  for (size_t i = 0; i < by.size(); ++i) {
    const auto* dimension = std::find_if(std::begin(kDimensions), std::end(kDimensions),
                                         [&](const Dimension& d) { return d.name == by[i] && (d.on & on(kind)) != 0; });
    if (dimension == std::end(kDimensions)) {
      return fail(ErrorCode::kBadArgument, "--by: there is no '{}' here; there are {}", by[i],
                  fmt::join(dimensions(kind), ", "));
    }
    values += replaced(dimension->value, "{day}", day_of(kind)) + ", ";
    const bool is_of_publication =
        kind != Kind::kEvents && std::string_view(dimension->value).find("{day}") != std::string_view::npos;
    of_article = of_article || is_of_publication || dimension->joined == std::string_view("article");
    groups += fmt::format("{}{}", groups.empty() ? "" : ", ", i + 1);
    if (joined.insert(dimension->joined).second) joins += join_of(dimension->joined);
  }
  return guarded(db, [&]() -> Result<void> {
    const auto selection = select(db, query, kind, Wanted::kAll);
    if (!selection) return tl::unexpected(selection.error());
    const std::string item = counted == Counted::kArticles  ? "a.id"
                             : counted == Counted::kSources ? "a.family"
                                                            : selection->item;
    const bool once = counted == Counted::kItems && joins.empty();
    std::string sql =
        fmt::format("SELECT {}count({}{}) {}{}{} {}", values, once ? "" : "DISTINCT ", once ? "*" : item, selection->from,
                    of_article || selection->needs_article ? selection->article : "", joins, selection->where);
    if (kind == Kind::kEvents) sql += " AND e.retold=0";
    if (!groups.empty()) sql += " GROUP BY " + groups;
    sql += fmt::format(" ORDER BY {} DESC{}{}", by.size() + 1, groups.empty() ? "" : ", ", groups);
    SQLite::Statement rows(db.sqlite(), sql);
    while (rows.executeStep()) {
      std::vector<std::optional<std::string>> group;
      for (size_t i = 0; i < by.size(); ++i) group.push_back(optional_text(rows.getColumn(static_cast<int>(i))));
      take(group, rows.getColumn(static_cast<int>(by.size())).getInt64());
    }
    return {};
  });
}

}  // namespace depesche::store
