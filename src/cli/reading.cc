#include "cli/reading.h"

#include <algorithm>
#include <map>
#include <thread>

#include "cli/data_folder.h"

namespace depesche {

size_t ReadingOptions::thread_count() const {
  return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

EngineOptions ReadingOptions::engine() const {
  EngineOptions options;
  options.model_dir = model.empty() ? data_folder() / "models" / "reader" : std::filesystem::path(model);
  options.knowledge = knowledge_path();
  options.own_knowledge = knowledge;
  options.threads = thread_count();
  options.remove_junk = clean == "auto";
  options.published = published;
  options.language = language;
  options.precision = precision;
  return options;
}

void add_colour_option(CLI::App& command, ColourChoice& choice) {
  const std::map<std::string, ColourChoice> choices = {
      {"auto", ColourChoice::kAuto}, {"always", ColourChoice::kAlways}, {"never", ColourChoice::kNever}};
  command.add_option("--colour,--color", choice, "auto, always or never; auto: on a terminal, unless NO_COLOR is set")
      ->transform(CLI::CheckedTransformer(choices).description(""))
      ->type_name("WHEN");
}

void add_engine_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("--threads", options.threads, "Threads to read with; 0: one for each processor")
      ->check(CLI::Range(0, 256).description(""))
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--model", options.model, "Folder of the reader's model, instead of the one that came along")
      ->type_name("DIR");
  command
      .add_option("--knowledge", options.knowledge,
                  "Folder with rows of your own (leaders.tsv, organisations.tsv, …), which win")
      ->type_name("DIR");
  command
      .add_option("--precision", options.precision,
                  "Arithmetic of the reader: int8, float32, or auto: int8 where the processor is good at it, else float32")
      ->check(CLI::IsMember({"auto", "int8", "float32"}).description(""))
      ->type_name("HOW")
      ->capture_default_str();
}

void add_reading_options(CLI::App& command, ReadingOptions& options) {
  command.add_option("PATH", options.paths, "Text files, folders of them, JSON lines; - for standard input")->required();
  command
      .add_option("--clean", options.clean,
                  "auto: take title, date and junk lines out of the text; none: leave the text as it is")
      ->check(CLI::IsMember({"auto", "none"}).description(""))
      ->type_name("HOW")
      ->capture_default_str();
  command.add_option("--published", options.published, "When the articles were published (2022-09-19, 2022-09-19T13:27Z)")
      ->type_name("DATE");
  command.add_option("--language", options.language, "The articles' language, instead of telling it from the text")
      ->check(CLI::IsMember({"de", "en"}).description(""))
      ->type_name("de|en");
  add_engine_options(command, options);
  command.add_option("--max-bytes", options.max_bytes, "Largest article accepted, in bytes")
      ->check(CLI::Range(1u, 0x7FFFFFFFu).description(""))
      ->type_name("N")
      ->capture_default_str();
  command
      .add_option("--map", options.map,
                  "Other names of the keys of JSON lines and columns of tables: text=body,published=date")
      ->type_name("COLUMN=NAME,…");
  command
      .add_option("--include", options.include,
                  "Of the files in folders, only those of these names (*.html; * stands for any)")
      ->type_name("GLOB");
  command.add_option("--exclude", options.exclude, "Of the files in folders, not those of these names")->type_name("GLOB");
}

}  // namespace depesche
