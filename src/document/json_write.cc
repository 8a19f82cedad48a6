#include <depesche/json.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "document/names.h"

namespace depesche {
namespace {

using Json = nlohmann::ordered_json;

// Turns the parts of one record into JSON; holds what the positions of its text need.
class Writer {
 public:
  explicit Writer(const Record& record) : record_(record), points_(record.article.text) {}

  Json record() const {
    const EngineVersion& engine = record_.engine;
    return {{"format", kRecordFormat},
            {"engine", {{"version", engine.version}, {"reader", engine.reader}, {"knowledge", engine.knowledge}}},
            {"article", json(record_.article)},
            {"sentences", json(record_.sentences)},
            {"entities", json(record_.entities)},
            {"times", json(record_.times)},
            {"events", json(record_.events)},
            {"quotes", json(record_.quotes)},
            {"warnings", record_.warnings}};
  }

 private:
  static const std::string& json(const std::string& value) { return value; }
  static double json(double value) { return value; }
  static int json(int value) { return value; }
  static bool json(bool value) { return value; }

  template <class E>
  requires std::is_enum_v<E>
  static Json json(E value) { return name_of(value); }

  template <class T>
  Json json(const std::optional<T>& value) const {
    return value ? Json(json(*value)) : Json(nullptr);
  }

  template <class T>
  Json json(const std::vector<T>& values) const {
    Json array = Json::array();
    for (const T& value : values) array.push_back(json(value));
    return array;
  }

  Json json(Span span) const { return Json::array({points_.from_byte(span.begin), points_.from_byte(span.end)}); }

  Json json(const Article& a) const {
    return {
        {"id", a.id},
        {"given_id", json(a.given_id)},
        {"language", json(a.language)},
        {"title", json(a.title)},
        {"published",
         {{"value", json(a.published.value)}, {"precision", json(a.published.precision)}, {"from", json(a.published.from)}}},
        {"url", json(a.url)},
        {"outlet", json(a.outlet)},
        {"agency", json(a.agency)},
        {"authors", a.authors},
        {"text", a.text},
        {"removed", json(a.removed)},
        {"markup_characters", a.markup_characters}};
  }

  Json json(const Removed& r) const { return {{"text", r.text}, {"why", json(r.why)}}; }

  Json json(const Entity& e) const {
    return {{"id", e.id},
            {"name", e.name},
            {"type", json(e.type)},
            {"country", json(e.country)},
            {"sector", json(e.sector)},
            {"role", json(e.role)},
            {"actor", json(e.actor)},
            {"known_as", json(e.known_as)},
            {"how", json(e.how)},
            {"confidence", json(e.confidence)},
            {"mentions", json(e.mentions)}};
  }

  Json json(const Mention& m) const { return {{"span", json(m.span)}, {"form", json(m.form)}}; }

  Json json(const TimeExpression& t) const {
    return {
        {"span", json(t.span)}, {"type", t.type}, {"value", json(t.value)}, {"begin", json(t.begin)}, {"end", json(t.end)}};
  }

  Json json(const Participant& p) const { return {{"entity", p.entity}, {"span", json(p.span)}, {"how", json(p.how)}}; }

  Json json(const EventPlace& p) const {
    return {{"span", json(p.span)}, {"name", p.name},     {"country", json(p.country)},
            {"lat", json(p.lat)},   {"lon", json(p.lon)}, {"precision", json(p.precision)},
            {"how", json(p.how)}};
  }

  Json json(const EventTime& t) const {
    return {{"span", json(t.span)},
            {"value", json(t.value)},
            {"begin", json(t.begin)},
            {"end", json(t.end)},
            {"how", json(t.how)}};
  }

  Json json(const EventSource& s) const {
    return {
        {"by", json(s.by)}, {"chain", s.chain}, {"spans", json(s.spans)}, {"cue", json(s.cue)}, {"quote", json(s.quote)}};
  }

  Json json(const Joined& j) const { return {{"time", json(j.time)}, {"places", json(j.places)}}; }

  Json json(const Codes& c) const {
    return {{"plover", c.plover}, {"cameo", json(c.cameo)}, {"quad", json(c.quad)}, {"goldstein", json(c.goldstein)}};
  }

  Json json(const Event& e) const {
    return {{"id", e.id},
            {"sentence", e.sentence},
            {"type", e.type},
            {"mode", json(e.mode)},
            {"contexts", e.contexts},
            {"trigger", json(e.trigger)},
            {"status", e.status},
            {"presupposed", json(e.presupposed)},
            {"actors", json(e.actors)},
            {"recipients", json(e.recipients)},
            {"places", json(e.places)},
            {"time", json(e.time)},
            {"source", json(e.source)},
            {"same_as", json(e.same_as)},
            {"joined", json(e.joined)},
            {"confidence", e.confidence},
            {"codes", json(e.codes)}};
  }

  Json json(const Quote& q) const {
    return {{"id", q.id},
            {"sentence", q.sentence},
            {"type", q.type},
            {"content", json(q.content)},
            {"cue", json(q.cue)},
            {"speaker", json(q.speaker)},
            {"addressee", json(q.addressee)},
            {"confidence", q.confidence}};
  }

  const Record& record_;
  CodePointIndex points_;
};

}  // namespace

std::string to_json(const Record& record) {
  // `replace` only guards against a text that breaks the contract; it must not throw in the middle of a run.
  return Writer(record).record().dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace depesche
