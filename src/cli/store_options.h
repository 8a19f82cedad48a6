// What the commands on a store share.
#pragma once

#include <string>
#include <vector>

#include "cli/reading.h"
#include "store/query.h"
#include "store/store.h"

namespace depesche {

// --store, with its default.
void add_store_option(CLI::App& command, std::string& path);

// QUERY: the words of a query, as the shell cut them; docs/store.md has its fields.
void add_query_option(CLI::App& command, std::vector<std::string>& words);
Result<store::Query> query_of(const std::vector<std::string>& words);

// Says on standard error what went wrong; returns kCouldNotRun.
int say_error(const Error& error);

}  // namespace depesche
