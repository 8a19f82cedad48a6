// `depesche reread` and `depesche diff`: a new reader over old articles.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_reread_command(CLI::App& app, Action& action);
void add_diff_command(CLI::App& app, Action& action);

}  // namespace depesche
