#include <depesche/json.h>

#include <nlohmann/json.hpp>

#include "base/fail.h"
#include "base/utf8.h"
#include "document/fields.h"
#include "document/names.h"

namespace depesche {
namespace {

using Json = nlohmann::json;

// Takes a record apart. A fault anywhere is thrown as Fault and caught in record_from_json(): twenty small structures
// would otherwise each repeat the same check after every field. It does not leave this file.
struct Fault {
  std::string message;
};

class Reader {
 public:
  Record record(const Json& json) {
    std::string format;
    get(json, "format", format);
    if (format != kRecordFormat) throw Fault{fmt::format("format is '{}'; this version reads '{}'", format, kRecordFormat)};
    Record record;
    read(json, record);
    return record;
  }

 private:
  // The field `name` of `json`, with its path put before the message of what is wrong below it.
  template <class T>
  void get(const Json& json, const char* name, T& value) {
    try {
      if (!json.is_object()) throw Fault{": not an object"};
      const auto field = json.find(name);
      if (field == json.end()) throw Fault{": missing"};
      read(*field, value);
    } catch (Fault& fault) {
      const bool nested = fault.message.front() != ':' && fault.message.front() != '[';
      throw Fault{std::string(name) + (nested ? "." : "") + fault.message};
    }
  }

  void read(const Json& json, std::string& value) {
    if (!json.is_string()) throw Fault{": not a string"};
    value = json.get<std::string>();
  }
  void read(const Json& json, bool& value) {
    if (!json.is_boolean()) throw Fault{": not true or false"};
    value = json.get<bool>();
  }
  void read(const Json& json, double& value) {
    if (!json.is_number()) throw Fault{": not a number"};
    value = json.get<double>();
  }
  template <class T>
  requires std::is_integral_v<T>
  void read(const Json& json, T& value) {
    if (!json.is_number_integer() || (std::is_unsigned_v<T> && !json.is_number_unsigned()))
      throw Fault{": not a whole number"};
    const auto number = json.get<int64_t>();
    value = static_cast<T>(number);
    if (static_cast<int64_t>(value) != number) throw Fault{": too large a number"};
  }
  template <class E>
  requires std::is_enum_v<E>
  void read(const Json& json, E& value) {
    std::string name;
    read(json, name);
    const std::optional<E> known = value_named<E>(name);
    if (!known) throw Fault{fmt::format(": '{}' is not one of {}", name, fmt::join(kNames<E>, " "))};
    value = *known;
  }
  template <class T>
  void read(const Json& json, std::optional<T>& value) {
    if (json.is_null()) {
      value.reset();
    } else {
      read(json, value.emplace());
    }
  }
  template <class T>
  void read(const Json& json, std::vector<T>& values) {
    if (!json.is_array()) throw Fault{": not an array"};
    values.clear();
    for (size_t i = 0; i < json.size(); ++i) {
      try {
        read(json[i], values.emplace_back());
      } catch (Fault& fault) {
        const bool nested = fault.message.front() != ':' && fault.message.front() != '[';
        throw Fault{fmt::format("[{}]{}{}", i, nested ? "." : "", fault.message)};
      }
    }
  }
  void read(const Json& json, Span& span) {
    if (!json.is_array() || json.size() != 2 || !json[0].is_number_unsigned() || !json[1].is_number_unsigned()) {
      throw Fault{": not a span [begin, end]"};
    }
    const auto begin = json[0].get<uint64_t>();
    const auto end = json[1].get<uint64_t>();
    const auto last = points_->text_points();
    if (begin > end || end > last)
      throw Fault{fmt::format(": span [{}, {}] does not lie in the text of {} code points", begin, end, last)};
    span = {points_->to_byte(static_cast<uint32_t>(begin)), points_->to_byte(static_cast<uint32_t>(end))};
  }
  void read(const Json& json, Part auto& part) {
    fields(part, [&](const char* name, auto& field) { get(json, name, field); });
    // What follows the article points into its text.
    if constexpr (Is<decltype(part), Article&>) points_.emplace(part.text);
  }

  std::optional<CodePointIndex> points_;
};

}  // namespace

Result<Record> record_from_json(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return fail(ErrorCode::kBadInput, "not a record: not valid JSON");
  try {
    return Reader().record(json);
  } catch (const Fault& fault) {
    return fail(ErrorCode::kBadInput, "not a record: {}", fault.message);
  }
}

}  // namespace depesche
