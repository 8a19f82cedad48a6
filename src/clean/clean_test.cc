#include "clean/clean.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "clean/clean_at.h"
#include "clean/test_articles.h"

namespace depesche {
namespace {

using date::operator""_y;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr date::sys_seconds kNow = date::sys_days(2026_y / 1 / 15);

const char* kReasons[] = {"title", "navigation", "slug",       "tag",    "comment_form", "caption",   "credit", "teaser",
                          "share", "cookie",     "newsletter", "byline", "dateline",     "duplicate", "other"};

Snapshot snapshot_of(std::string_view content) {
  Snapshot snapshot;
  snapshot.source = "a.txt";
  snapshot.sha256 = "5a";
  snapshot.content = content;
  return snapshot;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

constexpr std::string_view kBody =
    "Der Rat der Stadt hat am Montag einen Vertrag beschlossen. Er gilt ab Januar für alle Bürger.";
constexpr std::string_view kEnglishBody =
    "The city council agreed on a treaty on Monday. It will hold for all citizens from January.";

TEST(Clean, WholeArticles) {
  for (const ArticleCase& test : test_articles()) {
    SCOPED_TRACE(test.name);
    const auto document = clean_at(snapshot_of(test.content), {}, kNow);
    ASSERT_TRUE(document) << document.error().message;
    const Article& article = document->article;
    EXPECT_EQ(article.title.value_or(""), test.title);
    EXPECT_EQ(article.published.value.value_or(""), test.published);
    EXPECT_EQ(article.text, test.text);
    EXPECT_EQ(joined(article.authors), test.authors);
    EXPECT_EQ(article.agency.value_or(""), test.agency);
    std::vector<std::string> removed;
    for (const Removed& part : article.removed)
      removed.push_back(std::string(kReasons[static_cast<size_t>(part.why)]) + "|" + part.text);
    EXPECT_EQ(removed, std::vector<std::string>(test.removed.begin(), test.removed.end()));
  }
}

TEST(Clean, GivenFieldsAreKept) {
  Snapshot snapshot = snapshot_of("Rat beschließt Vertrag\n\n" + std::string(kBody));
  snapshot.given = {"id7",  "Rat beschließt Vertrag", "2022-09-19", "https://a.example/1",
                    "Bote", {"Anna Beispiel"},        "de-AT"};
  snapshot.warnings = {"three bytes could not be decoded"};
  const auto document = clean_at(snapshot, {}, kNow);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->source, "a.txt");
  EXPECT_EQ(document->article.id, "5a");
  EXPECT_EQ(document->article.given_id, "id7");
  EXPECT_EQ(document->article.title, "Rat beschließt Vertrag");
  EXPECT_EQ(document->article.url, "https://a.example/1");
  EXPECT_EQ(document->article.outlet, "Bote");
  EXPECT_THAT(document->article.authors, ElementsAre("Anna Beispiel"));
  EXPECT_EQ(document->article.language, "de");
  EXPECT_EQ(document->article.text, kBody);
  EXPECT_THAT(document->article.removed, ElementsAre(Removed{"Rat beschließt Vertrag", RemovedWhy::kTitle}));
  EXPECT_EQ(document->article.published.from, DateOrigin::kGiven);
  EXPECT_THAT(document->warnings, ElementsAre("three bytes could not be decoded"));
}

TEST(Clean, AGivenTitleLeavesOtherHeadlinesInTheText) {
  Snapshot snapshot = snapshot_of("Ein anderer Titel\n\n" + std::string(kBody));
  snapshot.given.title = "Rat beschließt Vertrag";
  const auto document = clean_at(snapshot, {}, kNow);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->article.text, snapshot.content);
}

struct PublishedCase {
  const char* name;
  std::string content;
  std::optional<std::string> option;
  std::optional<std::string> given;
  std::optional<std::string> value;
  DateOrigin from;
  size_t warnings;
};

TEST(Clean, OrderOfTrustInDates) {
  const std::string slug = "Rat beschließt Vertrag\n\n1663594035 Rat beschließt Vertrag.7\n\n";
  const std::string line = "Wien, 3. Mai 2021 (APA) – " + std::string(kBody);
  const PublishedCase kCases[] = {
      {"option before all", slug + line, "2020-01-02", "2020-02-03", "2020-01-02", DateOrigin::kGiven, 0},
      {"given before slug", slug + line, std::nullopt, "Mon, 03 Feb 2020 10:00:00 GMT", "2020-02-03T10:00:00Z",
       DateOrigin::kGiven, 0},
      {"given, unreadable", slug + line, std::nullopt, "yesterday", "2022-09-19T13:27:15Z", DateOrigin::kSlug, 1},
      {"given, in the future", slug + line, std::nullopt, "2031-01-01", "2022-09-19T13:27:15Z", DateOrigin::kSlug, 1},
      {"given, an empty clock", slug + line, std::nullopt, "1970-01-01T00:00:00Z", "2022-09-19T13:27:15Z", DateOrigin::kSlug,
       1},
      {"slug before dateline", slug + line, std::nullopt, std::nullopt, "2022-09-19T13:27:15Z", DateOrigin::kSlug, 0},
      {"dateline", line, std::nullopt, std::nullopt, "2021-05-03", DateOrigin::kDateline, 0},
      {"change only", "Rat beschließt Vertrag\n\nAktualisiert am 4.5.21\n\n" + std::string(kBody), std::nullopt,
       std::nullopt, "2021-05-04", DateOrigin::kDateline, 0},
      {"none", std::string(kBody), std::nullopt, std::nullopt, std::nullopt, DateOrigin::kNone, 0},
      {"future dateline", "Wien, 3. Mai 2031 (APA) – " + std::string(kBody), std::nullopt, std::nullopt, std::nullopt,
       DateOrigin::kNone, 0},
      {"labelled under the text", std::string(kBody) + "\n\nVeröffentlicht am 19.09.2022 um 13.27 Uhr", std::nullopt,
       std::nullopt, "2022-09-19T13:27", DateOrigin::kDateline, 0},
  };
  for (const PublishedCase& test : kCases) {
    SCOPED_TRACE(test.name);
    Snapshot snapshot = snapshot_of(test.content);
    snapshot.given.published = test.given;
    const auto document = clean_at(snapshot, {.published = test.option, .language = std::nullopt}, kNow);
    ASSERT_TRUE(document) << document.error().message;
    EXPECT_EQ(document->article.published.value, test.value);
    EXPECT_EQ(document->article.published.precision.has_value(), test.value.has_value());
    EXPECT_EQ(document->article.published.from, test.from);
    EXPECT_EQ(document->warnings.size(), test.warnings);
  }
}

TEST(Clean, MonthFirstInEnglishOnly) {
  const auto english =
      clean_at(snapshot_of("Council agrees\n\nPublished 09/03/2022\n\n" + std::string(kEnglishBody)), {}, kNow);
  const auto german = clean_at(snapshot_of("Rat einig\n\nDatum: 09/03/2022\n\n" + std::string(kBody)), {}, kNow);
  ASSERT_TRUE(english && german);
  EXPECT_EQ(english->article.published.value, "2022-09-03");
  EXPECT_EQ(german->article.published.value, "2022-03-09");
}

TEST(Clean, WithoutRemovingJunk) {
  const std::string content = "  Titel\r\n\r\nTeilen\r\n" + std::string(kBody) + "\n\n";
  Snapshot snapshot = snapshot_of(content);
  snapshot.given.published = "2022-09-19";
  const auto document = clean_at(snapshot, {.remove_junk = false, .published = {}, .language = {}}, kNow);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->article.text, content);
  EXPECT_EQ(document->article.title, std::nullopt);
  EXPECT_THAT(document->article.removed, IsEmpty());
  EXPECT_EQ(document->article.published.value, "2022-09-19");
  EXPECT_EQ(document->article.language, "de");
}

