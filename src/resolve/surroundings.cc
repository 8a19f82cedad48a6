#include "resolve/surroundings.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "base/utf8.h"
#include "resolve/phrase.h"
#include "resolve/place_words.h"

namespace depesche {
namespace {

using Kind = CountryHint::Kind;

constexpr uint32_t kFarBefore = 60;  // bytes between a country and what it belongs to
constexpr uint32_t kFarAfter = 90;
constexpr double kSure = 0.5;       // of a sector: what the reader takes somebody for goes before the words around
constexpr uint32_t kOpening = 200;  // bytes: what an article opens with is what it is about

// Words that begin another phrase, or hold two together: beyond them, nothing belongs to the phrase any more.
bool is_function_word(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {
      "und", "oder", "aber", "dass", "wie",  "von", "in",   "im",  "am",   "an",    "auf",  "bei", "mit",   "nach", "der",
      "die", "das",  "des",  "dem",  "den",  "ein", "eine", "vor", "sein", "seine", "ihre", "and", "or",    "but",  "that",
      "as",  "of",   "for",  "with", "from", "by",  "to",   "the", "a",    "his",   "her",  "its", "their", "at",   "on"};
  return kWords.contains(fold_case(word));
}

bool breaks_phrase(std::string_view text) {
  return text.find_first_of(".;:!?\n\"()") != text.npos || text.find("„") != text.npos || text.find("“") != text.npos;
}

bool is_both(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {"both", "beide", "beiden", "beider"};
  return kWords.contains(fold_case(word));
}

// Where a mark ends it; a stop of "the top U.S. diplomat" does not.
size_t end_of_apposition(std::string_view text, size_t begin) {
  size_t end = text.find_first_of(",.;:!?\n()", begin);
  const auto is_letter_alone = [&](size_t stop) {
    const bool capital = stop > begin && text[stop - 1] >= 'A' && text[stop - 1] <= 'Z';
    return text[stop] == '.' && capital && (stop - 1 == begin || text[stop - 2] == ' ' || text[stop - 2] == '.');
  };
  while (end != text.npos && is_letter_alone(end)) end = text.find_first_of(",.;:!?\n()", end + 1);
  return end;
}

// An English apposition begins with an article, an adjective or a noun.
bool begins_with_verb(std::string_view word) {
  static const std::set<std::string_view> kVerbs = {
      "is",   "was",   "are",   "were", "has", "had",  "have", "said", "told", "went", "made",  "took",  "came",
      "gave", "wrote", "spoke", "met",  "won", "lost", "left", "held", "did",  "will", "would", "calls", "called"};
  return word.ends_with("ed") || kVerbs.contains(word);
}

// What ends with a stop before a name.
bool is_short_title(std::string_view word) {
  static const std::set<std::string_view> kWords = {"Lt",   "Col",  "Gen", "Brig", "Maj", "Capt", "Sgt",  "Cpl",
                                                    "Adm",  "Cmdr", "Dr",  "Prof", "Sen", "Rep",  "Gov",  "Supt",
                                                    "Insp", "Mr",   "Mrs", "Ms",   "St",  "Hon",  "Dipl", "Ing"};
  return kWords.contains(word);
}

// Before a name: a noun or an adjective, as far as its letters show.
bool may_be_attribute(std::string_view word, bool german) {
  if (!german) return !begins_with_verb(word);
  if (is_capitalised(word)) return true;
  static constexpr std::string_view kEndings[] = {"e", "en", "er", "es", "em"};
  return !word.ends_with("te") && !word.ends_with("ten") &&
         std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

double weight_of_kind(Kind kind) {
  switch (kind) {
    case Kind::kName:
    case Kind::kAdjective:
      return 1.5;
    case Kind::kSeat:
      return 1.3;
    case Kind::kBody:
      return 0.7;
    default:
      return 1;
  }
}

// Who is of one country and works in another: "Peruvian ambassador to Denmark".
bool is_envoy(std::string_view word) {
  static constexpr std::string_view kStems[] = {"botschaft", "gesandte", "konsul",   "nuntius", "attaché", "ambassador",
                                                "embass",    "envoy",    "diplomat", "consul",  "nuncio"};
  const std::string folded = fold_case(word);
  return std::any_of(std::begin(kStems), std::end(kStems), [&](std::string_view stem) {
    const size_t at = folded.find(stem);
    return at != folded.npos && !std::string_view(folded).substr(at + stem.size()).starts_with('t');  // "consultant"
  });
}

// Who stands for others, or is one of many: what matters is what they belong to ("Sprecher der Polizei", "staff of the UN").
bool is_member_word(std::string_view word) {
  static const std::set<std::string, std::less<>> kWords = {
      "sprecher", "sprecherin", "angehörige",     "angehörigen",     "mitarbeiter", "mitarbeiterin", "mitarbeitern",
      "mitglied", "mitglieder", "mitgliedern",    "vertreter",       "vertretern",  "vertreterin",   "berater",
      "leute",    "anhänger",   "anhängern",      "spokesman",       "spokeswoman", "spokesperson",  "member",
      "members",  "staff",      "representative", "representatives", "official",    "officials",     "aide",
      "adviser",  "employees",  "supporters"};
  return kWords.contains(fold_case(word));
}

}  // namespace

Surroundings::Surroundings(const Article& article, const Knowledge& knowledge,
                           const std::optional<std::vector<NameMention>>& names)
    : article_(article),
      knowledge_(knowledge),
      language_(language_of_tables(article)),
      all_words_(split_words(article.text)),
      words_(countries_in(article.text, all_words_, knowledge, language_, names)) {
  const auto add = [&](const CountryWords& words, double times) {
    if (words.country == "INT") return;
    weight_[words.country] += times * weight_of_kind(words.kind);
    if (words.kind != Kind::kBody) named_.insert(words.country);
  };
  for (const CountryWords& words : words_) add(words, words.span.begin < kOpening ? 2 : 1);
  if (names) {
    for (const NameMention& name : *names) {
      if (name.kind == "person") persons_.push_back(name.span);
    }
    std::sort(persons_.begin(), persons_.end());
  }
  const std::string_view title = article.title ? *article.title : std::string_view();
  const std::vector<Span> title_words = split_words(title);
  for (const CountryWords& words : countries_in(title, title_words, knowledge, language_, {})) add(words, 1.5);

  // Where it was written is cut off the text; the agency in its brackets says nothing.
  for (const Removed& removed : article.removed) {
    if (removed.why != RemovedWhy::kDateline) continue;
    const std::vector<Span> dateline_words = split_words(removed.text);
    for (const CountryWords& words : countries_in(removed.text, dateline_words, knowledge, language_, {})) {
      if (words.kind != Kind::kBody) add(words, 2);
    }
  }

  const auto less = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto main = std::max_element(weight_.begin(), weight_.end(), less);
  if (main == weight_.end()) return;
  double all = 0;
  for (const auto& [country, weight] : weight_) all += weight;
  main_country_ = {main->first, std::round(100 * main->second / all) / 100};
}

std::vector<CountryWords>::const_iterator Surroundings::first_after(uint32_t position) const {
  return std::partition_point(words_.begin(), words_.end(),
                              [&](const CountryWords& words) { return words.span.end <= position; });
}

std::vector<Span> Surroundings::words_in(Span span) const {
  std::vector<Span> words;
  for (auto at = std::lower_bound(all_words_.begin(), all_words_.end(), Span{span.begin, span.begin});
       at != all_words_.end() && at->end <= span.end; ++at) {
    words.push_back(*at);
  }
  return words;
}

bool Surroundings::names_envoy(Span phrase) const {
  const std::vector<Span> words = words_in(phrase);
  return std::any_of(words.begin(), words.end(), [&](Span word) { return is_envoy(word.of(article_.text)); });
}

// The last one: what a phrase hangs on comes after it ("Peruvian police in Lima"). Nothing where it is of several countries
// ("German and French ministers").
std::optional<CountryWords> Surroundings::country_in(Span span) const {
  const CountryWords* found = nullptr;
  const bool envoy = names_envoy(span);
  for (auto at = first_after(span.begin); at != words_.end() && at->span.begin < span.end; ++at) {
    const CountryWords& words = *at;
    // A place's name at the beginning of a phrase is more often part of another name, but for "Warschauer Polizei",
    // "Belfast police".
    const bool more = words.span.end + 1 < span.end;
    const bool adjective =
        more && (language_ == "de" ? words.span.of(article_.text).ends_with("er")
                                   : !is_capitalised(std::string_view(article_.text).substr(words.span.end + 1)));
    if (words.kind == Kind::kPlace && words.span.begin <= span.begin && !adjective) continue;
    if (words.generic && speaks_only_of_others(words.country)) continue;  // somebody else's Greens
    if (found && found->country != words.country && found->kind == words.kind) return std::nullopt;
    found = &words;
    if (envoy && words.kind <= Kind::kPeople) break;  // the country that they are of stands before the one that they are in
  }
  return found ? std::optional(*found) : std::nullopt;
}

// "dänische Außenministerin [Ada Lund]", "Denmark's [government]".
std::optional<CountryWords> Surroundings::country_before(Span span, bool person) const {
  auto at = first_after(span.begin);
  if (at == words_.begin()) return std::nullopt;
  const CountryWords& words = *--at;
  const std::string_view itself = words.span.of(article_.text);
  const Span between{words.span.end, span.begin};
  const std::string_view gap = between.of(article_.text);
  if (between.size() > kFarBefore || breaks_phrase(gap) || words.country == "INT") return std::nullopt;
  if (!person && gap.find(',') != gap.npos) return std::nullopt;
  const bool genitive = itself.ends_with("'s") || itself.ends_with("’s") || itself.ends_with("s'") || itself.ends_with("s’");
  if (words.kind == Kind::kPlace && !genitive && !itself.ends_with("er") && !is_german_genitive(itself)) return std::nullopt;
  if (words.kind == Kind::kName && !person && !genitive) return std::nullopt;
  const std::vector<Span> gap_words = words_in(between);
  if (!gap_words.empty() || gap.find(',') != gap.npos) {
    // What stands between belongs to the phrase, and no verb does ("Peru entließ Minister [Ada Lund]").
    const auto title = person ? title_before(span) : std::nullopt;
    const uint32_t first = gap_words.empty() ? span.begin : gap_words.front().begin;
    const bool attributes = gap.find(',') == gap.npos && std::all_of(gap_words.begin(), gap_words.end(), [&](Span word) {
                              return may_be_attribute(word.of(article_.text), language_ == "de");
                            });
    if (!attributes && !(title && title->begin <= first)) return std::nullopt;
  }
  const bool one_phrase =
      std::none_of(gap_words.begin(), gap_words.end(), [&](Span word) { return is_function_word(word.of(article_.text)); });
  return one_phrase && gap_words.size() <= (person ? 4u : 1u) ? std::optional(words) : std::nullopt;
}

bool Surroundings::is_german_genitive(std::string_view word) const {
  if (language_ != "de" || !word.ends_with('s')) return false;
  const std::vector<KnownPlace> places = knowledge_.places(word, language_);
  return !places.empty() &&
         std::none_of(places.begin(), places.end(), [&](const KnownPlace& place) { return place.name == word; });
}

// "Peru, dessen Minister [Ada Lund]", "Denmark, whose [police]".
std::optional<CountryWords> Surroundings::country_of_relative(Span span, bool person) const {
  static const std::set<std::string, std::less<>> kRelatives = {"dessen", "deren", "whose"};
  if (person) {
    const auto title = title_before(span);
    if (!title) return std::nullopt;
    span = *title;
  }
  const auto is_relative = [&](Span word) { return kRelatives.contains(word.of(article_.text)); };
  auto word = std::lower_bound(all_words_.begin(), all_words_.end(), Span{span.begin, span.begin});
  if (word == all_words_.end() || (!is_relative(*word) && (word == all_words_.begin() || !is_relative(*--word)))) {
    return std::nullopt;
  }
  const auto after = first_after(word->begin);
  if (after == words_.begin()) return std::nullopt;
  const CountryWords& words = *std::prev(after);
  const bool right_before = Span{words.span.end, word->begin}.of(article_.text) == ", ";
  return right_before && words.country != "INT" ? std::optional(words) : std::nullopt;
}

// "[Ada Lund], the Danish foreign minister", "[police] in Lima".
std::optional<CountryWords> Surroundings::country_after(Span span, bool person) const {
  if (person) {
    const auto apposition = apposition_after(span);
    return apposition ? country_in(*apposition) : std::nullopt;
  }
  const std::vector<Span> next =
      words_in({span.end, std::min<uint32_t>(span.end + kFarAfter, static_cast<uint32_t>(article_.text.size()))});
  if (next.empty() || Span{span.end, next[0].begin}.of(article_.text) != " ") return std::nullopt;
  if (!binds_to_place(next[0].of(article_.text))) return std::nullopt;
  for (size_t i = 1; i < next.size() && i <= 3; ++i) {
    if (breaks_phrase(Span{next[i - 1].end, next[i].begin}.of(article_.text))) break;
    const auto at = first_after(next[i].begin);
    if (at != words_.end() && at->span.begin == next[i].begin && at->country != "INT") return *at;
  }
  return std::nullopt;
}

// What stands before a name and belongs to it: "Außenminister [Ada Lund]", "the army chief in Lima, [Ada Lund]".
std::optional<Span> Surroundings::title_before(Span name) const {
  constexpr size_t kLongestTitle = 8;
  const std::string_view text = article_.text;
  const auto end =
      std::partition_point(all_words_.begin(), all_words_.end(), [&](Span word) { return word.end <= name.begin; });
  auto first = end, title_end = end;
  bool apposed = false, only_ranks = true;  // since the name: a comma crossed; nothing but "Lt. Col."
  for (size_t count = 0; first != all_words_.begin() && count < kLongestTitle; ++count) {
    const Span word = *std::prev(first);
    const std::string_view gap = Span{word.end, first == end ? name.begin : first->begin}.of(text);
    if (gap == ", " && only_ranks) {
      apposed = true;
      title_end = first;
    } else if (gap != " " && !(gap == ". " && is_short_title(word.of(text)))) {
      break;
    }
    only_ranks = only_ranks && !apposed && is_short_title(word.of(text));
    --first;
  }
  // The nearest word for a role, and what stands between it and the name: right before a name only more names ("Minister of
  // State Ada Lund" aside), so that no verb comes between ("Den Richter bat Ada Lund").
  for (auto word = title_end; word != first;) {
    --word;
    const std::string_view itself = word->of(text);
    if (itself == "und" || itself == "and") break;
    if (knowledge_.role(itself, language_)) {
      const auto head = apposed ? head_before(first, word) : word;
      const auto begin = first_of_phrase(first, head);
      if (apposed && language_ != "de" && !stands_apart(begin, head, title_end, name)) return std::nullopt;
      return Span{begin->begin, std::prev(title_end)->end};
    }
    if (!apposed && !is_capitalised(itself)) break;
  }
  return std::nullopt;
}

// "Sprecher der Hafenbehörde, [Bo Sand]": of two words for roles the one that the other hangs on, if that is a person's and
// only articles and adjectives stand between.
std::vector<Span>::const_iterator Surroundings::head_before(std::vector<Span>::const_iterator from,
                                                            std::vector<Span>::const_iterator noun) const {
  bool hangs = false;
  for (auto back = noun; back != from;) {
    const std::string_view itself = (--back)->of(article_.text);
    if (hangs) {
      const auto role = knowledge_.role(itself, language_);
      return role && role->type == EntityType::kPerson ? back : noun;
    }
    hangs = hangs_on(itself) && itself != "der";
    if (hangs_on(itself) && itself == "der") {  // an article of its own, unless "von" stands before it
      if (back == from || !hangs_on(std::prev(back)->of(article_.text))) hangs = true;
    }
    if (!hangs && is_capitalised(itself)) break;
  }
  return noun;
}

// English, before a comma and a name: a noun phrase that ends with its noun or with what hangs on that, and begins a
// sentence or a part of one ("The army chief in Lima, [Ada Lund] said") or goes on behind the name ("… met the army chief,
// [Ada Lund], in Lima"); unlike "After meeting the president on Tuesday, [Ada Lund] said", "After talks with the president,
// [Ada Lund] said".
bool Surroundings::stands_apart(std::vector<Span>::const_iterator begin, std::vector<Span>::const_iterator head,
                                std::vector<Span>::const_iterator end, Span name) const {
  static const std::set<std::string, std::less<>> kArticles = {"the", "a", "an", "his", "her", "its", "their"};
  static const std::set<std::string, std::less<>> kBinding = {"of", "for", "in", "at", "to"};
  const std::string_view text = article_.text;
  if (std::next(head) != end && !kBinding.contains(std::next(head)->of(text))) return false;
  if (name.end < text.size() && std::string_view(",.;)").find(text[name.end]) != std::string_view::npos) return true;
  const auto follows_word = [&](std::vector<Span>::const_iterator word) {
    return word != all_words_.begin() && Span{std::prev(word)->end, word->begin}.of(text) == " ";
  };
  if (!follows_word(begin)) return true;
  const auto article = std::prev(begin);
  return kArticles.contains(fold_case(article->of(text))) && !follows_word(article);
}

// The adjectives and genitives before a noun belong to it, articles and what is before them do not.
std::vector<Span>::const_iterator Surroundings::first_of_phrase(std::vector<Span>::const_iterator from,
                                                                std::vector<Span>::const_iterator noun) const {
  // German nouns and verbs stand apart from adjectives by their letters: a small word that ends like one, or a genitive. In
  // "-te" it is a verb ("teilte Armeesprecher Bo Sand mit") unless an article stands before it ("der gewählte Präsident").
  const auto belongs = [&](std::vector<Span>::const_iterator at) {
    const std::string_view word = at->of(article_.text);
    if (is_function_word(word)) return false;
    if (language_ != "de") return !word.ends_with("ed") && word != "said" && word != "told" && word != "met";
    if (is_capitalised(word)) return word.ends_with('s');
    if (word.ends_with("te") || word.ends_with("ten")) {
      const auto next = std::next(at);
      if (next != noun && is_capitalised(next->of(article_.text))) return false;  // "teilte Kenias Minister mit"
      return at != all_words_.begin() && is_function_word(std::prev(at)->of(article_.text)) &&
             Span{std::prev(at)->end, at->begin}.of(article_.text) == " ";
    }
    return word.ends_with('e') || word.ends_with("en") || word.ends_with("er");
  };
  auto first = noun;
  while (first != from && belongs(std::prev(first))) --first;
  return first;
}

// What stands after a name between commas or brackets, or after "is", and has a word for a role or a body in it.
std::optional<Span> Surroundings::apposition_after(Span name) const {
  const std::string_view text = article_.text;
  std::string_view rest = text.substr(name.end);
  static constexpr std::string_view kOpenings[] = {", ", " (", " is ", " was ", " ist ", " war "};
  const auto opening =
      std::find_if(std::begin(kOpenings), std::end(kOpenings), [&](std::string_view o) { return rest.starts_with(o); });
  if (opening == std::end(kOpenings)) return std::nullopt;
  const size_t begin = opening->size();
  size_t end = end_of_apposition(rest.substr(0, kFarAfter), begin);
  if (end == rest.npos) {
    end = std::min<size_t>(rest.size(), kFarAfter);
    while (end > begin && end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80)
      --end;  // whole characters
  }
  const Span span{static_cast<uint32_t>(name.end + begin), static_cast<uint32_t>(name.end + end)};
  const std::vector<Span> words = words_in(span);
  if (words.empty()) return std::nullopt;
  static const std::set<std::string_view> kClauses = {"der", "die", "das",   "dem",   "den", "dessen", "deren", "und",
                                                      "and", "who", "which", "whose", "but", "aber",   "oder",  "or"};
  const std::string_view first = words[0].of(text);
  if (language_ != "de" && begins_with_verb(first)) return std::nullopt;  // "[Ada Lund], asked by reporters"
  if (begin > 2 && !is_what_somebody_is(words)) return std::nullopt;
  const auto other = std::lower_bound(persons_.begin(), persons_.end(), Span{span.begin, span.begin});
  if (other != persons_.end() && other->begin < span.end) {
    const bool hangs = std::any_of(words.begin(), words.end(), [&](Span word) {
      return word.end <= other->begin && hangs_on(word.of(text));  // "[Ada Lund], a spokeswoman for Bo Sand"
    });
    if (!hangs) return std::nullopt;  // "[Ada Lund], Minister Bo Sand und …"
  }
  // A German clause ends with its verb, an apposition with its noun.
  const bool ends_in_noun = is_capitalised(words.back().of(text));
  if (kClauses.contains(first) && !(words.size() > 1 && (is_capitalised(words[1].of(text)) || ends_in_noun)))
    return std::nullopt;
  if (first == "und" || first == "and") return std::nullopt;
  // "…, [Ada Lund], warf der Polizei vor"
  if (language_ == "de" && !is_function_word(first) && !may_be_attribute(first, true)) {
    const auto next = words.size() > 1 ? knowledge_.role(words[1].of(text), language_) : std::nullopt;
    const bool before_role = next && next->type == EntityType::kPerson;  // "damals Ministerin", "designierte Kanzlerin"
    if (!before_role && (!ends_in_noun || first.ends_with("te") || first.ends_with("ten"))) return std::nullopt;
  }
  const bool says_role =
      std::any_of(words.begin(), words.end(), [&](Span w) { return knowledge_.role(w.of(text), language_).has_value(); });
  // "an Estonian businesswoman": somebody, whatever the word for it.
  static const std::set<std::string_view> kSomebody = {"ein", "eine", "der", "die", "a", "an", "the"};
  return says_role || (kSomebody.contains(first) && country_in(span).has_value()) ? std::optional(span) : std::nullopt;
}

// Behind "is": "the Danish minister", not "afraid of the minister", "the target of a police raid", "der Polizei bekannt".
bool Surroundings::is_what_somebody_is(const std::vector<Span>& words) const {
  static const std::set<std::string_view> kArticles = {"the", "a", "an", "der", "die", "das", "ein", "eine"};
  const auto role = knowledge_.role(words[head_of(words, article_.text)].of(article_.text), language_);
  const bool noun_phrase = language_ != "de" || is_capitalised(words.back().of(article_.text));
  return kArticles.contains(words[0].of(article_.text)) && role && role->type == EntityType::kPerson && noun_phrase;
}

// "[Ada Lund] of the Harbour Workers' Union", "[Ada Lund] (Grüne)": the body that a person belongs to.
std::optional<Span> Surroundings::body_after(Span name) const {
  constexpr size_t kLongestBody = 6;
  const std::string_view text = article_.text;
  const uint32_t end = std::min<uint32_t>(name.end + kFarAfter, static_cast<uint32_t>(text.size()));
  std::vector<Span> words;
  for (auto word = std::lower_bound(all_words_.begin(), all_words_.end(), Span{name.end, name.end});
       word != all_words_.end() && word->end <= end && words.size() < kLongestBody; ++word) {
    const std::string_view gap = Span{words.empty() ? name.end : words.back().end, word->begin}.of(text);
    if (words.empty() && gap == " (") {
      const size_t close = text.substr(0, end).find(')', word->begin);
      if (close == text.npos || close > end) return std::nullopt;
      return Span{word->begin, static_cast<uint32_t>(close)};
    }
    const std::string_view itself = word->of(text);
    if (words.empty() && itself != "of" && itself != "from" && itself != "von" && itself != "vom" && itself != "aus") break;
    const bool of_name =
        words.empty() || is_capitalised(itself) || is_function_word(itself) || knowledge_.role(itself, language_);
    if (gap != " " || !of_name) break;
    words.push_back(*word);
  }
  return words.size() > 1 ? std::optional(Span{words[1].begin, words.back().end}) : std::nullopt;
}

// Of the word that says what the phrase is about; where that has none or only belongs to something ("Sprecher der Polizei"),
// of the words around it.
std::optional<Surroundings::SectorWords> Surroundings::sector_in(Span span) const {
  const std::vector<Span> words = words_in(span);
  if (words.empty()) return std::nullopt;
  const size_t head = head_of(words, article_.text);
  auto own = sector_ending_at(words, head);
  if (own && !is_member_word(words[head].of(article_.text))) return own;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i == head || is_member_word(words[i].of(article_.text))) continue;
    if (auto sector = sector_ending_at(words, i)) return sector;
  }
  for (size_t i = 0; i < words.size(); ++i) {
    for (size_t count = std::min(kLongestNameWords, words.size() - i); count > 0; --count) {
      const Span name{words[i].begin, words[i + count - 1].end};
      const auto actor =
          is_capitalised(name.of(article_.text)) ? knowledge_.actor(name.of(article_.text), language_, {}) : std::nullopt;
      if (actor && actor->type == EntityType::kOrganisation && actor->sector)
        return SectorWords{name, *actor->sector, actor->row};
      const std::string_view first = name.of(article_.text).substr(0, name.of(article_.text).find('-'));
      if (first.size() == name.size() || count > 1) continue;
      const auto body = knowledge_.actor(first, language_, {});  // "SPD-Chef"
      if (body && body->type == EntityType::kOrganisation && body->sector)
        return SectorWords{name, *body->sector, body->row};
    }
  }
  return own;
}

