#include "resolve/resolve.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "resolve/entities.h"

namespace depesche {
namespace {

// Two digits: more would pretend to know, and would differ between processors.
double rounded(double confidence) { return std::round(confidence * 100) / 100; }

std::vector<Span> participant_spans(const Reading& reading) {
  std::vector<Span> spans;
  for (const Act& act : reading.acts) {
    spans.insert(spans.end(), act.actors.begin(), act.actors.end());
    spans.insert(spans.end(), act.recipients.begin(), act.recipients.end());
  }
  for (const Quotation& quotation : reading.quotations) {
    if (quotation.speaker) spans.push_back(*quotation.speaker);
    if (quotation.addressee) spans.push_back(*quotation.addressee);
  }
  return spans;
}

class Resolver {
 public:
  Resolver(const Article& article, const Reading& reading, const Knowledge& knowledge)
      : article_(article),
        knowledge_(knowledge),
        entities_(article, participant_spans(reading), reading.participants, knowledge) {}

  Quote quote(const Quotation& quotation, size_t number) const {
    Quote quote;
    quote.id = fmt::format("q{}", number);
    quote.sentence = quotation.sentence;
    quote.type = quotation.type;
    quote.content = quotation.content;
    quote.cue = quotation.cue;
    if (quotation.speaker) quote.speaker = participant(*quotation.speaker);
    if (quotation.addressee) quote.addressee = participant(*quotation.addressee);
    quote.confidence = rounded(quotation.confidence);
    return quote;
  }

  Event event(const Act& act, size_t number, const std::vector<Quote>& quotes) const {
    Event event;
    event.id = fmt::format("v{}", number);
    event.sentence = act.sentence;
    event.type = act.type;
    event.mode = act.mode;
    event.contexts = act.contexts;
    event.trigger = act.trigger;
    event.status = act.status;
    for (const Span span : act.actors) event.actors.push_back(participant(span));
    for (const Span span : act.recipients) event.recipients.push_back(participant(span));
    for (const Span span : act.places) event.places.push_back(place(span));
    if (!act.times.empty()) event.time = EventTime{act.times.front(), {}, {}, {}, Stated::kStated};
    event.source = source(act, quotes);
    event.confidence = rounded(act.confidence);
    event.codes = knowledge_.codes(act.type, act.mode);
    return event;
  }

  std::vector<Entity> take_entities() && { return std::move(entities_).take(); }

 private:
  Participant participant(Span span) const { return {entities_.id_of(span), span, Stated::kStated}; }

  EventPlace place(Span span) const {
    EventPlace place;
    place.span = span;
    place.name = span.of(article_.text);
    return place;
  }

  // An act inside a quotation is the speaker's word, the innermost quotation's where several hold it.
  EventSource source(const Act& act, const std::vector<Quote>& quotes) const {
    const Quote* holding = nullptr;
    for (const Quote& quote : quotes) {
      if (quote.content.contains(act.trigger) && (!holding || quote.content.size() < holding->content.size()))
        holding = &quote;
    }
    EventSource source;
    if (!holding) return source;
    source.by = Voucher::kAttributed;
    source.quote = holding->id;
    source.cue = holding->cue;
    if (holding->speaker) {
      source.chain.push_back(holding->speaker->entity);
      source.spans.push_back(holding->speaker->span);
    }
    return source;
  }

  const Article& article_;
  const Knowledge& knowledge_;
  EntityTable entities_;
};

}  // namespace

Record resolve(Document document, const Reading& reading, const Knowledge& knowledge) {
  Record record;
  record.article = std::move(document.article);
  record.warnings = std::move(document.warnings);
  record.warnings.insert(record.warnings.end(), reading.warnings.begin(), reading.warnings.end());
  record.sentences = reading.sentences;

  Resolver resolver(record.article, reading, knowledge);
  for (const Quotation& quotation : reading.quotations)
    record.quotes.push_back(resolver.quote(quotation, record.quotes.size() + 1));
  for (const Act& act : reading.acts) record.events.push_back(resolver.event(act, record.events.size() + 1, record.quotes));
  record.entities = std::move(resolver).take_entities();
  return record;
}

}  // namespace depesche
