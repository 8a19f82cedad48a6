// The words of a phrase, as entities and their surroundings look at them.
#pragma once

#include <string_view>

namespace depesche {

bool is_capitalised(std::string_view word);

// The name without the ending of the genitive; the name itself where it has none.
std::string_view without_genitive(std::string_view name);

// Words by which the rest of a phrase hangs on what it is about ("Sprecher des Ministeriums", "chief of police").
bool hangs_on(std::string_view word);

}  // namespace depesche
