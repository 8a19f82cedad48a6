// The visible text of a page as blocks: paragraphs, headlines, list items, cells, each with what stands around it.
#pragma once

#include <depesche/document.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "html/tree.h"

namespace depesche {

struct Block {
  std::string text;               // white space as one space; a line end for a single <br>
  size_t first = 0;               // its first text
  size_t node = 0;                // the innermost element that holds all of it
  size_t element = 0;             // the innermost one that is no inline one
  size_t link_bytes = 0;          // of the text inside <a>
  std::optional<RemovedWhy> why;  // why it is not the article's; null: it is

  double link_share() const { return text.empty() ? 0 : static_cast<double>(link_bytes) / static_cast<double>(text.size()); }
};

// All visible text of the page. Cost  linear in the page.
std::vector<Block> blocks_of(const HtmlTree& tree);

// Why an element's text would not be the article's, by its tag; by a class, id or role.
std::optional<RemovedWhy> reason_of_tag(Tag tag);
std::optional<RemovedWhy> reason_of_name(std::string_view name);

}  // namespace depesche
