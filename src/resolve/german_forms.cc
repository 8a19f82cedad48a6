#include "resolve/german_forms.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/tsv.h"
#include "base/utf8.h"
#include "resolve/phrase.h"

namespace depesche {
namespace {

// What a word says of the case of the phrase after it.
enum class Shown {
  kNothing,  // or a plural without an article
  kDer,      // a man in the nominative, a feminine in the genitive or dative, several in the genitive
  kDie,      // a feminine, several
  kDas,
  kDem,  // no feminine, in the dative
  kDen,  // a man in the accusative, several in the dative
  kDes,  // no feminine, in the genitive
};

Shown shown_by(std::string_view before) {
  static const std::map<std::string, Shown, std::less<>> kWords = {
      {"der", Shown::kDer},    {"dieser", Shown::kDer}, {"einer", Shown::kDer},  {"seiner", Shown::kDer},
      {"ihrer", Shown::kDer},  {"zur", Shown::kDer},    {"die", Shown::kDie},    {"diese", Shown::kDie},
      {"seine", Shown::kDie},  {"ihre", Shown::kDie},   {"keine", Shown::kDie},  {"das", Shown::kDas},
      {"ins", Shown::kDas},    {"dem", Shown::kDem},    {"einem", Shown::kDem},  {"diesem", Shown::kDem},
      {"seinem", Shown::kDem}, {"ihrem", Shown::kDem},  {"vom", Shown::kDem},    {"zum", Shown::kDem},
      {"beim", Shown::kDem},   {"im", Shown::kDem},     {"am", Shown::kDem},     {"den", Shown::kDen},
      {"einen", Shown::kDen},  {"diesen", Shown::kDen}, {"seinen", Shown::kDen}, {"ihren", Shown::kDen},
      {"des", Shown::kDes},    {"eines", Shown::kDes},  {"dieses", Shown::kDes}, {"seines", Shown::kDes},
      {"ihres", Shown::kDes}};
  const auto found = kWords.find(fold_case(before));
  return found == kWords.end() ? Shown::kNothing : found->second;
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return word.ends_with(ending); });
}

// By the last part of a compound: words for bodies.
bool is_neuter(std::string_view noun) {
  const std::string word = fold_case(noun);
  return ends_with_any(word, {"amt",          "bataillon", "blatt",     "büro",        "bündnis",  "gefängnis", "gericht",
                              "gremium",      "haus",      "hospital",  "institut",    "kabinett", "komitee",   "kommando",
                              "kommissariat", "konsulat",  "kreuz",     "land",        "lager",    "magazin",   "militär",
                              "ministerium",  "netzwerk",  "parlament", "präsidium",   "radio",    "regime",    "regiment",
                              "sekretariat",  "team",      "tribunal",  "unternehmen", "volk",     "werk",      "zentrum"});
}

// The noun without the ending of its genitive: "Ministeriums", "Landes", by a word that the tables know where they know one.
std::string_view without_genitive_ending(std::string_view noun, const Knowledge& knowledge) {
  constexpr size_t kShortest = 4;
  if (noun.size() <= kShortest || !noun.ends_with('s') || noun.ends_with("ss")) return noun;
  const std::string_view without_s = noun.substr(0, noun.size() - 1);
  if (!noun.ends_with("es")) return without_s;
  const std::string_view without_es = noun.substr(0, noun.size() - 2);
  if (knowledge.role(without_s, "de")) return without_s;
  const bool hard = std::string_view("tdszx").find(without_es.back()) != std::string_view::npos;
  return hard || knowledge.role(without_es, "de") ? without_es : without_s;
}

// "Politikern", "Aufständischen".
bool has_ending_of_dative(std::string_view noun) {
  return ends_with_any(noun, {"ern", "eln", "ischen", "lichen", "igen", "enden", "ierten"});
}

std::string noun_form(std::string_view noun, Shown shown, const Knowledge& knowledge) {
  // "des Präsidenten", "dem Soldaten".
  const bool is_one = shown == Shown::kDem || shown == Shown::kDes;
  if (is_one && noun.size() > 6 && ends_with_any(noun, {"anten", "aten", "enten", "isten", "oten"})) noun.remove_suffix(2);
  if (shown == Shown::kDes) return std::string(without_genitive_ending(noun, knowledge));
  const bool may_be_several = shown != Shown::kDem && shown != Shown::kDas;
  if (may_be_several && noun.size() > 6 && has_ending_of_dative(noun)) noun.remove_suffix(1);
  return std::string(noun);
}

// "zweier", "beiden".
std::string_view number_form(std::string_view word) {
  static const std::map<std::string, std::string_view, std::less<>> kForms = {
      {"zweier", "zwei"}, {"dreier", "drei"}, {"beiden", "beide"}, {"beider", "beide"}};
  const auto found = kForms.find(fold_case(word));
  return found == kForms.end() ? word : found->second;
}

std::string adjective_form(std::string_view word, std::string_view noun, bool neuter, Shown shown, bool several) {
  const auto with = [&](size_t ending, std::string_view instead) {
    return std::string(word.substr(0, word.size() - ending)).append(instead);
  };
  const bool in_en = word.ends_with("en"), in_e = word.ends_with('e');
  if (several) return in_en || (word.ends_with("er") && !is_capitalised(word)) ? with(2, "e") : std::string(word);
  const std::string_view alone = neuter ? "es" : "er";
  switch (shown) {
    case Shown::kDer:
      return in_en ? with(2, "e") : in_e ? with(1, "er") : std::string(word);
    case Shown::kDas:
      return in_e ? with(1, "es") : std::string(word);
    case Shown::kDem:
    case Shown::kDes:
      return in_en ? with(2, alone) : std::string(word);
    case Shown::kDen:
      return in_en ? with(2, noun.ends_with('n') ? "e" : "er") : std::string(word);
    case Shown::kDie:
    case Shown::kNothing:
      return in_en ? with(2, "e") : std::string(word);
  }
  return std::string(word);
}

}  // namespace

std::string nominative_phrase(std::string_view phrase, std::string_view before, bool is_name, const Knowledge& knowledge) {
  const std::vector<std::string_view> words = split(phrase, ' ');
  const Shown shown = shown_by(before);
  const bool several = counts_several(words.front());
  const auto is_like_adjective = [&](std::string_view word) {
    return ends_with_any(word, {"e", "en", "er", "es"}) && !(shown == Shown::kDes && word.ends_with("es"));
  };
  // A name may follow the noun ("Ministeriums Nord"), and a name's adjectives are capitalised, too ("Rotes Kreuz").
  const size_t head = head_of(words);
  size_t noun = 0;
  while (noun < head && (!is_capitalised(words[noun]) || (is_name && is_like_adjective(words[noun])))) ++noun;
  const std::string noun_alone = noun_form(words[noun], shown, knowledge);
  const bool neuter = is_neuter(noun_alone);
  std::string form;
  for (size_t i = 0; i < words.size(); ++i) {
    if (i > 0) form += ' ';
    if (i == noun) {
      form += noun_alone;
    } else if (i == 0 && several) {
      form += number_form(words[i]);
    } else if (i < noun && is_like_adjective(words[i])) {
      form += adjective_form(words[i], words[noun], neuter, shown, several);
    } else {
      form += words[i];
    }
  }
  return form;
}

}  // namespace depesche
