// The words of a phrase, as entities and their surroundings look at them.
#pragma once

#include <string_view>

namespace depesche {

bool is_capitalised(std::string_view word);

// Words by which the rest of a phrase hangs on what it is about ("Sprecher des Ministeriums", "chief of police").
bool hangs_on(std::string_view word);

}  // namespace depesche
