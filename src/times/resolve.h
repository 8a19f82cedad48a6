// From what an expression of time says to the days it means.
#pragma once

#include <optional>
#include <string>

#include "times/calendar.h"
#include "times/grammar.h"

namespace depesche::times {

struct Resolved {
  const char* type = "DATE";
  std::optional<std::string> value;
  std::optional<sys_days> begin, end;
  Unit unit = Unit::kNone;  // of the period it covers; kNone where that is unknown
};

// Keeps the article's date and the last date told; one text's expressions come in their order.
// Not thread-safe: one Resolver a text.
class Resolver {
 public:
  explicit Resolver(Anchor published) : published_(published) {}

  // `tense` of the clause that the expression stands in. A time without a day (Base::kNone) is of `day`, else of the
  // article's date.
  Resolved resolve(const Meaning& meaning, Tense tense, std::optional<sys_days> day = std::nullopt) const;
  // The date that "am selben Tag", "zwei Jahre zuvor" count from.
  void told(const Resolved& resolved);

 private:
  std::optional<Period> period(const Meaning& meaning, Tense tense) const;
  std::optional<Period> from_fields(const Meaning& meaning, Tense tense) const;
  std::optional<Period> from_shift(const Meaning& meaning) const;
  std::optional<Period> weekday(const Meaning& meaning, Tense tense) const;
  std::optional<Period> day_of_year(const Meaning& meaning, Tense tense) const;
  std::optional<Period> part_of_a_year(const Meaning& meaning, Tense tense) const;
  std::optional<Period> decade(const Meaning& meaning) const;
  std::optional<int> year(const Meaning& meaning) const;
  Anchor anchor(From from) const;
  // Of the dates told the last one from which `unit` can be counted.
  Anchor anchor(From from, Unit unit) const;

  Anchor published_;
  Anchor told_;
  Anchor told_day_;  // the last one that is a day
};

}  // namespace depesche::times
