// Names: which names of an article are short, inflected or abbreviated forms of others.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "resolve/candidates.h"

namespace depesche {

// The full names of an article ("Ada Lund"), by their first and last words.
class FullNames {
 public:
  FullNames(const Candidates& candidates, bool german);

  // "Lund" is "Ada Lund" where no other full name ends in Lund; a person called by the first word only (a first name, or a
  // surname where it stands first) likewise. `gender` leaves out who is known to have another.
  std::optional<size_t> of(std::string_view name, std::optional<char> gender = {}) const;
  std::optional<size_t> of_surname(std::string_view name, std::optional<char> gender = {}) const;

 private:
  using Index = std::multimap<std::string_view, size_t>;
  std::optional<size_t> one_of(const Index& index, std::string_view word, std::optional<char> gender) const;

  const Candidates& candidates_;
  bool german_;
  Index of_last_, of_first_;
};

// Of "Frau Lund", "Mr. Sand".
std::optional<char> gender_of_honorific(std::string_view name);

// Joins the names that are forms of others: of one row of the tables; surnames; genitives; "Frau Lund"; an acronym in
// brackets after its long form.
void join_names(std::string_view text, bool german, const Mentions& mentions, const FullNames& full_names,
                Candidates& candidates);

}  // namespace depesche
