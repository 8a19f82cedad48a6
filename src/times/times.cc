#include "times/times.h"

#include "times/grammar.h"
#include "times/resolve.h"
#include "times/tense.h"

namespace depesche {
namespace {

using namespace times;

struct Match {
  size_t first = 0;
  Read read;
  Resolved resolved;
};

class Finder {
 public:
  Finder(std::string_view text, bool german, Anchor published)
      : lexicon_(german ? Lexicon::german() : Lexicon::english()),
        german_(german),
        tokens_(tokenise(text, lexicon_, german)),
        tenses_(tokens_.size(), Tense::kNone),
        grammar_(text, tokens_, lexicon_, german),
        published_(published),
        resolver_(published) {}

  std::vector<TimeExpression> run(const std::vector<Span>& sentences) {
    size_t at = 0;
    for (const Span& sentence : sentences) {
      at = read_until(at, sentence.begin);
      at = read_until(at, sentence.end);
    }
    read_until(at, UINT32_MAX);
    return std::move(found_);
  }

 private:
  // Reads the tokens from `first` to those that begin at byte `border` as a sentence; returns where they end.
  size_t read_until(size_t first, uint32_t border) {
    size_t last = first;
    while (last < tokens_.size() && tokens_[last].begin < border) ++last;
    if (last > first) read_sentence(first, last);
    return last;
  }

  void read_sentence(size_t first, size_t last) {
    weigh_tenses(tokens_, first, last, german_, tenses_);
    grammar_.enter_sentence(first, last);
    matches_.clear();
    for (size_t at = first; at < last;) {
      Read read = grammar_.read(at, tenses_[at]);
      if (!read) {
        ++at;
        continue;
      }
      grammar_.taken(read);
      const size_t end = read.end;
      matches_.push_back({at, std::move(read), {}});
      at = end;
    }
    share_years();
    resolve_days(first);
    resolve_times();
    for (const Match& match : matches_) keep(match);
  }

  // "vom 28. Februar bis 5. März 2014": the end of a range lends its year to the other end.
  void share_years() {
    for (size_t i = 0; i + 1 < matches_.size(); ++i) {
      Meaning& one = matches_[i].read.meaning;
      Meaning& two = matches_[i + 1].read.meaning;
      if (!linked(matches_[i].read.end, matches_[i + 1].first)) continue;
      if (lacks_year(one) && two.month > 0 && !lacks_year(two)) {
        one.year = two.year - (two.year > 0 && one.month > two.month ? 1 : 0);
        one.year_from = two.year_from;
        one.year_shift = two.year_shift;
      } else if (lacks_year(two) && one.month > 0 && one.year > 0) {
        two.year = one.year + (two.month < one.month ? 1 : 0);
      }
    }
  }

  static bool lacks_year(const Meaning& meaning) {
    return meaning.month > 0 && meaning.year == 0 && meaning.year_from == From::kNowhere && meaning.relation == 0;
  }

  // Whether only words that make a range or a list, at most three, stand between.
  bool linked(size_t from, size_t to) const {
    if (to <= from || to - from > 3) return false;
    const Token& first = tokens_[from];
    const bool link = ((*first.word)[Field::kGlue] & (kUntil | kAnd)) != 0 || first.mark == '-';
    for (size_t at = from + 1; link && at < to; ++at)
      if (((*tokens_[at].word)[Field::kGlue] & (kUntil | kArticle | kPartPrep | kOn)) == 0) return false;
    return link;
  }

  // "ab Donnerstag", "für Donnerstag geplant" speak of the future whatever the clause does, "seit Donnerstag" of the past.
  Tense tense_of(const Match& match, size_t first) const {
    const Tense tense = tenses_[match.first];
    if (is_since(match, first)) return Tense::kPast;
    const auto planned = [&](size_t at) {
      const int32_t verb = at < tokens_.size() ? (*tokens_[at].word)[Field::kTense] : 0;
      return verb == kPlanned || verb == kPlannedAdjective;
    };
    if (german_ && glue_before(match.first, first, kAb)) return Tense::kFuture;
    if (is_for(match, first) && !planned(match.read.end)) return Tense::kFuture;
    if (german_ && planned(match.read.end) && !planned_in_past(match)) return Tense::kFuture;
    return tense;
  }

  bool is_since(const Match& match, size_t first) const {
    const size_t at = glue_before(match.first, first, kArticle) ? match.first - 1 : match.first;
    return at > first && (*tokens_[at - 1].word)[Field::kSince] > 0;
  }

  bool glue_before(size_t at, size_t first, int32_t glue) const {
    return at > first && ((*tokens_[at - 1].word)[Field::kGlue] & glue) != 0;
  }

  // "kündigte für Montag einen Streik an", "called a vote for May 3", but not "Monday's".
  bool is_for(const Match& match, size_t first) const {
    const Meaning& meaning = match.read.meaning;
    const size_t end = match.read.end;
    if (!meaning.names_day() || (end < tokens_.size() && tokens_[end].mark == '\'')) return false;
    const size_t at = german_ && glue_before(match.first, first, kArticle) ? match.first - 1 : match.first;
    return glue_before(at, first, kFor);
  }