// Of the longest word for a role or a body that ends with words[last] ("deputy prime minister").
std::optional<Surroundings::SectorWords> Surroundings::sector_ending_at(const std::vector<Span>& words, size_t last) const {
  constexpr size_t kLongestRole = 3;
  for (size_t count = std::min(kLongestRole, last + 1); count > 0; --count) {
    const Span span{words[last + 1 - count].begin, words[last].end};
    const auto role = knowledge_.role(span.of(article_.text), language_);
    if (role && role->sector) return SectorWords{span, *role->sector, role->row};
  }
  const auto role = knowledge_.role_of_first_part(words[last].of(article_.text), language_);
  return role ? std::optional(SectorWords{words[last], *role->sector, role->row}) : std::nullopt;
}

std::optional<Span> Surroundings::close_title_of(Span name) const {
  const std::string_view text = article_.text;
  if (const auto title = title_before(name); title && Span{title->end, name.begin}.of(text) == " ") return title;
  const auto apposition = apposition_after(name);
  if (!apposition || apposition->end >= text.size()) return std::nullopt;
  const bool closed = text[apposition->begin - 1] == '(' ? text[apposition->end] == ')' : text[apposition->end] == ',';
  const bool opened = text[name.end] == ',' || text[name.end + 1] == '(';
  const std::vector<Span> words = words_in(*apposition);
  if (!closed || !opened || words.empty()) return std::nullopt;
  const size_t head = head_of(words, text);
  const bool ends = head + 1 == words.size() || hangs_on(words[head + 1].of(text));
  const bool role = knowledge_.role(words[head].of(text), language_).has_value();
  return ends && role && !is_place_preposition(words[0].of(text)) ? apposition : std::nullopt;
}

