#include "clean/datelines.h"

#include <gtest/gtest.h>

#include "clean/bylines.h"

namespace depesche {
namespace {

using date::operator""_y;
const DateContext kContext{.now = date::sys_days(2026_y / 1 / 15), .month_first = false};

TEST(Datelines, Read) {
  struct Case {
    const char* line;
    const char* text;  // what is left; "=": nothing is cut
    const char* agency;
    const char* date;
  };
  const Case kCases[] = {
      {"Berlin, 24. Februar 2022 (dpa) – Der Rat tagt.", "Der Rat tagt.", "dpa", "2022-02-24"},
      {"BERLIN (dpa/AFP) - Der Rat tagt.", "Der Rat tagt.", "dpa/AFP", ""},
      {"WASHINGTON, Sept. 3 (Reuters) — The council met.", "The council met.", "Reuters", ""},
      {"LONDON — The council met.", "The council met.", "", ""},
      {"London — The council met.", "The council met.", "", ""},
      {"KIRCHAU, Ohio — The council met.", "The council met.", "", ""},
      {"Wien/Graz (APA) – „Ja“, sagte er.", "„Ja“, sagte er.", "APA", ""},
      {"Frankfurt/Main (dpa-AFX) - Der Dax fiel.", "Der Dax fiel.", "dpa-AFX", ""},
      {"Kirchau (ab) – Der Rat tagt.", "Der Rat tagt.", "", ""},
      {"Kirchau (dpa/lno) - 300 Menschen kamen.", "300 Menschen kamen.", "dpa", ""},
      {"Kirchau, 3.5.2021 – Der Rat tagt.", "Der Rat tagt.", "", "2021-05-03"},
      {"Berlin (dpa). Der Rat tagt.", "Der Rat tagt.", "dpa", ""},
      {"Berlin (dpa, 24. Februar 2022) – Der Rat tagt.", "Der Rat tagt.", "dpa", "2022-02-24"},
      {"(Reuters) - The council met.", "The council met.", "Reuters", ""},
      {"Berlin (dpa)", "", "dpa", ""},
      {"22 September 2022 — The council met.", "The council met.", "", "2022-09-22"},
      {"22. September 2022 – Der Rat tagt.", "Der Rat tagt.", "", "2022-09-22"},
      {"2022-09-22 - 300 Menschen kamen.", "300 Menschen kamen.", "", "2022-09-22"},
      {"September 2022 – Der Rat tagt.", "=", "", ""},
      {"22. September – Der Rat tagt.", "=", "", ""},
      {"22. September 2022 – und nun?", "=", "", ""},
      {"Kirchau (Kroatien), 23.05.2021 – Der Rat tagt.", "Der Rat tagt.", "", "2021-05-23"},
      {"Kirchau (Bosnien und Herzegowina), 3. Mai 2021 — Der Rat tagt.", "Der Rat tagt.", "", "2021-05-03"},
      {"Kirchau (Croatia), May 3, 2021 – The council met.", "The council met.", "", "2021-05-03"},
      {"Kirchau (Hessen) (dpa) - Der Rat tagt.", "Der Rat tagt.", "dpa", ""},
      {"Graz (Steiermark) – Der Rat tagt.", "Der Rat tagt.", "", ""},
      {"Kirchau (Hessen) – Der Rat tagt.", "=", "", ""},
      {"22. September 2022: Der Rat tagt.", "=", "", ""},
      {"London – so viel steht fest – bleibt teuer.", "=", "", ""},
      {"Wien – Stadt der Musik – feiert.", "=", "", ""},
      {"Olaf Falk (CDU) – Der Mann der Stunde.", "=", "", ""},
      {"Hoffnung – Das ist alles, was bleibt.", "=", "", ""},
      {"Anna Beispiel – Die Frau, die alles kann.", "=", "", ""},
      {"NATO – Das Bündnis tagt.", "=", "", ""},
      {"SPD – Die Partei tagt.", "=", "", ""},
      {"Wien: Rat tagt", "=", "", ""},
      {"Der Rat tagt in Wien – Kritik kommt aus Graz.", "=", "", ""},
      {"London and Paris agreed on Monday — The deal is small.", "=", "", ""},
      {"Berlin", "=", "", ""},
      {"Die Agentur (dpa) meldete das.", "=", "", ""},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.line);
    const std::string_view line = test.line;
    const auto dateline = read_dateline(line, kContext);
    EXPECT_EQ(dateline.has_value(), std::string_view(test.text) != "=");
    if (!dateline) continue;
    EXPECT_EQ(line.substr(dateline->end), test.text);
    EXPECT_EQ(dateline->agency, test.agency);
    EXPECT_EQ(dateline->date && dateline->date->has_year ? dateline->date->iso() : "", test.date);
  }
}

TEST(Bylines, Read) {
  struct Case {
    const char* line;
    const char* authors;  // joined with "; "; "=": no byline
    const char* agency;
  };
  const Case kCases[] = {
      {"Von Anna Beispiel", "Anna Beispiel", ""},
      {"von Anna Beispiel und Bernd von der Muster", "Anna Beispiel; Bernd von der Muster", ""},
      {"Von Anna Beispiel, Berlin", "Anna Beispiel", ""},
      {"Von Anna Beispiel (dpa)", "Anna Beispiel", "dpa"},
      {"Von DPA", "", "dpa"},
      {"By Jo Sample", "Jo Sample", ""},
      {"By John Q. Sample and Jane Roe, Staff writer", "John Q. Sample; Jane Roe", ""},
      {"By Jo Sample, Associated Press", "Jo Sample", "AP"},
      {"By Jo Sample jo@paper.example", "Jo Sample", ""},
      {"By our staff", "", ""},
      {"Ein Kommentar von Anna Beispiel", "Anna Beispiel", ""},
      {"Eine Analyse von Anna Beispiel", "Anna Beispiel", ""},
      {"Autor: Anna Beispiel", "Anna Beispiel", ""},
      {"Autorin: Anna Beispiel-Muster", "Anna Beispiel-Muster", ""},
      {"Author: Jo O'Sample", "Jo O'Sample", ""},
      {"Von den 300 Abgeordneten stimmten 200 mit Ja.", "=", ""},
      {"Von Berlin nach Paris", "=", ""},
      {"Von Montag an gilt die Regel", "=", ""},
      {"Von Kirchau", "=", ""},
      {"By Monday evening, the talks had failed.", "=", ""},
      {"By the river", "=", ""},
      {"Vonwegen Anna Beispiel", "=", ""},
      {"Text: Der Rat tagt", "=", ""},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.line);
    const auto byline = read_byline(test.line);
    EXPECT_EQ(byline.has_value(), std::string_view(test.authors) != "=");
    if (!byline) continue;
    std::string authors;
    for (const std::string& author : byline->authors) authors += (authors.empty() ? "" : "; ") + author;
    EXPECT_EQ(authors, test.authors);
    EXPECT_EQ(byline->agency, test.agency);
  }
}

TEST(Bylines, Credits) {
  struct Case {
    const char* line;
    bool credit;
    const char* agency;
  };
  const Case kCases[] = {{"(tme/afp)", true, "AFP"}, {"(dpa)", true, "dpa"},   {"dpa/AFP", true, "dpa/AFP"},
                         {"(ab)", true, ""},         {"mit dpa", true, "dpa"}, {"(CDU)", false, ""},
                         {"ab", false, ""},          {"Ja", false, ""},        {"(Beifall)", false, ""},
                         {"(lacht)", true, ""}};
  for (const Case& test : kCases) {
    const auto byline = read_credit_line(test.line);
    EXPECT_EQ(byline.has_value(), test.credit) << test.line;
    EXPECT_EQ(byline ? byline->agency : "", test.agency) << test.line;
  }
  Byline credit;
  EXPECT_EQ(find_final_credit("Der Rat tagt. (tme/afp)", credit), 14u);
  EXPECT_EQ(credit.agency, "AFP");
  EXPECT_EQ(find_final_credit("Der Rat tagt (wie immer)", credit), std::string_view::npos);
  EXPECT_EQ(find_final_credit("Es kam Anna Falk (CDU)", credit), std::string_view::npos);
}

}  // namespace
}  // namespace depesche
