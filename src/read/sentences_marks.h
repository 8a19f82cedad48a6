// Marks: whether one run of final marks ends a sentence, from what stands around it.
//
// Threads: free functions without state; safe from any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace depesche::sentences {

enum class MarkKind {
  kPeriod,    // one full stop
  kEllipsis,  // "…", "..."
  kStrong,    // with a question or exclamation mark
  kScript,    // of scripts without capitals: 。！？ ؟ ।
};

// A run of final marks together with the closing quotation marks and brackets after it.
struct Mark {
  MarkKind kind = MarkKind::kPeriod;
  size_t begin = 0;               // of the last final mark in the run
  size_t end = 0;                 // after the last closing mark
  bool closes_quotation = false;  // a quotation mark follows the last final mark
  bool closes_bracket = false;
  bool after_closing = false;  // closing marks precede the last final mark: "wie?“."
};

// What the scan knows about the place of a mark.
struct Place {
  size_t sentence_begin = 0;
  bool begins_line = false;      // the sentence does
  bool in_address = false;       // in a URL, host name or e-mail address
  bool in_bracket = false;       // in a bracket that stands inside of a sentence and is closed later
  bool bracket_is_part = false;  // the bracket closed by the mark began inside of the sentence
};

// Why a mark ends a sentence or does not.
enum class Reason {
  // the sentence goes on
  kInsideAddress,
  kInsideBracket,
  kInsideToken,         // "3.500", "Node.js"
  kPunctuationFollows,  // "„Warum?“, fragte"
  kLowerCaseFollows,
  kCueFollows,     // "“Why?” Smith asked."
  kBracketedMark,  // "(!)", "[…]"
  kBracketGoesOn,  // "(so war es!) Bürger"
  kAbbreviation,
  kInitial,
  kOrdinal,
  kListNumber,  // "1. Erstens"
  kDateline,    // "BERLIN. Die Regierung"
  kSuspended,   // "die ... Regierung"
  // the sentence ends
  kEndOfText,
  kSpaceMissing,  // "beendet.Die"
  kScriptMark,
  kNewSentenceFollows,
};

constexpr bool ends_sentence(Reason reason) { return reason >= Reason::kEndOfText; }

// Cost: constant; looks at most some 200 bytes around the mark, not counting the white space after it.
Reason judge_mark(std::string_view text, const Mark& mark, const Place& place);

}  // namespace depesche::sentences