std::optional<Span> Surroundings::title_of(Span name) const {
  const auto title = title_before(name);
  return title ? title : apposition_after(name);
}

std::optional<CountryWords> Surroundings::country_said(Span phrase) const {
  if (auto country = country_in(phrase)) return country;
  if (auto country = country_before(phrase, false)) return country;
  return country_after(phrase, false);
}

std::optional<CountryWords> Surroundings::owner_before(Span body) const {
  const auto after = first_after(body.begin);
  if (after == words_.begin()) return std::nullopt;
  const CountryWords& words = *std::prev(after);
  const std::string_view itself = words.span.of(article_.text);
  const auto is_country = [&](std::string_view name) {
    const auto hint = knowledge_.country_hint(name);
    return hint && hint->kind == Kind::kName;
  };
  const bool genitive = language_ == "de" ? itself.ends_with('s') && is_country(itself.substr(0, itself.size() - 1))
                                          : itself.ends_with("'s") || itself.ends_with("’s");  // not "Belarus"
  const bool right_before = Span{words.span.end, body.begin}.of(article_.text) == " ";
  return genitive && right_before && words.kind == Kind::kName ? std::optional(words) : std::nullopt;
}

std::optional<std::string> Surroundings::country_meant() const {
  constexpr double kByFar = 0.6;
  return main_country_ && main_country_->second >= kByFar ? std::optional(main_country_->first) : std::nullopt;
}

