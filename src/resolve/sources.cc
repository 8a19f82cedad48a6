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

// "nach eigenen Angaben", "by their own account", where it is said of the act: right before it in the same part of the
// sentence, or right after.
std::optional<Span> own_account(std::string_view text, Span sentence, Span trigger) {
  static const RE2 kOwn(
      R"((?i)\b((?:(?:nach|laut) eigene[nr] (?:Angaben|Aussagen?|Auskunft|Darstellung|Worten)|eigenen (?:Angaben|Aussagen|Worten) (?:nach|zufolge)|(?:according to|by|on) (?:her|his|its|their) own (?:account|admission|figures|statements?)))\b)");
  static const RE2 kOtherPart(R"([,;:]|\s(?:und|oder|and|or)\s)");
  constexpr uint32_t kNear = 60;
  const uint32_t begin = std::max(sentence.begin, trigger.begin - std::min(trigger.begin, 2 * kNear));
  const uint32_t end = std::min(sentence.end, trigger.end + kNear);
  re2::StringPiece found;
  if (!kOwn.Match(re2::StringPiece(text.data(), text.size()), begin, end, RE2::UNANCHORED, &found, 1)) return std::nullopt;
  const auto at = static_cast<uint32_t>(found.data() - text.data());
  const Span words{at, at + static_cast<uint32_t>(found.size())};
  if (words.begin >= trigger.end) return words.begin - trigger.end <= 1 ? std::optional(words) : std::nullopt;
  if (words.end > trigger.begin || trigger.begin - words.end > kNear) return std::nullopt;
  const std::string_view between = Span{words.end, trigger.begin}.of(text);
  const bool is_apart = RE2::PartialMatch(re2::StringPiece(between.data(), between.size()), kOtherPart);
  return is_apart ? std::nullopt : std::optional(words);
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
  if (!holding && !event.actors.empty() && event.sentence < sentences_.size()) {
    if (const auto words = own_account(text_, sentences_[event.sentence], event.trigger)) {
      source.by = Voucher::kAttributed;
      source.cue = words;
      source.chain = {event.actors.front().entity};
      source.spans = {event.actors.front().span};
      why.push_back({"source", "own account", *words, {}});
      return source;
    }
  }
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
