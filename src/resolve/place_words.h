// Words for kinds of places.
#pragma once

#include <string_view>

namespace depesche {

// What a word for a kind of place says of how large it is: "point" ("Flughafen", "bridge"), "city" ("Stadtteil", "suburb"),
// "region" ("Provinz", "coast"); empty for other words. A German compound is what its last part is.
std::string_view precision_of_word(std::string_view word, bool german);

// "North", "Süden": names of a part of whatever is spoken of.
bool is_compass_point(std::string_view word);

}  // namespace depesche
