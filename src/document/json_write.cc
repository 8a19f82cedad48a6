#include <depesche/json.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "document/fields.h"
#include "document/names.h"

namespace depesche {
namespace {

using Json = nlohmann::ordered_json;

// Turns the parts of one record into JSON; holds what the positions of its text need.
class Writer {
 public:
  Writer(std::string_view text, Reasons reasons) : points_(text), reasons_(reasons) {}

  Json json(const Part auto& part) const {
    Json object = Json::object();
    fields(part, [&](const char* name, const auto& field) { object[name] = json(field); });
    if constexpr (requires { part.why.empty(); }) {
      if (reasons_ == Reasons::kAll) object["why"] = json(part.why);
    }
    return object;
  }

 private:
  Json json(const Reason& reason) const {
    return {{"field", reason.field},
            {"rule", reason.rule},
            {"span", json(reason.span)},
            {"row", reason.row.empty() ? Json(nullptr) : Json(reason.row)},
            {"candidates", reason.candidates}};
  }

  static Json json(const std::string& value) { return value; }

  template <class T>
  requires std::is_arithmetic_v<T>
  static Json json(T value) { return value; }

  template <class E>
  requires std::is_enum_v<E>
  static Json json(E value) { return name_of(value); }

  template <class T>
  Json json(const std::optional<T>& value) const {
    return value ? json(*value) : Json(nullptr);
  }

  template <class T>
  Json json(const std::vector<T>& values) const {
    Json array = Json::array();
    for (const T& value : values) array.push_back(json(value));
    return array;
  }

  Json json(Span span) const { return Json::array({points_.from_byte(span.begin), points_.from_byte(span.end)}); }

  CodePointIndex points_;
  Reasons reasons_;
};

}  // namespace

std::string to_json(const Record& record, Reasons reasons) {
  Json json = {{"format", kRecordFormat}};
  json.update(Writer(record.article.text, reasons).json(record));
  // `replace` only guards against a text that breaks the contract; it must not throw in the middle of a run.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace depesche
