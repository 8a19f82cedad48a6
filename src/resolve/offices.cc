#include "resolve/offices.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "resolve/phrase.h"

namespace depesche {
namespace {

// What makes a holder of an office anybody, somebody else than today's, or several.
constexpr std::string_view kOtherHolders[] = {"ein",
                                              "eine",
                                              "einem",
                                              "einen",
                                              "einer",
                                              "eines",
                                              "kein",
                                              "keine",
                                              "jeder",
                                              "jede",
                                              "mehrere",
                                              "zwei",
                                              "drei",
                                              "viele",
                                              "alle",
                                              "beide",
                                              "beiden",
                                              "anderer",
                                              "andere",
                                              "nächste",
                                              "nächsten",
                                              "nächster",
                                              "neue",
                                              "neuen",
                                              "neuer",
                                              "künftige",
                                              "künftigen",
                                              "künftiger",
                                              "ehemalige",
                                              "ehemaligen",
                                              "ehemaliger",
                                              "frühere",
                                              "früheren",
                                              "früherer",
                                              "damalige",
                                              "damaligen",
                                              "damaliger",
                                              "einstige",
                                              "einstigen",
                                              "einstiger",
                                              "ex",
                                              "alt",
                                              "designierte",
                                              "designierter",
                                              "designierten",
                                              "gewählte",
                                              "gewählten",
                                              "stellvertretende",
                                              "stellvertretenden",
                                              "stellvertretender",
                                              "a",
                                              "an",
                                              "any",
                                              "no",
                                              "every",
                                              "each",
                                              "some",
                                              "several",
                                              "two",
                                              "three",
                                              "many",
                                              "all",
                                              "both",
                                              "another",
                                              "next",
                                              "new",
                                              "future",
                                              "former",
                                              "then",
                                              "late",
                                              "elect",
                                              "elected",
                                              "deputy",
                                              "vice",
                                              "acting",
                                              "incoming",
                                              "outgoing",
                                              "would-be"};

bool is_other_holder(std::string_view word) {
  static const std::set<std::string, std::less<>> words(std::begin(kOtherHolders), std::end(kOtherHolders));
  return words.contains(fold_case(word));
}

// Whether `accepts` takes one of the phrases in a title that may be an office, asked in order: those that go on after its
// main word ("secretary of state") before those that end with it, longer ones before shorter.
template <class Accepts>
bool any_office(const std::vector<Span>& words, std::string_view text, const Accepts& accepts) {
  constexpr size_t kLongest = 4, kAfter = 2;  // words
  const size_t head = head_of(words, text);
  for (size_t end = std::min(words.size(), head + kAfter + 1); end > head; --end) {
    for (size_t count = std::min(kLongest, end); count > end - 1 - head; --count) {
      if (accepts(Span{words[end - count].begin, words[end - 1].end})) return true;
    }
  }
  return false;
}

}  // namespace

Offices::Offices(const Article& article, const Knowledge& knowledge, const Surroundings& surroundings)
    : article_(article), knowledge_(knowledge), surroundings_(surroundings), language_(language_of_tables(article)) {}

std::optional<Span> Offices::office_in(const std::vector<Span>& words) const {
  std::optional<Span> office;
  any_office(words, article_.text, [&](Span span) {
    const auto role = knowledge_.role(span.of(article_.text), language_);
    if (role && role->type == EntityType::kPerson) office = span;
    return office.has_value();
  });
  return office;
}

std::optional<Titled> Offices::with_title(Span name, size_t person) const {
  const auto title = surroundings_.title_of(name);
  if (!title) return std::nullopt;
  const std::vector<Span> words = surroundings_.words_in(*title);
  if (words.empty() || is_of_another(words)) return std::nullopt;
  const auto office = office_in(words);
  if (!office) return std::nullopt;
  const auto country = surroundings_.country_said(*title);
  return Titled{fold_case(office->of(article_.text)), country ? std::optional(country->country) : std::nullopt, person,
                false};
}

std::optional<Titled> Offices::body_with_kind(Span name, size_t body) const {
  const auto before = surroundings_.word_before(name);
  const auto role = before ? knowledge_.role(*before, language_) : std::nullopt;
  if (!role || role->type != EntityType::kOrganisation) return std::nullopt;
  return Titled{fold_case(*before), std::nullopt, body, false};
}

std::optional<Titled> Offices::body_by_noun(Span phrase, size_t body) const {
  const std::vector<Span> words = surroundings_.words_in(phrase);
  if (language_ != "de" || words.empty()) return std::nullopt;
  const std::string_view noun = words[head_of(words, article_.text)].of(article_.text);
  const auto role = knowledge_.role(noun, language_);
  // A government has governments below it.
  if (!role || role->type != EntityType::kOrganisation || noun.ends_with("regierung")) return std::nullopt;
  return Titled{fold_case(noun), std::nullopt, body, true};
}

std::optional<size_t> Offices::body_of_kind(Span phrase, const std::vector<Titled>& bodies) const {
  const std::vector<Span> words = surroundings_.words_in(phrase);
  const auto before = surroundings_.word_before(phrase);
  if (words.empty() || words.size() > 2) return std::nullopt;  // "die Zeitung", or without its article
  static const std::set<std::string, std::less<>> kDefinite = {"der", "die", "das", "dem", "den", "des", "the"};
  const std::string first = fold_case(words.size() == 2 ? words[0].of(article_.text) : before.value_or(std::string_view()));
  if (!kDefinite.contains(first)) return std::nullopt;
  const std::string noun = fold_case(words.back().of(article_.text));
  std::optional<size_t> one;
  for (const Titled& body : bodies) {
    const bool is_part = language_ == "de" && body.office.size() > noun.size() && body.office.ends_with(noun);
    if (!is_part && (body.office != noun || body.nameless)) continue;
    if (one && *one != body.who) return std::nullopt;
    one = body.who;
  }
  return one;
}

std::optional<char> Offices::gender_of_title(Span name) const {
  const auto title = language_ == "de" ? surroundings_.title_of(name) : std::nullopt;
  const std::vector<Span> words = title ? surroundings_.words_in(*title) : std::vector<Span>();
  if (words.empty()) return std::nullopt;
  const auto office = office_in(words);
  return office ? knowledge_.role(office->of(article_.text), language_)->gender : std::nullopt;
}

bool Offices::is_of_another(const std::vector<Span>& words) const {
  return std::any_of(words.begin(), words.end(), [&](Span span) {
    const std::string_view word = span.of(article_.text);
    return is_other_holder(word) || word.starts_with("Ex-") || word.starts_with("ex-");
  });
}

// "der russische Führer", "Russia's leader": whoever has the power, whatever the office.
bool Offices::leads(Span phrase) const {
  static const std::set<std::string, std::less<>> kWords = {
      "führer",       "führers",      "führerin",      "anführer", "anführers", "anführerin", "machthaber", "machthabers",
      "machthaberin", "staatslenker", "staatslenkers", "leader",   "ruler",     "strongman",  "leader's",   "leader’s"};
  const std::vector<Span> words = surroundings_.words_in(phrase);
  return !words.empty() && kWords.contains(fold_case(words[head_of(words, article_.text)].of(article_.text)));
}

bool Offices::means_one_holder(Span phrase) const {
  const std::vector<Span> words = surroundings_.words_in(phrase);
  if (words.empty()) return false;
  const size_t head = head_of(words, article_.text);
  if (is_of_another({words.begin(), words.begin() + static_cast<std::ptrdiff_t>(head) + 1})) return false;
  const std::string_view noun = words[head].of(article_.text);
  if (noun.ends_with("innen") || !(leads(phrase) || office_in(words))) return false;
  const std::string first = fold_case(words.front().of(article_.text));
  const auto before = surroundings_.word_before(phrase);
  const std::string article = before ? fold_case(*before) : std::string();
  if (is_other_holder(article)) return false;
  if (language_ != "de") return !noun.ends_with('s') || noun.ends_with("'s") || noun.ends_with("’s");
  // "die Minister" are several, "die Ministerin" is one.
  const bool plural = first == "die" || article == "die";
  return !plural || noun.ends_with("in");
}

std::optional<size_t> Offices::titled(Span phrase, const std::vector<Titled>& persons) const {
  if (!means_one_holder(phrase)) return std::nullopt;
  const std::vector<Span> words = surroundings_.words_in(phrase);
  const auto office = office_in(words);
  if (!office) return std::nullopt;
  const std::string noun = fold_case(office->of(article_.text));
  const auto country = surroundings_.country_said(phrase);
  std::optional<size_t> one;
  for (const Titled& titled : persons) {
    if (country && titled.country && country->country != titled.country) continue;
    static constexpr std::string_view kEndings[] = {"s", "es", "n", "en"};  // "des Ministers", "dem Präsidenten"
    const bool inflected = std::any_of(std::begin(kEndings), std::end(kEndings),
                                       [&](std::string_view ending) { return noun == titled.office + std::string(ending); });
    if (!inflected && !titled.office.ends_with(noun)) continue;
    if (one && *one != titled.who) return std::nullopt;
    one = titled.who;
  }
  return one;
}

std::vector<KnownActor> Offices::holders_of_phrase(Span phrase, const Office& narrowed) const {
  const std::vector<Span> words = surroundings_.words_in(phrase);
  if (words.empty()) return {};
  std::vector<KnownActor> found;
  any_office(words, article_.text, [&](Span span) {
    Office office = narrowed;
    office.title = span.of(article_.text);
    found = knowledge_.holders(office, language_, article_.published.value);
    // "US-Präsident": the country is said by the rest.
    const size_t hyphen = office.title.rfind('-');
    if (found.empty() && hyphen != office.title.npos) {
      office.title.remove_prefix(hyphen + 1);
      found = knowledge_.holders(office, language_, article_.published.value);
    }
    return !found.empty();
  });
  return found;
}

std::optional<KnownActor> Offices::holder(Span phrase, const std::map<std::string, size_t>& named,
                                          std::vector<std::string>& candidates) const {
  if (!means_one_holder(phrase)) return std::nullopt;
  Office office;
  if (const auto said = surroundings_.country_said(phrase)) office.country = said->country;
  std::vector<KnownActor> found;
  if (office.country && leads(phrase)) {
    found = knowledge_.holders(office, language_, article_.published.value);
  } else {
    const bool said = office.country.has_value();
    if (!said) office.country = surroundings_.country_meant();
    if (office.country) found = holders_of_phrase(phrase, office);
    if (found.empty() && !said) {  // "die Bundeskanzlerin": there is but one
      office.country.reset();
      office.leads_a_state = true;
      found = holders_of_phrase(phrase, office);
    }
  }
  if (found.size() > 1) {
    for (const KnownActor& person : found) candidates.push_back(person.row);
    std::erase_if(found, [&](const KnownActor& person) { return !named.contains(*person.actor); });
  }
  return found.size() == 1 ? std::optional(std::move(found.front())) : std::nullopt;
}

std::optional<KnownActor> Offices::bearer(Span surname) const {
  Office office;
  office.surname = std::string(surname.of(article_.text));
  if (const auto title = surroundings_.title_of(surname)) {
    const std::vector<Span> words = surroundings_.words_in(*title);
    if (words.empty() || is_of_another(words)) return std::nullopt;
    if (const auto said = surroundings_.country_said(*title)) office.country = said->country;
    auto found = holders_of_phrase(*title, office);
    return found.size() == 1 ? std::optional(std::move(found.front())) : std::nullopt;
  }
  std::vector<KnownActor> found = knowledge_.holders(office, language_, article_.published.value);
  std::erase_if(found,
                [&](const KnownActor& person) { return !person.country || !surroundings_.speaks_of(*person.country); });
  return found.size() == 1 ? std::optional(std::move(found.front())) : std::nullopt;
}

}  // namespace depesche
