#include "resolve/resolve.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/utf8.h"
#include "resolve/entities.h"
#include "resolve/event_times.h"
#include "resolve/happenings.h"
#include "resolve/omissions.h"
#include "resolve/places.h"
#include "resolve/sources.h"
#include "resolve/surroundings.h"
#include "resolve/whole_phrases.h"
#include "times/times.h"

namespace depesche {
namespace {

// Two digits: more would pretend to know, and would differ between processors.
double rounded(double confidence) { return std::round(confidence * 100) / 100; }

// Whoever spoke last goes on speaking: a quotation without a speaker of its own has that of the one in the sentence before,
// or, inside one pair of quotation marks, of the one after.
void hand_on_speakers(std::vector<Quote>& quotes) {
  const auto next_to = [](const Quote& a, const Quote& b) {
    return a.sentence <= b.sentence && b.sentence - a.sentence <= 1;
  };
  const auto take = [](Quote& quote, const Quote& other) {
    if (!quote.speaker && other.speaker) quote.speaker = Participant{other.speaker->entity, std::nullopt, Stated::kImplied};
  };
  for (size_t i = 1; i < quotes.size(); ++i) {
    if (quotes[i].type != "omission" && (quotes[i].type != "indirect" || !quotes[i].cue) &&
        next_to(quotes[i - 1], quotes[i]))
      take(quotes[i], quotes[i - 1]);
  }
  for (size_t i = quotes.size(); i-- > 1;) {
    const bool both_direct = quotes[i - 1].type == "direct" && quotes[i].type == "direct";
    if (both_direct && next_to(quotes[i - 1], quotes[i])) take(quotes[i - 1], quotes[i]);
  }
}

// Who takes part in an act somewhere, and is said to be from nowhere, is from there rather than from where the article is:
// if that is one of the `countries` that the article names, and not only a town that happens to have such a namesake.
// Persons with names travel: their names must say the same.
void place_participants(Record& record, const std::set<std::string>& countries, const Knowledge& knowledge) {
  std::map<std::string, const EventPlace*> where;  // by entity
  for (const Event& event : record.events) {
    const auto place = std::find_if(event.places.begin(), event.places.end(),
                                    [&](const EventPlace& at) { return at.country && countries.contains(*at.country); });
    if (place == event.places.end()) continue;
    for (const auto* side : {&event.actors, &event.recipients}) {
      for (const Participant& participant : *side) where.emplace(participant.entity, &*place);
    }
  }
  for (Entity& entity : record.entities) {
    const auto found = where.find(entity.id);
    if (found == where.end() || entity.how != EntityHow::kInferred || !entity.confidence) continue;
    const bool named = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                   [](const Mention& mention) { return mention.form == MentionForm::kName; });
    if (named && entity.type == EntityType::kPerson) {
      constexpr double kClearly = 1.5;
      const auto likelihoods = knowledge.likelihoods_of_name(entity.name, {*found->second->country, *entity.country});
      if (likelihoods[0] < kClearly * likelihoods[1]) continue;
    }
    entity.country = found->second->country;
    entity.confidence.reset();
    std::erase_if(entity.why, [](const Reason& reason) { return reason.field == "country"; });
    entity.why.push_back({"country", "where they act", found->second->span, {}});
  }
}

// Whether words speak for whoever says them: "wir", "our fishermen", "[Fischer]" behind "unsere"; but not for whom they are
// with or against ("unsere Nachbarn").
bool is_speakers(std::string_view text, Span phrase, const Surroundings& surroundings) {
  static const std::set<std::string, std::less<>> kOurs = {"wir",     "uns",     "unser", "unsere", "unserem", "unseren",
                                                           "unserer", "unseres", "we",    "us",     "our"};
  static constexpr std::string_view kOthers[] = {"feind",  "gegner", "nachbar",  "partner",   "verbündete",
                                                 "freund", "allies", "ally",     "neighbour", "neighbor",
                                                 "enem",   "friend", "opponent", "rival"};
  const std::vector<Span> words = surroundings.words_in(phrase);
  if (words.empty()) return false;
  const auto is_ours = [&](std::string_view word) { return word != "US" && kOurs.contains(fold_case(word)); };
  const std::string head = fold_case(words.back().of(text));
  const auto before = surroundings.word_before(phrase);
  return (is_ours(words.front().of(text)) || (before && is_ours(*before))) &&
         std::none_of(std::begin(kOthers), std::end(kOthers), [&](std::string_view word) { return head.starts_with(word); });
}

// "Wir" and "our fishermen", said by a minister, are of the minister's country rather than of the article's.
void place_with_speakers(Record& record, const Surroundings& surroundings) {
  std::map<std::string_view, const Entity*> of_id;
  for (const Entity& entity : record.entities) of_id.emplace(entity.id, &entity);
  for (Entity& entity : record.entities) {
    if (entity.how != EntityHow::kInferred || !entity.confidence) continue;  // something is said of it
    for (const Mention& mention : entity.mentions) {
      if (!is_speakers(record.article.text, mention.span, surroundings)) continue;
      // Quotes are in the order of the text; the innermost is the last that begins before the mention.
      auto quote = std::upper_bound(record.quotes.begin(), record.quotes.end(), mention.span.begin,
                                    [](uint32_t at, const Quote& other) { return at < other.content.begin; });
      if (quote == record.quotes.begin()) continue;
      --quote;
      const bool said = quote->type == "direct" && quote->content.contains(mention.span) && quote->speaker &&
                        quote->speaker->entity != entity.id;
      const Entity* speaker = said ? of_id.at(quote->speaker->entity) : nullptr;
      if (!speaker || !speaker->country) continue;
      entity.country = speaker->country;
      entity.confidence = speaker->confidence;
      std::erase_if(entity.why, [](const Reason& reason) { return reason.field == "country"; });
      entity.why.push_back({"country", "who says so", mention.span, {}});
      break;
    }
  }
}

class Resolver {
 public:
  Resolver(const Article& article, const Reading& reading, const Knowledge& knowledge,
           const std::vector<TimeExpression>& times)
      : article_(article),
        knowledge_(knowledge),
        times_(times),
        surroundings_(article, knowledge, reading.names),
        places_(article, knowledge, surroundings_),
        entities_(article, reading, knowledge, surroundings_),
        sources_(article, reading, entities_) {}

