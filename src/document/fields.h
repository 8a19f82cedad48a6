// The fields of every part of a record, once: their JSON names in their JSON order. json_write.cc and json_read.cc both go
// by it.
//
// fields(part, visit) calls visit("name", field) for each field; `part` may be const.
#pragma once

#include <depesche/record.h>

#include <concepts>
#include <type_traits>

namespace depesche {

template <class T, class Part>
concept Is = std::same_as<std::remove_const_t<T>, Part>;

void fields(Is<EngineVersion> auto& e, auto visit) {
  visit("version", e.version);
  visit("reader", e.reader);
  visit("knowledge", e.knowledge);
}

void fields(Is<Published> auto& p, auto visit) {
  visit("value", p.value);
  visit("precision", p.precision);
  visit("from", p.from);
}

void fields(Is<Removed> auto& r, auto visit) {
  visit("text", r.text);
  visit("why", r.why);
}

void fields(Is<Article> auto& a, auto visit) {
  visit("id", a.id);
  visit("given_id", a.given_id);
  visit("language", a.language);
  visit("title", a.title);
  visit("published", a.published);
  visit("url", a.url);
  visit("outlet", a.outlet);
  visit("agency", a.agency);
  visit("authors", a.authors);
  visit("pubstatus", a.pubstatus);
  visit("text", a.text);
  visit("removed", a.removed);
  visit("markup_characters", a.markup_characters);
}

void fields(Is<Mention> auto& m, auto visit) {
  visit("span", m.span);
  visit("form", m.form);
}

void fields(Is<Entity> auto& e, auto visit) {
  visit("id", e.id);
  visit("name", e.name);
  visit("type", e.type);
  visit("country", e.country);
  visit("sector", e.sector);
  visit("role", e.role);
  visit("actor", e.actor);
  visit("known_as", e.known_as);
  visit("how", e.how);
  visit("confidence", e.confidence);
  visit("mentions", e.mentions);
}

void fields(Is<TimeExpression> auto& t, auto visit) {
  visit("span", t.span);
  visit("type", t.type);
  visit("value", t.value);
  visit("begin", t.begin);
  visit("end", t.end);
}

void fields(Is<Participant> auto& p, auto visit) {
  visit("entity", p.entity);
  visit("span", p.span);
  visit("how", p.how);
}

void fields(Is<EventPlace> auto& p, auto visit) {
  visit("span", p.span);
  visit("name", p.name);
  visit("country", p.country);
  visit("lat", p.lat);
  visit("lon", p.lon);
  visit("precision", p.precision);
  visit("how", p.how);
}

void fields(Is<EventTime> auto& t, auto visit) {
  visit("span", t.span);
  visit("value", t.value);
  visit("begin", t.begin);
  visit("end", t.end);
  visit("how", t.how);
}

void fields(Is<EventSource> auto& s, auto visit) {
  visit("by", s.by);
  visit("chain", s.chain);
  visit("spans", s.spans);
  visit("cue", s.cue);
  visit("quote", s.quote);
}

void fields(Is<Joined> auto& j, auto visit) {
  visit("time", j.time);
  visit("places", j.places);
}

void fields(Is<Codes> auto& c, auto visit) {
  visit("plover", c.plover);
  visit("cameo", c.cameo);
  visit("quad", c.quad);
  visit("goldstein", c.goldstein);
}

void fields(Is<Event> auto& e, auto visit) {
  visit("id", e.id);
  visit("sentence", e.sentence);
  visit("type", e.type);
  visit("mode", e.mode);
  visit("contexts", e.contexts);
  visit("trigger", e.trigger);
  visit("status", e.status);
  visit("presupposed", e.presupposed);
  visit("actors", e.actors);
  visit("recipients", e.recipients);
  visit("places", e.places);
  visit("time", e.time);
  visit("source", e.source);
  visit("same_as", e.same_as);
  visit("joined", e.joined);
  visit("confidence", e.confidence);
  visit("codes", e.codes);
}

void fields(Is<Quote> auto& q, auto visit) {
  visit("id", q.id);
  visit("sentence", q.sentence);
  visit("type", q.type);
  visit("content", q.content);
  visit("cue", q.cue);
  visit("speaker", q.speaker);
  visit("addressee", q.addressee);
  visit("confidence", q.confidence);
}

// The article comes before everything that points into its text.
void fields(Is<Record> auto& r, auto visit) {
  visit("engine", r.engine);
  visit("article", r.article);
  visit("sentences", r.sentences);
  visit("entities", r.entities);
  visit("times", r.times);
  visit("events", r.events);
  visit("quotes", r.quotes);
  visit("warnings", r.warnings);
}

// A part of a record that has fields.
template <class T>
concept Part = requires(T& part) {
  fields(part, [](const char*, auto&) {});
};

}  // namespace depesche
