#include "cli/add_command.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/store_options.h"
#include "cli/terminal.h"
#include "store/store.h"

namespace depesche {
namespace {

using store::LedgerRow;
using store::Offered;
using store::Outcome;

constexpr const char* kExamples = R"(Examples:
  depesche add news/                           a folder into depesche.db, made if it is not there
  depesche add --store 2026.db crawl.warc.gz   pages of a crawl into a store of that name
  depesche add --json news.jsonl               a line on standard output for each input that is safe on disk

What is in the store already is not read again; an interrupted run goes on where it was when the same
command is given again. depesche status says what became of every input.

Exit status: 0 all done, 1 some inputs failed, 2 could not run.)";

struct AddCommand {
  ReadingOptions reading;
  std::string store;
  bool json = false;
};

class Add {
 public:
  explicit Add(const AddCommand& command) : command_(command) {}

  int operator()() {
    // The store may lie in the folder that is added; it is no article.
    IntakeOptions intake_options = command_.reading.intake();
    const std::string own = std::filesystem::path(command_.store).filename();
    for (const char* file : {"", "-journal"}) intake_options.exclude.push_back(own + file);
    auto intake = Intake::create(command_.reading.paths, std::move(intake_options));
    if (!intake) return could_not_run(intake.error());
    intake_ = std::move(*intake);
    const EngineOptions options = command_.reading.engine();
    const auto version = engine_version(options.model_dir, options.knowledge, options.own_knowledge);
    if (!version) return could_not_run(version.error());
    auto opened = store::Store::open(command_.store, store::Access::kCreate);
    if (!opened) return could_not_run(opened.error());
    store_ = std::move(*opened);
    const auto run = store_->begin_run("add", inputs(), *version);
    if (!run) return could_not_run(run.error());
    run_ = *run;

    while (!ended_) {
      if (auto done = batch(options); !done) return could_not_run(done.error());
    }
    if (auto done = store_->end_run(run_, intake_->passed_over()); !done) return could_not_run(done.error());
    bar_.wipe();
    report_sums();
    return counts_[static_cast<size_t>(Outcome::kFailed)] > 0 ? kSomeFailed : kAllDone;
  }

 private:
  // What makes two runs the same one: an interrupted run goes on only with the same inputs, read in the same way.
  std::string inputs() const {
    const ReadingOptions& r = command_.reading;
    nlohmann::json all = {
        {"paths", r.paths}, {"clean", r.clean}, {"map", r.map}, {"include", r.include}, {"exclude", r.exclude}};
    if (r.published) all["published"] = *r.published;
    if (r.language) all["language"] = *r.language;
    return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  Result<void> batch(const EngineOptions& options) {
    std::vector<Snapshot> snapshots;
    std::vector<LedgerRow> others;
    size_t bytes = 0;
    const size_t at_once = kArticlesTogether * command_.reading.thread_count();
    while (snapshots.size() < at_once && others.size() < 100 * at_once && bytes < kBytesTogether) {
      auto next = intake_->next();
      if (!next) {
        ended_ = true;
        break;
      }
      if (!*next) {
        others.push_back({next->error().message, "", Outcome::kFailed, std::nullopt, next->error().message});
        continue;
      }
      Snapshot& snapshot = **next;
      const auto done = store_->is_done(run_, snapshot.source, snapshot.sha256);
      if (!done) return tl::unexpected(done.error());
      if (*done) {
        ++resumed_;
        continue;
      }
      auto known = store_->known(snapshot.source, snapshot.sha256, {snapshot.retrieved, snapshot.given.url});
      if (!known) return tl::unexpected(std::move(known.error()));
      if (*known) {
        others.push_back(std::move(**known));
      } else {
        bytes += snapshot.content.size();
        snapshots.push_back(std::move(snapshot));
      }
    }
    auto offered = read(options, snapshots);
    if (!offered) return tl::unexpected(std::move(offered.error()));
    if (offered->empty() && others.empty()) return {};
    const auto rows = store_->add(run_, *offered, others);
    if (!rows) return tl::unexpected(rows.error());
    for (const LedgerRow& row : *rows) report(row);
    return {};
  }

  Result<std::vector<Offered>> read(const EngineOptions& options, const std::vector<Snapshot>& snapshots) {
    std::vector<Offered> offered;
    if (snapshots.empty()) return offered;
    if (!engine_) {
      auto engine = Engine::load(options);
      if (!engine) return tl::unexpected(std::move(engine.error()));
      engine_ = std::move(*engine);
    }
    auto records = engine_->read(snapshots);
    for (size_t i = 0; i < snapshots.size(); ++i) {
      offered.push_back({snapshots[i].source, snapshots[i].sha256, snapshots[i].retrieved, std::move(records[i])});
    }
    return offered;
  }

  void report(const LedgerRow& row) {
    ++counts_[static_cast<size_t>(row.outcome)];
    if (row.outcome == Outcome::kFailed) {
      bar_.wipe();
      fmt::print(stderr, "depesche: {}\n", one_line(row.why.value_or("")));
    }
    if (command_.json) {
      nlohmann::ordered_json line = {
          {"source", row.source}, {"sha256", row.sha256}, {"outcome", store::outcome_name(row.outcome)}};
      line["of"] = row.of ? nlohmann::ordered_json(*row.of) : nlohmann::ordered_json();
      line["why"] = row.why ? nlohmann::ordered_json(*row.why) : nlohmann::ordered_json();
      fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
      std::fflush(stdout);
    }
    const IntakeProgress progress = intake_->progress();
    bar_.show(total(), progress.bytes_read, progress.bytes_total, counts_[static_cast<size_t>(Outcome::kFailed)]);
  }

  uint64_t total() const {
    uint64_t sum = 0;
    for (const uint64_t count : counts_) sum += count;
    return sum;
  }

  void report_sums() const {
    constexpr std::array<std::string_view, 6> kOne{"stored",      "seen before", "copy of another",
                                                   "new version", "skipped",     "failed"};
    constexpr std::array<std::string_view, 6> kMany{"stored",       "seen before", "copies of others",
                                                    "new versions", "skipped",     "failed"};
    std::string sums;
    for (size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0)
        sums += fmt::format("{}{} {}", sums.empty() ? "" : ", ", counts_[i], (counts_[i] == 1 ? kOne : kMany)[i]);
    }
    if (resumed_ > 0) sums += fmt::format("{}{} done already in this run", sums.empty() ? "" : ", ", resumed_);
    for (const auto& [why, count] : intake_->passed_over()) {
      sums += fmt::format("{}{} passed over: {}", sums.empty() ? "" : ", ", count, why);
    }
    fmt::print(stderr, "depesche: {}: {}\n", command_.store, sums.empty() ? "nothing to add" : sums);
  }

  int could_not_run(const Error& error) {
    bar_.wipe();
    return say_error(error);
  }

  const AddCommand& command_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Engine> engine_;
  ProgressBar bar_;
  std::array<uint64_t, 6> counts_{};
  uint64_t resumed_ = 0;
  int64_t run_ = 0;
  bool ended_ = false;
};

}  // namespace

void add_add_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<AddCommand>();
  CLI::App& add = *app.add_subcommand("add", "Read articles into a store, where they can be searched and counted");
  add.footer(kExamples);
  add_reading_options(add, command->reading);
  add_store_option(add, command->store);
  add.add_flag("--json", command->json, "Print what became of each input, one line each, when it is on disk");
  add.callback([command, &action] { action = [command] { return Add(*command)(); }; });
}

}  // namespace depesche
