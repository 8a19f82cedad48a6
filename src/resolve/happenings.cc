#include "resolve/happenings.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "resolve/phrase.h"

namespace depesche {
namespace {

using Words = std::set<std::string, std::less<>>;

bool is_definite(std::string_view word) {
  static const Words kWords = {"der",    "die",    "das",    "den",    "dem",    "des",    "dieser", "diese",  "dieses",
                               "diesem", "diesen", "jener",  "jene",   "jenem",  "jenen",  "sein",   "seine",  "seinem",
                               "seinen", "seiner", "seines", "ihr",    "ihre",   "ihrem",  "ihren",  "ihrer",  "ihres",
                               "unser",  "unsere", "deren",  "dessen", "beim",   "zum",    "zur",    "im",     "vom",
                               "am",     "the",    "this",   "that",   "these",  "those",  "his",    "her",    "its",
                               "their",  "our",    "whose",  "beider", "beiden", "solche", "such",   "solcher"};
  return kWords.contains(word);
}

bool is_indefinite(std::string_view word) {
  static const Words kWords = {"ein",    "eine",    "einem", "einen",   "einer",  "eines",   "kein",     "keine",
                               "keinen", "keinem",  "a",     "an",      "no",     "any",     "some",     "another",
                               "mehr",   "neue",    "neuen", "neuer",   "new",    "weitere", "weiteren", "further",
                               "more",   "erneute", "fresh", "mehrere", "several"};
  return kWords.contains(word);
}

// Before a noun without an article, these take it as known ("trotz Sanktionen", "after talks").
bool presupposes(std::string_view word) {
  static const Words kWords = {"seit",  "nach",   "trotz", "wegen",  "aufgrund", "angesichts", "während", "infolge",
                               "gegen", "durch",  "vor",   "bei",    "after",    "since",      "despite", "following",
                               "over",  "during", "amid",  "before", "because",  "of",         "under",   "unter"};
  return kWords.contains(word);
}

// A clause that begins with one of these tells what came before as known.
bool opens_known_clause(std::string_view word) {
  static const Words kWords = {"nachdem", "seitdem", "seit", "after", "since"};
  return kWords.contains(word);
}

// Says that a thing happened, before its noun ("kam es zu Protesten") …
bool announces(std::string_view words_before) {
  static constexpr std::string_view kPhrases[] = {"kam es zu",      "kommt es zu",    "es kam zu", "es gab",
                                                  "gab es",         "gibt es",        "there was", "there were",
                                                  "there has been", "there have been"};
  const std::string folded = fold_case(words_before);
  return std::any_of(std::begin(kPhrases), std::end(kPhrases),
                     [&](std::string_view phrase) { return folded.find(phrase) != std::string::npos; });
}

// … or after it ("The protest took place").
bool says_it_happened(std::string_view words_after) {
  static constexpr std::string_view kPhrases[] = {" statt",   "ereignete",  "brach aus",   "verübt",
                                                  "occurred", "took place", "takes place", "broke out"};
  const std::string folded = fold_case(words_after);
  return std::any_of(std::begin(kPhrases), std::end(kPhrases),
                     [&](std::string_view phrase) { return folded.find(phrase) != std::string::npos; });
}

class Telling {
 public:
  Telling(const Record& record, const Event& event, const Knowledge& knowledge)
      : event_(event), knowledge_(knowledge), text_(record.article.text), german_(record.article.language == "de") {
    const Span sentence = event.sentence < record.sentences.size() ? record.sentences[event.sentence] : event.trigger;
    // What is further away says nothing of the trigger; sentences may be as long as the article.
    constexpr uint32_t kFar = 160;
    const Span trigger = event.trigger;
    before_ = {std::min(trigger.begin, std::max(sentence.begin, trigger.begin - std::min(trigger.begin, kFar))),
               trigger.begin};
    after_ = {trigger.end, std::max(trigger.end, std::min(sentence.end, trigger.end + kFar))};
    while (before_.begin < before_.end && is_inside_character(before_.begin)) ++before_.begin;
    while (after_.end > after_.begin && is_inside_character(after_.end)) --after_.end;
    clause_begins_ = before_.begin <= sentence.begin;
    take_words_before();
  }