TEST(Clean, Errors) {
  struct Case {
    const char* content;
    CleanOptions options;
    const char* message;
  };
  const Case kCases[] = {
      {"", {}, "a.txt: no text in it, only white space"},
      {" \n\t\xC2\xA0\n", {}, "a.txt: no text in it, only white space"},
      {" \n", {.remove_junk = false, .published = {}, .language = {}}, "a.txt: no text in it, only white space"},
      {"abc-de-3\n\nTeilen\n\nSchreibe einen Kommentar",
       {},
       "a.txt: no text in it, nothing but 3 junk lines (comment_form, share, tag); --clean none reads it as it is"},
      {"Text.",
       {.remove_junk = true, .published = "gestern", .language = {}},
       "a.txt: publication date 'gestern' cannot be read; give it as ISO 8601 (2022-09-19, 2022-09-19T13:27:15+02:00) or "
       "RFC 2822 "
       "(Mon, 19 Sep 2022 13:27:15 +0200)"},
      {"Text.",
       {.remove_junk = true, .published = "2022-02-30", .language = {}},
       "a.txt: publication date '2022-02-30' cannot be read"},
      {"Text.",
       {.remove_junk = true, .published = "1066-10-14", .language = {}},
       "a.txt: publication date '1066-10-14' cannot be read"},
      {"Text.",
       {.remove_junk = true, .published = {}, .language = "Klingon"},
       "a.txt: language 'Klingon' is no language code"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.message);
    const auto document = clean_at(snapshot_of(test.content), test.options, kNow);
    ASSERT_FALSE(document);
    const bool by_caller = test.options.published || test.options.language;
    EXPECT_EQ(document.error().code, by_caller ? ErrorCode::kBadArgument : ErrorCode::kBadInput);
    EXPECT_THAT(document.error().message, HasSubstr(test.message));
    // The caller's options can be checked before any article is there, with the same words.
    const auto checked = check(test.options);
    EXPECT_EQ(checked.has_value(), !by_caller);
    if (!checked) {
      EXPECT_EQ("a.txt: " + checked.error().message, document.error().message);
    }
  }
}

