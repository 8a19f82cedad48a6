#include "times/tense.h"

#include <algorithm>
#include <string_view>

namespace depesche::times {
namespace {

constexpr size_t kShortClause = 8;

struct Clause {
  size_t first = 0, last = 0;
  Tense tense = Tense::kNone;
};

int32_t glue_of(const Token& token) { return (*token.word)[Field::kGlue]; }
int32_t verb_of(const Token& token) { return (*token.word)[Field::kTense]; }

bool ends_clause(const Token& token) {
  if (token.kind == TokenKind::kWord) return (glue_of(token) & kClauseStart) != 0;
  if (token.kind != TokenKind::kMark) return false;
  return std::string_view(",;:()[]\"-").find(token.mark) != std::string_view::npos && (token.mark != '-' || token.spaced);
}

std::vector<Clause> cut(const std::vector<Token>& tokens, size_t first, size_t last) {
  std::vector<Clause> clauses;
  size_t begin = first;
  for (size_t at = first; at < last; ++at) {
    if (at == begin || !ends_clause(tokens[at])) continue;
    clauses.push_back({begin, at, Tense::kNone});
    begin = at;
  }
  if (begin < last) clauses.push_back({begin, last, Tense::kNone});
  return clauses;
}

// German has one finite verb in a clause, at whichever end of it.
Tense german_tense(const std::vector<Token>& tokens, const Clause& clause) {
  bool willed = false, claimed = false, planned = false, past = false, perfect = false, participle = false, werden = false,
       preterite = false;
  for (size_t at = clause.first; at < clause.last; ++at) {
    const int32_t verb = verb_of(tokens[at]);
    willed |= verb == kWilled;
    claimed |= verb == kClaimed;
    planned |= verb == kPlanned;
    werden |= verb == kWerden && !(at > clause.first && (glue_of(tokens[at - 1]) & kApprox) != 0);  // not "zu werden"
    past |= verb == kPast || verb == kReported;
    // "-ten" also ends infinitives ("werden beraten"), so that it weighs less than a word of the lexicon.
    preterite |= tokens[at].shape == Shape::kPreterite;
    perfect |= verb == kAuxiliary;
    participle |= tokens[at].shape == Shape::kParticiple;
  }
  // "soll getötet haben", "worden sein": hearsay of what was.
  const size_t mark = tokens[clause.last - 1].kind == TokenKind::kMark && clause.last > clause.first + 1 ? 1 : 0;
  const size_t end = clause.last - mark;
  const bool ends_in_have = verb_of(tokens[end - 1]) == kBe || (end > clause.first + 1 && verb_of(tokens[end - 2]) == kBe);
  const bool hearsay = (willed || claimed) && ends_in_have && (participle || past);
  if (hearsay) return Tense::kPast;
  if (willed || claimed) return Tense::kFuture;
  if (past || (preterite && !werden)) return Tense::kPast;
  if (planned) return Tense::kFuture;
  if (perfect && participle) return Tense::kPast;
  if (werden) return Tense::kFuture;
  return Tense::kNone;
}

// What an English verb form says where it stands.
Tense english_cue(const std::vector<Token>& tokens, const Clause& clause, size_t at) {
  const auto verb_at = [&](size_t back) { return at >= clause.first + back ? verb_of(tokens[at - back]) : 0; };
  const auto to_follows = [&] {
    return at + 1 < clause.last && (glue_of(tokens[at + 1]) & kUntil) != 0 && tokens[at + 1].end - tokens[at + 1].begin == 2;
  };
  const bool be_before = verb_at(1) == kBe || verb_at(2) == kBe;
  // "will cut", "to set": not the past that it looks like.
  const bool bare_before = verb_at(1) == kWilled || verb_at(2) == kWilled || verb_at(1) == kWould || verb_at(2) == kWould ||
                           (at > clause.first && (glue_of(tokens[at - 1]) & kUntil) != 0);
  // "the planned bridge"
  const bool attributive = at > clause.first && verb_at(1) == 0 && (glue_of(tokens[at - 1]) & (kArticle | kFunction)) != 0;
  // "The commission scheduled the vote": no form of "be" before and no adverbial after.
  const auto active = [&] {
    for (size_t back = 1; back <= 3; ++back)
      if (verb_at(back) == kPlannedTo || verb_at(back) == kBe || verb_at(back) == kAuxiliary) return false;
    if (at + 1 >= clause.last || tokens[at + 1].kind == TokenKind::kMark || (*tokens[at + 1].word)[Field::kWeekday] > 0)
      return false;
    return (glue_of(tokens[at + 1]) & (kYearPrep | kUntil | kOn | kClockPrep)) == 0;
  };
  const bool past_before = verb_at(1) == kPast || verb_at(2) == kPast;
  switch (verb_of(tokens[at])) {
    case kWilled:
    case kWould:
      return Tense::kFuture;  // "said it would": a future of the past is seldom past yet
    case kPlanned:
      if (attributive) return Tense::kNone;
      if (active()) return Tense::kPast;
      return past_before ? Tense::kPast : Tense::kFuture;
    case kPlannedTo:
      if (to_follows()) return past_before ? Tense::kPast : Tense::kFuture;
      return Tense::kNone;
    case kReported:
    case kPast:
      return be_before || bare_before ? Tense::kNone : Tense::kPast;
    default:
      return tokens[at].shape == Shape::kPreterite && !be_before ? Tense::kPast : Tense::kNone;
  }
}

// In English the verb nearest before an adverbial governs it, else the first after it.
Tense weigh_english(const std::vector<Token>& tokens, const Clause& clause, std::vector<Tense>& tenses) {
  Tense last_cue = Tense::kNone;
  Tense first_cue = Tense::kNone;
  for (size_t at = clause.first; at < clause.last; ++at) {
    const Tense cue = english_cue(tokens, clause, at);
    if (cue != Tense::kNone) {
      if (last_cue == Tense::kNone) std::fill(tenses.begin() + clause.first, tenses.begin() + at, first_cue = cue);
      last_cue = cue;
    }
    tenses[at] = last_cue;
  }
  return first_cue;
}

// "hat am Donnerstag Reisen gegen Offiziere (…) | und Minister verhängt": an auxiliary whose participle stands behind a word
// or bracket that only seems to begin another clause.
bool participle_follows(const std::vector<Token>& tokens, const std::vector<Clause>& clauses, size_t auxiliary) {
  const auto has = [&](const Clause& clause, auto test) {
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(clause.first),
                       tokens.begin() + static_cast<std::ptrdiff_t>(clause.last), test);
  };
  if (!has(clauses[auxiliary], [](const Token& token) { return verb_of(token) == kAuxiliary; })) return false;
  bool in_brackets = false;
  constexpr size_t kMost = 5;
  for (size_t i = auxiliary + 1; i < clauses.size() && i <= auxiliary + kMost; ++i) {
    const Token& first = tokens[clauses[i].first];
    const bool is_word = first.kind == TokenKind::kWord;
    if (!is_word && (first.mark == '(' || first.mark == ')')) in_brackets = first.mark == '(';
    if (in_brackets) continue;
    const bool goes_on = is_word ? (glue_of(first) & kAnd) != 0 : first.mark == ')' || first.mark == '"';
    const bool finite = has(clauses[i], [](const Token& token) { return verb_of(token) != 0 && verb_of(token) != kBe; });
    if (!goes_on || finite) return false;
    if (has(clauses[i], [](const Token& token) { return token.shape == Shape::kParticiple; })) return true;
  }
  return false;
}

}  // namespace