  bool is_noun() const {
    const std::string_view trigger = event_.trigger.of(text_);
    if (german_) {
      if (!is_capitalised(trigger)) return false;
      return !words_.empty() || has_noun_ending(trigger);
    }
    if (trigger.ends_with("ed")) return false;
    const auto said = determiner();
    if (trigger.ends_with("ing")) return said.definite || said.indefinite || said.owner;  // "the meeting"
    return said.definite || said.indefinite || said.preposition || said.owner || has_noun_ending(trigger) ||
           follows_origin();
  }

  bool is_presupposed() const {
    if (event_.status != "actual") return false;
    if (!is_noun()) return in_known_clause();
    const auto said = determiner();
    if (announces(before_.of(text_)) || (!said.in_phrase && says_it_happened(after_.of(text_)))) return false;
    return !said.indefinite && (said.definite || said.preposition || said.owner || follows_origin());
  }

 private:
  struct Determiner {
    bool definite = false, indefinite = false, preposition = false, owner = false;
    bool in_phrase = false;  // a preposition stands before all that
  };

  void take_words_before() {
    const std::string_view before = before_.of(text_);
    size_t end = before.size();
    const auto take = [&](size_t begin) {
      std::string_view word = before.substr(begin, end - begin);
      for (const std::string_view mark : {"„", "“", "”", "\"", "‚", "‘", "»", "«", "("}) {
        if (word.starts_with(mark)) word.remove_prefix(mark.size());
      }
      if (!word.empty()) words_.emplace_back(word);
    };
    for (size_t i = before.size(); i-- > 0;) {
      const char c = before[i];
      if (c == ',' || c == ';' || c == ':' || c == '(') {
        take(i + 1);
        clause_begins_ = true;
        return;
      }
      if (c != ' ' && c != '\n' && c != '\t') continue;
      take(i + 1);
      end = i;
    }
    take(0);
  }

  // What stands before the noun, beyond a few adjectives.
  Determiner determiner() const {
    constexpr size_t kAdjectives = 3;
    Determiner found;
    for (size_t i = 0; i < words_.size() && i <= kAdjectives; ++i) {
      const std::string word = fold_case(words_[i]);
      found.indefinite = is_indefinite(word);
      found.definite = is_definite(word);
      found.preposition = presupposes(word);
      if (found.indefinite || found.definite || found.preposition) {
        found.in_phrase = found.preposition || (i + 1 < words_.size() && presupposes(fold_case(words_[i + 1])));
        break;
      }
      found.owner = word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’") ||
                    (german_ && i == 0 && is_capitalised(words_[i]) && word.ends_with('s'));
      if (found.owner) break;
      if (german_ ? is_capitalised(words_[i]) : !may_be_adjective(words_[i])) break;  // another noun, or a verb
    }
    return found;
  }

  // English tells adjectives from nouns by their endings alone.
  static bool may_be_adjective(std::string_view word) {
    static constexpr std::string_view kEndings[] = {"al", "ic",  "ive", "ous", "ent", "ant", "ary", "ful", "less", "able",
                                                    "ed", "ing", "ish", "an",  "ese", "ern", "est", "ly",  "st",   "nd"};
    return is_capitalised(word) || std::any_of(std::begin(kEndings), std::end(kEndings),
                                               [&](std::string_view ending) { return word.ends_with(ending); });
  }

