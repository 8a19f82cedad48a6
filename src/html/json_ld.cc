#include "html/json_ld.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "html/tree.h"

namespace depesche {
namespace {

using Json = nlohmann::json;

// Values may hold entities and tags.
std::string plain(const std::string& value) {
  if (value.find_first_of("&<") != std::string::npos) return HtmlTree(value).text_of(0);
  return squeezed(value);
}

// The value's text: itself, its name, or that of the first of several.
std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return {};
  const Json* value = &*found;
  if (value->is_array() && !value->empty()) value = &value->front();
  if (value->is_object()) {
    for (const char* inner : {"name", "@value", "@id", "url"}) {
      const auto inside = value->find(inner);
      if (inside != value->end() && inside->is_string()) return plain(inside->get_ref<const std::string&>());
    }
    return {};
  }
  return value->is_string() ? plain(value->get_ref<const std::string&>()) : std::string();
}

std::vector<std::string> names_in(const Json& object, const char* key) {
  std::vector<std::string> names;
  const auto found = object.find(key);
  if (found == object.end()) return names;
  const auto add = [&](const Json& value) {
    std::string name;
    if (value.is_string()) name = plain(value.get_ref<const std::string&>());
    if (value.is_object()) name = text_of(value, "name");
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  };
  if (found->is_array()) {
    for (const Json& value : *found) add(value);
  } else if (found->is_object() && found->contains("name") && (*found)["name"].is_array()) {
    for (const Json& value : (*found)["name"]) add(value);
  } else {
    add(*found);
  }
  return names;
}

bool is_article(const Json& object) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto fits = [](const Json& value) {
    if (!value.is_string()) return false;
    const std::string& name = value.get_ref<const std::string&>();
    return name.ends_with("Article") || name.ends_with("Posting") || name == "Report" || name == "OpinionNewsArticle" ||
           name == "Review";
  };
  return type->is_array() ? std::any_of(type->begin(), type->end(), fits) : fits(*type);
}

JsonLdArticle article_of(const Json& object) {
  JsonLdArticle article;
  article.headline = text_of(object, "headline");
  if (article.headline.empty()) article.headline = text_of(object, "name");
  article.published = text_of(object, "datePublished");
  if (article.published.empty()) article.published = text_of(object, "dateCreated");
  article.modified = text_of(object, "dateModified");
  article.publisher = text_of(object, "publisher");
  article.url = text_of(object, "url");
  if (article.url.empty()) article.url = text_of(object, "mainEntityOfPage");
  article.language = text_of(object, "inLanguage");
  article.description = text_of(object, "description");
  article.body = text_of(object, "articleBody");
  article.authors = names_in(object, "author");
  if (article.authors.empty()) article.authors = names_in(object, "creator");
  return article;
}

// Escapes and strings as they should be: no control characters, no comments or CDATA around it.
std::string mended(std::string_view script) {
  // A CDATA section has brackets of its own.
  constexpr std::string_view kCdata = "<![CDATA[";
  if (const size_t cdata = script.find(kCdata); cdata != script.npos && cdata < script.find('{')) {
    script = script.substr(cdata + kCdata.size());
    script = script.substr(0, script.rfind("]]>"));
  }
  std::string json(script);
  for (char& c : json) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  const size_t begin = json.find_first_of("[{"), end = json.find_last_of("]}");
  if (begin == json.npos || end == json.npos || end < begin) return {};
  return json.substr(begin, end - begin + 1);
}

// Deeper JSON is somebody's trap.
bool is_too_deep(std::string_view json) {
  constexpr int kDeepest = 200;
  int depth = 0, deepest = 0;
  for (const char c : json) {
    depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    deepest = std::max(deepest, depth);
  }
  return deepest > kDeepest;
}

}  // namespace

std::vector<JsonLdArticle> read_json_ld(std::string_view script) {
  const std::string json = mended(script);
  if (json.empty() || is_too_deep(json)) return {};
  const Json root = Json::parse(json, nullptr, false);
  std::vector<JsonLdArticle> articles;
  std::vector<const Json*> open = {&root};
  while (!open.empty()) {
    const Json& value = *open.back();
    open.pop_back();
    if (value.is_object() && is_article(value)) articles.push_back(article_of(value));
    if (value.is_array()) {
      for (auto i = value.rbegin(); i != value.rend(); ++i) open.push_back(&*i);
    } else if (value.is_object()) {
      for (const char* key : {"mainEntityOfPage", "mainEntity", "@graph"}) {
        if (const auto found = value.find(key); found != value.end()) open.push_back(&*found);
      }
    }
  }
  return articles;
}

}  // namespace depesche
