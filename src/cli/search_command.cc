#include "cli/search_command.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "base/csv_cell.h"
#include "cli/store_options.h"
#include "cli/store_views.h"
#include "cli/terminal.h"
#include "export/tables.h"
#include "export/writers.h"
#include "store/count.h"

namespace depesche {
namespace {

using exporting::TableName;
using store::Kind;

constexpr const char* kSearchExamples = R"(Examples:
  depesche search type:ASSAULT country:UKR from:2022-03   attacks in Ukraine since March 2022
  depesche search actor:DEU recipient:POL                 what Germans did to Poles
  depesche search '"border bridge" actor:"Hanna Voss"'    a phrase in the act's sentence, by a person
  depesche search --what quotes speaker:GOV sanctions     what governments said of sanctions
  depesche search --what articles floods --sort relevance

Fields: actor recipient party source speaker (a key, a name, a country like DEU, a sector like GOV),
type status place country from to outlet lang confidence standing. -field:value excludes, a,b is either.

Exit status: 0 done (also where nothing is found), 2 could not run.)";

constexpr const char* kCountExamples = R"(Examples:
  depesche count --by type                             events by type
  depesche count --by type,month,actor-country --csv   a table for R or a spreadsheet
  depesche count --of sources type:PROTEST             independent reports: copies of one text count once

An act told again in the same article counts once; one with two actors stands under both.)";

constexpr const char* kExportExamples = R"(Examples:
  depesche export --format csv -o events.csv
  depesche export --format parquet --table quotations speaker:GOV -o quotes.parquet
  depesche export --format jsonl --table articles --text full -o articles.jsonl

The file appears under its name only when it is whole.)";

const std::map<std::string, Kind> kKinds{
    {"events", Kind::kEvents}, {"quotes", Kind::kQuotes}, {"articles", Kind::kArticles}};

struct SearchCommand {
  std::string store;
  std::vector<std::string> query;
  Kind what = Kind::kEvents;
  store::Order order = store::Order::kNewest;
  int64_t limit = 20;
  std::string format = "table";
  ColourChoice colour = ColourChoice::kAuto;
};

Result<void> put(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) {
    return tl::unexpected(Error{ErrorCode::kUnreadable, "standard output cannot be written"});
  }
  return {};
}

// And what of the query nothing in the store has, which may be a slip of the pen.
void say_nothing_found(store::Database& db, const store::Query& query, Kind kind) {
  const auto unmet = store::unmet(db, query, kind);
  const bool has_unmet = unmet && !unmet->empty();
  fmt::print(stderr, "depesche: nothing found{}{}\n", has_unmet ? "; the store has no " : "",
             has_unmet ? one_line(fmt::format("{}", fmt::join(*unmet, ", no "))) : "");
}

int search(const SearchCommand& command) {
  const auto query = query_of(command.query);
  if (!query) return say_error(query.error());
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  store::Database& db = (*opened)->database();
  Result<void> done;
  uint64_t found = 0;
  if (command.format == "table") {
    const bool colour = use_colour(command.colour, stdout);
    done = store::each_found(db, *query, command.what, command.order, command.limit, [&](int64_t row) -> Result<void> {
      ++found;
      if (command.what == Kind::kEvents) return put(event_text(*store::event_view(db, row), colour));
      if (command.what == Kind::kQuotes) return put(quote_text(*store::quote_view(db, row), colour));
      return put(article_line(*store::article_view(db, row)));
    });
  } else {
    exporting::Wanted wanted;
    wanted.table = command.what == Kind::kEvents   ? TableName::kEvents
                   : command.what == Kind::kQuotes ? TableName::kQuotations
                                                   : TableName::kArticles;
    wanted.order = command.order;
    wanted.limit = command.limit;
    const auto columns = exporting::columns_of(wanted.table, wanted.text);
    if (command.format == "csv") done = put(exporting::csv_header(columns));
    if (done) {
      done = exporting::each_row(db, *query, wanted, [&](const exporting::Row& row) {
        ++found;
        return put(command.format == "csv" ? exporting::csv_line(row) : exporting::json_line(columns, row));
      });
    }
  }
  if (!done) return say_error(done.error());
  if (found == 0) say_nothing_found(db, *query, command.what);
  return std::fflush(stdout) == 0 ? kAllDone : say_error({ErrorCode::kUnreadable, "standard output cannot be written"});
}

struct CountCommand {
  std::string store;
  std::vector<std::string> query, by;
  Kind what = Kind::kEvents;
  store::Counted of = store::Counted::kItems;
  bool csv = false;
};

int count(const CountCommand& command) {
  const auto query = query_of(command.query);
  if (!query) return say_error(query.error());
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  if (command.csv) {
    for (const std::string& name : command.by) fmt::print("{},", name);
    fmt::print("count\n");
  }
  int64_t sum = 0;
  const auto counted = store::count_by((*opened)->database(), *query, command.what, command.by, command.of,
                                       [&](const std::vector<std::optional<std::string>>& group, int64_t number) {
                                         sum += number;
                                         if (command.csv) {
                                           for (const auto& value : group) fmt::print("{},", csv_cell(value.value_or("")));
                                           fmt::print("{}\n", number);
                                           return;
                                         }
                                         fmt::print("{:>8}", number);
                                         for (const auto& value : group) fmt::print("  {}", one_line(value.value_or("-")));
                                         fmt::print("\n");
                                       });
  if (!counted) return say_error(counted.error());
  if (sum == 0) say_nothing_found((*opened)->database(), *query, command.what);
  return kAllDone;
}