  // "war für Montag geplant": the verb before says that it was.
  bool planned_in_past(const Match& match) const {
    for (size_t back = 1; back <= 4 && back <= match.first; ++back) {
      const int32_t verb = (*tokens_[match.first - back].word)[Field::kTense];
      if (verb > 0) return verb == kPast;
    }
    return false;
  }

  void resolve_days(size_t first) {
    for (Match& match : matches_) {
      if (match.read.meaning.base == Meaning::Base::kNone) continue;
      match.resolved = resolver_.resolve(match.read.meaning, tense_of(match, first));
      if (&match != matches_.data()) same_day_again(*(&match - 1), match);
      resolver_.told(match.resolved);
    }
  }

  // "morgen (Mittwoch)": a weekday in brackets is the day before them, if that is such a day.
  void same_day_again(const Match& day, Match& weekday) const {
    const Meaning& meaning = weekday.read.meaning;
    const bool bracket = day.read.end + 1 == weekday.first && tokens_[day.read.end].mark == '(';
    if (!bracket || meaning.weekday == 0 || meaning.day_part > 0 || day.resolved.unit != Unit::kDay) return;
    if (weekday_of(*day.resolved.end) == meaning.weekday) {
      weekday.resolved.begin = weekday.resolved.end = day.resolved.end;
      weekday.resolved.value = iso_day(*day.resolved.end);
    }
  }

  // A time without a day is of the day named before it in the sentence, else of the one named after it, else of the last one
  // named in the sentence before ("Am Dienstag … Am Abend …"). Papers that come out in the morning speak of yesterday's
  // evening all along, once they have said that they speak of yesterday.
  void resolve_times() {
    std::optional<sys_days> day = day_before_;
    day_before_.reset();
    const auto note = [&](const Match& match) {
      if (match.resolved.unit == Unit::kDay && match.read.meaning.base != Meaning::Base::kNone) day = match.resolved.end;
    };
    for (auto match = matches_.rbegin(); match != matches_.rend(); ++match) {
      if (match->read.meaning.base == Meaning::Base::kNone) {
        const bool is_evening = match->read.meaning.day_part == kEvening;
        match->resolved = resolver_.resolve(match->read.meaning, Tense::kNone, is_evening && !day ? yesterday_ : day);
      }
      note(*match);
    }
    day.reset();
    for (Match& match : matches_) {
      if (match.read.meaning.base == Meaning::Base::kNone && day)
        match.resolved = resolver_.resolve(match.read.meaning, Tense::kNone, day);
      note(match);
    }
    // What was reported on Sunday happened on the other day of the sentence.
    for (auto match = matches_.rbegin(); match != matches_.rend(); ++match) {
      const bool names_day = match->resolved.unit == Unit::kDay && match->read.meaning.base != Meaning::Base::kNone;
      if (!names_day || is_of_report(*match)) continue;
      day = match->resolved.end;
      break;
    }
    // A day ahead was only spoken of.
    if (!day || (published_.serves(Unit::kDay) && *day > published_.day)) return;
    day_before_ = day;
    yesterday_ = published_.serves(Unit::kDay) && *day + std::chrono::days{1} == published_.day ? day : std::nullopt;
  }

  // "wie die Polizei am Sonntag mitteilte", "police said on Sunday"
  bool is_of_report(const Match& match) const {
    constexpr size_t kNear = 3;  // tokens
    const auto reports = [&](size_t at) { return (*tokens_[at].word)[Field::kTense] == kReported; };
    const auto is_mark = [&](size_t at) { return tokens_[at].kind == TokenKind::kMark; };
    for (size_t at = match.first; at > 0 && match.first - at < kNear && !is_mark(at - 1); --at) {
      if (reports(at - 1)) return true;
    }
    for (size_t at = match.read.end; at < tokens_.size() && at < match.read.end + kNear && !is_mark(at); ++at) {
      if (reports(at)) return true;
    }
    return false;
  }

  void keep(const Match& match) {
    TimeExpression expression;
    expression.span = {tokens_[match.first].begin, tokens_[match.read.end - 1].end};
    expression.type = match.resolved.type;
    expression.value = match.resolved.value;
    if (match.resolved.begin) expression.begin = iso_day(*match.resolved.begin);
    if (match.resolved.end) expression.end = iso_day(*match.resolved.end);
    found_.push_back(std::move(expression));
  }

  const Lexicon& lexicon_;
  bool german_;
  std::vector<Token> tokens_;
  std::vector<Tense> tenses_;
  Grammar grammar_;
  Anchor published_;
  Resolver resolver_;
  std::vector<Match> matches_;          // of the sentence at hand
  std::optional<sys_days> day_before_;  // the last one named in the sentence before
  std::optional<sys_days> yesterday_;   // the day before publication, where it is the last one named at all
  std::vector<TimeExpression> found_;
};

}  // namespace

std::vector<TimeExpression> find_times(std::string_view text, std::string_view language, const std::vector<Span>& sentences,
                                       const std::optional<std::string>& published) {
  if (language != "de" && language != "en") return {};
  return Finder(text, language == "de", published ? parse_anchor(*published) : Anchor{}).run(sentences);
}

}  // namespace depesche
