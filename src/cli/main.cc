#include <depesche/engine.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/add_command.h"
#include "cli/care_command.h"
#include "cli/data_folder.h"
#include "cli/read_command.h"
#include "cli/reread_command.h"
#include "cli/search_command.h"
#include "cli/show_command.h"

namespace depesche {
namespace {

constexpr const char* kDescription =
    "Reads news articles, German and English, and records who did what to whom, who said so, when and where, every field "
    "tied to the words it rests on.";

// Throws CLI::Success, as CLI11's own --help does, after printing.
void print_version() {
  const std::filesystem::path data = data_folder();
  const auto version = engine_version(data / "models" / "reader", knowledge_path());
  fmt::print("depesche {}\n", DEPESCHE_VERSION);
  if (version) {
    fmt::print("reader {}\nknowledge {}\n", version->reader, version->knowledge);
  } else {
    fmt::print("not ready: {}\n", version.error().message);
  }
  throw CLI::Success();
}

}  // namespace
}  // namespace depesche

int main(int argc, char** argv) {
  using namespace depesche;
  CLI::App app(kDescription, "depesche");
  app.require_subcommand(1);
  app.add_flag_callback("--version", print_version, "Print the version, with the checksums of model and knowledge");
  Action action;
  add_read_command(app, action);
  add_add_command(app, action);
  add_search_command(app, action);
  add_count_command(app, action);
  add_show_command(app, action);
  add_who_command(app, action);
  add_export_command(app, action);
  add_reread_command(app, action);
  add_diff_command(app, action);
  add_care_commands(app, action);
  // CLI11 would only say that a command is missing.
  if (argc > 1 && argv[1][0] != '-' &&
      app.get_subcommands([&](const CLI::App* command) { return command->check_name(argv[1]); }).empty()) {
    fmt::print(stderr, "depesche: there is no command '{}'; depesche --help lists them\n", argv[1]);
    return kCouldNotRun;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int status = app.exit(e);
    return status == 0 ? kAllDone : kCouldNotRun;
  }
  return action();
}
