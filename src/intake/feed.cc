#include "intake/feed.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/fail.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "intake/json_fields.h"

namespace depesche {
namespace {

using Json = nlohmann::json;

std::string_view name_of(const xmlNode* node) { return reinterpret_cast<const char*>(node->name); }

std::string text_of(const xmlNode* node) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> text(xmlNodeGetContent(node), xmlFree);
  return text ? std::string(trim(reinterpret_cast<const char*>(text.get()))) : std::string();
}

std::string attribute(const xmlNode* node, const char* name) {
  const std::unique_ptr<xmlChar, decltype(xmlFree)> text(
      xmlGetProp(const_cast<xmlNode*>(node), reinterpret_cast<const xmlChar*>(name)), xmlFree);
  return text ? reinterpret_cast<const char*>(text.get()) : std::string();
}

// The node as it stands in the file, for its checksum; xhtml content too.
std::string markup_of(xmlDoc* document, xmlNode* node) {
  const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), &xmlBufferFree);
  xmlNodeDump(buffer.get(), document, node, 0, 0);
  return reinterpret_cast<const char*>(xmlBufferContent(buffer.get()));
}

std::optional<std::string> some(std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); }

std::string as_page(const std::string& plain) {
  std::string page;
  for (const char c : plain) {
    if (c == '<')
      page += "&lt;";
    else if (c == '&')
      page += "&amp;";
    else if (c == '\n')
      page += "<br>";
    else
      page += c;
  }
  return page;
}

class XmlFeed {
 public:
  explicit XmlFeed(xmlDoc* document) : document_(document) {}

  std::vector<Found> read() {
    find_items(xmlDocGetRootElement(document_));
    std::vector<Found> found;
    for (xmlNode* item : items_) found.push_back(article_of(item));
    return found;
  }

  bool is_feed() const { return is_feed_; }

 private:
  // Items stand in the root or in its channel. What else stands there is the feed's own.
  void find_items(xmlNode* root) {
    if (!root) return;
    is_feed_ = name_of(root) == "rss" || name_of(root) == "feed" || name_of(root) == "RDF";
    take_from(root);
    for (xmlNode* node = root->children; node; node = node->next) {
      if (node->type == XML_ELEMENT_NODE && name_of(node) == "channel") take_from(node);
    }
  }

  void take_from(xmlNode* parent) {
    for (xmlNode* node = parent->children; node; node = node->next) {
      if (node->type != XML_ELEMENT_NODE) continue;
      if (name_of(node) == "item" || name_of(node) == "entry") items_.push_back(node);
      if (name_of(node) == "title" && outlet_.empty()) outlet_ = text_of(node);
      if (name_of(node) == "language" && language_.empty()) language_ = text_of(node);
    }
    if (language_.empty()) language_ = attribute(parent, "lang");
  }

  Found article_of(xmlNode* item) const {
    Snapshot article;
    Given& given = article.given;
    std::string updated;
    for (xmlNode* node = item->children; node; node = node->next) {
      if (node->type != XML_ELEMENT_NODE) continue;
      const std::string_view name = name_of(node);
      if (name == "title") {
        given.title = some(text_of(node));
      } else if (name == "link") {
        take_link(node, given);
      } else if (name == "guid" || name == "id") {
        given.id = some(text_of(node));
      } else if (name == "pubDate" || name == "published" || name == "date" || name == "issued") {
        given.published = some(text_of(node));
      } else if (name == "updated" || name == "modified") {
        updated = text_of(node);
      } else if (name == "author" || name == "creator" || name == "contributor") {
        take_author(node, given);
      } else if (name == "encoded" || name == "content" || name == "description" || name == "summary") {
        std::string content = content_of(node);
        if (content.size() > article.content.size()) article.content = std::move(content);
      }
    }
    if (trim(article.content).empty()) return Skipped{"item without text"};
    if (!given.published) given.published = some(std::move(updated));
    if (!given.url && given.id && given.id->starts_with("http")) given.url = given.id;
    given.outlet = some(outlet_);
    given.language = some(language_);
    article.sha256 = sha256_hex(markup_of(document_, item));
    article.media = Media::kHtml;
    return article;
  }

