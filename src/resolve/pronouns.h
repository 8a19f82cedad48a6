// Pronouns: whether words are one, and whom one means.
#pragma once

#include <array>
#include <string_view>

#include "resolve/candidates.h"

namespace depesche {

// In any case but capitals throughout: US, WHO and IT are none.
bool is_pronoun(std::string_view words);

class PronounRules {
 public:
  // All outlive it.
  PronounRules(std::string_view text, const std::vector<Span>& sentences) : text_(text), sentences_(sentences) {}

  // Whether a pronoun can mean a candidate, by the person's gender where that is known.
  bool may_mean(Span pronoun, const Candidate& candidate) const;

  // The person that a pronoun for one person means where the reader does not say: the first who takes part in something in
  // its sentence before it, else in the sentence before, or the one before that; a person of the pronoun's
  // gender before one of whom it is not known. Nothing for other pronouns.
  std::optional<size_t> person_before(const Mentions& mentions, const Candidates& candidates, Span pronoun) const;

 private:
  // The words right before and right after.
  std::array<std::string_view, 2> words_beside(Span pronoun) const;
  bool means_one_person(Span pronoun) const;
  // 'f' or 'm', where that is sure.
  std::optional<char> gender_of(Span pronoun) const;

  std::string_view text_;
  const std::vector<Span>& sentences_;
};

}  // namespace depesche
