#include "read/decode.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "read/viterbi.h"
#include "read/words.h"

namespace depesche {
namespace {

// Softmax of one row of logits, in double and in a fixed order.
std::vector<double> probabilities(std::span<const float> logits) {
  const float top = *std::max_element(logits.begin(), logits.end());
  std::vector<double> p(logits.size());
  std::transform(logits.begin(), logits.end(), p.begin(), [&](float x) { return std::exp(static_cast<double>(x - top)); });
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (double& x : p) x /= sum;
  return p;
}

// Index of the largest of values[first..); the lowest of equals.
template <class T>
size_t best_of(std::span<const T> values, size_t first = 0) {
  return static_cast<size_t>(std::max_element(values.begin() + static_cast<std::ptrdiff_t>(first), values.end()) -
                             values.begin());
}

class WindowDecoder {
 public:
  WindowDecoder(const TokenizedText& text, const Window& window, const WindowScores& scores, const Labels& labels)
      : text_(text), window_(window), scores_(scores), labels_(labels) {}

  // A trigger, before its participants are known.
  struct Trigger {
    size_t token = 0;  // of the document
    Act act;
  };

  std::vector<Trigger> triggers() const {
    std::vector<Trigger> found;
    size_t sentence = 0;
    for (size_t token = window_.fresh; token < window_.last; ++token) {
      while (text_.sentence_ends[sentence] <= token) ++sentence;
      const std::vector<double> p = probabilities(row(scores_.trigger, token, labels_.trigger.size()));
      if (1 - p[0] <= labels_.trigger_threshold) continue;
      const Span word = whole_words(text_.text, text_.tokens[token].span);
      if (word.size() == 0) continue;
      const size_t type = best_of<double>(p, 1);
      const double confidence = labels_.act_confidence(p[type]);
      // Two pieces of one word, or two words side by side ("tear gas", "Visa versagte"), are one act, the surer one: in the
      // corpus one in a thousand acts stands beside another.
      if (!found.empty() && found.back().act.sentence == sentence && word.begin <= found.back().act.trigger.end + 1) {
        if (found.back().act.confidence >= confidence) continue;
        found.pop_back();
      }
      Trigger trigger;
      trigger.token = token;
      trigger.act.sentence = static_cast<uint32_t>(sentence);
      trigger.act.trigger = word;
      trigger.act.type = labels_.trigger[type];
      trigger.act.confidence = confidence;
      describe(token, trigger.act);
      found.push_back(std::move(trigger));
    }
    return found;
  }

  // The rows of the window in which a sentence's tokens stand.
  std::pair<size_t, size_t> rows_of_sentence(size_t sentence) const {
    const auto [first, last] = sentence_in_window(sentence, window_.first);
    return {row_of(first), row_of(last)};
  }

  // Participants, places and times, from the logits [tokens of the sentence, roles] of the trigger's view of its sentence.
  void add_roles(std::span<const float> tags, Act& act) const {
    const auto [first, last] = sentence_in_window(act.sentence, window_.first);
    for (const TaggedSpan& tagged : tagged_spans(tags, labels_.roles, first, last, 0)) {
      const Span span = words(tagged);
      if (span.size() == 0) continue;
      const std::string& role = labels_.roles.kinds[tagged.kind];
      if (role == "actor") act.actors.push_back(span);
      if (role == "recipient") act.recipients.push_back(span);
      if (role == "place") act.places.push_back(span);
      if (role == "time") act.times.push_back(span);
    }
  }

  // A quotation's content, before its speaker is known.
  struct Content {
    size_t token = 0;  // of the document
    Quotation quotation;
  };

  std::vector<Content> contents() const {
    std::vector<Content> found;
    for_each_fresh_sentence([&](uint32_t sentence, size_t first, size_t last) {
      for (const TaggedSpan& tagged : tagged_spans(scores_.quotation, labels_.quotation, first, last, row_of(first))) {
        const std::string& type = labels_.quotation.kinds[tagged.kind];
        const Span span = trim_quotation(text_.text, words(tagged), type == "direct");
        if (span.size() == 0) continue;
        Content content;
        content.token = tagged.begin;
        content.quotation.sentence = sentence;
        content.quotation.type = type;
        content.quotation.content = span;
        content.quotation.confidence = labels_.quotation_confidence(border_probability(tagged, last));
        found.push_back(std::move(content));
      }
    });
    return found;
  }

