#include "resolve/country_words.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/utf8.h"
#include "resolve/phrase.h"
#include "resolve/place_words.h"

namespace depesche {
namespace {

using Kind = CountryHint::Kind;

bool is_word_character(char32_t c) { return is_letter(c) || is_digit(c); }

// A name that may point to one of several countries, or only to a place that few would mean.
struct Hinted {
  Span span;
  CountryHint hint;
  bool is_place = false;  // the reader takes it for a place's name
};

// "TORONTO", "RÍO GALLEGOS" as they are in the tables: an article may begin with its place in capitals.
std::optional<std::string> without_capitals(std::string_view name) {
  constexpr size_t kShortest = 4;  // shorter ones may be acronyms
  std::string spelled;
  bool begins = true;
  for (size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    const std::string_view letter = name.substr(at, c.next - at);
    if (is_letter(c.value) && !is_upper(c.value)) return std::nullopt;
    spelled += begins ? std::string(letter) : fold_case(letter);
    begins = !is_letter(c.value);
    at = c.next;
  }
  return name.size() >= kShortest ? std::optional(std::move(spelled)) : std::nullopt;
}

class HintFinder {
 public:
  HintFinder(std::string_view text, const std::vector<Span>& words, const Knowledge& knowledge, std::string_view language,
             const std::optional<std::vector<NameMention>>& names)
      : text_(text), words_(words), knowledge_(knowledge), language_(language) {
    if (!names) return;
    for (const NameMention& name : *names) kinds_.emplace(name.span, name.kind);
  }

  std::vector<Hinted> find() const {
    std::vector<Hinted> hints;
    for (size_t i = 0; i < words_.size(); ++i) {
      const bool capitalised = is_capitalised(words_[i].of(text_));
      // Only a capitalised word begins a name; alone, a small one may be an adjective.
      for (size_t count = capitalised ? std::min(kLongestNameWords, words_.size() - i) : 1; count > 0; --count) {
        const Span span{words_[i].begin, words_[i + count - 1].end};
        if (span.of(text_).find('\n') != std::string_view::npos) continue;
        if (is_inside_name(span, "person")) continue;
        const bool begins_line =
            i == 0 || Span{words_[i - 1].end, span.begin}.of(text_).find('\n') != std::string_view::npos;
        auto hint = knowledge_.country_hint(span.of(text_));
        if (!hint && begins_line) {
          if (const auto spelled = without_capitals(span.of(text_))) hint = knowledge_.country_hint(*spelled);
        }
        if (!hint || (!capitalised && hint->kind != Kind::kAdjective)) continue;
        if (hint->kind == Kind::kBody && hint->generic && is_inside_name(span, "organisation")) continue;
        if (hint->kind <= Kind::kPeople && i > 0 && is_ethnic(words_[i - 1].of(text_))) break;
        // "Labour Minister" is no minister of Labour's.
        if (hint->kind == Kind::kBody && count == 1 && i + 1 < words_.size() &&
            knowledge_.role(Span{span.begin, words_[i + 1].end}.of(text_), language_)) {
          continue;
        }
        if (hint->kind == Kind::kPlace && !is_said_to_be_place(i, count, begins_line, *hint)) {
          if (count == 1) continue;
          i += count - 1;  // "New South Wales" is not about Wales, whatever it is
          break;
        }
        const auto kind = kinds_.find(without_possessive(span));
        hints.push_back({span, std::move(*hint), kind != kinds_.end() && kind->second == "place"});
        i += count - 1;
        break;
      }
    }
    return hints;
  }

 private:
  // The reader's names end before "'s".
  Span without_possessive(Span span) const {
    for (const std::string_view ending : {"'s", "’s"}) {
      if (span.of(text_).ends_with(ending)) span.end -= static_cast<uint32_t>(ending.size());
    }
    return span;
  }

  // Ada Oman-Lund is no sign of Oman, nor is the National Front for Science the National Front.
  bool is_inside_name(Span span, std::string_view kind) const {
    const auto after = kinds_.upper_bound(Span{span.begin, std::numeric_limits<uint32_t>::max()});
    if (after == kinds_.begin()) return false;
    const auto& [name, its_kind] = *std::prev(after);
    const Span bare = without_possessive(span);
    return its_kind == kind && name.contains(bare) && name != bare;
  }

