#include "cli/show_command.h"

#include <depesche/json.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/fail.h"
#include "cli/readable.h"
#include "cli/store_options.h"
#include "cli/store_views.h"
#include "cli/terminal.h"
#include "store/count.h"
#include "store/lookup.h"
#include "store/row_ids.h"
#include "store/views.h"

namespace depesche {
namespace {

using store::Item;

constexpr int64_t kShownGroups = 10;
constexpr int64_t kShownItems = 5;

struct ShowCommand {
  std::string store, id;
  bool json = false;
  ColourChoice colour = ColourChoice::kAuto;
};

// The record with one event or quotation alone, and who is in it.
Record narrowed(Record record, const std::string& id) {
  std::erase_if(record.events, [&](const Event& event) { return event.id != id; });
  std::erase_if(record.quotes, [&](const Quote& quote) { return quote.id != id; });
  std::set<std::string> there;
  for (const Event& event : record.events) {
    for (const auto* side : {&event.actors, &event.recipients}) {
      for (const Participant& p : *side) there.insert(p.entity);
    }
    there.insert(event.source.chain.begin(), event.source.chain.end());
  }
  for (const Quote& quote : record.quotes) {
    for (const auto* who : {&quote.speaker, &quote.addressee}) {
      if (*who) there.insert((*who)->entity);
    }
  }
  std::erase_if(record.entities, [&](const Entity& entity) { return !there.contains(entity.id); });
  return record;
}

// --- who ---

Result<store::Query> about(const char* field, const std::string& key) {
  return store::parse_query(fmt::format("{}:\"{}\"", field, key));
}

void print_groups(store::Database& db, const char* title, const char* field, const std::string& key, store::Kind kind,
                  const std::vector<std::string>& by) {
  const auto query = about(field, key);
  if (!query) return;
  int64_t shown = 0;
  (void)store::count_by(db, *query, kind, by, store::Counted::kItems,
                        [&](const std::vector<std::optional<std::string>>& group, int64_t number) {
                          if (shown == 0) fmt::print("\n{}\n", title);
                          if (++shown > kShownGroups) return;
                          fmt::print("  {:>5} ", number);
                          for (const auto& value : group) fmt::print(" {}", one_line(value.value_or("-")));
                          fmt::print("\n");
                        });
  if (shown > kShownGroups) fmt::print("        and {} more\n", shown - kShownGroups);
}

Result<void> print_newest(store::Database& db, const char* title, const char* field, const std::string& key,
                          store::Kind kind, bool colour) {
  const auto query = about(field, key);
  if (!query) return tl::unexpected(query.error());
  bool first = true;
  return store::each_found(db, *query, kind, store::Order::kNewest, kShownItems, [&](int64_t row) -> Result<void> {
    if (std::exchange(first, false)) fmt::print("\n{}\n", title);
    fmt::print("{}", kind == store::Kind::kEvents ? event_text(*store::event_view(db, row), colour)
                                                  : quote_text(*store::quote_view(db, row), colour));
    return {};
  });
}

void print_portrait(store::Database& db, int64_t actor, const std::string& key) {
  fmt::print("{}\n", key);
  SQLite::Statement names(
      db.sqlite(),
      "SELECT name, count(*), min(id), max(id) FROM entities WHERE actor=? GROUP BY name ORDER BY 2 DESC, name");
  store::Database::bind(names, actor);
  int64_t first = 0, last = 0;
  std::string spellings;
  while (names.executeStep()) {
    spellings += fmt::format("{}{} ({})", spellings.empty() ? "" : ", ", one_line(names.getColumn(0).getString()),
                             names.getColumn(1).getInt64());
    const int64_t from = names.getColumn(2).getInt64(), to = names.getColumn(3).getInt64();
    first = first == 0 ? from : std::min(first, from);
    last = std::max(last, to);
  }
  fmt::print("  named     {}\n", spellings);
  for (const char* field : {"country", "sector", "role"}) {
    SQLite::Statement values(
        db.sqlite(), fmt::format("SELECT {0}, count(*) FROM entities WHERE actor=? AND {0} IS NOT NULL GROUP BY 1 ORDER BY "
                                 "2 DESC, 1 LIMIT 5",
                                 field));
    store::Database::bind(values, actor);
    std::string all;
    while (values.executeStep()) {
      all +=
          fmt::format("{}{} ({})", all.empty() ? "" : ", ", values.getColumn(0).getString(), values.getColumn(1).getInt64());
    }
    if (!all.empty()) fmt::print("  {:<9} {}\n", field, all);
  }
  for (const auto& [word, row] : {std::pair{"first", first}, std::pair{"last", last}}) {
    const auto article = store::article_view(db, store::article_of(row));
    if (article && article->published)
      fmt::print("  {:<9} {}  {}\n", word, article->published->substr(0, 10), one_line(article->title.value_or("")));
  }
}

// The actor's key, or one of its names where only one actor has it.
Result<std::pair<int64_t, std::string>> actor_of(store::Database& db, const std::string& name) {
  if (const int64_t actor = db.number("SELECT id FROM actors WHERE key=?", name)) return std::pair(actor, name);
  std::vector<std::pair<int64_t, std::string>> found;
  if (const auto called = store::actors_called(name)) {
    SQLite::Statement query(db.sqlite(),
                            "SELECT id, key FROM actors WHERE id IN (" + *called +
                                ") ORDER BY (SELECT count(*) FROM entities WHERE actor=actors.id) DESC, key LIMIT 20");
    while (query.executeStep()) found.emplace_back(query.getColumn(0).getInt64(), query.getColumn(1).getString());
  }
  if (found.empty()) return fail(ErrorCode::kNotFound, "there is no actor '{}' in the store", name);
  if (found.size() == 1) return found.front();
  std::string keys;
  for (const auto& [row, key] : found) keys += "\n  " + key;
  return fail(ErrorCode::kBadArgument, "several actors are called '{}'; name one by its key:{}", name, keys);
}

struct WhoCommand {
  std::string store, actor;
  ColourChoice colour = ColourChoice::kAuto;
};

Result<void> portray(store::Database& db, const std::string& name, bool colour) {
  const auto found = actor_of(db, name);
  if (!found) return tl::unexpected(found.error());
  const auto& [actor, key] = *found;
  print_portrait(db, actor, key);
  print_groups(db, "did, and to whom", "actor", key, store::Kind::kEvents, {"type", "recipient"});
  print_groups(db, "had done, and by whom", "recipient", key, store::Kind::kEvents, {"type", "actor"});
  print_groups(db, "who says so", "party", key, store::Kind::kEvents, {"source"});
  for (const auto& [title, field, kind] : {std::tuple{"last did", "actor", store::Kind::kEvents},
                                           std::tuple{"last had done", "recipient", store::Kind::kEvents},
                                           std::tuple{"last said", "speaker", store::Kind::kQuotes}}) {
    if (auto printed = print_newest(db, title, field, key, kind, colour); !printed) return printed;
  }
  return {};
}

int who(const WhoCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  store::Database& db = (*opened)->database();
  const auto done = store::guarded(db, [&] { return portray(db, command.actor, use_colour(command.colour, stdout)); });
  return done ? kAllDone : say_error(done.error());
}

int show(const ShowCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  store::Database& db = (*opened)->database();
  const auto item = store::find_item(db, command.id);
  if (!item) return say_error(item.error());
  if (item->type == Item::Type::kActor) return who({command.store, command.id, command.colour});
  auto record = store::guarded(db, [&] { return store::stored_record(db, store::article_of(item->row)); });
  if (!record) return say_error(record.error());
  if (item->type != Item::Type::kArticle) {
    const bool is_event = item->type == Item::Type::kEvent;
    const int64_t number = store::item_of(item->row) - (is_event ? 0 : store::kFirstQuote);
    record = narrowed(std::move(*record), fmt::format("{}{}", is_event ? 'v' : 'q', number));
  }
  fmt::print("{}", command.json ? to_json(*record) + "\n" : readable(*record, use_colour(command.colour, stdout)));
  return kAllDone;
}

}  // namespace

void add_show_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<ShowCommand>();
  CLI::App& show_app =
      *app.add_subcommand("show", "Show an article, event, quotation or actor of a store, with its evidence marked");
  show_app
      .add_option("ID", command->id,
                  "As search prints it: 5891b5b522d5, 5891b5b522d5/v3, …/q1, state/DEU; or an article's given id")
      ->required();
  add_store_option(show_app, command->store);
  show_app.add_flag("--json", command->json, "Print the record as JSON");
  add_colour_option(show_app, command->colour);
  show_app.callback([command, &action] { action = [command] { return show(*command); }; });
}

void add_who_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<WhoCommand>();
  CLI::App& who_app = *app.add_subcommand("who", "Everything a store has of an actor: what, with whom, when, who says so");
  who_app.add_option("ACTOR", command->actor, "A key (state/DEU, person/hanna-voss.DEU) or a name")->required();
  add_store_option(who_app, command->store);
  add_colour_option(who_app, command->colour);
  who_app.callback([command, &action] { action = [command] { return who(*command); }; });
}

}  // namespace depesche
