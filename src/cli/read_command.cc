#include "cli/read_command.h"

#include <depesche/engine.h>
#include <depesche/json.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <thread>

#include "base/fail.h"
#include "cli/csv.h"
#include "cli/data_folder.h"
#include "cli/readable.h"
#include "intake/intake.h"

namespace depesche {
namespace {

// Articles that are read together, for each thread: enough to keep the threads busy, few enough that memory stays small and
// output steady. What stands together changes no record.
constexpr size_t kArticlesTogether = 8;
// …and not more than this many bytes of them.
constexpr size_t kBytesTogether = 4u << 20;

class Run {
 public:
  explicit Run(const ReadCommand& command) : command_(command), colour_(use_colour(command.colour, stdout)) {}

  int operator()() {
    auto intake = Intake::create(command_.paths, {command_.max_bytes, command_.map, command_.include, command_.exclude});
    if (!intake) return could_not_run(intake.error());
    intake_ = std::move(*intake);
    for (const auto& [path, header, file] : {std::tuple{&command_.csv, kEventHeader, &events_csv_},
                                             std::tuple{&command_.quotes_csv, kQuoteHeader, &quotes_csv_}}) {
      if (path->empty()) continue;
      auto made = CsvFile::create(*path, header);
      if (!made) return could_not_run(made.error());
      *file = std::move(*made);
    }

    const size_t at_once = kArticlesTogether * threads();
    // The first article decides whether the model is needed at all; the second, whether the output is JSON lines.
    std::vector<Snapshot> together = take(2);
    several_ = together.size() > 1;
    while (!together.empty()) {
      if (!engine_) {
        auto engine = Engine::load(engine_options());
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
  EngineOptions engine_options() const {
    const std::filesystem::path data = data_folder();
    EngineOptions options;
    options.model_dir = command_.model.empty() ? data / "models" / "reader" : std::filesystem::path(command_.model);
    options.knowledge = knowledge_path();
    options.own_knowledge = command_.knowledge;
    options.threads = threads();
    options.remove_junk = command_.clean == "auto";
    options.published = command_.published;
    options.language = command_.language;
    options.precision = command_.precision;
    return options;
  }

  size_t threads() const {
    return command_.threads > 0 ? command_.threads : std::max(1u, std::thread::hardware_concurrency());
  }

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
    bar_.show(articles_, progress.bytes_read, progress.bytes_total);
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

int run(const ReadCommand& command) { return Run(command)(); }

}  // namespace depesche
