// `depesche status`, `verify`, `forget`, `backup`, `dump`: the care of a store.
#pragma once

#include "cli/reading.h"

namespace depesche {

void add_care_commands(CLI::App& app, Action& action);

}  // namespace depesche
