#include "clean/language.h"

#include <gtest/gtest.h>

#include "clean/lines.h"

namespace depesche {
namespace {

TEST(Language, Codes) {
  struct Case {
    const char* told;
    const char* code;  // "": none
  };
  const Case kCases[] = {{"de", "de"},  {"DE", "de"},      {" de ", "de"},   {"de-AT", "de"},   {"de_CH.UTF-8", "de"},
                         {"deu", "de"}, {"ger", "de"},     {"German", "de"}, {"Deutsch", "de"}, {"en-US", "en"},
                         {"eng", "en"}, {"English", "en"}, {"fre", "fr"},    {"iw", "he"},      {"", ""},
                         {"??", ""},    {"xx", ""},        {"none", ""},     {"Klingon", ""},   {"d", ""},
                         {"12", ""}};
  for (const Case& test : kCases) EXPECT_EQ(language_code(test.told).value_or(""), test.code) << test.told;
}

TEST(Language, Detect) {
  struct Case {
    const char* text;
    const char* code;
  };
  const Case kCases[] = {
      {"Der Rat der Stadt hat am Montag beschlossen, die Brücke über den Fluss zu erneuern. Die Arbeiten dauern ein Jahr.",
       "de"},
      {"Der Rat von Kirchau hat die Vorlage grossmehrheitlich gutgeheissen. Die Strasse wird nun gebaut.", "de"},
      {"The town council decided on Monday to rebuild the bridge over the river. The work will take a year.", "en"},
      {"Le conseil municipal a décidé lundi de reconstruire le pont sur la rivière. Les travaux dureront un an.", "fr"},
      {"", ""},
      {"123 456 – 789", ""},
      {"Ja.", ""},
  };
  for (const Case& test : kCases) EXPECT_EQ(detect_language(test.text).value_or(""), test.code) << test.text;
}

TEST(Lines, Split) {
  Lines lines(
      "\xEF\xBB\xBF One \r\nTwo\r\n\r\nTh\xC2\xADree\xE2\x80\xA9"
      "Four\rFive\f\xE2\x80\x8B\nSix");
  ASSERT_EQ(lines.size(), 6u);
  const char* kTexts[] = {"One", "Two", "Three", "Four", "Five", "Six"};
  const bool kBlankBefore[] = {true, false, true, true, false, true};
  for (size_t i = 0; i < lines.size(); ++i) {
    EXPECT_EQ(lines[i].text, kTexts[i]);
    EXPECT_EQ(lines[i].blank_before, kBlankBefore[i]) << i;
  }
  EXPECT_EQ(lines[2].raw, "Th\xC2\xADree");
  ASSERT_TRUE(lines.split(2, 2));
  EXPECT_EQ(lines[2].text, "Th");
  EXPECT_EQ(lines[3].text, "ree");
  EXPECT_FALSE(lines.split(2, 2));
}

TEST(Lines, HardWrapping) {
  const Lines wrapped(
      "Der Rat der Stadt hat am Montag nach langer Aussprache\nbeschlossen, die Brücke über den Fluss zu erneuern, wie\n"
      "ein Sprecher sagte. Die Arbeiten dauern ein ganzes Jahr und\nkosten zwei Millionen.");
  EXPECT_TRUE(wrapped.hard_wrapped());
  EXPECT_TRUE(wrapped.continues(1));
  EXPECT_FALSE(wrapped.continues(0));
  const Lines paragraphs(
      "Der Rat der Stadt hat am Montag nach langer Aussprache getagt.\nEr geht nun auseinander.\nanzeige\nteilen");
  EXPECT_FALSE(paragraphs.hard_wrapped());
}

}  // namespace
}  // namespace depesche
