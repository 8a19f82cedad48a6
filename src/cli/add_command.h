// `depesche add`: articles into a store.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_add_command(CLI::App& app, Action& action);

// --store, with its default.
void add_store_option(CLI::App& command, std::string& path);

}  // namespace depesche
