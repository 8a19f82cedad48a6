// `depesche add`: articles into a store.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_add_command(CLI::App& app, Action& action);

}  // namespace depesche
