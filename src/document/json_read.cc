#include <depesche/json.h>

#include <nlohmann/json.hpp>

#include "base/fail.h"
#include "base/utf8.h"
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
    Record record;
    std::string format;
    get(json, "format", format);
    if (format != kRecordFormat) throw Fault{fmt::format("format is '{}'; this version reads '{}'", format, kRecordFormat)};
    get(json, "engine", record.engine);
    get(json, "article", record.article);
    points_.emplace(record.article.text);
    get(json, "sentences", record.sentences);
    get(json, "entities", record.entities);
    get(json, "times", record.times);
    get(json, "events", record.events);
    get(json, "quotes", record.quotes);
    get(json, "warnings", record.warnings);
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
    if (!json.is_number_integer()) throw Fault{": not a whole number"};
    value = json.get<T>();
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
  void read(const Json& json, EngineVersion& engine) {
    get(json, "version", engine.version);
    get(json, "reader", engine.reader);
    get(json, "knowledge", engine.knowledge);
  }
  void read(const Json& json, Published& published) {
    get(json, "value", published.value);
    get(json, "precision", published.precision);
    get(json, "from", published.from);
  }
  void read(const Json& json, Removed& removed) {
    get(json, "text", removed.text);
    get(json, "why", removed.why);
  }
  void read(const Json& json, Article& article) {
    get(json, "id", article.id);
    get(json, "given_id", article.given_id);
    get(json, "language", article.language);
    get(json, "title", article.title);
    get(json, "published", article.published);
    get(json, "url", article.url);
    get(json, "outlet", article.outlet);
    get(json, "agency", article.agency);
    get(json, "authors", article.authors);
    get(json, "text", article.text);
    get(json, "removed", article.removed);
    get(json, "markup_characters", article.markup_characters);
  }
  void read(const Json& json, Mention& mention) {
    get(json, "span", mention.span);
    get(json, "form", mention.form);
  }
  void read(const Json& json, Entity& entity) {
    get(json, "id", entity.id);
    get(json, "name", entity.name);
    get(json, "type", entity.type);
    get(json, "country", entity.country);
    get(json, "sector", entity.sector);
    get(json, "role", entity.role);
    get(json, "actor", entity.actor);
    get(json, "known_as", entity.known_as);
    get(json, "how", entity.how);
    get(json, "confidence", entity.confidence);
    get(json, "mentions", entity.mentions);
  }
  void read(const Json& json, TimeExpression& time) {
    get(json, "span", time.span);
    get(json, "type", time.type);
    get(json, "value", time.value);
    get(json, "begin", time.begin);
    get(json, "end", time.end);
  }
  void read(const Json& json, Participant& participant) {
    get(json, "entity", participant.entity);
    get(json, "span", participant.span);
    get(json, "how", participant.how);
  }
  void read(const Json& json, EventPlace& place) {
    get(json, "span", place.span);
    get(json, "name", place.name);
    get(json, "country", place.country);
    get(json, "lat", place.lat);
    get(json, "lon", place.lon);
    get(json, "precision", place.precision);
    get(json, "how", place.how);
  }
  void read(const Json& json, EventTime& time) {
    get(json, "span", time.span);
    get(json, "value", time.value);
    get(json, "begin", time.begin);
    get(json, "end", time.end);
    get(json, "how", time.how);
  }
  void read(const Json& json, EventSource& source) {
    get(json, "by", source.by);
    get(json, "chain", source.chain);
    get(json, "spans", source.spans);
    get(json, "cue", source.cue);
    get(json, "quote", source.quote);
  }
  void read(const Json& json, Joined& joined) {
    get(json, "time", joined.time);
    get(json, "places", joined.places);
  }
  void read(const Json& json, Codes& codes) {
    get(json, "plover", codes.plover);
    get(json, "cameo", codes.cameo);
    get(json, "quad", codes.quad);
    get(json, "goldstein", codes.goldstein);
  }
  void read(const Json& json, Event& event) {
    get(json, "id", event.id);
    get(json, "sentence", event.sentence);
    get(json, "type", event.type);
    get(json, "mode", event.mode);
    get(json, "contexts", event.contexts);
    get(json, "trigger", event.trigger);
    get(json, "status", event.status);
    get(json, "presupposed", event.presupposed);
    get(json, "actors", event.actors);
    get(json, "recipients", event.recipients);
    get(json, "places", event.places);
    get(json, "time", event.time);
    get(json, "source", event.source);
    get(json, "same_as", event.same_as);
    get(json, "joined", event.joined);
    get(json, "confidence", event.confidence);
    get(json, "codes", event.codes);
  }
  void read(const Json& json, Quote& quote) {
    get(json, "id", quote.id);
    get(json, "sentence", quote.sentence);
    get(json, "type", quote.type);
    get(json, "content", quote.content);
    get(json, "cue", quote.cue);
    get(json, "speaker", quote.speaker);
    get(json, "addressee", quote.addressee);
    get(json, "confidence", quote.confidence);
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
