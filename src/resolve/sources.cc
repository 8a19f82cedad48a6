#include "resolve/sources.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace depesche {
namespace {

// Acts that are done by speaking.
bool is_verbal(std::string_view type) {
  static const std::set<std::string_view> kTypes = {"ACCUSE",  "AGREE",   "CONCEDE", "REJECT",
                                                    "REQUEST", "SUPPORT", "THREATEN"};
  return kTypes.contains(type);
}

bool has(const std::vector<Participant>& participants, const std::string& entity) {
  return std::any_of(participants.begin(), participants.end(),
                     [&](const Participant& participant) { return participant.entity == entity; });
}

// A government's spokesman is on its side: of the same country and sector.
bool on_one_side(const Entity& a, const Entity& b) { return a.country && a.country == b.country && a.sector == b.sector; }

// The word of quoting in a sentence, outside the quotation itself.
std::optional<Span> word_of_quoting(std::string_view text, Span sentence, Span content) {
  static const RE2 kWord(R"(\b(zitier(?:t|te|ten|en)|quot(?:ed|es|e|ing))\b)");
  const re2::StringPiece words(text.data(), text.size());
  size_t at = sentence.begin;
  re2::StringPiece found;
  while (kWord.Match(words, at, sentence.end, RE2::UNANCHORED, &found, 1)) {
    const auto begin = static_cast<uint32_t>(found.data() - text.data());
    const Span word{begin, begin + static_cast<uint32_t>(found.size())};
    if (!word.overlaps(content)) return word;
    at = word.end;
  }
  return std::nullopt;
}

// "[wird] von der [Agentur X]", "by the [agency X]".
bool follows_by(std::string_view text, Span sentence, Span mention) {
  static const RE2 kBy(R"((?:^|\s)(?:von|vom|by)(?: (?:der|dem|the))?(?: \pL+)? $)");
  const std::string_view before = Span{sentence.begin, mention.begin}.of(text);
  return RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), kBy);
}

}  // namespace

// Whether an act in a quotation is only reported by the speaker, and not done by these words.
bool Sources::only_reported(const Event& event, const Participant& speaker) const {
  if (!is_verbal(event.type) || event.status != "actual") return true;
  if (event.actors.empty() || has(event.actors, speaker.entity)) return false;
  const Entity& voice = entities_.with_id(speaker.entity);
  return std::none_of(event.actors.begin(), event.actors.end(),
                      [&](const Participant& actor) { return on_one_side(entities_.with_id(actor.entity), voice); });
}

// Who quotes the speaker: the nearest before "zitierte", where there is none the first after it; with "von", "by" whoever
// that names. A place quotes nobody.
std::optional<Participant> Sources::quoted_by(const Quote& quote) const {
  constexpr uint32_t kLongest = 2000;  // bytes: a longer sentence is a table or a list, and would cost much
  if (!quote.speaker || quote.sentence >= sentences_.size()) return std::nullopt;
  const Span sentence = sentences_[quote.sentence];
  if (sentence.size() > kLongest) return std::nullopt;
  const auto verb = word_of_quoting(text_, sentence, quote.content);
  if (!verb) return std::nullopt;
  std::optional<Participant> before, after, by;
  for (const auto& [span, id] : entities_.mentions_in(sentence)) {
    const Participant somebody{id, span, Stated::kStated};
    const bool speaks = id == quote.speaker->entity || (quote.speaker->span && span.overlaps(*quote.speaker->span));
    if (speaks || span.overlaps(quote.content) || entities_.with_id(id).type == EntityType::kPlace) continue;
    if (!by && follows_by(text_, sentence, span)) by = somebody;
    if (span.end <= verb->begin && span.begin >= (quote.content.end <= verb->begin ? quote.content.end : 0))
      before = somebody;
    if (span.begin >= verb->end && !after) after = somebody;
  }
  const bool passive = quote.speaker->span && quote.speaker->span->end <= verb->begin;
  return passive ? by : before ? before : after;
}

EventSource Sources::of(const Event& event, const std::optional<Participant>& voucher, const std::vector<Quote>& quotes,
                        std::vector<Reason>& why) const {
  std::vector<const Quote*> all_holding;  // the outermost first
  for (const Quote& quote : quotes) {
    if (quote.type != "omission" && quote.content.contains(event.trigger)) all_holding.push_back(&quote);
  }
  std::stable_sort(all_holding.begin(), all_holding.end(),
                   [](const Quote* a, const Quote* b) { return a->content.size() > b->content.size(); });
  const Quote* holding = all_holding.empty() ? nullptr : all_holding.back();
  EventSource source;
  const bool reported = holding && holding->speaker && only_reported(event, *holding->speaker);
  if (vouchers_marked_ ? !voucher && !reported : !holding) return source;
  source.by = Voucher::kAttributed;
  if (holding && holding->speaker) {
    why.push_back({"source", "quotation", holding->content, {}});
  } else {
    why.push_back(
        {"source", voucher ? "reader" : "quotation without a speaker", voucher ? voucher->span : std::nullopt, {}});
  }
  if (holding) {
    source.quote = holding->id;
    source.cue = holding->cue;
  }
  const auto add = [&](const Participant& voice) {
    if (!source.chain.empty() && source.chain.back() == voice.entity) return;
    source.chain.push_back(voice.entity);
    source.spans.push_back(voice.span);
  };
  if (holding && holding->speaker) {
    for (const Quote* quote : all_holding) {
      if (!quote->speaker) continue;
      if (const auto around = quoted_by(*quote)) {
        add(*around);
        why.push_back({"source", "quoted by", around->span, {}});
      }
      add(*quote->speaker);
    }
  } else if (voucher) {
    add(Participant{voucher->entity, std::nullopt, Stated::kImplied});
  }
  return source;
}

}  // namespace depesche
