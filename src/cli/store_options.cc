#include "cli/store_options.h"

#include <fmt/format.h>

namespace depesche {

void add_store_option(CLI::App& command, std::string& path) {
  path = "depesche.db";
  command.add_option("--store", path, "The store's file")->type_name("FILE")->capture_default_str();
}

void add_query_option(CLI::App& command, std::vector<std::string>& words) {
  command.add_option("QUERY", words, "Words, \"phrases\" and field:value, all of which must hold; without any, everything")
      ->type_name("WORDS");
}

Result<store::Query> query_of(const std::vector<std::string>& words) {
  return store::parse_query(fmt::format("{}", fmt::join(words, " ")));
}

int say_error(const Error& error) {
  fmt::print(stderr, "depesche: {}\n", error.message);
  return kCouldNotRun;
}

}  // namespace depesche