TEST(Clean, ADateBeforeTheTextIsADatelineButAChronicleIsNot) {
  const auto dateline =
      clean_at(snapshot_of("Rat einigt sich\n\n22. September 2021 – Der Rat hat am Abend lange getagt."), {}, kNow);
  ASSERT_TRUE(dateline);
  EXPECT_EQ(dateline->article.text, "Der Rat hat am Abend lange getagt.");
  EXPECT_EQ(dateline->article.published.value, "2021-09-22");
  const std::string entries =
      "22. September 2021 – Der Rat hat am Abend lange getagt.\n\n23. September 2021 – Der Rat hat wieder getagt.";
  const auto chronicle = clean_at(snapshot_of("Chronik des Streits\n\n" + entries), {}, kNow);
  ASSERT_TRUE(chronicle);
  EXPECT_EQ(chronicle->article.text, entries);
}

TEST(Clean, ACommentFormAtTheTopIsAFormToItsEnd) {
  const std::string form = "Schreiben Sie einen Kommentar\nKommentar *\nName *\nE-Mail-Adresse *\nKommentar abschicken\n";
  const std::string article =
      "\nRat beschließt Vertrag\n\nDer Rat hat am Montag den Vertrag mit großer Mehrheit beschlossen.";
  EXPECT_FALSE(clean_at(snapshot_of(form), {}, kNow));
  const auto document = clean_at(snapshot_of(form + article), {}, kNow);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->article.title, "Rat beschließt Vertrag");
  EXPECT_EQ(document->article.text, "Der Rat hat am Montag den Vertrag mit großer Mehrheit beschlossen.");
}

TEST(Clean, AHeadlineAloneIsTheText) {
  const auto document = clean_at(snapshot_of("Rat beschließt Vertrag\n\nTeilen"), {}, kNow);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->article.text, "Rat beschließt Vertrag");
  EXPECT_EQ(document->article.title, std::nullopt);
}

TEST(Clean, LanguageWarnings) {
  const std::string french =
      "Le conseil municipal de la ville a approuvé lundi un traité avec la commune voisine. Il entrera en vigueur en "
      "janvier pour "
      "tous les citoyens, selon la maire, qui a remercié les habitants de leur patience pendant les longues négociations.";
  const auto told = clean_at(snapshot_of(french), {}, kNow);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->article.language, "fr");
  EXPECT_THAT(told->warnings, ElementsAre(HasSubstr("language fr: the reader knows German and English only")));

  const auto contradicted = clean_at(snapshot_of(french), {.remove_junk = true, .published = {}, .language = "de"}, kNow);
  ASSERT_TRUE(contradicted);
  EXPECT_EQ(contradicted->article.language, "de");
  EXPECT_THAT(contradicted->warnings, ElementsAre("language de as given, but the text looks like fr"));

  const auto unknown = clean_at(snapshot_of("Ok so."), {}, kNow);
  ASSERT_TRUE(unknown);
  EXPECT_EQ(unknown->article.language, std::nullopt);
  EXPECT_THAT(unknown->warnings, ElementsAre(HasSubstr("language could not be told")));

  Snapshot wrong = snapshot_of(kBody);
  wrong.given.language = "none";
  const auto ignored = clean_at(wrong, {}, kNow);
  ASSERT_TRUE(ignored);
  EXPECT_EQ(ignored->article.language, "de");
  EXPECT_THAT(ignored->warnings, ElementsAre(HasSubstr("'none'")));
}

}  // namespace
}  // namespace depesche
