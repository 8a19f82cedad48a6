#include "times/times.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <string>
#include <vector>

namespace depesche {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;
using std::chrono::years;

std::vector<std::string> split(const std::string& line, char at) {
  std::vector<std::string> parts(1);
  for (const char c : line) {
    if (c == at) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The sentences of the cases end with a mark, space, and a capital after a word of at least three letters.
std::vector<Span> sentences_of(const std::string& text) {
  std::vector<Span> spans;
  uint32_t begin = 0;
  for (uint32_t at = 3; at + 2 < text.size(); ++at) {
    const bool mark = text[at] == '.' || text[at] == '?' || text[at] == '!';
    const auto small = [&](size_t i) { return (text[i] >= 'a' && text[i] <= 'z') || text[i] < 0; };
    const bool word = (small(at - 1) && small(at - 2) && small(at - 3)) ||
                      (text[at - 1] >= '0' && text[at - 1] <= '9' && text[at - 2] >= '0' && text[at - 2] <= '9' &&
                       text[at - 3] >= '0' && text[at - 3] <= '9');
    if (!mark || text[at + 1] != ' ' || !word || !(text[at + 2] >= 'A' && text[at + 2] <= 'Z')) continue;
    spans.push_back({begin, at + 1});
    begin = at + 2;
  }
  spans.push_back({begin, static_cast<uint32_t>(text.size())});
  return spans;
}

std::string shown(const std::string& text, const TimeExpression& time) {
  return fmt::format("{} = {} {} {} {}", time.span.of(text), time.type, time.value.value_or("-"), time.begin.value_or("-"),
                     time.end.value_or("-"));
}

std::string found_in(const std::string& text, const std::string& language, const std::string& published) {
  std::string found;
  const auto date = published == "-" ? std::nullopt : std::optional(published);
  for (const TimeExpression& time : find_times(text, language, sentences_of(text), date))
    found += (found.empty() ? "" : "\t") + shown(text, time);
  return found.empty() ? "none" : found;
}

void run_cases(const std::string& language) {
  const std::string path = fmt::format("{}/times-{}.case", DEPESCHE_SOURCE_DIR "/tests/cases", language);
  std::ifstream file(path);
  ASSERT_TRUE(file) << path;
  std::string line;
  int cases = 0;
  int failed = 0;
  for (int number = 1; std::getline(file, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> parts = split(line, '\t');
    ASSERT_GE(parts.size(), 3U) << path << ":" << number;
    const std::string expected = line.substr(parts[0].size() + parts[1].size() + 2);
    const std::string found = found_in(parts[1], language, parts[0]);
    ++cases;
    if (found == expected) continue;
    ++failed;
    ADD_FAILURE() << path << ":" << number << ": " << parts[0] << " " << parts[1] << "\n  found    " << found
                  << "\n  expected " << expected;
  }
  ::testing::Test::RecordProperty("failed", fmt::format("{} of {}", failed, cases));
  EXPECT_EQ(failed, 0) << "of " << cases << " cases";
}

TEST(Times, GermanCases) { run_cases("de"); }
TEST(Times, EnglishCases) { run_cases("en"); }

std::string iso(sys_days day) {
  const year_month_day date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// The value, begin and end of the only expression.
std::string only(const std::string& text, const std::string& language, sys_days published) {
  const auto times = find_times(text, language, {{0, static_cast<uint32_t>(text.size())}}, iso(published));
  if (times.size() != 1) return fmt::format("{} expressions", times.size());
  return fmt::format("{} {} {}", times[0].value.value_or("-"), times[0].begin.value_or("-"), times[0].end.value_or("-"));
}

std::string of_days(const std::string& value, sys_days begin, sys_days end) {
  return fmt::format("{} {} {}", value, iso(begin), iso(end));
}
std::string of_day(sys_days day) { return of_days(iso(day), day, day); }

// Gauss's rule for Easter, another way than the code's.
sys_days gauss_easter(int y) {
  const int k = y / 100;
  const int m = 15 + (3 * k + 3) / 4 - (8 * k + 13) / 25;
  const int s = 2 - (3 * k + 3) / 4;
  const int a = y % 19;
  const int d = (19 * a + m) % 30;
  const int r = (d + a / 11) / 29;
  const int og = 21 + d - r;
  const int sz = 7 - (y + y / 4 + s) % 7;
  const int oe = 7 - (og - sz) % 7;
  return sys_days{std::chrono::year{y} / 3 / 1} + days{og + oe - 1};
}

// Weeks counted from the first Thursday of the year.
std::string week_of(sys_days day) {
  const sys_days thursday = day + days{4 - static_cast<int>(weekday{day}.iso_encoding())};
  const auto year = year_month_day{thursday}.year();
  return fmt::format("{:04}-W{:02}", static_cast<int>(year), (thursday - sys_days{year / 1 / 1}) / days{7} + 1);
}

TEST(Times, EveryDayOfFortyYearsAsTheArticlesDate) {
  const sys_days last{std::chrono::year{2030} / 12 / 31};
  for (sys_days day{std::chrono::year{1990} / 1 / 1}; day <= last; day += days{1}) {
    SCOPED_TRACE(iso(day));
    const weekday today{day};
    const sys_days thursday_before = day - (today - std::chrono::Thursday);
    const sys_days thursday_after =
        day + ((std::chrono::Thursday - today) == days{0} ? days{7} : std::chrono::Thursday - today);
    ASSERT_EQ(only("Am Donnerstag tagte der Rat.", "de", day), of_day(thursday_before));
    ASSERT_EQ(only("The council met on Thursday.", "en", day), of_day(thursday_before));
    ASSERT_EQ(only("Kommenden Donnerstag tagt der Rat.", "de", day), of_day(thursday_after));
    ASSERT_EQ(only("The council will meet next Thursday.", "en", day), of_day(thursday_after));
    ASSERT_EQ(only("Gestern tagte der Rat.", "de", day), of_day(day - days{1}));
    ASSERT_EQ(only("The council met yesterday.", "en", day), of_day(day - days{1}));
    const sys_days monday = day - (today - std::chrono::Monday) - days{7};
    ASSERT_EQ(only("Vergangene Woche tagte der Rat.", "de", day), of_days(week_of(monday), monday, monday + days{6}));
    ASSERT_EQ(only("The council met last week.", "en", day), of_days(week_of(monday), monday, monday + days{6}));
    const year_month_day date{day};
    const auto month = date.year() / date.month() - months{2};
    const std::string month_value = iso(sys_days{month / 1}).substr(0, 7);
    const std::string two_months = of_days(month_value, sys_days{month / 1}, sys_days{month / std::chrono::last});
    ASSERT_EQ(only("Vor zwei Monaten tagte der Rat.", "de", day), two_months);
    ASSERT_EQ(only("The council met two months ago.", "en", day), two_months);
    const int this_year = static_cast<int>(date.year());
    const sys_days friday = gauss_easter(this_year) - days{2};
    const sys_days good_friday = friday <= day ? friday : gauss_easter(this_year - 1) - days{2};
    ASSERT_EQ(only("Am Karfreitag wurde der Rat gewählt.", "de", day), of_day(good_friday));
    ASSERT_EQ(only("The council was elected on Good Friday.", "en", day), of_day(good_friday));
    const sys_days eve{std::chrono::year{this_year} / 12 / 24};
    ASSERT_EQ(only(fmt::format("An Heiligabend {} tagte der Rat.", this_year), "de", day), of_day(eve));
  }
}

// Nothing to look ahead for, over and over: returns, and in order.
TEST(Times, ALongTextWithoutSentences) {
  for (const std::string_view unit : {"am am am ", "8", "3 ", "3. ", "(", "( ", "Montag Montag ", "May 3 to ", "3., ",
                                      "vor ", "letzten ", "2010 und ", "-", "1/", "\n", "ä", "will, "}) {
    std::string text;
    while (text.size() < (1U << 20)) text += unit;
    for (const char* language : {"de", "en"}) {
      uint32_t end = 0;
      for (const TimeExpression& time : find_times(text, language, {}, "2014-05-14")) {
        ASSERT_LE(end, time.span.begin);
        ASSERT_LT(time.span.begin, time.span.end);
        end = time.span.end;
      }
    }
  }
}

// Kinds of sentences that were wrong once.
TEST(Times, Kinds) {
  struct Case {
    const char* language;
    const char* text;
    const char* expected;
  };
  const Case kCases[] = {
      {"de", "Krolow kündigte für den 18. September eine Kundgebung an.",
       "18. September = DATE 2013-09-18 2013-09-18 2013-09-18"},
      {"en", "Krolow called a strike for Friday.", "Friday = DATE 2013-05-17 2013-05-17 2013-05-17"},
      {"en", "Krolow apologised for Monday's violence.", "Monday = DATE 2013-05-13 2013-05-13 2013-05-13"},
      {"de", "Die Männer, die am Freitag getötet worden sein sollen, waren Bauern.",
       "Freitag = DATE 2013-05-10 2013-05-10 2013-05-10"},
      {"de", "Für morgen (Mittwoch) ist eine Kundgebung geplant.",
       "morgen = DATE 2013-05-15 2013-05-15 2013-05-15\tMittwoch = DATE 2013-05-15 2013-05-15 2013-05-15"},
      {"de", "Der Rat hat sich am Sonntag auf die geplante Brücke geeinigt.",
       "Sonntag = DATE 2013-05-12 2013-05-12 2013-05-12"},
      {"en", "On May 10, the commission scheduled a vote.", "May 10 = DATE 2013-05-10 2013-05-10 2013-05-10"},
      {"de", "Vor zweieinhalb Jahren floh Tessin.", "Vor zweieinhalb Jahren = DATE 2010 2010-01-01 2010-12-31"},
      {"de", "Olbert, die 2009 nach Kessin zog, schwieg.", "2009 = DATE 2009 2009-01-01 2009-12-31"},
      {"de", "Die 2000 entlassenen Bauern schwiegen.", "none"},
      {"de", "In der Nacht vom 3. auf den 4. Mai brannte es.",
       "Nacht vom 3. auf den 4. Mai = TIME 2013-05-03TNI 2013-05-03 2013-05-04"},
      {"de", "In den frühen 1990er Jahren regierte Olbert.", "frühen 1990er Jahren = DATE 199 1990-01-01 1993-12-31"},
      {"en", "The talks of May 3-5 failed.",
       "May 3 = DATE 2013-05-03 2013-05-03 2013-05-03\t5 = DATE 2013-05-05 2013-05-05 2013-05-05"},
  };
  for (const Case& each : kCases) EXPECT_EQ(found_in(each.text, each.language, "2013-05-14"), each.expected) << each.text;
}

TEST(Times, NoOtherLanguage) { EXPECT_TRUE(find_times("lundi 3 mai 2014", "fr", {}, "2014-05-14").empty()); }

}  // namespace
}  // namespace depesche
