#include "resolve/pronouns.h"

#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "resolve/phrase.h"

namespace depesche {
namespace {

constexpr std::string_view kPronouns[] = {
    "ich",    "du",     "er",     "sie",     "es",      "wir",    "ihr",        "mich",    "dich",   "ihn",    "uns",
    "euch",   "mir",    "dir",    "ihm",     "ihnen",   "sich",   "sein",       "seine",   "seinen", "seinem", "seiner",
    "seines", "ihre",   "ihren",  "ihrem",   "ihrer",   "ihres",  "unser",      "unsere",  "der",    "die",    "das",
    "dem",    "den",    "dessen", "deren",   "denen",   "welche", "welcher",    "welches", "dieser", "diese",  "dieses",
    "diesem", "diesen", "jener",  "jene",    "man",     "beide",  "beiden",     "wer",     "wen",    "wem",    "i",
    "you",    "he",     "she",    "it",      "we",      "they",   "me",         "him",     "her",    "us",     "them",
    "my",     "your",   "his",    "its",     "our",     "their",  "who",        "whom",    "whose",  "which",  "that",
    "this",   "these",  "those",  "himself", "herself", "itself", "themselves", "both",    "one",    "others"};

using Words = std::set<std::string, std::less<>>;

std::string_view trim_ascii(std::string_view text) {
  const size_t first = text.find_first_not_of(" \n\t"), last = text.find_last_not_of(" \n\t");
  return first == text.npos ? std::string_view() : text.substr(first, last - first + 1);
}

}  // namespace

bool is_pronoun(std::string_view words) {
  static const std::set<std::string, std::less<>> pronouns(std::begin(kPronouns), std::end(kPronouns));
  const bool acronym =
      words.size() > 1 && std::none_of(words.begin(), words.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return !acronym && pronouns.contains(fold_case(words));
}

std::array<std::string_view, 2> PronounRules::words_beside(Span pronoun) const {
  constexpr uint32_t kFar = 40;  // bytes, which may begin and end within a character
  const uint32_t begin = pronoun.begin - std::min(pronoun.begin, kFar);
  const std::string_view before = trim_ascii(text_.substr(begin, pronoun.begin - begin));
  const std::string_view after = trim_ascii(text_.substr(pronoun.end, kFar));
  return {before.substr(before.find_last_of(" \n,") + 1), after.substr(0, after.find_first_of(" \n,."))};
}

// 'f' or 'm' where the pronoun is of persons of one gender only, for a person.
std::optional<char> PronounRules::gender_of(Span pronoun) const {
  static const Words kMale = {"er",     "ihn",    "ihm",    "sein", "seine", "seinem",
                              "seinen", "seiner", "seines", "he",   "him",   "his"};
  static const Words kFemale = {"she", "her", "hers", "herself"};
  const std::string word = fold_case(pronoun.of(text_));
  if (kMale.contains(word)) return 'm';
  if (kFemale.contains(word)) return 'f';
  if (word != "sie") return std::nullopt;
  // "sagte sie", "sie habe": the verb beside it is of one person.
  const auto verbs = words_beside(pronoun);
  const bool one = std::any_of(verbs.begin(), verbs.end(), [](std::string_view verb) {
    static const Words kVerbs = {"habe", "sei", "werde", "wolle", "könne",     "müsse",
                                 "ist",  "hat", "wird",  "sagt",  "kritisiert"};
    return kVerbs.contains(verb) || (verb.size() > 3 && verb.ends_with("te") && verb != "heute" && !is_capitalised(verb));
  });
  return one ? std::optional('f') : std::nullopt;
}

bool PronounRules::may_mean(Span pronoun, const Candidate& candidate) const {
  const auto gender = gender_of(pronoun);
  return !gender || !candidate.gender || gender == candidate.gender;
}

// German "sie" and "ihr" are also of several people and of things: their verb says so ("sie haben").
bool PronounRules::means_one_person(Span pronoun) const {
  static const Words kOne = {"er",     "ihm", "ihn", "sein", "seine", "seinem", "seinen",
                             "seiner", "he",  "him", "his",  "she",   "her"};
  const std::string word = fold_case(pronoun.of(text_));
  if (kOne.contains(word)) return true;
  if (word != "sie" && word != "ihr" && word != "ihre") return false;
  const auto verbs = words_beside(pronoun);
  return std::none_of(verbs.begin(), verbs.end(),
                      [](std::string_view verb) { return verb.ends_with("en") || verb == "sind" || verb == "seien"; });
}

std::optional<size_t> PronounRules::person_before(const Mentions& mentions, const Candidates& candidates,
                                                  Span pronoun) const {
  constexpr size_t kSentencesBack = 3;
  if (!means_one_person(pronoun)) return std::nullopt;
  const auto gender = gender_of(pronoun);
  auto sentence = std::upper_bound(sentences_.begin(), sentences_.end(), pronoun.begin,
                                   [](uint32_t at, Span s) { return at < s.begin; });
  for (size_t back = 0; back < kSentencesBack && sentence != sentences_.begin(); ++back) {
    --sentence;
    std::optional<size_t> first, taking_part, likely;  // likely: its name has the pronoun's gender
    for (auto at = mentions.lower_bound(Span{sentence->begin, 0});
         at != mentions.end() && at->first.begin < std::min(sentence->end, pronoun.begin); ++at) {
      if (at->first.end > pronoun.begin) continue;
      const size_t root = root_of(candidates, at->second.candidate);
      const auto& other = candidates[root].gender;
      if (candidates[root].entity.type != EntityType::kPerson || (gender && other && gender != other)) continue;
      if (!likely && gender && gender == other) likely = root;
      if (at->second.needed && !taking_part) taking_part = root;
      if (!first) first = root;
    }
    for (const auto& found : {likely, taking_part, first}) {
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace depesche
