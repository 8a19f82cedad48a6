// Candidates: the distinct names and words for somebody in an article, before they are entities, and what is one with what.
#pragma once

#include <depesche/document.h>
#include <depesche/reading.h>
#include <depesche/record.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"

namespace depesche {

// What kind of name the reader takes some words for.
enum class NameKind {
  kNone,  // for none, or the reader does not mark names
  kPerson,
  kOrganisation,
  kPlace,     // also a state or its capital that acts
  kLocation,  // a place that does nothing
};

// One distinct name (or one pronoun) and where it stands.
struct Candidate {
  Entity entity;
  std::string text;          // its words, plain
  std::string country_said;  // at a body that every country has: "Norway's Foreign Ministry"
  NameKind kind = NameKind::kNone;
  std::optional<char> gender;   // 'f' or 'm': of a person, by given name or title
  bool full_name = false;       // of a person: "Ada Lund", not "Lund", nor "Ministerin Lund"
  std::optional<size_t> joins;  // another candidate that means the same
  const char* joined_by = "";   // the rule by which
};

// Words of the article that mean somebody.
struct MentionWords {
  NameKind kind = NameKind::kNone;  // of the name that they are
  bool is_name = false;
  bool needed = false;             // a participant or speaker, whether or not it has a name
  std::optional<Span> antecedent;  // a word of an earlier mention of the same
  std::optional<Guess> kind_guess, sector_guess;
  size_t candidate = 0;
};

using Mentions = std::map<Span, MentionWords>;

using Candidates = std::vector<Candidate>;

// The entry of a map from mentions' spans whose span is the shortest that holds the word; the end where none does. Mentions
// of more than a thousand bytes are passed over.
template <class T>
typename std::map<Span, T>::const_iterator shortest_holding(const std::map<Span, T>& mentions, Span word) {
  constexpr uint32_t kLongest = 1000;
  auto best = mentions.end();
  for (auto at = mentions.upper_bound(Span{word.begin, UINT32_MAX}); at != mentions.begin();) {
    --at;
    if (at->first.begin + kLongest < word.begin) break;
    if (at->first.contains(word) && (best == mentions.end() || at->first.size() <= best->first.size())) best = at;
  }
  return best;
}

// The candidate that stands for all that are joined with this one.
size_t root_of(const Candidates& candidates, size_t i);

// Makes `i` and `other` one, under the name of `other`, by a rule of docs/resolve.md.
void join(Candidates& candidates, size_t i, size_t other, const char* rule);

// What the tables know, by a rule.
Entity of_actor(const KnownActor& actor, const char* rule);

}  // namespace depesche