  // RSS has the address as text, Atom as an attribute of the alternate one.
  static void take_link(const xmlNode* node, Given& given) {
    const std::string address = attribute(node, "href"), kind = attribute(node, "rel");
    if (!address.empty() && (kind.empty() || kind == "alternate")) given.url = address;
    if (address.empty() && !given.url) given.url = some(text_of(node));
  }

  static void take_author(const xmlNode* node, Given& given) {
    std::string name;
    for (const xmlNode* child = node->children; child; child = child->next) {
      if (child->type == XML_ELEMENT_NODE && name_of(child) == "name") name = text_of(child);
    }
    if (name.empty()) name = text_of(node);
    // RSS: "jo@example.org (Jo Muster)".
    const size_t bracket = name.find('(');
    if (name.find('@') != name.npos && bracket != name.npos) {
      name = name.substr(bracket + 1, name.rfind(')') - bracket - 1);
    }
    if (name.empty() || name.find('@') != name.npos) return;
    if (std::find(given.authors.begin(), given.authors.end(), name) == given.authors.end()) given.authors.push_back(name);
  }

  std::string content_of(xmlNode* node) const {
    const std::string type = attribute(node, "type");
    if (type == "xhtml" || type == "application/xhtml+xml") return markup_of(document_, node);
    const std::string text = text_of(node);
    return type == "text" ? as_page(text) : text;
  }

  xmlDoc* document_;
  std::vector<xmlNode*> items_;
  std::string outlet_, language_;
  bool is_feed_ = false;
};

}  // namespace

Result<std::vector<Found>> read_xml_feed(const std::string& bytes) {
  static const bool ready = (xmlInitParser(), true);  // as in html/tree.cc
  static_cast<void>(ready);
  // No entities from elsewhere, no network; broken feeds as far as they go.
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA),
      &xmlFreeDoc);
  if (!document) return fail(ErrorCode::kBadInput, "looks like a feed but is no XML");
  XmlFeed feed(document.get());
  std::vector<Found> found = feed.read();
  if (!feed.is_feed()) return fail(ErrorCode::kBadInput, "XML, but neither RSS nor Atom; give the pages or the text");
  return found;
}

Result<std::vector<Found>> read_json_feed(const std::string& json) {
  const Json root = Json::parse(json, nullptr, false);
  const auto items = root.is_object() ? root.find("items") : root.end();
  if (root.is_discarded() || !root.is_object() || items == root.end() || !items->is_array()) {
    return fail(ErrorCode::kBadInput, "looks like a JSON Feed but has no list `items`");
  }
  std::vector<Found> found;
  for (const Json& item : *items) {
    Snapshot article;
    const auto html = string_in(item, "content_html"), text = string_in(item, "content_text");
    if (!html && !text) {
      found.emplace_back(Skipped{"item without text"});
      continue;
    }
    article.media = html ? Media::kHtml : Media::kText;
    article.content = html ? *html : *text;
    article.sha256 = sha256_hex(item.dump(-1, ' ', false, Json::error_handler_t::replace));
    Given& given = article.given;
    given.id = string_in(item, "id");
    given.title = string_in(item, "title");
    given.url = string_in(item, "url");
    given.published = string_in(item, "date_published");
    if (!given.published) given.published = string_in(item, "date_modified");
    given.outlet = string_in(root, "title");
    given.language = string_in(item, "language");
    if (!given.language) given.language = string_in(root, "language");
    const auto authors = item.find("authors");
    if (authors != item.end() && authors->is_array()) {
      for (const Json& author : *authors) {
        if (auto name = author.is_object() ? string_in(author, "name") : std::nullopt) given.authors.push_back(*name);
      }
    } else if (const auto author = item.find("author"); author != item.end() && author->is_object()) {
      if (auto name = string_in(*author, "name")) given.authors.push_back(*name);
    }
    found.emplace_back(std::move(article));
  }
  return found;
}

}  // namespace depesche
