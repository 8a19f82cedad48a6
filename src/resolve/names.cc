#include "resolve/names.h"

#include <algorithm>
#include <map>

#include "base/tsv.h"
#include "resolve/phrase.h"
#include "resolve/pronouns.h"

namespace depesche {
namespace {

// The one full name of the article whose last (`last`) or first word this is; nothing where several have it.
std::optional<size_t> full_name_with(std::string_view word, bool last, const Candidates& candidates,
                                     std::optional<char> gender = {}) {
  std::optional<size_t> full;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const Candidate& candidate = candidates[i];
    if (!candidate.full_name || (gender && candidate.gender && gender != candidate.gender)) continue;
    const std::vector<std::string_view> words = split(candidate.text, ' ');
    const std::string_view part = last ? words.back() : words.front();
    if (part != word && (!last || without_genitive(part) != word)) continue;
    // "Ada Lunds" and "Ada Lund" are one.
    if (full && candidates[*full].text != without_genitive(candidate.text) &&
        candidate.text != without_genitive(candidates[*full].text)) {
      return std::nullopt;
    }
    if (!full || candidate.text.size() < candidates[*full].text.size()) full = i;
  }
  return full;
}

constexpr std::pair<std::string_view, char> kHonorifics[] = {{"Herr ", 'm'}, {"Herrn ", 'm'}, {"Frau ", 'f'},
                                                             {"Mr ", 'm'},   {"Mr. ", 'm'},   {"Mrs ", 'f'},
                                                             {"Mrs. ", 'f'}, {"Ms ", 'f'},    {"Ms. ", 'f'}};

// "Frau Lund" → "Lund".
std::string_view without_honorific(std::string_view name) {
  for (const auto& [honorific, gender] : kHonorifics) {
    if (name.starts_with(honorific)) return name.substr(honorific.size());
  }
  return name;
}

// "Hafenarbeiterbund (HAB)": what stands in brackets right after a name, in capitals.
void join_acronyms(std::string_view text, const Mentions& mentions, Candidates& candidates) {
  const auto is_acronym = [](std::string_view word) {
    const auto capitals = std::count_if(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return word.size() <= 8 && word.find(' ') == word.npos && capitals >= 2;
  };
  std::map<uint32_t, size_t> ending_at;
  for (const auto& [span, mention] : mentions) ending_at[span.end] = mention.candidate;
  for (const auto& [span, mention] : mentions) {
    if (!is_acronym(span.of(text)) || span.begin < 2 || text.substr(span.begin - 2, 2) != " (") continue;
    const auto long_form = ending_at.find(span.begin - 2);
    if (text.substr(span.end, 1) != ")" || long_form == ending_at.end()) continue;
    if (candidates[root_of(candidates, mention.candidate)].entity.how == EntityHow::kKnowledge) {
      join(candidates, long_form->second, mention.candidate, "acronym");
    } else {
      join(candidates, mention.candidate, long_form->second, "acronym");
    }
  }
}

}  // namespace

std::optional<char> gender_of_honorific(std::string_view name) {
  for (const auto& [honorific, gender] : kHonorifics) {
    if (name.starts_with(honorific)) return gender;
  }
  return std::nullopt;
}

std::optional<size_t> full_name_of(std::string_view name, const Candidates& candidates, std::optional<char> gender) {
  const auto by_surname = full_name_with(name, true, candidates, gender);
  return by_surname ? by_surname : full_name_with(name, false, candidates, gender);
}

void join_names(std::string_view text, const Mentions& mentions, Candidates& candidates) {
  std::map<std::string_view, size_t> of_text;
  for (size_t i = 0; i < candidates.size(); ++i) of_text.emplace(candidates[i].text, i);
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
    const std::string_view stem = without_genitive(candidate.text);
    bool joined = false;
    const bool may_be_person = candidate.kind == NameKind::kNone || candidate.kind == NameKind::kPerson;
    const std::string_view bare = without_honorific(candidate.text);
    const auto gender = gender_of_honorific(candidate.text);
    if (may_be_person && bare.find(' ') == bare.npos && is_capitalised(bare)) {
      for (const std::string_view name : {bare, without_genitive(bare)}) {
        const auto full = candidate.kind == NameKind::kPerson ? full_name_of(name, candidates, gender)
                                                              : full_name_with(name, true, candidates, gender);
        if (!full || *full == i) continue;
        join(candidates, i, *full, "surname");
        joined = true;
        break;
      }
    }
    if (joined || stem == candidate.text) continue;
    if (const auto found = of_text.find(stem); found != of_text.end()) join(candidates, i, found->second, "genitive");
  }
  join_acronyms(text, mentions, candidates);
}

}  // namespace depesche