double Surroundings::weight_of(const std::string& country) const {
  const auto found = weight_.find(country);
  return found == weight_.end() ? 0 : found->second;
}

std::optional<std::string_view> Surroundings::word_before(Span span) const {
  const auto next =
      std::partition_point(all_words_.begin(), all_words_.end(), [&](Span word) { return word.end <= span.begin; });
  if (next == all_words_.begin()) return std::nullopt;
  const Span word = *std::prev(next);
  const std::string_view gap = Span{word.end, span.begin}.of(article_.text);
  return gap == " " ? std::optional(word.of(article_.text)) : std::nullopt;
}

void Surroundings::add_role(Entity& entity, Span name) const {
  const std::pair<const char*, std::optional<Span>> places[] = {
      {"title", title_before(name)}, {"apposition", apposition_after(name)}, {"body", body_after(name)}};
  for (const auto& [rule, place] : places) {
    if (!place) continue;
    const auto sector = sector_in(*place);
    if (!sector) continue;
    if (!entity.sector) {
      entity.sector = sector->sector;
      entity.why.push_back({"sector", rule, sector->span, sector->row});
    }
    if (!entity.role) {
      entity.role = std::string(trim(place->of(article_.text)));
      entity.why.push_back({"role", rule, *place, {}});
    }
    return;
  }
}