void weigh_tenses(const std::vector<Token>& tokens, size_t first, size_t last, bool german, std::vector<Tense>& tenses) {
  std::vector<Clause> clauses = cut(tokens, first, last);
  for (size_t i = 0; i < clauses.size(); ++i) {
    Clause& clause = clauses[i];
    if (german) {
      clause.tense = german_tense(tokens, clause);
      if (clause.tense == Tense::kNone && participle_follows(tokens, clauses, i)) clause.tense = Tense::kPast;
      std::fill(tenses.begin() + clause.first, tenses.begin() + clause.last, clause.tense);
    } else {
      clause.tense = weigh_english(tokens, clause, tenses);
    }
  }
  Tense following = Tense::kNone;
  for (size_t i = clauses.size(); i-- > 0;) {
    Clause& clause = clauses[i];
    if (clause.tense == Tense::kNone && clause.last - clause.first <= kShortClause) {
      clause.tense = following;
      std::fill(tenses.begin() + clause.first, tenses.begin() + clause.last, following);
    }
    following = clause.tense;
  }
  Tense before = Tense::kNone;
  for (Clause& clause : clauses) {
    if (clause.tense == Tense::kNone && clause.last - clause.first <= kShortClause) {
      clause.tense = before;
      std::fill(tenses.begin() + clause.first, tenses.begin() + clause.last, before);
    }
    before = clause.tense;
  }
}

}  // namespace depesche::times