struct ExportCommand {
  std::string store, file;
  std::vector<std::string> query;
  exporting::Format format = exporting::Format::kCsv;
  exporting::Wanted wanted;
};

int export_table(const ExportCommand& command) {
  const auto query = query_of(command.query);
  if (!query) return say_error(query.error());
  auto opened = store::Store::open(command.store, store::Access::kRead);
  if (!opened) return say_error(opened.error());
  std::error_code ignored;
  if (std::filesystem::equivalent(command.file, command.store, ignored)) {
    return say_error({ErrorCode::kBadArgument, fmt::format("{}: is the store itself; name another file", command.file)});
  }
  auto file = exporting::TableFile::create(command.file, command.format,
                                           exporting::columns_of(command.wanted.table, command.wanted.text));
  if (!file) return say_error(file.error());
  uint64_t rows = 0;
  const auto written = exporting::each_row((*opened)->database(), *query, command.wanted, [&](const exporting::Row& row) {
    ++rows;
    return (*file)->add(row);
  });
  if (!written) return say_error(written.error());
  if (auto done = (*file)->finish(); !done) return say_error(done.error());
  fmt::print(stderr, "depesche: {}: {} rows\n", command.file, rows);
  return kAllDone;
}

template <class T>
void add_choice(CLI::App& command, const std::string& name, T& value, const std::map<std::string, T>& choices,
                const char* text, const char* type_name) {
  command.add_option(name, value, text)->transform(CLI::CheckedTransformer(choices).description(""))->type_name(type_name);
}

}  // namespace

void add_search_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<SearchCommand>();
  CLI::App& search_app = *app.add_subcommand("search", "Find events, quotations and articles in a store");
  search_app.footer(kSearchExamples);
  add_query_option(search_app, command->query);
  add_store_option(search_app, command->store);
  add_choice(search_app, "--what", command->what, kKinds, "events, quotes or articles (default: events)", "KIND");
  add_choice(search_app, "--sort", command->order,
             {{"newest", store::Order::kNewest}, {"oldest", store::Order::kOldest}, {"relevance", store::Order::kRelevance}},
             "newest, oldest or relevance (default: newest)", "ORDER");
  search_app.add_option("--limit", command->limit, "At most so many; 0: all")
      ->check(CLI::Range(int64_t{0}, int64_t{1'000'000'000}).description(""))
      ->type_name("N")
      ->capture_default_str();
  search_app.add_option("--format", command->format, "table (for people), jsonl or csv")
      ->check(CLI::IsMember({"table", "jsonl", "csv"}).description(""))
      ->type_name("FORMAT")
      ->capture_default_str();
  add_colour_option(search_app, command->colour);
  search_app.callback([command, &action] { action = [command] { return search(*command); }; });
}

void add_count_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<CountCommand>();
  CLI::App& count_app = *app.add_subcommand("count", "Count events, quotations or articles of a store");
  count_app.footer(kCountExamples);
  add_query_option(count_app, command->query);
  add_store_option(count_app, command->store);
  count_app
      .add_option("--by", command->by,
                  fmt::format("What to count by: {}", fmt::join(store::dimensions(Kind::kEvents), ", ")))
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is the query
      ->type_name("FIELD,…");
  add_choice(count_app, "--what", command->what, kKinds, "events, quotes or articles (default: events)", "KIND");
  add_choice(
      count_app, "--of", command->of,
      {{"items", store::Counted::kItems}, {"articles", store::Counted::kArticles}, {"sources", store::Counted::kSources}},
      "items (what --what says), the articles they are in, or independent sources, where copies count once", "WHAT");
  count_app.add_flag("--csv", command->csv, "As CSV, with a header");
  count_app.callback([command, &action] { action = [command] { return count(*command); }; });
}

void add_export_command(CLI::App& app, Action& action) {
  const auto command = std::make_shared<ExportCommand>();
  CLI::App& export_app = *app.add_subcommand("export", "Write a table of a store as CSV, JSON lines or Parquet");
  export_app.footer(kExportExamples);
  add_query_option(export_app, command->query);
  add_store_option(export_app, command->store);
  export_app.add_option("-o,--output", command->file, "The file to write")->required()->type_name("FILE");
  add_choice(
      export_app, "--format", command->format,
      {{"csv", exporting::Format::kCsv}, {"jsonl", exporting::Format::kJsonLines}, {"parquet", exporting::Format::kParquet}},
      "csv, jsonl or parquet (default: csv)", "FORMAT");
  add_choice(export_app, "--table", command->wanted.table,
             {{"events", TableName::kEvents},
              {"quotations", TableName::kQuotations},
              {"articles", TableName::kArticles},
              {"actors", TableName::kActors},
              {"mentions", TableName::kMentions}},
             "events, quotations, articles, actors or mentions (default: events)", "TABLE");
  add_choice(export_app, "--text", command->wanted.text,
             {{"none", exporting::TextAmount::kNone},
              {"sentence", exporting::TextAmount::kSentence},
              {"full", exporting::TextAmount::kFull}},
             "How much of the text goes along: none, sentence, or full (default: sentence)", "AMOUNT");
  export_app.callback([command, &action] { action = [command] { return export_table(*command); }; });
}

}  // namespace depesche
