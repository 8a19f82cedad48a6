// `depesche search`, `depesche count`, `depesche export`: what is asked of a store.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_search_command(CLI::App& app, Action& action);
void add_count_command(CLI::App& app, Action& action);
void add_export_command(CLI::App& app, Action& action);

}  // namespace depesche
