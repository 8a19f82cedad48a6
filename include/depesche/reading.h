// Reading: what the reader marked in a document's text. Words and scores only: no countries, dates or identities.
//
// Plain data, owns its memory. Made by read/, taken by resolve/. Lists are ordered by position in the text.
#pragma once

#include <depesche/document.h>

#include <optional>
#include <string>
#include <vector>

namespace depesche {

// An act and its participants, each tied to its words. Label names are those of the model's labels.json
// (corpus/GUIDE.md says what each means).
struct Act {
  uint32_t sentence = 0;  // index into Reading::sentences: where the trigger stands
  Span trigger;           // one word
  std::string type;       // "AGREE" … "ASSAULT"
  std::string status;     // "actual", "future", "hypothetical", "negated"
  std::optional<std::string> mode;
  std::vector<std::string> contexts;  // at most two, best first
  std::vector<Span> actors, recipients, places, times;
  // Who is meant but not said in the act's sentence: a word of another mention of them. `source` is who vouches for the act
  // where that is not the author.
  std::optional<Span> meant_actor, meant_recipient, source;
  double confidence = 0;  // calibrated probability that type and trigger are right, [0, 1]

  bool operator==(const Act&) const = default;
};

struct Quotation {
  uint32_t sentence = 0;  // where the content begins
  std::string type;       // "direct", "indirect", "free"
  Span content;
  std::optional<Span> cue, speaker, addressee;
  std::optional<Span> meant_speaker;  // the speaker stands elsewhere: a word of a mention of them
  double confidence = 0;              // calibrated probability that the content is a quotation of this type, [0, 1]

  bool operator==(const Quotation&) const = default;
};

// One of several labels, and how likely it is to the network [0, 1].
struct Guess {
  std::string label;
  double probability = 0;

  bool operator==(const Guess&) const = default;
};

// Words for somebody who takes part in an act or speaks: a name, a noun or a pronoun.
struct ParticipantMention {
  Span span;
  std::optional<Span> antecedent;              // a word of an earlier mention of the same
  std::optional<Guess> kind = std::nullopt;    // of whom it means: "state", "person", "organisation", "group"
  std::optional<Guess> sector = std::nullopt;  // "GOV" … "LAB", or "none"; null like `kind`: the model has no such head

  bool operator==(const ParticipantMention&) const = default;
};

struct NameMention {
  Span span;
  std::string kind;  // "person", "organisation", "place", "other"

  bool operator==(const NameMention&) const = default;
};

struct Reading {
  std::vector<Span> sentences;
  std::vector<Act> acts;
  std::vector<Quotation> quotations;
  std::vector<ParticipantMention> participants;
  std::optional<std::vector<NameMention>> names;  // null: the model has no head for names
  bool antecedents_marked = false;                // whether the model has a head for who is meant but not said
  std::vector<std::string> warnings;

  bool operator==(const Reading&) const = default;
};

}  // namespace depesche
