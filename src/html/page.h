// html: a page -> the lines of its article, and what it says of them.
#pragma once

#include <depesche/document.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/metadata.h"

namespace depesche {

struct Page {
  Metadata metadata;
  std::string text;                      // paragraphs, an empty line between them
  std::vector<Removed> removed;          // everything else that is seen, in the order of the page
  std::vector<std::string> short_lines;  // the page's, those nearest to the headline first: where a date may stand
  uint64_t markup_characters = 0;
  bool is_cut = false;  // longer than what is read of one page
};

// `html`: valid UTF-8. `url`: where it was found; may be empty. `whole`: all visible text counts as the article's. Never
// fails; a page without an article has no text.
// Cost  linear in the page.
Page read_page(std::string_view html, std::string_view url, bool whole = false);

}  // namespace depesche