  // Right after an adjective of origin, without an article: "westliche Sanktionen", "Russian attacks".
  bool follows_origin() const {
    if (words_.empty()) return false;
    const std::string& word = words_.front();
    static constexpr std::string_view kStems[] = {"westlich",    "western",  "östlich",      "eastern",
                                                  "europäisch",  "european", "arabisch",     "arab",
                                                  "afrikanisch", "african",  "international"};
    const std::string folded = fold_case(word);
    const bool region = std::any_of(std::begin(kStems), std::end(kStems), [&](std::string_view stem) {
      return folded.starts_with(stem) && folded.size() <= stem.size() + 2;
    });
    // At a sentence's beginning it is the news.
    return (german_ || words_.size() > 1) && (region || knowledge_.state_of_adjective(word, german_ ? "de" : "en"));
  }

  bool has_noun_ending(std::string_view word) const {
    static constexpr std::string_view kGerman[] = {"ung",  "ungen",  "ion",   "ionen", "heit",
                                                   "keit", "schaft", "nahme", "nahmen"};
    static constexpr std::string_view kEnglish[] = {"ion", "ions", "ment", "ments", "ance", "ence", "ism"};
    const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
    return german_ ? std::any_of(std::begin(kGerman), std::end(kGerman), ends)
                   : std::any_of(std::begin(kEnglish), std::end(kEnglish), ends);
  }

  bool in_known_clause() const { return clause_begins_ && !words_.empty() && opens_known_clause(fold_case(words_.back())); }

  bool is_inside_character(uint32_t at) const {
    return at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
  }

  const Event& event_;
  const Knowledge& knowledge_;
  std::string_view text_;
  bool german_;
  Span before_, after_;             // of the trigger in its sentence
  bool clause_begins_ = false;      // whether the last of `words_` is the clause's first
  std::vector<std::string> words_;  // before the trigger, the nearest first; up to a comma or another mark
};

std::set<std::string> ids_of(const std::vector<Participant>& participants) {
  std::set<std::string> ids;
  for (const Participant& participant : participants) ids.insert(participant.entity);
  return ids;
}

bool share(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& id) { return b.contains(id); });
}

// Done together: who is called the actor is chance.
bool is_mutual(const Event& event) { return event.type == "CONSULT" || event.type == "AGREE" || event.type == "COOPERATE"; }

std::set<std::string> everybody(const Event& event) {
  std::set<std::string> ids = ids_of(event.actors);
  ids.merge(ids_of(event.recipients));
  return ids;
}

