#include <depesche/engine.h>
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "cli/data_folder.h"
#include "cli/read_command.h"

namespace depesche {
namespace {

constexpr const char* kDescription =
    "Reads news articles, German and English, and records who did what to whom, who said so, when and where, every field "
    "tied to the words it rests on.";

constexpr const char* kReadExamples = R"(Examples:
  depesche read article.txt                     one article, for people
  depesche read --json article.txt              the same as one line of JSON
  depesche read news/ --csv events.csv          a folder of articles, one row an event
  zcat news.jsonl.gz | depesche read --json -   JSON lines from a pipe, JSON lines out
  depesche read --clean none --json news.jsonl  the texts as they are, positions kept

JSON lines have "text", and if known "id", "title", "published", "url", "outlet",
"authors", "language". Several articles are printed as JSON lines.

Exit status: 0 all done, 1 some inputs failed, 2 could not run.)";

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

void add_read_command(CLI::App& app, ReadCommand& command) {
  CLI::App& read = *app.add_subcommand("read", "Read articles and print their records");
  read.footer(kReadExamples);
  read.add_option("PATH", command.paths, "Text files, folders of them, JSON lines; - for standard input")->required();
  read.add_flag("--json", command.json, "Print records as JSON, one line each");
  read.add_flag("--why", command.why, "Add to every field the rule and the row of the tables that it comes from");
  read.add_option("--csv", command.csv, "Write a row per event to FILE")->type_name("FILE");
  read.add_option("--quotes-csv", command.quotes_csv, "Write a row per quotation to FILE")->type_name("FILE");
  read.add_option("--clean", command.clean,
                  "auto: take title, date and junk lines out of the text; none: leave the text as it is")
      ->check(CLI::IsMember({"auto", "none"}).description(""))
      ->type_name("HOW")
      ->capture_default_str();
  read.add_option("--published", command.published, "When the articles were published (2022-09-19, 2022-09-19T13:27Z)")
      ->type_name("DATE");
  read.add_option("--language", command.language, "The articles' language, instead of telling it from the text")
      ->check(CLI::IsMember({"de", "en"}).description(""))
      ->type_name("de|en");
  read.add_option("--threads", command.threads, "Threads to read with; 0: one for each processor")
      ->check(CLI::Range(0, 256).description(""))
      ->type_name("N")
      ->capture_default_str();
  read.add_option("--model", command.model, "Folder of the reader's model, instead of the one that came along")
      ->type_name("DIR");
  read.add_option("--knowledge", command.knowledge,
                  "Folder with rows of your own (leaders.tsv, organisations.tsv, …), which win")
      ->type_name("DIR");
  read.add_option("--max-bytes", command.max_bytes, "Largest article accepted, in bytes")
      ->check(CLI::Range(1u, 0x7FFFFFFFu).description(""))
      ->type_name("N")
      ->capture_default_str();
  read.add_option("--map", command.map,
                  "Other names of the keys of JSON lines and columns of tables: text=body,published=date")
      ->type_name("COLUMN=NAME,…");
  read.add_option("--include", command.include,
                  "Of the files in folders, only those of these names (*.html; * stands for any)")
      ->type_name("GLOB");
  read.add_option("--exclude", command.exclude, "Of the files in folders, not those of these names")->type_name("GLOB");
  read.add_option("--precision", command.precision,
                  "Arithmetic of the reader: int8, float32, or auto: int8 where the processor is good at it, else float32")
      ->check(CLI::IsMember({"auto", "int8", "float32"}).description(""))
      ->type_name("HOW")
      ->capture_default_str();
  const std::map<std::string, ColourChoice> choices = {
      {"auto", ColourChoice::kAuto}, {"always", ColourChoice::kAlways}, {"never", ColourChoice::kNever}};
  read.add_option("--colour,--color", command.colour, "auto, always or never; auto: on a terminal, unless NO_COLOR is set")
      ->transform(CLI::CheckedTransformer(choices).description(""))
      ->type_name("WHEN");
}

}  // namespace
}  // namespace depesche

int main(int argc, char** argv) {
  using namespace depesche;
  CLI::App app(kDescription, "depesche");
  app.require_subcommand(1);
  app.add_flag_callback("--version", print_version, "Print the version, with the checksums of model and knowledge");
  ReadCommand read;
  add_read_command(app, read);
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
  return run(read);
}
