#include "cli/care_command.h"

#include <SQLiteCpp/Backup.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <filesystem>

#include "cli/store_options.h"
#include "cli/terminal.h"
#include "store/care.h"
#include "store/lookup.h"
#include "store/row_ids.h"
#include "store/summary.h"
#include "store/versions.h"
#include "store/views.h"

namespace depesche {
namespace {

struct CareCommand {
  std::string store, file, actor;
  std::vector<std::string> ids;
  bool repair = false, yes = false, all = false;
};

constexpr int64_t kShownFailures = 20;

void print_counts(const char* title, const std::vector<std::pair<std::string, int64_t>>& counts) {
  for (const auto& [name, count] : counts) fmt::print("      {:>8} {}{}\n", count, title, name);
}

int status(const CareCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  const auto summary = store::summary_of(**opened, command.all ? 0 : kShownFailures);
  if (!summary) return say_error(summary.error());
  const auto engines = store::engines_of(**opened);
  if (!engines) return say_error(engines.error());
  const auto& s = *summary;
  fmt::print("{}: {} articles", command.store, s.articles);
  if (s.first && s.last) fmt::print(", {} to {}", s.first->substr(0, 10), s.last->substr(0, 10));
  fmt::print("\n  {:>8} independent texts (copies of one text count once)\n", s.families);
  if (s.superseded > 0) fmt::print("  {:>8} earlier versions\n", s.superseded);
  if (s.withheld > 0) fmt::print("  {:>8} withheld, canceled or embargoed by their publisher\n", s.withheld);
  if (s.forgotten > 0) fmt::print("  {:>8} forgotten\n", s.forgotten);
  fmt::print("  {:>8} events\n  {:>8} quotations\n  {:>8} actors\n", s.events, s.quotes, s.actors);
  fmt::print("versions\n");
  for (const store::EngineRow& engine : *engines) {
    fmt::print("  {:>3}  {} articles by depesche {}, reader {}, knowledge {}\n", engine.id, engine.records,
               engine.version.version, engine.version.reader.substr(0, 19), engine.version.knowledge.substr(0, 19));
  }
  fmt::print("runs\n");
  for (const auto& run : s.runs) {
    fmt::print("  {:>3}  {} {}{}\n", run.id, run.command, run.begun,
               run.ended ? "" : "  not ended; the same command goes on with it");
    print_counts("", run.outcomes);
    print_counts("passed over: ", run.passed_over);
  }
  if (!s.failures.empty()) fmt::print("failed in the last run\n");
  for (const auto& [source, why] : s.failures) fmt::print("  {}\n", one_line(why));
  const int64_t unsaid = s.last_failed - static_cast<int64_t>(s.failures.size());
  if (unsaid > 0) fmt::print("  and {} more; --all lists them\n", unsaid);
  return kAllDone;
}

int verify(const CareCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kWrite);
  // A store that may only be read is verified too; only SQLite's check of the full text wants to write.
  if (!opened) return say_error(opened.error());
  if (command.repair) {
    if (auto done = store::rebuild(**opened); !done) return say_error(done.error());
    fmt::print(stderr, "depesche: {}: everything that is made from the records was made again\n", command.store);
  }
  const auto faults = store::verify(**opened, [](const std::string& fault) { fmt::print("{}\n", fault); });
  if (!faults) return say_error(faults.error());
  if (*faults == 0) {
    fmt::print(stderr, "depesche: {}: nothing is wrong\n", command.store);
    return kAllDone;
  }
  fmt::print(stderr, "depesche: {}: {} fault{}{}\n", command.store, *faults, *faults == 1 ? "" : "s",
             command.repair ? "; go back to a backup" : "; depesche verify --repair makes again what can be made again");
  return kSomeFailed;
}

int forget(const CareCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kWrite);
  if (!opened) return say_error(opened.error());
  std::vector<std::string> articles;
  if (!command.actor.empty()) {
    auto naming = store::articles_naming(**opened, command.actor);
    if (!naming) return say_error(naming.error());
    if (naming->empty())
      return say_error({ErrorCode::kNotFound, fmt::format("there is no actor '{}' in the store", command.actor)});
    articles = std::move(*naming);
  }
  for (const std::string& id : command.ids) {
    const auto item = store::find_item((*opened)->database(), id);
    if (!item) return say_error(item.error());
    if (item->type != store::Item::Type::kArticle) {
      return say_error(
          {ErrorCode::kBadArgument,
           fmt::format("{}: is no article; only whole articles are forgotten (--actor for all that name one)", id)});
    }
    articles.push_back(store::article_view((*opened)->database(), item->row)->sha256);
  }
  if (articles.empty()) return say_error({ErrorCode::kBadArgument, "name an article by its id, or an actor with --actor"});
  if (!command.yes) {
    return say_error(
        {ErrorCode::kBadArgument, fmt::format("this takes {} article{} with all versions out for good; say --yes to do it",
                                              articles.size(), articles.size() == 1 ? "" : "s")});
  }
  const auto gone = store::forget(**opened, articles);
  if (!gone) return say_error(gone.error());
  fmt::print(stderr, "depesche: {}: {} article{} forgotten; their hashes stay, backups keep what they have\n", command.store,
             *gone, *gone == 1 ? "" : "s");
  return kAllDone;
}

