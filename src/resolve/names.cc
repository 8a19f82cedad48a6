#include "resolve/names.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/tsv.h"
#include "resolve/phrase.h"
#include "resolve/pronouns.h"

namespace depesche {
namespace {

struct Honorific {
  std::string_view words;
  char gender;
};

// That a name begins with; null where it has none.
const Honorific* honorific_of(std::string_view name) {
  static constexpr Honorific kHonorifics[] = {{"Herr ", 'm'}, {"Herrn ", 'm'}, {"Frau ", 'f'}, {"Mr ", 'm'}, {"Mr. ", 'm'},
                                              {"Mrs ", 'f'},  {"Mrs. ", 'f'},  {"Ms ", 'f'},   {"Ms. ", 'f'}};
  const auto found = std::find_if(std::begin(kHonorifics), std::end(kHonorifics),
                                  [&](const Honorific& honorific) { return name.starts_with(honorific.words); });
  return found == std::end(kHonorifics) ? nullptr : found;
}

bool may_be_body(const Candidate& candidate) {
  const auto type = candidate.entity.type.value_or(EntityType::kOrganisation);
  return (candidate.kind == NameKind::kOrganisation || candidate.kind == NameKind::kNone) &&
         (type == EntityType::kOrganisation || type == EntityType::kGroup);
}

// "Hafenarbeiterbund (HAB)": what stands in brackets right after a body's name, in capitals, and begins like one of its
// words; not "Ada Lund (CDU)".
void join_acronyms(std::string_view text, const Mentions& mentions, Candidates& candidates) {
  const auto is_acronym_of = [](std::string_view word, std::string_view name) {
    const auto capitals = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (word.size() > 8 || word.find(' ') != word.npos || capitals < 2) return false;
    const std::vector<std::string_view> words = split(name, ' ');
    return std::any_of(words.begin(), words.end(), [&](std::string_view part) { return part.starts_with(word.front()); });
  };
  std::map<uint32_t, size_t> ending_at;
  for (const auto& [span, mention] : mentions) ending_at[span.end] = mention.candidate;
  for (const auto& [span, mention] : mentions) {
    if (span.begin < 2 || text.substr(span.begin - 2, 2) != " (" || text.substr(span.end, 1) != ")") continue;
    const auto long_form = ending_at.find(span.begin - 2);
    if (long_form == ending_at.end()) continue;
    const Candidate &acronym = candidates[mention.candidate], &name = candidates[long_form->second];
    if (!may_be_body(acronym) || !may_be_body(name) || !is_acronym_of(span.of(text), name.text)) continue;
    if (candidates[root_of(candidates, mention.candidate)].entity.how == EntityHow::kKnowledge) {
      join(candidates, long_form->second, mention.candidate, "acronym");
    } else {
      join(candidates, mention.candidate, long_form->second, "acronym");
    }
  }
}

}  // namespace

std::optional<char> gender_of_honorific(std::string_view name) {
  const Honorific* honorific = honorific_of(name);
  return honorific ? std::optional(honorific->gender) : std::nullopt;
}

FullNames::FullNames(const Candidates& candidates, bool german) : candidates_(candidates), german_(german) {
  for (size_t i = 0; i < candidates.size(); ++i) {
    const std::string_view text = candidates[i].text;
    if (!candidates[i].full_name) continue;
    const std::string_view last = text.substr(text.rfind(' ') + 1), stem = without_genitive(last, german);
    of_last_.emplace(last, i);
    if (stem != last) of_last_.emplace(stem, i);
    of_first_.emplace(text.substr(0, text.find(' ')), i);
  }
}

std::optional<size_t> FullNames::one_of(const Index& index, std::string_view word, std::optional<char> gender) const {
  std::optional<size_t> full;
  const auto [first, last] = index.equal_range(word);
  for (auto at = first; at != last; ++at) {
    const Candidate& candidate = candidates_[at->second];
    if (gender && candidate.gender && gender != candidate.gender) continue;
    // "Ada Lunds" and "Ada Lund" are one.
    if (full && candidates_[*full].text != without_genitive(candidate.text, german_) &&
        candidate.text != without_genitive(candidates_[*full].text, german_)) {
      return std::nullopt;
    }
    if (!full || candidate.text.size() < candidates_[*full].text.size()) full = at->second;
  }
  return full;
}

std::optional<size_t> FullNames::of_surname(std::string_view name, std::optional<char> gender) const {
  return one_of(of_last_, name, gender);
}

std::optional<size_t> FullNames::of(std::string_view name, std::optional<char> gender) const {
  const auto by_surname = of_surname(name, gender);
  return by_surname ? by_surname : one_of(of_first_, name, gender);
}

void join_names(std::string_view text, bool german, const Mentions& mentions, const FullNames& full_names,
                Candidates& candidates) {
  using WordsAndCountry = std::pair<std::string_view, std::string_view>;
  std::map<WordsAndCountry, size_t> of_text;
  for (size_t i = 0; i < candidates.size(); ++i) {
    of_text.emplace(WordsAndCountry(candidates[i].text, candidates[i].country_said), i);
  }
  std::map<std::string, size_t> of_known;  // a known body by its key or canonical name
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    const Entity& entity = candidate.entity;
    if (is_pronoun(candidate.text)) continue;
    if (entity.actor || entity.how == EntityHow::kKnowledge) {
      const auto [found, fresh] = of_known.emplace(entity.actor.value_or(entity.name), i);
      if (!fresh) join(candidates, i, found->second, "same row");
      if (!fresh || entity.actor) continue;
    }
    const std::string_view stem = without_genitive(candidate.text, german);
    bool joined = false;
    const bool may_be_person = candidate.kind == NameKind::kNone || candidate.kind == NameKind::kPerson;
    const Honorific* honorific = honorific_of(candidate.text);
    const auto bare =
        std::string_view(candidate.text).substr(honorific ? honorific->words.size() : 0);  // of "Frau Lund" "Lund"
    const auto gender = honorific ? std::optional(honorific->gender) : std::nullopt;
    if (may_be_person && bare.find(' ') == bare.npos && is_capitalised(bare)) {
      for (const std::string_view name : {bare, without_genitive(bare, german)}) {
        const auto full =
            candidate.kind == NameKind::kPerson ? full_names.of(name, gender) : full_names.of_surname(name, gender);
        if (!full || *full == i) continue;
        join(candidates, i, *full, "surname");
        joined = true;
        break;
      }
    }
    if (joined || stem == candidate.text) continue;
    if (const auto found = of_text.find(WordsAndCountry(stem, candidate.country_said)); found != of_text.end())
      join(candidates, i, found->second, "genitive");
  }
  join_acronyms(text, mentions, candidates);
}

}  // namespace depesche