// "die Zeitung [Der Bote]", "the newspaper [La Marea]".
void Surroundings::add_sector_of_body(Entity& entity, Span name) const {
  const auto before = word_before(name);
  const auto role = before ? knowledge_.role(*before, language_) : std::nullopt;
  if (!role || role->type != EntityType::kOrganisation || !role->sector) return;
  entity.sector = role->sector;
  entity.why.push_back(
      {"sector", "title", Span{name.begin - 1 - static_cast<uint32_t>(before->size()), name.begin - 1}, role->row});
}

// What a phrase is about; of a person's only those that are no name.
std::optional<Surroundings::SectorWords> Surroundings::sector_of_words(const std::vector<Mention>& mentions,
                                                                       bool person) const {
  for (const Mention& mention : mentions) {
    if (mention.form == MentionForm::kPronoun || (person && mention.form == MentionForm::kName)) continue;
    if (auto sector = sector_in(mention.span)) return sector;
  }
  return std::nullopt;
}

std::optional<Surroundings::Beside> Surroundings::beside(Span place) const {
  // "Orla in eastern Poland", "Barhi in the Indian state of Jharkhand", "Birmingham im US-Bundesstaat Alabama"
  static const std::set<std::string, std::less<>> kBetween = {
      "the",     "state", "province", "district", "county", "region", "of",  "eastern", "western", "northern",   "southern",
      "central", "south", "north",    "east",     "west",   "der",    "dem", "provinz", "region",  "bundesstaat"};
  constexpr size_t kMostBetween = 4;
  const std::string_view text = article_.text, rest = text.substr(place.end);
  for (const std::string_view gap : {", ", " in ", " (", " im "}) {
    if (!rest.starts_with(gap)) continue;
    const auto begin = static_cast<uint32_t>(place.end + gap.size());
    // Of the words here, not of those that the article is about: "Virginia" says which Alexandria, whatever else it may be.
    auto first = std::lower_bound(all_words_.begin(), all_words_.end(), Span{begin, begin});
    if (first == all_words_.end() || first->begin != begin) continue;
    std::optional<Beside> country;  // "Indian" before "state of Jharkhand"
    const bool is_comma = gap == ", ";
    const size_t most_between = is_comma ? 0 : kMostBetween;
    for (size_t between = 0; first != all_words_.end() && between <= most_between; ++between) {
      for (size_t count = std::min<size_t>(kLongestNameWords, static_cast<size_t>(all_words_.end() - first)); count > 0;
           --count) {
        const Span name{first->begin, (first + static_cast<std::ptrdiff_t>(count) - 1)->end};
        if (!is_capitalised(name.of(text)) || name.of(text).find_first_of(";:!?\n\"()") != text.npos) continue;
        const auto hint = knowledge_.country_hint(name.of(text));
        if (!hint || hint->kind == Kind::kBody || hint->kind == Kind::kPeople) continue;
        // Behind a comma another town or sentence may begin: "in Paris, Berlin und Wien", "In Paris, German diplomats …".
        if (is_comma && hint->kind != Kind::kName && hint->kind != Kind::kPlace) continue;
        const Beside found{std::string(name.of(text)), hint->countries.front(), !is_comma};
        if (hint->kind != Kind::kAdjective) return found;
        country = found;
        break;
      }
      const std::string word = fold_case(first->of(text));
      const bool joins = kBetween.contains(word) || word.ends_with("-bundesstaat") || country.has_value();
      const auto next = std::next(first);
      if (!joins || next == all_words_.end() || Span{first->end, next->begin}.of(text) != " ") break;
      first = next;
    }
    if (country) return country;
  }
  return std::nullopt;
}