int backup(const CareCommand& command) {
  if (std::filesystem::exists(command.file)) {
    return say_error({ErrorCode::kBadArgument, fmt::format("{}: is there already; name a new file", command.file)});
  }
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  const std::string unfinished = command.file + ".unfinished";
  Result<void> done;
  try {
    SQLite::Database copy(unfinished, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup(copy, (*opened)->database().sqlite()).executeStep(-1);
  } catch (const SQLite::Exception& wrong) {
    const bool is_damaged = wrong.getErrorCode() == SQLITE_CORRUPT;
    done = tl::unexpected(store::error_of(wrong, is_damaged ? command.store : command.file));
  }
  std::error_code fault;
  if (done) std::filesystem::rename(unfinished, command.file, fault);
  if (!done || fault) {
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    return say_error(done ? Error{ErrorCode::kUnreadable, fmt::format("{}: {}", command.file, fault.message())}
                          : done.error());
  }
  return kAllDone;
}

int dump(const CareCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  const auto done = store::dump(**opened, [](const std::string& line) { fmt::print("{}\n", line); });
  return done ? kAllDone : say_error(done.error());
}

CLI::App& add(CLI::App& app, Action& action, const char* name, const char* text, const std::shared_ptr<CareCommand>& command,
              int (*work)(const CareCommand&)) {
  CLI::App& made = *app.add_subcommand(name, text);
  add_store_option(made, command->store);
  made.callback([command, work, &action] { action = [command, work] { return work(*command); }; });
  return made;
}

}  // namespace

void add_care_commands(CLI::App& app, Action& action) {
  const auto command = std::make_shared<CareCommand>();
  add(app, action, "status", "What a store holds, and what became of every input", command, status)
      .add_flag("--all", command->all, "List all failures of the last run, not the first 20");
  add(app, action, "verify", "Check that a store is whole: every span, text, record, row and sum", command, verify)
      .add_flag("--repair", command->repair, "Make everything again that is made from the records");
  CLI::App& forget_app = add(app, action, "forget", "Take articles out of a store for good", command, forget);
  forget_app.add_option("ID", command->ids, "Articles");
  forget_app.add_option("--actor", command->actor, "All articles that name this actor (a key)")->type_name("KEY");
  forget_app.add_flag("--yes", command->yes, "Do it");
  add(app, action, "backup", "Copy a store to a file, also while it is written to", command, backup)
      .add_option("FILE", command->file, "A new file")
      ->required();
  add(app, action, "dump", "Print a store's content in one canonical form, to compare stores", command, dump);
}

}  // namespace depesche
