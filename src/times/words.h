// The words that can take part in an expression of time, German and English, and a text cut into tokens that know them.
//
// Threads: a Lexicon is made at its first use and immutable from then on; all else is without state.
#pragma once

#include <depesche/document.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace depesche::times {

// What a word can mean; a word may mean several things ("morgen", "second"). Each has a number from 1, 0: not that.
enum class Field {
  kWeekday,         // 1 Monday
  kMonth,           // 1 January
  kMonthShort,      // an abbreviation
  kSeason,          // 1 spring … 4 winter
  kUnit,            // Unit, singular
  kUnits,           // Unit, plural
  kRelation,        // Relation
  kPortion,         // Portion
  kPart,            // Part of the day, as a noun ("Abend", "evening")
  kPartAdverb,      // the same as an adverb ("abends")
  kCardinal,        // twice the number ("anderthalb": 3)
  kVague,           // 1: an unknown number of them ("einige")
  kOrdinal,         // 1 first
  kHoliday,         // Holiday
  kDay,             // 10 + days from today ("gestern": 9)
  kDayAdjective,    // the same ("gestrigen")
  kCompound,        // weekday * 16 + Part ("Dienstagabend"); weekday 0: today ("tonight")
  kDecade,          // "neunziger": 90
  kSet,             // Unit: "täglich"
  kWeekdaySet,      // weekday: "montags"
  kLong,            // Unit: "tagelang"
  kAdjective,       // Unit: "-tägig" after a number
  kCountAdjective,  // twice the number * 16 + Unit: "zweitägig"
  kReference,       // 1 PAST_REF, 2 FUTURE_REF
  kShift,           // Shift
  kTold,            // Unit * 16 + 8 + units from the last date told: "Vorjahr"
  kHalfYear,        // 1: "Halbjahr", "Jahreshälfte"
  kClockWord,       // ClockWord
  kMonthLink,       // 1: may stand before a month, 2: stands before no name
  kTense,           // TenseWord
  kSince,           // 1: what it begins with has begun
  kGlue,            // set of Glue
  kCount
};

enum Relation { kLast = 1, kThis, kNext, kBeforeLast, kAfterNext, kSame, kFollowing, kPreceding };
enum Portion { kBeginning = 1, kMiddle, kEnd };
enum Part { kMorning = 1, kMidday, kAfternoon, kEvening, kNight, kDaytime };
enum Shift { kAgo = 1, kLater, kEarlier, kBeforeOrNoun, kAfterOrNoun };
enum ClockWord { kUhr = 1, kOclock, kNoon, kMidnight, kZone };
// kWilled: speaks of the future. kPlanned: does so unless the clause is past. kPlannedTo: so only before "to".
// kWerden: infinitive or plural. kReported: past verb of saying. kAuxiliary: finite, no tense of its own.
enum TenseWord {
  kPast = 1,
  kWilled,
  kPlanned,
  kPlannedTo,
  kWerden,
  kWould,
  kBe,
  kReported,
  kAuxiliary,
  kDoubtful,          // "sollte"
  kPlannedAdjective,  // "geplanten": only right after a date
  kClaimed            // "soll": the future, or hearsay
};

enum Glue : int32_t {
  kArticle = 1 << 0,
  kOf = 1 << 1,
  kUntil = 1 << 2,
  kAnd = 1 << 3,
  kClockPrep = 1 << 4,
  kFor = 1 << 6,
  kYearPrep = 1 << 5,
  kApprox = 1 << 7,
  kIn = 1 << 8,
  kVor = 1 << 9,
  kEvery = 1 << 10,
  kAll = 1 << 11,
  kCountNoun = 1 << 12,
  kFunction = 1 << 13,
  kClauseStart = 1 << 14,
  kPartPrep = 1 << 15,
  kNameBefore = 1 << 16,  // before a weekday it makes a name: "Black Friday"
  kOther = 1 << 17,       // "every other day"
  kHalfWord = 1 << 18,
  kAge = 1 << 19,
  kDurationPrep = 1 << 20,
  kOn = 1 << 21,
  kOrdinalEnding = 1 << 22,  // "th" after digits
  kDecadeEnding = 1 << 23,   // "er", "s" after digits
  kAb = 1 << 24,
  kSchoolYear = 1 << 25,
  kFiscal = 1 << 26,
  kQ = 1 << 27,
  kYearAdverb = 1 << 28,  // "bereits 1998"
  kFew = 1 << 29,         // "past few days"
  kEarlyLate = 1 << 30    // before a part of the day: "späten"
};

struct Word {
  std::array<int32_t, static_cast<size_t>(Field::kCount)> values{};

  int32_t operator[](Field field) const { return values[static_cast<size_t>(field)]; }
};

// Several words that mean something only together. An apostrophe is a null pointer.
struct Phrase {
  std::vector<const Word*> words;
  Field field;
  int32_t value;
};

struct Hash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

class Lexicon {
 public:
  static const Lexicon& german();
  static const Lexicon& english();

  // The folded word's entry; of a word without one an empty Word.
  const Word* find(std::string_view folded) const;
  // Phrases that begin with `first`, or null.
  const std::vector<Phrase>* phrases(const Word* first) const;

 private:
  friend class LexiconBuilder;
  std::unordered_map<std::string, Word, Hash, std::equal_to<>> words_;
  std::unordered_map<const Word*, std::vector<Phrase>> phrases_;
};

enum class TokenKind : uint8_t { kNone, kWord, kNumber, kMark };
enum class Shape : uint8_t { kPlain, kPreterite, kParticiple };

// A run of letters, a run of ASCII digits, or one other character.
struct Token {
  uint32_t begin = 0, end = 0;
  const Word* word = nullptr;  // never null in tokens made by tokenise()
  int32_t number = -1;         // of digits, where they are nine or fewer
  uint8_t digits = 0;          // how many, 255 at most
  TokenKind kind = TokenKind::kNone;
  Shape shape = Shape::kPlain;  // of lower-case words that are not in the lexicon
  char mark = 0;                // dashes, quotes and apostrophes as their ASCII twins
  bool upper = false;
  bool spaced = true;  // white space (or the text's beginning) before it
};

std::vector<Token> tokenise(std::string_view text, const Lexicon& lexicon, bool german);

}  // namespace depesche::times