std::optional<std::string> Surroundings::country_beside(Span place) const {
  const auto next = beside(place);
  return next && next->country != "INT" ? std::optional(next->country) : std::nullopt;
}

std::optional<std::string> Surroundings::country_named(Span words) const {
  std::optional<std::string> country;
  for (auto at = first_after(words.begin); at != words_.end() && at->span.begin < words.end; ++at) {
    if (at->kind != Kind::kName && at->kind != Kind::kAdjective) continue;
    if (country && country != at->country) return std::nullopt;
    country = at->country;
  }
  return country;
}

std::optional<KnownPlace> Surroundings::place(std::string_view name, Span words) const {
  if (is_compass_point(name)) return std::nullopt;  // "the North", which the tables have as Lebanon's
  std::vector<KnownPlace> places = knowledge_.places(name, language_);
  if (places.empty()) return std::nullopt;
  const auto next = beside(words);
  // Whatever an article is about, it means the Paris of France unless it says which one.
  constexpr uint64_t kCapital = 3;  // times as well known as another town of its size
  // A name alone is that of the town rather than of the region around it, unless that is far larger ("California").
  constexpr uint64_t kRegion = 8;
  const auto renown = [](const KnownPlace& place) {
    return place.kind == "region" ? place.population / kRegion : place.population * (place.kind == "capital" ? kCapital : 1);
  };
  uint64_t most_renowned = 0;
  for (const KnownPlace& place : places) most_renowned = std::max(most_renowned, renown(place));
  const auto rank = [&](const KnownPlace& place) {
    double most = 0;
    for (const std::string& country : place.countries) {
      if (const auto found = weight_.find(country); found != weight_.end()) most = std::max(most, found->second);
    }
    const bool region = next && place.region == next->words;
    const bool country =
        next && std::find(place.countries.begin(), place.countries.end(), next->country) != place.countries.end();
    const bool small = kFarMorePeople * renown(place) < most_renowned && place.kind == "city";
    return std::tuple(region, country, !small, most, renown(place));
  };
  const KnownPlace& best = *std::max_element(places.begin(), places.end(),
                                             [&](const KnownPlace& a, const KnownPlace& b) { return rank(a) < rank(b); });
  // "Orla in Polen" is none that the tables have elsewhere; "Paris, Ohio" might be one of a list.
  const bool is_there = next && (std::get<0>(rank(best)) || std::get<1>(rank(best)));
  const bool elsewhere = next && !is_there && (next->sure || best.population < kWellKnownPeople);
  return elsewhere ? std::nullopt : std::optional(best);
}