  Quote quote(const Quotation& quotation, size_t number) const {
    Quote quote;
    quote.id = fmt::format("q{}", number);
    quote.sentence = quotation.sentence;
    quote.type = quotation.type;
    quote.content = quotation.content;
    quote.cue = quotation.cue;
    quote.speaker = quotation.speaker ? participant(*quotation.speaker) : meant(quotation.meant_speaker);
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
    event.actors = participants(act.actors, act.trigger);
    event.recipients = participants(act.recipients, act.trigger);
    if (event.actors.empty()) {
      add_meant(act.meant_actor, event.recipients, event.actors);
    } else if (event.recipients.empty()) {
      add_meant(act.meant_recipient, event.actors, event.recipients);
    }
    for (const Span span : act.places) event.places.push_back(places_.at(span, event.why));
    if (!act.times.empty()) {
      event.time = event_time(act.times.front(), article_, times_);
      event.why.push_back({"time", event.time->begin ? "expression" : "no date in the words", act.times.front(), {}});
    }
    auto voucher = meant(act.source);
    if (voucher) voucher->span = act.source;
    event.source = sources_.of(event, voucher, quotes, event.why);
    event.confidence = rounded(act.confidence);
    event.codes = knowledge_.codes(act.type, act.mode);
    return event;
  }

  const Surroundings& surroundings() const { return surroundings_; }

  std::vector<Entity> take_entities() && { return std::move(entities_).take(); }

 private:
  Participant participant(Span span) const { return {entities_.id_of(span), span, Stated::kStated}; }

  // Who has several words ("[Präsident Lund] sagte, [er] werde …") takes part once, by those nearest to the trigger.
  std::vector<Participant> participants(const std::vector<Span>& spans, Span trigger) const {
    const auto distance = [&](Span span) {
      return span.end <= trigger.begin ? trigger.begin - span.end : span.begin - std::min(span.begin, trigger.end);
    };
    std::vector<Participant> all;
    for (const Span span : spans) {
      Participant one = participant(span);
      const auto again =
          std::find_if(all.begin(), all.end(), [&](const Participant& other) { return other.entity == one.entity; });
      if (again == all.end()) {
        all.push_back(std::move(one));
      } else if (distance(span) < distance(*again->span)) {
        *again = std::move(one);
      }
    }
    return all;
  }

  // Somebody who is not named here, by a word of a mention elsewhere.
  std::optional<Participant> meant(const std::optional<Span>& word) const {
    const auto id = word ? entities_.id_at(*word) : std::nullopt;
    return id ? std::optional(Participant{*id, std::nullopt, Stated::kImplied}) : std::nullopt;
  }

  // Who is meant on a side that is not said, where the other is: of acts that say nobody, or some of a side, the reader
  // seldom knows; nor is a government meant that acts on itself.
  void add_meant(const std::optional<Span>& word, const std::vector<Participant>& others,
                 std::vector<Participant>& to) const {
    const auto somebody = others.empty() ? std::nullopt : meant(word);
    if (!somebody || std::any_of(others.begin(), others.end(),
                                 [&](const Participant& other) { return other.entity == somebody->entity; })) {
      return;
    }
    const auto governs = [](const Entity& entity) { return entity.type == EntityType::kState || entity.sector == "GOV"; };
    const Entity& one = entities_.with_id(somebody->entity);
    const bool itself = governs(one) && one.country && std::any_of(others.begin(), others.end(), [&](const Participant& p) {
                          const Entity& other = entities_.with_id(p.entity);
                          return governs(other) && other.country == one.country;
                        });
    if (!itself) to.push_back(*somebody);
  }

  const Article& article_;
  const Knowledge& knowledge_;
  const std::vector<TimeExpression>& times_;
  const Surroundings surroundings_;
  const Places places_;
  EntityTable entities_;
  const Sources sources_;
};

}  // namespace

Record resolve(Document document, Reading reading, const Knowledge& knowledge) {
  Record record;
  make_phrases_whole(document.article.text, reading);
  for (Quotation& omission : find_omissions(document.article, reading)) reading.quotations.push_back(std::move(omission));
  std::stable_sort(reading.quotations.begin(), reading.quotations.end(),
                   [](const Quotation& a, const Quotation& b) { return a.content.begin < b.content.begin; });
  record.article = std::move(document.article);
  record.warnings = std::move(document.warnings);
  record.warnings.insert(record.warnings.end(), reading.warnings.begin(), reading.warnings.end());
  record.sentences = reading.sentences;

  const Article& article = record.article;
  record.times = find_times(article.text, article.language.value_or(""), record.sentences, article.published.value);

  Resolver resolver(article, reading, knowledge, record.times);
  for (const Quotation& quotation : reading.quotations)
    record.quotes.push_back(resolver.quote(quotation, record.quotes.size() + 1));
  hand_on_speakers(record.quotes);
  for (const Act& act : reading.acts) record.events.push_back(resolver.event(act, record.events.size() + 1, record.quotes));
  record.entities = std::move(resolver).take_entities();
  place_participants(record, resolver.surroundings().countries_named(), knowledge);
  place_with_speakers(record, resolver.surroundings());
  join_happenings(record, knowledge);
  return record;
}

}  // namespace depesche