  // Speaker, addressee and cue: of each the surest span, from the logits [tokens, speakers] of the content's view.
  void add_speakers(std::span<const float> tags, Quotation& quotation) const {
    std::vector<double> surest(labels_.speakers.kinds.size(), -1);
    for (const TaggedSpan& tagged :
         tagged_spans(tags, labels_.speakers, window_.first, window_.last, row_of(window_.first))) {
      const Span span = words(tagged);
      const size_t label = 1 + 2 * tagged.kind;
      const double p = probabilities(row(tags, tagged.begin, labels_.speakers.size()))[label];
      if (span.size() == 0 || p <= surest[tagged.kind]) continue;
      surest[tagged.kind] = p;
      const std::string& kind = labels_.speakers.kinds[tagged.kind];
      if (kind == "speaker") quotation.speaker = span;
      if (kind == "addressee") quotation.addressee = span;
      if (kind == "cue") quotation.cue = span;
    }
  }

  struct Participant {
    size_t token = 0;  // of the document
    ParticipantMention mention;
  };

  std::vector<Participant> participants() const {
    std::vector<Participant> found;
    for_each_fresh_sentence([&](uint32_t, size_t first, size_t last) {
      for (const TaggedSpan& tagged : tagged_spans(scores_.participant, labels_.participant, first, last, row_of(first))) {
        const Span span = words(tagged);
        if (span.size() == 0) continue;
        Participant participant{tagged.begin, {span, {}, {}, {}}};
        participant.mention.kind = guess(scores_.kind, labels_.kind, tagged);
        participant.mention.sector = guess(scores_.sector, labels_.sector, tagged);
        found.push_back(std::move(participant));
      }
    });
    return found;
  }

  std::vector<NameMention> names() const {
    std::vector<NameMention> found;
    for_each_fresh_sentence([&](uint32_t, size_t first, size_t last) {
      for (const TaggedSpan& tagged : tagged_spans(scores_.names, labels_.names, first, last, row_of(first))) {
        const Span span = without_possessive(text_.text, words(tagged));
        if (span.size() > 0) found.push_back({span, labels_.names.kinds[tagged.kind]});
      }
    });
    return found;
  }

  // The word that the antecedent head chooses for one anchor, from the logits [tokens, antecedents]; none where the first
  // mark, which stands for nobody, is likelier than all words before `end` (rows) together: who is meant may have several
  // mentions, among which the head divides its vote.
  std::optional<Span> chosen(std::span<const float> scores, size_t kind, size_t end) const {
    const size_t width = labels_.antecedents.size();
    end = std::min(end, scores_.tokens - 1);  // the last mark stands for nothing
    size_t best = 0;
    double words = 0;  // how many times likelier than the first mark
    for (size_t row = 1; row < end; ++row) {
      const double score = scores[row * width + kind];
      if (best == 0 || score > scores[best * width + kind]) best = row;
      words += std::exp(score - static_cast<double>(scores[kind]));
    }
    if (words <= 1) return std::nullopt;
    const Span word = whole_words(text_.text, text_.tokens[window_.first + best - 1].span);
    return word.size() > 0 ? std::optional(word) : std::nullopt;
  }

  // Where the document's token stands among the rows of scores: the window begins with an end mark.
  size_t row_of(size_t token) const { return token - window_.first + 1; }

 private:
  std::span<const float> row(std::span<const float> scores, size_t token, size_t width) const {
    return scores.subspan(row_of(token) * width, width);
  }

