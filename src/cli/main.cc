#include <depesche/engine.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <string>
#include <system_error>
#include <vector>

#include "cli/add_command.h"
#include "cli/care_command.h"
#include "cli/data_folder.h"
#include "cli/read_command.h"
#include "cli/reread_command.h"
#include "cli/search_command.h"
#include "cli/show_command.h"
#include "cli/store_options.h"

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

// "-type:DEMAND" is a word of a query, not options -t, -y, …; a blank before it says so and means nothing there.
std::vector<std::string> without_false_options(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv, argv + argc);
  for (std::string& argument : arguments) {
    const size_t colon = argument.find(':');
    if (argument.starts_with('-') && colon != std::string::npos && store::is_field(argument.substr(1, colon - 1))) {
      argument.insert(0, 1, ' ');
    }
  }
  return arguments;
}

// A command that could not print all it had to say has not run.
int acted(const Action& action) {
  int status = kAllDone;
  bool printed = true;
  try {
    status = action();
  } catch (const std::system_error&) {  // fmt's, of printing
    printed = false;
  }
  printed = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && printed;
  if (!printed && status != kCouldNotRun) status = say_error({ErrorCode::kUnreadable, "standard output cannot be written"});
  return status;
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
  const std::vector<std::string> arguments = without_false_options(argc, argv);
  try {
    std::vector<const char*> words;
    words.reserve(arguments.size());
    for (const std::string& argument : arguments) words.push_back(argument.c_str());
    app.parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::ParseError& e) {
    const int status = app.exit(e);
    return status == 0 ? kAllDone : kCouldNotRun;
  }
  return acted(action);
}
