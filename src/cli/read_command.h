// `depesche read`: articles in, records out.
#pragma once

#include "cli/reading.h"

namespace depesche {

// Records go to standard output or to the CSV files, faults to standard error.
void add_read_command(CLI::App& app, Action& action);

}  // namespace depesche