  void describe(size_t token, Act& act) const {
    act.status = labels_.status[best_of(row(scores_.status, token, labels_.status.size()))];
    const size_t mode = best_of(row(scores_.mode, token, labels_.mode.size()));
    if (mode > 0) act.mode = labels_.mode[mode];
    const std::span<const float> contexts = row(scores_.contexts, token, labels_.contexts.size());
    std::vector<size_t> order(contexts.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return contexts[a] > contexts[b]; });
    const double least = std::log(labels_.context_threshold / (1 - labels_.context_threshold));  // the threshold as a logit
    for (size_t i = 0; i < std::min<size_t>(2, order.size()) && contexts[order[i]] > least; ++i) {
      act.contexts.push_back(labels_.contexts[order[i]]);
    }
  }

  // The sentence's tokens that lie in the window, at or after `from`.
  std::pair<size_t, size_t> sentence_in_window(size_t sentence, size_t from) const {
    const size_t begin = sentence == 0 ? 0 : text_.sentence_ends[sentence - 1];
    return {std::max(begin, from), std::min(text_.sentence_ends[sentence], window_.last)};
  }

  template <class Visit>
  void for_each_fresh_sentence(Visit visit) const {
    const auto at = std::upper_bound(text_.sentence_ends.begin(), text_.sentence_ends.end(), window_.fresh);
    for (auto sentence = static_cast<size_t>(at - text_.sentence_ends.begin()); sentence < text_.sentence_ends.size();
         ++sentence) {
      const auto [first, last] = sentence_in_window(sentence, window_.fresh);
      if (first >= window_.last) break;
      if (first < last) visit(static_cast<uint32_t>(sentence), first, last);
    }
  }

  // The best spans over the document's tokens [first, last), whose scores begin at row `at`; positions of the document.
  static std::vector<TaggedSpan> tagged_spans(std::span<const float> scores, const BioLabels& labels, size_t first,
                                              size_t last, size_t at) {
    std::vector<TaggedSpan> spans =
        spans_of(best_path(scores.subspan(at * labels.size(), (last - first) * labels.size()), labels));
    for (TaggedSpan& span : spans) {
      span.begin += first;
      span.end += first;
    }
    return spans;
  }

  // The label that the tokens of a mention speak for together: by the mean of their log probabilities.
  std::optional<Guess> guess(std::span<const float> logits, const std::vector<std::string>& names,
                             const TaggedSpan& tagged) const {
    if (names.empty()) return std::nullopt;
    std::vector<double> sum(names.size());
    for (size_t token = tagged.begin; token < tagged.end; ++token) {
      const std::vector<double> p = probabilities(row(logits, token, names.size()));
      for (size_t i = 0; i < p.size(); ++i) sum[i] += std::log(std::max(p[i], 1e-9));
    }
    const auto count = static_cast<double>(tagged.end - tagged.begin);
    double all = 0;
    for (double& x : sum) all += x = std::exp(x / count);
    const size_t best = best_of<double>(sum);
    return Guess{names[best], sum[best] / all};
  }

  Span words(const TaggedSpan& tagged) const {
    return whole_words(text_.text, {text_.tokens[tagged.begin].span.begin, text_.tokens[tagged.end - 1].span.end});
  }

  // How sure the network is that a quotation stands exactly here: that it begins at its first token, still goes on at its
  // last, and does not go on after it. `last` is the end of the tokens that were decoded with it.
  double border_probability(const TaggedSpan& tagged, size_t last) const {
    const size_t begins = 1 + 2 * tagged.kind, continues = begins + 1;
    const auto p = [&](size_t token, size_t label) {
      return probabilities(row(scores_.quotation, token, labels_.quotation.size()))[label];
    };
    double sure = p(tagged.begin, begins);
    if (tagged.end - tagged.begin > 1) sure *= p(tagged.end - 1, continues);
    if (tagged.end < last) sure *= 1 - p(tagged.end, continues);
    return sure;
  }

