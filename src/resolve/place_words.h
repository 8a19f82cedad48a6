// Words for kinds of places, and those that stand before places.
#pragma once

#include <string_view>

namespace depesche {

// What a word for a kind of place says of how large it is: "point" ("Flughafen", "bridge"), "city" ("Stadtteil", "suburb"),
// "region" ("Provinz", "coast"); empty for other words. A German compound is what its last part is.
std::string_view precision_of_word(std::string_view word, bool german);

// "North", "Süden", "Western", and "Pacific", "Union": of whatever is spoken of, and no names of the towns called so.
bool is_compass_point(std::string_view word);

// Words before a place's name ("in", "near", "gegen").
bool is_place_preposition(std::string_view word);

// Those by which somebody is of a place, or there ("Polizei in Lima"), while "vor Lima" and "nach Lima" say where they went.
bool binds_to_place(std::string_view word);

}  // namespace depesche
