#include "read/words.h"

#include <gtest/gtest.h>

#include <string>

namespace depesche {
namespace {

// In the rows, [ and ] mark the span.
struct Marked {
  std::string text;
  Span span;
};

Marked parse(std::string row) {
  const auto begin = static_cast<uint32_t>(row.find('['));
  row.erase(begin, 1);
  const auto end = static_cast<uint32_t>(row.find(']'));
  row.erase(end, 1);
  return {row, {begin, end}};
}

std::string show(const Marked& marked, Span span) {
  std::string row = marked.text;
  row.insert(span.end, "]");
  row.insert(span.begin, "[");
  return row;
}

TEST(WholeWords, WidensToTheBordersOfWords) {
  const struct {
    const char *given, *expected;
  } cases[] = {
      {"der Minis[ter trat zurü]ck", "der [Minister trat zurück]"},
      {"die[ Minister ]gingen", "die [Minister] gingen"},
      {"ein US-[Präsident] kam", "ein [US-Präsident] kam"},
      {"Lund’[s] Partei", "[Lund’s] Partei"},
      {"[„]Nein“", "[„]Nein“"},
      {"„[Nein“]", "„[Nein“]"},
      {"a [--] b", "a [--] b"},
      {"Ende[ ] da", "Ende[]  da"},
      {"[Öl] und Gas", "[Öl] und Gas"},
      {"Öl- [und Gas]preise", "Öl- [und Gaspreise]"},
  };
  for (const auto& c : cases) {
    const Marked marked = parse(c.given);
    EXPECT_EQ(show(marked, whole_words(marked.text, marked.span)), c.expected);
  }
}

TEST(WithoutPossessive, CutsOnlyTheEnglishEndingAtTheEnd) {
  const struct {
    const char *given, *expected;
  } cases[] = {
      {"[Ada Lund's] party", "[Ada Lund]'s party"},
      {"[Lund’s] party", "[Lund]’s party"},
      {"[Lunds] Partei", "[Lunds] Partei"},
      {"[St. John's Wood]", "[St. John's Wood]"},
      {"['s]", "[]'s"},
  };
  for (const auto& c : cases) {
    const Marked marked = parse(c.given);
    EXPECT_EQ(show(marked, without_possessive(marked.text, marked.span)), c.expected);
  }
}

TEST(TrimQuotation, FollowsTheGuide) {
  const struct {
    const char *given, *expected;
    bool direct;
  } cases[] = {
      {"[„Wir gehen“,] sagte Lund", "„[Wir gehen]“, sagte Lund", true},
      {"[„Wir gehen!“] rief Lund", "„[Wir gehen!]“ rief Lund", true},
      {"[\"We will go,\"] she said", "\"[We will go],\" she said", true},
      {"[„Wir“, sagte Lund, „gehen“.]", "„[Wir“, sagte Lund, „gehen]“.", true},
      {"sagte[, sie gehe.] Dann", "sagte, [sie gehe]. Dann", false},
      {"sagte, [„starke Hilfe“ sei nötig.]", "sagte, [„starke Hilfe“ sei nötig].", false},
      {"sagte, [er leiste „starke Hilfe“]", "sagte, [er leiste „starke Hilfe“]", false},
      {"sagte, er leiste „[starke Hilfe“.]", "sagte, er leiste „[starke Hilfe]“.", false},
  };
  for (const auto& c : cases) {
    const Marked marked = parse(c.given);
    const Span trimmed = trim_quotation(marked.text, marked.span, c.direct);
    EXPECT_EQ(show(marked, trimmed), c.expected);
  }
}

TEST(TrimQuotation, OnlyMarksLeaveNothing) {
  const std::string text = "„, “";
  EXPECT_EQ(trim_quotation(text, {0, static_cast<uint32_t>(text.size())}, true).size(), 0u);
}

}  // namespace
}  // namespace depesche
