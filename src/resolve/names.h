// Names: which names of an article are short, inflected or abbreviated forms of others.
#pragma once

#include "resolve/candidates.h"

namespace depesche {

// "Lund" is "Ada Lund" where no other full name of the article ends in Lund; a person called by the first word only (a first
// name, or a surname where it stands first) likewise.
// `gender` tells two of one surname apart.
std::optional<size_t> full_name_of(std::string_view name, const Candidates& candidates, std::optional<char> gender = {});

// Of "Frau Lund", "Mr. Sand".
std::optional<char> gender_of_honorific(std::string_view name);

// Joins the names that are forms of others: of one row of the tables; surnames; genitives; "Frau Lund"; an acronym in
// brackets after its long form.
void join_names(std::string_view text, const Mentions& mentions, Candidates& candidates);

}  // namespace depesche
