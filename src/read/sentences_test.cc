#include "read/sentences.h"

#include "base/utf8.h"
#include "read/sentences_cases_for_test.h"

#include <random>

namespace depesche::sentences {
namespace {

TEST(Sentences, LineBreaks) {
  const std::string_view cases[] = {
      "Neue Regierung im Amt|\n\nDer Rat trat zusammen",
      "Neue Regierung im Amt|\nDer Rat trat zusammen.| Er schwieg.",
      "Ein Satz ohne Ende|\r\n\r\nund noch einer",
      "Ein Satz ohne Ende| \n \t\n und noch einer",
      "Ein Satz ohne Ende|\u2029und noch einer",
      "Es kam Dr.|\n\nMeier ging.",
      "Wer?|\nNiemand",
      "- Punkt eins|\n- Punkt zwei|\n- Punkt drei",
      "• Punkt eins|\n• punkt zwei",
      "1. Erstens kam er|\n2. Zweitens ging sie",
      "1. Erstens kam er.|\n2. Zweitens ging sie.| 3. Drittens kam es.",
      "a) Das eine|\nb) Das andere",
      "***|\n\nDer Rat tagte.|\n\n* * *",
      "Der Minister sprach lange über die Lage und die \nZukunft.| Er ging.",
      "Der Minister sprach lange über die Lage im Land \nund seine Zukunft.| Er ging.",
      "Sie kaufte Brot,\nWein und Käse.",
  };
  expect_split(cases);
}

TEST(Sentences, HardWrappedText) {
  const std::string_view cases[] = {
      "The council met on Tuesday to talk about the old bridge and the new road\n"
      "that was promised to the people of the valley three years ago, when the\n"
      "Governor came to visit.| Nobody had believed him.| The road is\n"
      "still a line on a map.",
      "Der Rat sprach am Dienstag über die alte Brücke und über die Straße, die\n"
      "man den Leuten im Tal vor drei Jahren versprochen hatte, als der\n"
      "Ministerpräsident zu Besuch kam.| Niemand hatte ihm geglaubt, dem\n"
      "Mann aus der Stadt.|\n\n"
      "Kritik aus dem Tal|\n"
      "Die Leute aus dem Tal wollen nicht länger warten und haben für Freitag zu\n"
      "einer Kundgebung vor dem Rathaus aufgerufen.| Sie fordern:|\n"
      "- eine Straße|\n"
      "- eine Brücke",
  };
  expect_split(cases);
}

TEST(Sentences, OtherScripts) {
  const std::string_view cases[] = {
      "会议结束了。|代表们离开了。", "真的吗？|是的！",
      "他说：「走吧。」|他走了。",   "هل انتهى؟| نعم.| انتهى.",
      "बैठक समाप्त हुई।| सब चले गए।",    "Совет собрался.| Никто не пришёл.",
      "Το τέλος.| Η αρχή.",          "ไม่มีเครื่องหมาย",
  };
  expect_split(cases);
}

TEST(Sentences, EmptyAndBlank) {
  EXPECT_TRUE(split_sentences("").empty());
  EXPECT_TRUE(split_sentences(" \n\u00A0\t\r\n\u2029").empty());
  EXPECT_EQ(split_sentences("."), (std::vector<Span>{{0, 1}}));
  EXPECT_EQ(split_sentences("\u00A0ä.\u00A0"), (std::vector<Span>{{2, 5}}));
}

bool is_border(std::string_view text, size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

// What the header promises of every text.
void expect_invariants(std::string_view text) {
  size_t at = 0;
  for (const Span span : split_sentences(text)) {
    ASSERT_LE(at, span.begin);
    ASSERT_LT(span.begin, span.end);
    ASSERT_LE(span.end, text.size());
    ASSERT_TRUE(is_border(text, span.begin) && is_border(text, span.end));
    ASSERT_TRUE(trim(text.substr(at, span.begin - at)).empty());
    ASSERT_EQ(trim(span.of(text)), span.of(text));
    ASSERT_EQ(span.of(text).find("\n\n"), std::string_view::npos);
    at = span.end;
  }
  ASSERT_TRUE(trim(text.substr(at)).empty());
}

TEST(Sentences, InvariantsHoldForRandomTexts) {
  const std::string_view pieces[] = {
      "a",      "B",    "ä",     "Ö",   "ß",   "7",    "12",     "2022",   "Dr",     "z",      "die",    "Die",
      "The",    "said", "Smith", "usw", "U.S", "II",   "FC",     ".",      ".",      ".",      "!",      "?",
      "…",      "...",  ",",     ":",   ";",   "\"",   "'",      "„",      "“",      "”",      "»",      "«",
      "‹",      "›",    "‚",     "‘",   "’",   "(",    ")",      "[",      "]",      "-",      "–",      "—",
      " ",      " ",    " ",     " ",   "\n",  "\n\n", "\r\n",   "\t",     "\u00A0", "\u2003", "\u2028", "\u2029",
      "\u0085", "。",   "「",    "」",  "؟",   "।",    "\u200B", "\u0301", "😀",      "م",      "ह",      "@",
      "://",    "www",  "/",     "%",   "•",   "\v",   "\uFEFF",
  };
  std::mt19937 random(20240229);
  for (int round = 0; round < 30000; ++round) {
    std::string text;
    const auto size = random() % 40;
    for (unsigned piece = 0; piece < size; ++piece) text += pieces[random() % std::size(pieces)];
    expect_invariants(text);
    if (HasFatalFailure()) FAIL() << testing::PrintToString(text);
  }
}

// A step that looked back or ahead without bound would take hours here.
TEST(Sentences, LongTextsAreSplit) {
  constexpr size_t kBytes = 1'000'000;
  const std::string_view pieces[] = {"wort ", "a", ".",    ". ",  "!\"",  "(",     "[1", "„",
                                     "\n",    " ", "x.\n", "1. ", "Dr. ", "?” A ", "a.B"};
  for (const std::string_view piece : pieces) {
    std::string text;
    while (text.size() < kBytes) text += piece;
    const auto spans = split_sentences(text);
    EXPECT_EQ(spans.empty(), trim(piece).empty()) << piece;
  }
}

}  // namespace
}  // namespace depesche::sentences