  const TokenizedText& text_;
  const Window& window_;
  const WindowScores& scores_;
  const Labels& labels_;
};

template <class Anchors>
void add_rows(const WindowDecoder& decoder, const Anchors& anchors, std::vector<int64_t>& rows) {
  for (const auto& anchor : anchors) rows.push_back(static_cast<int64_t>(decoder.row_of(anchor.token)));
}

// Whom the window's mentions, acts and quotations mean that is said elsewhere.
Result<void> find_antecedents(const WindowDecoder& decoder, const WindowScores& scores, const Labels& labels,
                              Network::Session& session, std::span<WindowDecoder::Trigger> triggers,
                              std::span<WindowDecoder::Content> contents,
                              std::span<WindowDecoder::Participant> participants) {
  std::vector<int64_t> rows;
  add_rows(decoder, triggers, rows);
  add_rows(decoder, contents, rows);
  add_rows(decoder, participants, rows);
  if (labels.antecedents.empty() || rows.empty()) return {};
  const auto found = session.antecedents(scores, rows);
  if (!found) return tl::unexpected(found.error());

  const size_t size = scores.tokens * labels.antecedents.size();
  size_t anchor = 0;
  std::span<const float> view;
  const auto next = [&] { view = std::span(*found).subspan(anchor++ * size, size); };
  const auto choose = [&](std::string_view name, size_t end) -> std::optional<Span> {
    const auto at = std::find(labels.antecedents.begin(), labels.antecedents.end(), name);
    if (at == labels.antecedents.end()) return std::nullopt;
    return decoder.chosen(view, static_cast<size_t>(at - labels.antecedents.begin()), end);
  };
  for (auto& trigger : triggers) {
    next();
    trigger.act.meant_actor = choose("actor", scores.tokens);
    trigger.act.meant_recipient = choose("recipient", scores.tokens);
    trigger.act.source = choose("source", scores.tokens);
  }
  for (auto& content : contents) {
    next();
    content.quotation.meant_speaker = choose("speaker", scores.tokens);
  }
  for (auto& participant : participants) {
    next();
    participant.mention.antecedent = choose("mention", decoder.row_of(participant.token));
  }
  return {};
}

}  // namespace

std::vector<int64_t> TokenizedText::window_ids(const Window& window, const Labels& labels) const {
  std::vector<int64_t> ids;
  ids.reserve(window.size() + 2);
  ids.push_back(labels.bos);
  for (size_t token = window.first; token < window.last; ++token) ids.push_back(tokens[token].id);
  ids.push_back(labels.eos);
  return ids;
}

Result<void> decode_window(const TokenizedText& text, const Window& window, const WindowScores& scores, const Labels& labels,
                           Network::Session& session, Reading& reading) {
  const WindowDecoder decoder(text, window, scores, labels);
  const auto anchor_rows = [&](const auto& anchors) {
    std::vector<int64_t> rows;
    add_rows(decoder, anchors, rows);
    return rows;
  };
  auto triggers = decoder.triggers();
  auto contents = decoder.contents();
  auto participants = decoder.participants();
  if (const auto done = find_antecedents(decoder, scores, labels, session, triggers, contents, participants); !done) {
    return done;
  }

  // An act's participants stand in its sentence, so the acts of one sentence look at it together.
  for (size_t begin = 0, end = 0; begin < triggers.size(); begin = end) {
    while (end < triggers.size() && triggers[end].act.sentence == triggers[begin].act.sentence) ++end;
    const auto here = std::span(triggers).subspan(begin, end - begin);
    const auto [first, last] = decoder.rows_of_sentence(here.front().act.sentence);
    const auto tags = session.roles(scores, first, last, anchor_rows(here));
    if (!tags) return tl::unexpected(tags.error());
    const size_t size = (last - first) * labels.roles.size();
    for (size_t i = 0; i < here.size(); ++i) {
      decoder.add_roles(std::span(*tags).subspan(i * size, size), here[i].act);
      reading.acts.push_back(std::move(here[i].act));
    }
  }

  if (!contents.empty()) {
    const auto tags = session.speakers(scores, anchor_rows(contents));
    if (!tags) return tl::unexpected(tags.error());
    const size_t size = scores.tokens * labels.speakers.size();
    for (size_t i = 0; i < contents.size(); ++i) {
      decoder.add_speakers(std::span(*tags).subspan(i * size, size), contents[i].quotation);
      reading.quotations.push_back(std::move(contents[i].quotation));
    }
  }

  for (const auto& participant : participants) reading.participants.push_back(participant.mention);
  if (!labels.names.kinds.empty()) reading.names = decoder.names();
  return {};
}

}  // namespace depesche
