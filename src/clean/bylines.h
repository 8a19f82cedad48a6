// bylines: who wrote it, in the lines that say nothing else; and the names of news agencies.
//
// Threads: free functions without state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// The usual short name of a news agency ("dpa", "AFP", "Reuters"); null for anything else.
std::optional<std::string> agency_name(std::string_view word);
// "dpa/AFP", "dpa-AFX", "Reuters", "dpa/lno", "ab/dpa": at least one agency, the rest signs of two to five letters.
// Returns the agencies joined with "/". Empty where every part is a sign ("tme"), null where something else is there.
std::optional<std::string> read_credit(std::string_view inside);

struct Byline {
  std::vector<std::string> authors;  // persons
  std::string agency;                // empty: none named
};

// The whole of `line` as a byline ("Von Anna Beispiel und Bernd Muster, Berlin", "By Jo Writer, Staff Writer", "Autor: …").
std::optional<Byline> read_byline(std::string_view line);
// True for two to five capitalised words that could be a person's name.
bool looks_like_name(std::string_view text);
// The whole of `line` as a credit: "(tme/afp)", "dpa/AFP".
std::optional<Byline> read_credit_line(std::string_view line);
// Where a credit in brackets begins that stands behind the last sentence of `text`; npos where none does.
size_t find_final_credit(std::string_view text, Byline& credit);

}  // namespace depesche
