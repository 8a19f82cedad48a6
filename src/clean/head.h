// head: what stands above the text: title, slug, date, byline, header fields.
//
// Not thread-safe: one thread works on one Lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clean/bylines.h"
#include "clean/date_line.h"
#include "clean/dates.h"
#include "clean/lines.h"

namespace depesche {

// What the lines around the text told of the article, collected while they are taken away.
struct Findings {
  std::optional<std::string> title;  // as found in the content
  std::optional<DateValue> slug_date;
  std::optional<DateValue> line_date;    // of a dateline or date line, told as published or without a word
  std::optional<DateValue> update_date;  // of the last change, for want of a better one
  std::vector<std::string> authors;
  std::string agency;

  void add(const Byline& byline);
  // Only credible dates count, and of two the first.
  void add_slug_date(const std::optional<DateValue>& date, const DateContext& context);
  void add_line_date(const std::optional<DateValue>& date, const DateContext& context);
  void add(const DateLine& dates, const DateContext& context);
};

// Takes everything above the text out of `lines` (fates kTitle and kRemoved) and returns the first line of the text.
// `given_title`: where there is one, lines that repeat it are removed and no other line is taken for a title.
size_t read_head(Lines& lines, const std::optional<std::string>& given_title, const DateContext& context,
                 Findings& findings);

// True where `line` says what `title` says, perhaps with a site's name or the number of a system behind it.
bool repeats_title(std::string_view line, std::string_view title);

}  // namespace depesche
