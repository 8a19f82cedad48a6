#include "cli/read_command.h"

#include <depesche/engine.h>
#include <depesche/json.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "base/fail.h"
#include "cli/csv.h"
#include "cli/readable.h"
#include "cli/terminal.h"

namespace depesche {
namespace {

constexpr const char* kReadExamples = R"(Examples:
  depesche read article.txt                     one article, for people
  depesche read --json article.txt              the same as one line of JSON
  depesche read news/ --csv events.csv          a folder of articles, one row an event
  zcat news.jsonl.gz | depesche read --json -   JSON lines from a pipe, JSON lines out
  depesche read --clean none --json news.jsonl  the texts as they are, positions kept

JSON lines have "text", and if known "id", "title", "published", "url", "outlet",
"authors", "language". Several articles are printed as JSON lines.

Exit status: 0 all done, 1 some inputs failed, 2 could not run.)";

struct ReadCommand {
  ReadingOptions reading;
  bool json = false;
  bool why = false;
  std::string csv, quotes_csv;  // empty: none
  ColourChoice colour = ColourChoice::kAuto;
};

class Run {
 public:
  explicit Run(const ReadCommand& command) : command_(command), colour_(use_colour(command.colour, stdout)) {}

  int operator()() {
    auto intake = Intake::create(command_.reading.paths, command_.reading.intake());
    if (!intake) return could_not_run(intake.error());
    intake_ = std::move(*intake);
    for (const auto& [path, header, file] : {std::tuple{&command_.csv, kEventHeader, &events_csv_},
                                             std::tuple{&command_.quotes_csv, kQuoteHeader, &quotes_csv_}}) {
      if (path->empty()) continue;
      auto made = CsvFile::create(*path, header);
      if (!made) return could_not_run(made.error());
      *file = std::move(*made);
    }

    const size_t at_once = kArticlesTogether * command_.reading.thread_count();
    // The first article decides whether the model is needed at all; the second, whether the output is JSON lines.
    std::vector<Snapshot> together = take(2);
    several_ = together.size() > 1;
    while (!together.empty()) {
      if (!engine_) {
        auto engine = Engine::load(command_.reading.engine());
        if (!engine) return could_not_run(engine.error());
        engine_ = std::move(*engine);
      }
      if (several_ && articles_ == 0) append(together, take(at_once - together.size()));
      for (auto& record : engine_->read(together)) {
        ++articles_;
        if (!record) {
          report(record.error());
        } else if (auto written = write(*record); !written) {
          return could_not_run(written.error());
        }
        show_progress();
      }
      together = take(at_once);
    }
    bar_.wipe();
    report_passed_over();
    if (failed_ > 0 && articles_ + unread_ > 1) {
      fmt::print(stderr, "depesche: {} of {} inputs failed\n", failed_, articles_ + unread_);
    }
    return failed_ > 0 ? kSomeFailed : kAllDone;
  }

 private:
  // The next articles, at most `count`; faults on the way are reported.
  std::vector<Snapshot> take(size_t count) {
    std::vector<Snapshot> snapshots;
    for (size_t bytes = 0; snapshots.size() < count && bytes < kBytesTogether;) {
      auto next = intake_->next();
      if (!next) break;
      if (!*next) {
        ++unread_;
        report(next->error());
        continue;
      }
      bytes += (*next)->content.size();
      snapshots.push_back(std::move(**next));
    }
    return snapshots;
  }

  static void append(std::vector<Snapshot>& all, std::vector<Snapshot> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }

  Result<void> write(const Record& record) {
    if (events_csv_) {
      if (auto added = events_csv_->add(event_rows(record)); !added) return added;
    }
    if (quotes_csv_) {
      if (auto added = quotes_csv_->add(quote_rows(record)); !added) return added;
    }
    if (!command_.json && (events_csv_ || quotes_csv_)) return {};
    const Reasons reasons = command_.why ? Reasons::kAll : Reasons::kNone;
    const std::string text =
        command_.json || several_ ? to_json(record, reasons) + "\n" : readable(record, colour_, reasons);
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
      return fail(ErrorCode::kUnreadable, "standard output cannot be written: {}", std::strerror(errno));
    }
    return {};
  }

  void show_progress() {
    const IntakeProgress progress = intake_->progress();
    bar_.show(articles_, progress.bytes_read, progress.bytes_total, failed_);
  }

  // Records of archives that are no articles: no failures, but nothing that should go unsaid.
  void report_passed_over() const {
    uint64_t all = 0;
    std::string reasons;
    for (const auto& [why, count] : intake_->passed_over()) {
      all += count;
      reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, why);
    }
    if (all > 0) fmt::print(stderr, "depesche: {} record{} passed over: {}\n", all, all == 1 ? "" : "s", reasons);
  }

  void report(const Error& error) {
    ++failed_;
    bar_.wipe();
    fmt::print(stderr, "depesche: {}\n", error.message);
  }

  int could_not_run(const Error& error) {
    report(error);
    return kCouldNotRun;
  }

  const ReadCommand& command_;
  bool colour_;
  std::unique_ptr<Intake> intake_;
  std::unique_ptr<Engine> engine_;
  std::optional<CsvFile> events_csv_, quotes_csv_;
  ProgressBar bar_;
  bool several_ = false;
  uint64_t articles_ = 0;  // given to the engine
  uint64_t unread_ = 0;    // not to be had at all
  uint64_t failed_ = 0;    // of both
};

}  // namespace

void add_read_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<ReadCommand>();
  CLI::App& read = *app.add_subcommand("read", "Read articles and print their records");
  read.footer(kReadExamples);
  add_reading_options(read, command->reading);
  read.add_flag("--json", command->json, "Print records as JSON, one line each");
  read.add_flag("--why", command->why, "Add to every field the rule and the row of the tables that it comes from");
  read.add_option("--csv", command->csv, "Write a row per event to FILE")->type_name("FILE");
  read.add_option("--quotes-csv", command->quotes_csv, "Write a row per quotation to FILE")->type_name("FILE");
  add_colour_option(read, command->colour);
  read.callback([command, &action] { action = [command] { return Run(*command)(); }; });
}

}  // namespace depesche
