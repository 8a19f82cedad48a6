#include "clean/dates.h"

#include <gtest/gtest.h>

#include "clean/date_line.h"
#include "clean/slugs.h"

namespace depesche {
namespace {

using date::operator""_y;
const DateContext kGerman{.now = date::sys_days(2026_y / 1 / 15), .month_first = false};
const DateContext kEnglish{.now = date::sys_days(2026_y / 1 / 15), .month_first = true};

struct TakeCase {
  const char* text;
  const char* iso;  // "": no date; "-": a date without a year
  const char* rest;
};

TEST(Dates, Take) {
  const TakeCase kCases[] = {
      {"24. Februar 2022", "2022-02-24", ""},
      {"24. Feb. 2022 und", "2022-02-24", " und"},
      {"3. Jänner 2022", "2022-01-03", ""},
      {"3. Feber 2022", "2022-02-03", ""},
      {"1. März 2022", "2022-03-01", ""},
      {"1. Mär. 2022", "2022-03-01", ""},
      {"1. Mrz 2022", "2022-03-01", ""},
      {"Dienstag, 5. April 2022", "2022-04-05", ""},
      {"Di, 5. April 2022", "2022-04-05", ""},
      {"5. Mai 2022", "2022-05-05", ""},
      {"5. Juni 2022", "2022-06-05", ""},
      {"5. Juli 2022", "2022-07-05", ""},
      {"5. August 2022", "2022-08-05", ""},
      {"5. Sept. 2022", "2022-09-05", ""},
      {"5. Oktober 2022", "2022-10-05", ""},
      {"5. Nov. 2022", "2022-11-05", ""},
      {"5. Dez. 2022", "2022-12-05", ""},
      {"September 19, 2022", "2022-09-19", ""},
      {"Sept. 19, 2022", "2022-09-19", ""},
      {"Sep 19th, 2022", "2022-09-19", ""},
      {"19 September 2022", "2022-09-19", ""},
      {"Monday, 19 September 2022", "2022-09-19", ""},
      {"Monday, September 19, 2022 at 3:15 p.m. EDT", "2022-09-19T15:15-04:00", ""},
      {"Mon, 19 Sep 2022 13:27:15 +0200", "2022-09-19T13:27:15+02:00", ""},
      {"19.09.2022", "2022-09-19", ""},
      {"19.9.22", "2022-09-19", ""},
      {"19.9.98", "1998-09-19", ""},
      {"19.09.2022, 13:27 Uhr", "2022-09-19T13:27", ""},
      {"19.09.2022 | 13:27", "2022-09-19T13:27", ""},
      {"19.09.2022 - 13.27 Uhr", "2022-09-19T13:27", ""},
      {"19.09.2022 um 13 Uhr", "2022-09-19T13:00", ""},
      {"19.09.2022, 13:27 Uhr MESZ", "2022-09-19T13:27+02:00", ""},
      {"19.01.2022, 13:27 MEZ", "2022-01-19T13:27+01:00", ""},
      {"19 September 2022 1327 GMT", "2022-09-19T13:27Z", ""},
      {"September 19, 2022 12:05 AM", "2022-09-19T00:05", ""},
      {"September 19, 2022 12:05 PM ET", "2022-09-19T12:05", " ET"},
      {"2022-09-19", "2022-09-19", ""},
      {"2022-09-19T13:27:15Z", "2022-09-19T13:27:15Z", ""},
      {"2022-09-19T13:27:15.123+02:00", "2022-09-19T13:27:15+02:00", ""},
      {"2022/09/19 13:27", "2022-09-19T13:27", ""},
      {"September 2022", "2022-09", ""},
      {"Sept. 3", "-", ""},
      {"24. Februar", "-", ""},
      {"24.2. kommt", "-", " kommt"},
      {"30. Februar 2022", "", "30. Februar 2022"},
      {"31.11.2022", "", "31.11.2022"},
      {"29.02.2021", "", "29.02.2021"},
      {"Maier sagte", "", "Maier sagte"},
      {"Mai kam", "", "Mai kam"},
      {"300 Abgeordnete", "", "300 Abgeordnete"},
  };
  for (const TakeCase& test : kCases) {
    SCOPED_TRACE(test.text);
    std::string_view rest = test.text;
    const auto value = take_date(rest, kGerman);
    const std::string iso = !value ? "" : value->has_year ? value->iso() : "-";
    EXPECT_EQ(iso, test.iso);
    EXPECT_EQ(rest, test.rest);
  }
}

TEST(Dates, MonthFirst) {
  struct Case {
    const char* text;
    const char* german;
    const char* english;
  };
  const Case kCases[] = {{"03/04/2022", "2022-04-03", "2022-03-04"},
                         {"09/19/2022", "", "2022-09-19"},
                         {"19/09/2022", "2022-09-19", "2022-09-19"}};
  for (const Case& test : kCases) {
    std::string_view rest = test.text;
    const auto german = take_date(rest, kGerman);
    rest = test.text;
    const auto english = take_date(rest, kEnglish);
    EXPECT_EQ(german ? german->iso() : "", test.german);
    EXPECT_EQ(english ? english->iso() : "", test.english);
  }
}

TEST(Dates, Standard) {
  struct Case {
    const char* text;
    const char* iso;
  };
  const Case kCases[] = {
      {"2022", "2022"},
      {"2022-09", "2022-09"},
      {"2022-09-19", "2022-09-19"},
      {" 2022-09-19T13:27 ", "2022-09-19T13:27"},
      {"2022-09-19 13:27:15", "2022-09-19T13:27:15"},
      {"2022-09-19T13:27:15Z", "2022-09-19T13:27:15Z"},
      {"2022-09-19T13:27:15+0200", "2022-09-19T13:27:15+02:00"},
      {"2022-09-19T13:27:15+02", "2022-09-19T13:27:15+02:00"},
      {"2022-09-19T13:27:15-00:00", "2022-09-19T13:27:15Z"},
      {"Mon, 19 Sep 2022 13:27:15 GMT", "2022-09-19T13:27:15Z"},
      {"19 Sep 2022 13:27 EST", "2022-09-19T13:27-05:00"},
      {"2022-13-01", ""},
      {"2022-02-30", ""},
      {"2022-09-19T25:00", ""},
      {"19.09.2022", ""},
      {"1663594035", ""},
      {"gestern", ""},
      {"", ""},
  };
  for (const Case& test : kCases) {
    const auto value = read_standard_date(test.text, kGerman);
    EXPECT_EQ(value ? value->iso() : "", test.iso) << test.text;
  }
}

TEST(Dates, System) {
  struct Case {
    const char* text;
    const char* iso;
  };
  const Case kCases[] = {
      {"20220919", "2022-09-19"},
      {"20220919T132715Z", "2022-09-19T13:27:15Z"},
      {"20220919132715", "2022-09-19T13:27:15"},
      {"202209191327", "2022-09-19T13:27:00"},
      {"20220919 132715+0200", "2022-09-19T13:27:15+02:00"},
      {"1663594035", "2022-09-19T13:27:15Z"},
      {"1663594035000", "2022-09-19T13:27:15Z"},
      {"Mon Sep 19 13:27:15 CEST 2022", "2022-09-19T13:27:15+02:00"},
      {"Mon Sep 19 2022 13:27:15 GMT+0200 (Central European Summer Time)", "2022-09-19T13:27:15+02:00"},
      {"2022-09-19T13:27:15+02:00[Europe/Berlin]", "2022-09-19T13:27:15+02:00"},
      {"20221319", ""},
      {"20220919T252715Z", ""},
      {"Mon Sep 31 13:27:15 CEST 2022", ""},
      {"12345", ""},
      {"[Europe/Berlin]", ""},
      {"", ""},
  };
  for (const Case& test : kCases) {
    const auto value = read_system_date(test.text, kGerman);
    EXPECT_EQ(value ? value->iso() : "", test.iso) << test.text;
  }
}

TEST(Dates, CentralEuropeanDay) {
  struct Case {
    const char* text;
    const char* day;  // empty: no midnight there
  };
  const Case kCases[] = {
      {"2022-09-18T22:00:00Z", "2022-09-19"},
      {"2022-01-18T23:00Z", "2022-01-19"},
      {"2022-12-31T23:00:00.000+00:00", "2023-01-01"},
      // Summer time ends on 30 October 2022 and begins on 26 March 2023.
      {"2022-10-29T22:00Z", "2022-10-30"},
      {"2022-10-30T23:00Z", "2022-10-31"},
      {"2023-03-25T23:00Z", "2023-03-26"},
      {"2023-03-26T22:00Z", "2023-03-27"},
      {"2022-09-18T23:00Z", ""},
      {"2022-01-18T22:00Z", ""},
      {"2022-09-18T22:00:01Z", ""},
      {"2022-09-18T22:00:00", ""},
      {"2022-09-18T22:00:00+02:00", ""},
      {"2022-09-18", ""},
  };
  for (const Case& test : kCases) {
    const auto value = read_standard_date(test.text, kGerman);
    ASSERT_TRUE(value) << test.text;
    const auto day = central_european_day(*value);
    EXPECT_EQ(day ? day->iso() : "", test.day) << test.text;
  }
}

TEST(Dates, Credible) {
  struct Case {
    const char* text;
    bool possible;
    bool credible;
  };
  const Case kCases[] = {{"2022-09-19", true, true},  {"2026-01-16", true, true},
                         {"2026-01-17", true, false}, {"2026-01-16T01:00:00Z", true, false},
                         {"2027-12-31", true, false}, {"2028-01-01", false, false},
                         {"1970-01-01", true, false}, {"1700-01-01", true, true},
                         {"1699-12-31", false, false}};
  for (const Case& test : kCases) {
    const auto value = read_standard_date(test.text, kGerman);
    ASSERT_TRUE(value) << test.text;
    EXPECT_EQ(is_possible(*value, kGerman), test.possible) << test.text;
    EXPECT_EQ(is_credible(*value, kGerman), test.credible) << test.text;
  }
}

TEST(Dates, Lines) {
  struct Case {
    const char* text;
    const char* published;
    const char* updated;
    const char* rest;
  };
  const Case kCases[] = {
      {"Stand: 19.09.2022, 13:27 Uhr", "2022-09-19T13:27", "", ""},
      {"Veröffentlicht am 19. September 2022", "2022-09-19", "", ""},
      {"Published: September 19, 2022 at 3:15 p.m. EDT", "2022-09-19T15:15-04:00", "", ""},
      {"Published 3:15 PM EDT, Mon September 19, 2022", "2022-09-19T15:15-04:00", "", ""},
      {"Aktualisiert am 20.09.2022 - Veröffentlicht am 19.09.2022", "2022-09-19", "2022-09-20", ""},
      {"19.09.2022 | Lesezeit: 3 Min.", "2022-09-19", "", ""},
      {"Datum: 19.09.2022", "2022-09-19", "", ""},
      {"Last updated: 20 Sep 2022", "", "2022-09-20", ""},
      {"Diese Seite wurde zuletzt am 20. September 2022 um 13:27 Uhr geändert.", "", "2022-09-20T13:27", "."},
      {"This page was last edited on 20 September 2022, at 13:27.", "", "2022-09-20T13:27", "."},
      {"Do 25.04.24 | 14:07 Uhr | Von Eva Muster", "2024-04-25T14:07", "", "Von Eva Muster"},
      {"Am 24. Februar 2022 begann der Bau", "2022-02-24", "", "begann der Bau"},
      {"Die Brücke", "?", "", ""},
      {"Stand der Dinge", "?", "", ""},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.text);
    const auto line = read_date_line(test.text, kGerman);
    EXPECT_EQ(line.has_value(), std::string_view(test.published) != "?");
    if (!line) continue;
    EXPECT_EQ(line->published ? line->published->iso() : "", test.published);
    EXPECT_EQ(line->updated ? line->updated->iso() : "", test.updated);
    EXPECT_EQ(line->rest, test.rest);
  }
}

TEST(Dates, Slugs) {
  struct Case {
    const char* text;
    const char* date;  // "": none; "?": no slug
    const char* title;
  };
  const Case kCases[] = {
      {"1663594035 Rat tagt.7", "2022-09-19T13:27:15Z", "Rat tagt"},
      {"1663594035", "2022-09-19T13:27:15Z", ""},
      {"1663594035123 Rat tagt", "2022-09-19T13:27:15Z", "Rat tagt"},
      {"0000000001 Rat tagt", "?", ""},
      {"politik-inland-20220919-1327", "2022-09-19", ""},
      {"AFP-20220919-0815-TX", "2022-09-19", ""},
      {"bc-xx-talks-0130", "", ""},
      {"https://bote.example/2022/09/19/rat-tagt", "2022-09-19", ""},
      {"Sachsen/Wetter/", "", ""},
      {"bdt0123 4 pl 210", "", ""},
      {"191327 Sep 22", "2022-09-19T13:27", ""},
      {"rat-tagt-im-schloss", "", ""},
      {"Rat tagt im Schloss", "?", ""},
      {"Formel-1-Rennen", "?", ""},
      {"G-7-Gipfel", "?", ""},
      {"Corona-Regeln fallen", "?", ""},
      {"Nordrhein-Westfalen", "?", ""},
      {"Tel. 0123456789", "?", ""},
      {"2022", "?", ""},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.text);
    const auto slug = read_slug(test.text, kGerman);
    EXPECT_EQ(slug.has_value(), std::string_view(test.date) != "?");
    if (!slug) continue;
    EXPECT_EQ(slug->date ? slug->date->iso() : "", test.date);
    EXPECT_EQ(slug->title, test.title);
  }
}

}  // namespace
}  // namespace depesche