  // Many a place has the name of a person or a thing: where it is one, the words around it say so.
  bool is_said_to_be_place(size_t first, size_t count, bool begins_line, const CountryHint& hint) const {
    constexpr size_t kShortest = 4;
    const Span span{words_[first].begin, words_[first + count - 1].end};
    const std::string_view name = span.of(text_);
    if (name.size() < kShortest) return false;
    if (is_compass_point(name)) return false;
    if (const auto kind = kinds_.find(without_possessive(span)); kind != kinds_.end()) return kind->second == "place";
    const std::string_view before = first > 0 ? words_[first - 1].of(text_) : std::string_view();
    const bool follows = first + count < words_.size() && Span{span.end, words_[first + count].begin}.of(text_) == " ";
    const std::string_view after = follows ? words_[first + count].of(text_) : std::string_view();
    if (begins_line || is_place_preposition(before) || (count > 1 && hint.sure)) return true;
    if (language_ == "de") {
      // "Brandenburgs Innenminister", "Berliner Polizei", but "Berater Ada Lund"
      if (hint.sure && name.ends_with('s') && is_capitalised(after)) return true;
      if (name.ends_with("er") && (hint.sure || is_capitalised(after)) && !knowledge_.role(name, language_)) return true;
    } else {
      // "Ohio's governor", "Belfast police", "Helmand province"
      if (hint.sure && (name.ends_with("'s") || name.ends_with("’s"))) return true;
      const bool noun = !after.empty() && !is_capitalised(after);
      if (noun && ((hint.sure && knowledge_.role(after, language_)) || !precision_of_word(after, false).empty()))
        return true;
    }
    // "Provinz Helmand", "Staatsanwaltschaft Innsbruck"
    if (first == 0 || Span{words_[first - 1].end, span.begin}.of(text_) != " ") return false;
    const auto role = knowledge_.role(before, language_);
    return (role && role->type == EntityType::kOrganisation) || !precision_of_word(before, language_ == "de").empty();
  }

  std::string_view text_;
  const std::vector<Span>& words_;
  const Knowledge& knowledge_;
  std::string_view language_;
  std::map<Span, std::string_view> kinds_;  // of names, by the reader
};

}  // namespace

std::vector<Span> split_words(std::string_view text) {
  std::vector<Span> words;
  for (size_t at = 0; at < text.size();) {
    CodePoint c = code_point_at(text, at);
    if (!is_word_character(c.value)) {
      at = c.next;
      continue;
    }
    const size_t begin = at;
    for (at = c.next; at < text.size();) {
      c = code_point_at(text, at);
      if (is_word_character(c.value)) {
        at = c.next;
        continue;
      }
      const bool stop_and_hyphen = c.value == '.' && text.substr(c.next).starts_with('-');  // "U.S.-backed"
      if (stop_and_hyphen && c.next + 1 < text.size() && is_word_character(code_point_at(text, c.next + 1).value)) {
        at = c.next;
        continue;
      }
      const bool joins = c.value == '-' || c.value == '\'' || c.value == U'’' || c.value == '.';
      if (!joins || c.next >= text.size() || !is_word_character(code_point_at(text, c.next).value)) break;
      at = c.next;
    }
    words.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at)});
  }
  return words;
}

std::vector<CountryWords> countries_in(std::string_view text, const std::vector<Span>& words, const Knowledge& knowledge,
                                       std::string_view language, const std::optional<std::vector<NameMention>>& names) {
  const std::vector<Hinted> hints = HintFinder(text, words, knowledge, language, names).find();
  constexpr size_t kItself = 2, kPlaceInIt = 1;
  std::map<std::string, size_t> named;  // how much a text speaks of a country
  for (const auto& [span, hint, is_place] : hints) {
    if (hint.kind <= Kind::kSeat && hint.countries.size() == 1) named[hint.countries.front()] += kItself;
    if (hint.kind == Kind::kPlace && hint.sure) named[hint.countries.front()] += kPlaceInIt;
  }
  std::vector<CountryWords> found;
  for (const auto& [span, hint, is_place] : hints) {
    // Of no other country is a place of that name known.
    const bool only_one = is_place && hint.countries.size() == 1;
    const std::string* best = hint.sure || only_one ? &hint.countries.front() : nullptr;
    size_t most = 0;
    for (const std::string& country : hint.countries) {
      const auto times = named.find(country);
      if (times == named.end() || times->second <= most) continue;
      most = times->second;
      best = &country;
    }
    if (best) found.push_back({span, hint.kind, *best, hint.row, hint.generic});
  }
  return found;
}

}  // namespace depesche