// "westliche Staaten", "chinesisch-russische Flotte": of no one country.
std::optional<CountryWords> Surroundings::several_countries(Span span) const {
  static constexpr std::string_view kStems[] = {"westlich",  "western",  "europäisch", "european",      "afrikanisch",
                                                "african",   "arabisch", "arab",       "international", "lateinamerikanisch",
                                                "asiatisch", "asian"};
  static constexpr std::string_view kEndings[] = {"", "e", "en", "er", "es", "em"};
  for (const Span word : words_in(span)) {
    const std::string_view itself = word.of(article_.text);
    const std::string folded = fold_case(itself);
    for (const std::string_view stem : kStems) {
      if (!folded.starts_with(stem)) continue;
      if (std::find(std::begin(kEndings), std::end(kEndings), folded.substr(stem.size())) != std::end(kEndings)) {
        return CountryWords{word, Kind::kAdjective, "INT", {}, false};
      }
    }
    const size_t hyphen = itself.find('-');
    if (hyphen == itself.npos) continue;
    const auto first = knowledge_.country_hint(itself.substr(0, hyphen));
    const auto second = knowledge_.country_hint(itself.substr(hyphen + 1));
    const bool both = first && second && first->kind <= Kind::kAdjective && second->kind == Kind::kAdjective;
    if (both && first->countries != second->countries) return CountryWords{word, Kind::kAdjective, {}, {}, false};
  }
  return std::nullopt;
}

