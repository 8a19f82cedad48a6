// The article's description in a page's JSON-LD (schema.org).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

struct JsonLdArticle {
  std::string headline, published, modified, publisher, url, language, description, body;
  std::vector<std::string> authors;
};

// The articles in one <script type="application/ld+json">, in its order; none where it is no JSON. Values as they are
// written, with markup in them taken out. Control characters in strings, which many pages leave there, are taken as spaces.
std::vector<JsonLdArticle> read_json_ld(std::string_view script);

}  // namespace depesche
