// What a page says of its article in its head, in JSON-LD and in marked-up elements: not yet judged.
#pragma once

#include <depesche/document.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "html/tree.h"

namespace depesche {

// What a date is said to be of, the most trusted first.
enum class DateOf : uint8_t {
  kPublication,
  kSomething,  // by a name that systems use for the last change as well ("date", "created")
  kOther       // of the last change; of a comment or a teaser
};

// A date as it is written, and how far it is to be trusted.
struct ToldDate {
  std::string value;
  DateOrigin origin = DateOrigin::kMetadata;
  DateOf of = DateOf::kPublication;
  size_t node = 0;  // the element in the page's body that says it; 0: the head does
};

struct Metadata {
  std::optional<std::string> title;       // without the site's name
  std::vector<ToldDate> dates;            // of each DateOf the most trusted first
  std::vector<std::string> authors;       // persons, agencies, desks
  std::vector<std::string> site_authors;  // the outlet's own name where it is given as the author
  std::optional<std::string> outlet;
  std::optional<std::string> url;       // canonical
  std::optional<std::string> language;  // as given
  std::string description;              // standfirst or summary
  std::string body;                     // the text that JSON-LD has, if it has one
};

// `url`: where the page was found, if known; for its date and the site's name.
// Cost  linear in the page.
Metadata read_metadata(const HtmlTree& tree, std::string_view url);

// The title without the site's name behind or before it ("Sturm an der Küste | Hafenblatt"). `names`: the site's, by outlet
// and by host.
std::string without_site_name(std::string_view title, const std::vector<std::string>& names);

}  // namespace depesche
