#include "intake/ninjs.h"

#include <nlohmann/json.hpp>

#include "base/fail.h"
#include "intake/json_fields.h"

namespace depesche {
namespace {

using Json = nlohmann::json;

// Of a list of {"role": …, "value": …}, as from version 2.0 on: the main one, else the first.
const Json* main_of(const Json& item, const char* key) {
  const auto list = item.find(key);
  if (list == item.end() || !list->is_array()) return nullptr;
  const Json* first = nullptr;
  for (const Json& entry : *list) {
    if (!entry.is_object() || !string_in(entry, "value")) continue;
    if (string_in(entry, "role") == "main") return &entry;
    if (!first) first = &entry;
  }
  return first;
}

void take_body(const Json& item, Snapshot& snapshot) {
  if (const Json* body = main_of(item, "bodies")) {
    snapshot.content = *string_in(*body, "value");
    const std::string type = string_in(*body, "contenttype").value_or("text/html");
    snapshot.media = type.starts_with("text/plain") ? Media::kText : Media::kHtml;
    return;
  }
  for (const char* key : {"body_html", "body_xhtml"}) {
    if (const auto body = string_in(item, key)) {
      snapshot.content = *body;
      snapshot.media = Media::kHtml;
      return;
    }
  }
  if (const auto body = string_in(item, "body_text")) snapshot.content = *body;
}

}  // namespace

bool looks_like_ninjs(std::string_view json) {
  return json.find("\"uri\"") != json.npos && (json.find("\"body_") != json.npos || json.find("\"bodies\"") != json.npos ||
                                               json.find("\"pubstatus\"") != json.npos);
}

Result<Snapshot> read_ninjs(const std::string& json) {
  const Json item = Json::parse(json, nullptr, false);
  if (item.is_discarded() || !item.is_object()) return fail(ErrorCode::kBadInput, "not valid JSON");
  Snapshot snapshot;
  take_body(item, snapshot);
  if (snapshot.content.empty()) {
    return fail(ErrorCode::kBadInput, "a news item (ninjs) without a text in it{}",
                string_in(item, "type") ? ": it is a " + *string_in(item, "type") : "");
  }
  Given& given = snapshot.given;
  given.id = string_in(item, "uri");
  const Json* headline = main_of(item, "headlines");
  given.title = headline ? string_in(*headline, "value") : string_in(item, "headline");
  if (!given.title) given.title = string_in(item, "title");
  for (const char* key : {"firstcreated", "contentcreated", "versioncreated"}) {
    if (!given.published) given.published = string_in(item, key);
  }
  given.language = string_in(item, "language");
  given.outlet = string_in(item, "copyrightholder");
  if (const auto byline = string_in(item, "byline")) given.authors.push_back(*byline);
  const std::string status = string_in(item, "pubstatus").value_or("usable");
  if (status == "withheld" || status == "canceled") snapshot.pubstatus = status;
  if (const auto until = string_in(item, "embargoed")) snapshot.embargoed = *until;
  return snapshot;
}

}  // namespace depesche
