// `depesche show` and `depesche who`: one thing out of a store.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_show_command(CLI::App& app, Action& action);
void add_who_command(CLI::App& app, Action& action);

}  // namespace depesche
