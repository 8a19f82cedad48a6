#include "cli/reread_command.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "cli/store_options.h"
#include "cli/terminal.h"
#include "store/versions.h"
#include "store/views.h"

namespace depesche {
namespace {

struct RereadCommand {
  ReadingOptions reading;
  std::string store;
};

// The stored article as an input again. What was cleaned stays cleaned: only reader and knowledge are new.
Snapshot snapshot_of(const Article& article) {
  Snapshot snapshot;
  snapshot.source = article.id;
  snapshot.sha256 = article.id;
  snapshot.content = article.text;
  snapshot.given = {article.given_id, article.title,   article.published.value, article.url,
                    article.outlet,   article.authors, article.language};
  return snapshot;
}

class Reread {
 public:
  explicit Reread(const RereadCommand& command) : command_(command) {}

  int operator()() {
    EngineOptions options = command_.reading.engine();
    options.remove_junk = false;
    const auto version = engine_version(options.model_dir, options.knowledge, options.own_knowledge);
    if (!version) return say_error(version.error());
    auto opened = store::Store::open(command_.store, store::Access::kWrite);
    if (!opened) return say_error(opened.error());
    store_ = std::move(*opened);
    const auto run = store_->begin_run("reread", "", *version);
    if (!run) return say_error(run.error());
    const auto total = store::read_by_others(*store_, *version, 0, -1);
    if (!total) return say_error(total.error());
    if (!total->empty()) {
      auto engine = Engine::load(options);
      if (!engine) return say_error(engine.error());
      engine_ = std::move(*engine);
    }
    const size_t at_once = kArticlesTogether * command_.reading.thread_count();
    for (size_t begin = 0; begin < total->size(); begin += at_once) {
      const std::span<const int64_t> part(total->data() + begin, std::min(at_once, total->size() - begin));
      if (auto done = batch(*run, part); !done) return say_error(done.error());
      bar_.show(read_, begin + part.size(), total->size(), failed_);
    }
    if (auto done = store_->end_run(*run, {}); !done) return say_error(done.error());
    bar_.wipe();
    fmt::print(stderr, "depesche: {}: {} articles read again{}\n", command_.store, read_,
               failed_ > 0 ? fmt::format(", {} failed", failed_) : "");
    return failed_ > 0 ? kSomeFailed : kAllDone;
  }

 private:
  Result<void> batch(int64_t run, std::span<const int64_t> articles) {
    std::vector<Snapshot> snapshots;
    std::vector<Record> before;
    for (const int64_t article : articles) {
      auto record = store::guarded(store_->database(), [&] { return store::stored_record(store_->database(), article); });
      if (!record) {
        report(record.error());
        continue;
      }
      snapshots.push_back(snapshot_of(record->article));
      before.push_back(std::move(*record));
    }
    std::vector<Record> records;
    auto read = engine_->read(snapshots);
    for (size_t i = 0; i < read.size(); ++i) {
      if (!read[i]) {
        report(read[i].error());
        continue;
      }
      // The article is as it was, with what was to be said of its cleaning; the reading alone is new.
      read[i]->article = std::move(before[i].article);
      read[i]->warnings = std::move(before[i].warnings);
      records.push_back(std::move(*read[i]));
    }
    read_ += records.size();
    return store_->replace(run, records);
  }

  void report(const Error& error) {
    ++failed_;
    bar_.wipe();
    say_error(error);
  }

  const RereadCommand& command_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Engine> engine_;
  ProgressBar bar_;
  uint64_t read_ = 0, failed_ = 0;
};

struct DiffCommand {
  std::string store;
  int64_t before = 0, after = 0;
  bool json = false, counts = false;
};

int diff(const DiffCommand& command) {
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  std::map<std::pair<std::string, std::string>, uint64_t> counts;
  const auto articles = store::compare_engines(**opened, command.before, command.after, [&](const store::Change& change) {
    ++counts[{change.what, change.field}];
    if (command.counts) return;
    if (command.json) {
      const nlohmann::ordered_json line = {{"article", change.article},
                                           {"what", change.what},
                                           {"field", change.field},
                                           {"before", change.before},
                                           {"after", change.after}};
      fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } else {
      fmt::print("{}  {} {}  {}{}{}\n", change.article, change.what, change.field, change.before,
                 change.before.empty() || change.after.empty() ? "" : " → ", change.after);
    }
  });
  if (!articles) return say_error(articles.error());
  std::FILE* out = command.counts ? stdout : stderr;
  fmt::print(out, "{} articles read by both\n", *articles);
  for (const auto& [key, count] : counts) fmt::print(out, "{:>8}  {} {}\n", count, key.first, key.second);
  return kAllDone;
}

}  // namespace

void add_reread_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<RereadCommand>();
  CLI::App& reread = *app.add_subcommand(
      "reread", "Read a store's articles again with this reader and knowledge; earlier records are kept");
  add_store_option(reread, command->store);
  add_engine_options(reread, command->reading);
  reread.callback([command, &action] { action = [command] { return Reread(*command)(); }; });
}

void add_diff_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<DiffCommand>();
  CLI::App& diff_app = *app.add_subcommand("diff", "What two versions read differently, by field");
  diff_app.add_option("BEFORE", command->before, "A version's number, as status lists them")->required();
  diff_app.add_option("AFTER", command->after, "Another one's")->required();
  add_store_option(diff_app, command->store);
  diff_app.add_flag("--json", command->json, "One JSON object a difference");
  diff_app.add_flag("--counts", command->counts, "Only how many there are");
  diff_app.callback([command, &action] { action = [command] { return diff(*command); }; });
}

}  // namespace depesche