// By words: what is asked, said or threatened is another thing every time.
bool is_verbal(const Event& event) {
  static const Words kTypes = {"ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "CONCEDE"};
  return kTypes.contains(event.type);
}

enum class Agreement { kNone, kUnsaid, kHalf, kFull };

// Half: of the two sides one is the same and the other not said in one of the tellings. Unsaid: the second says none.
Agreement participants_agree(const Event& a, const Event& b) {
  if (is_mutual(a)) {
    const auto one = everybody(a), two = everybody(b);
    std::vector<std::string> both;
    std::set_intersection(one.begin(), one.end(), two.begin(), two.end(), std::back_inserter(both));
    if (both.size() >= 2) return Agreement::kFull;
    const bool within = !both.empty() && (both.size() == one.size() || both.size() == two.size());
    return within ? Agreement::kHalf : Agreement::kNone;
  }
  const auto actors_a = ids_of(a.actors), actors_b = ids_of(b.actors);
  const auto recipients_a = ids_of(a.recipients), recipients_b = ids_of(b.recipients);
  const bool actors = share(actors_a, actors_b), recipients = share(recipients_a, recipients_b);
  if (actors && recipients) return Agreement::kFull;
  if (actors_b.empty() && recipients_b.empty()) return Agreement::kUnsaid;
  const bool actors_open = actors_a.empty() || actors_b.empty();
  const bool recipients_open = recipients_a.empty() || recipients_b.empty();
  return (actors && recipients_open) || (actors_open && recipients) ? Agreement::kHalf : Agreement::kNone;
}

bool times_agree(const Event& a, const Event& b) {
  if (!a.time || !b.time || !a.time->begin || !b.time->begin) return true;
  const std::string &end_a = a.time->end ? *a.time->end : *a.time->begin,
                    &end_b = b.time->end ? *b.time->end : *b.time->begin;
  return *a.time->begin <= end_b && *b.time->begin <= end_a;
}

bool places_agree(const Event& a, const Event& b) {
  for (const EventPlace& one : a.places) {
    for (const EventPlace& two : b.places) {
      if (one.country && two.country && one.country != two.country) return false;
      if (one.precision == "city" && two.precision == "city" && one.name != two.name) return false;
    }
  }
  return true;
}

// The same word, but for its ending.
bool same_word(std::string_view a, std::string_view b) {
  constexpr size_t kStem = 5;  // bytes
  const std::string one = fold_case(a), two = fold_case(b);
  const size_t size = std::min(one.size(), two.size());
  // "nahm … fest" and "Festnahme", "griff … an" and "Angriff".
  if (std::min(one.size(), two.size()) >= 4 && (one.find(two) != one.npos || two.find(one) != two.npos)) return true;
  return size >= kStem &&
         one.compare(0, size > kStem + 3 ? size - 3 : kStem, two, 0, size > kStem + 3 ? size - 3 : kStem) == 0;
}

bool is_narrower(const EventTime& a, const std::optional<EventTime>& b) {
  if (!a.begin) return false;
  if (!b || !b->begin) return true;
  const auto days = [](const EventTime& time) { return std::pair(*time.begin, time.end.value_or(*time.begin)); };
  return days(a) != days(*b) && *a.begin >= *b->begin && a.end.value_or(*a.begin) <= b->end.value_or(*b->begin);
}

void take_what_it_adds(Event& first, const Event& again) {
  Joined joined = first.joined.value_or(Joined());
  if (again.time && is_narrower(*again.time, joined.time ? joined.time : first.time)) joined.time = again.time;
  for (const EventPlace& place : again.places) {
    const auto same = [&](const EventPlace& other) { return other.name == place.name; };
    if (std::none_of(first.places.begin(), first.places.end(), same) &&
        std::none_of(joined.places.begin(), joined.places.end(), same)) {
      joined.places.push_back(place);
    }
  }
  if (joined.time || !joined.places.empty()) first.joined = std::move(joined);
}

// An article that tells an act again does so within so many others.
constexpr size_t kFarthest = 300;

}  // namespace

void join_happenings(Record& record, const Knowledge& knowledge) {
  const std::string_view text = record.article.text;
  std::vector<bool> known;  // told as a noun or as known: may be an earlier one
  for (Event& event : record.events) {
    const Telling telling(record, event, knowledge);
    event.presupposed = telling.is_presupposed();
    known.push_back(telling.is_noun() || *event.presupposed);
  }
  for (size_t i = 1; i < record.events.size(); ++i) {
    Event& again = record.events[i];
    for (size_t j = i - std::min(i, kFarthest); j < i; ++j) {
      Event& first = record.events[j];
      if (first.same_as || first.sentence == again.sentence) continue;
      if (first.type != again.type || first.status != again.status) continue;
      if (first.mode && again.mode && first.mode != again.mode) continue;
      const Agreement agreement = participants_agree(first, again);
      if (agreement == Agreement::kNone || !times_agree(first, again) || !places_agree(first, again)) continue;
      const bool same = same_word(first.trigger.of(text), again.trigger.of(text));
      const bool told_as_known = known[i] || known[j];
      const bool one = is_verbal(first)                  ? agreement == Agreement::kFull && same && told_as_known
                       : agreement == Agreement::kFull   ? same || told_as_known
                       : agreement == Agreement::kUnsaid ? same && *again.presupposed
                       : is_mutual(first)                ? told_as_known
                                                         : same;
      if (!one) continue;
      again.same_as = first.id;
      again.why.push_back({"same_as", same ? "same word" : "told as known", first.trigger, {}});
      take_what_it_adds(first, again);
      break;
    }
  }
}

}  // namespace depesche