void Surroundings::add_country(Entity& entity, bool person, bool acts) const {
  const bool is_place = entity.type == EntityType::kPlace;
  if (is_place) {
    const auto known = place(entity.name, entity.mentions.front().span);
    if (known && known->countries.size() == 1 && known->countries[0] != "INT") {
      entity.country = known->countries[0];
      entity.how = EntityHow::kKnowledge;
      entity.why.push_back({"country", "place", entity.mentions.front().span, known->row});
      return;
    }
    if (const auto next = known ? std::nullopt : country_beside(entity.mentions.front().span)) {
      entity.country = *next;
      if (entity.how == EntityHow::kNone) entity.how = EntityHow::kText;
      entity.why.push_back({"country", "beside", entity.mentions.front().span, {}});
      return;
    }
  }
  for (const Mention& mention : entity.mentions) {
    if (mention.form == MentionForm::kPronoun) continue;
    const auto say = [&](const char* rule, const std::optional<CountryWords>& words) {
      if (!words) return false;
      entity.country = words->country;
      if (entity.how == EntityHow::kNone) entity.how = EntityHow::kText;
      entity.why.push_back({"country", rule, words->span, words->row});
      return true;
    };
    if (const auto owner = person || is_place ? std::nullopt : owner_before(mention.span)) {
      if (say("before", owner)) return;
    }
    if (!person && say("words", country_in(mention.span))) return;
    if (const auto several = person ? std::nullopt : several_countries(mention.span)) {
      if (!several->country.empty()) {
        say("several", several);
      } else {
        entity.why.push_back({"country", "several", several->span, {}});
      }
      return;
    }
    if (is_place) continue;
    if (const auto title = person ? title_of(mention.span) : std::nullopt; title && names_envoy(*title)) {
      if (say("before", country_in(*title))) return;
    }
    if (say("before", country_before(mention.span, person)) || say("after", country_after(mention.span, person)) ||
        say("relative", country_of_relative(mention.span, person))) {
      return;
    }
    if (const auto title = person ? title_before(mention.span) : std::nullopt) {  // "Fijian army chief, Lt. Col. [Bo Sand]"
      if (say("before", country_in(*title))) return;
    }
  }
  if (!main_country_ || (is_place && !acts)) return;
  const std::vector<Span> words = words_in(entity.mentions.front().span);
  // The sides have a country each, if the article is about several.
  if (!words.empty() && is_both(words.front().of(article_.text)) && !country_meant()) return;
  entity.how = EntityHow::kInferred;
  const auto likeliest = person ? likeliest_for(entity.name) : *main_country_;
  entity.country = likeliest.first;
  entity.confidence = likeliest.second;
  entity.why.push_back({"country", likeliest == *main_country_ ? "article" : "name and article", {}, {}});
}

// Of the countries that the article speaks of, the one that it speaks of much and whose people have such names.
std::pair<std::string, double> Surroundings::likeliest_for(std::string_view name) const {
  constexpr double kLeast = 0.3, kMost = 10;  // what a name alone can say
  std::vector<std::string_view> countries;
  for (const auto& [country, weight] : weight_) countries.push_back(country);
  const std::vector<double> likelihoods = knowledge_.likelihoods_of_name(name, countries);
  std::pair<std::string, double> best("", 0);
  double all = 0;
  for (size_t i = 0; i < countries.size(); ++i) {
    const double weight = weight_.find(countries[i])->second * std::clamp(likelihoods[i], kLeast, kMost);
    all += weight;
    if (weight > best.second) best = {std::string(countries[i]), weight};
  }
  best.second = std::round(100 * best.second / all) / 100;
  return best;
}

// A body of several states is of none, and so are those who act for it, unless something else is said of them.
void Surroundings::take_from_sector(Entity& entity) const {
  if (entity.sector != "IGO" || (entity.country && entity.how != EntityHow::kInferred)) return;
  entity.country = "INT";
  entity.confidence.reset();
  std::erase_if(entity.why, [](const Reason& reason) { return reason.field == "country"; });
  entity.why.push_back({"country", "body of several states", {}, {}});
}

void Surroundings::complete(Entity& entity, const std::optional<Guess>& guessed, bool acts) const {
  add_fields(entity, guessed, acts);
  take_from_sector(entity);
}

void Surroundings::add_fields(Entity& entity, const std::optional<Guess>& guessed, bool acts) const {
  const bool sector_known = entity.sector.has_value();
  const bool named = std::any_of(entity.mentions.begin(), entity.mentions.end(),
                                 [](const Mention& mention) { return mention.form == MentionForm::kName; });
  const bool person = named && entity.type.value_or(EntityType::kPerson) == EntityType::kPerson;
  if (person && (!entity.sector || !entity.role)) {
    for (const Mention& mention : entity.mentions) {
      if (mention.form == MentionForm::kName && !entity.role) add_role(entity, mention.span);
    }
  }
  if (named && entity.type == EntityType::kOrganisation) {
    for (const Mention& mention : entity.mentions) {
      if (mention.form == MentionForm::kName && !entity.sector) add_sector_of_body(entity, mention.span);
    }
  }
  if (!entity.sector) {
    if (const auto words = sector_of_words(entity.mentions, person)) {
      entity.sector = words->sector;
      entity.why.push_back({"sector", "words", words->span, words->row});
    }
  }
  if (entity.sector && entity.how == EntityHow::kNone) entity.how = EntityHow::kText;
  if (!entity.country) add_country(entity, person, acts);
  if (guessed) {
    if (sector_known || (guessed->probability < kSure && entity.sector)) return;
    entity.sector = guessed->label == "none" ? std::nullopt : std::optional(guessed->label);
    std::erase_if(entity.why, [](const Reason& reason) { return reason.field == "sector"; });
    entity.why.push_back({"sector", "reader", {}, {}});
    if (entity.sector && entity.how == EntityHow::kNone) entity.how = EntityHow::kInferred;
    return;
  }
  // People who are said to be nothing else are civilians.
  const bool people = !named && !entity.sector && entity.type.value_or(EntityType::kGroup) == EntityType::kGroup;
  if (people && std::any_of(entity.mentions.begin(), entity.mentions.end(),
                            [](const Mention& mention) { return mention.form == MentionForm::kRole; })) {
    entity.sector = "CVL";
    entity.why.push_back({"sector", "people", {}, {}});
    if (entity.how != EntityHow::kKnowledge) entity.how = EntityHow::kInferred;
  }
}

}  // namespace depesche
