#include "html/json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace depesche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct PlaceCase {
  const char* name;
  const char* script;
  std::vector<std::string> headlines;
};
const PlaceCase kPlaceCases[] = {
    {"at the root", R"({"@type": "NewsArticle", "headline": "Sturm"})", {"Sturm"}},
    {"in an array",
     R"([{"@type": "WebSite", "name": "Hafenblatt"}, {"@type": "NewsArticle", "headline": "Sturm"}])",
     {"Sturm"}},
    {"several, in their order",
     R"([{"@type": "Article", "headline": "Sturm"}, {"@type": "Article", "headline": "Flut"}])",
     {"Sturm", "Flut"}},
    {"in a graph",
     R"({"@graph": [{"@type": "Person", "name": "Jana Probst"}, {"@type": "Article", "headline": "Sturm"}]})",
     {"Sturm"}},
    {"a graph that is one object", R"({"@graph": {"@type": "Article", "headline": "Sturm"}})", {"Sturm"}},
    {"arrays in arrays", R"([[{"@type": "Article", "headline": "Sturm"}]])", {"Sturm"}},
    {"in the main entity",
     R"({"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "Sturm"}})",
     {"Sturm"}},
    {"in the main entity of the page",
     R"({"@type": "WebPage", "mainEntityOfPage": {"@type": "NewsArticle", "headline": "Sturm"}})",
     {"Sturm"}},
    {"several types", R"({"@type": ["Thing", "ReportageNewsArticle"], "headline": "Sturm"})", {"Sturm"}},
    {"a live ticker", R"({"@type": "LiveBlogPosting", "headline": "Sturm"})", {"Sturm"}},
    {"a type as an address", R"({"@type": "https://schema.org/NewsArticle", "headline": "Sturm"})", {"Sturm"}},
    {"a name for a headline", R"({"@type": "Article", "name": "Sturm"})", {"Sturm"}},
    {"no article", R"({"@type": "Organization", "name": "Hafenblatt"})", {}},
    {"no type", R"({"headline": "Sturm"})", {}},
    {"a type that is no text", R"({"@type": 7, "headline": "Sturm"})", {}},
    {"teasers are no articles of the page",
     R"({"@type": "ItemList", "itemListElement": [{"@type": "Article", "headline": "Sturm"}]})",
     {}},
};

TEST(ReadJsonLd, FindsArticles) {
  for (const PlaceCase& c : kPlaceCases) {
    std::vector<std::string> headlines;
    for (const JsonLdArticle& article : read_json_ld(c.script)) headlines.push_back(article.headline);
    EXPECT_EQ(headlines, c.headlines) << c.name;
  }
}

struct AuthorCase {
  const char* name;
  const char* author;
  std::vector<std::string> names;
};
const AuthorCase kAuthorCases[] = {
    {"text", R"("Jana Probst")", {"Jana Probst"}},
    {"an object", R"({"@type": "Person", "name": "Jana Probst"})", {"Jana Probst"}},
    {"texts", R"(["Jana Probst", "Ole Wendt"])", {"Jana Probst", "Ole Wendt"}},
    {"objects", R"([{"name": "Jana Probst"}, {"name": "Ole Wendt"}])", {"Jana Probst", "Ole Wendt"}},
    {"both", R"(["Jana Probst", {"name": "Ole Wendt"}])", {"Jana Probst", "Ole Wendt"}},
    {"names in one object", R"({"@type": "Person", "name": ["Jana Probst", "Ole Wendt"]})", {"Jana Probst", "Ole Wendt"}},
    {"twice the same", R"([{"name": "Jana Probst"}, {"name": "Jana Probst"}])", {"Jana Probst"}},
    {"entities and white space", R"("  Ole\n W&ouml;hrl ")", {"Ole Wöhrl"}},
    {"an object without a name", R"({"@type": "Person", "url": "https://hafenblatt.example/probst"})", {}},
    {"empty", R"("")", {}},
    {"null", "null", {}},
    {"a number", "[7, null, {}]", {}},
};

TEST(ReadJsonLd, Authors) {
  for (const AuthorCase& c : kAuthorCases) {
    SCOPED_TRACE(c.name);
    const auto articles = read_json_ld(R"({"@type": "Article", "author": )" + std::string(c.author) + "}");
    ASSERT_THAT(articles, SizeIs(1));
    EXPECT_EQ(articles[0].authors, c.names);
  }
}

TEST(ReadJsonLd, ACreatorIsAnAuthorWhereThereIsNone) {
  EXPECT_THAT(read_json_ld(R"({"@type": "Article", "creator": "Ole Wendt"})").at(0).authors, ElementsAre("Ole Wendt"));
  EXPECT_THAT(read_json_ld(R"({"@type": "Article", "author": "Jana Probst", "creator": "Ole Wendt"})").at(0).authors,
              ElementsAre("Jana Probst"));
}

TEST(ReadJsonLd, Fields) {
  const auto articles = read_json_ld(R"({
    "@context": "https://schema.org", "@type": "NewsArticle",
    "mainEntityOfPage": {"@type": "WebPage", "@id": "https://hafenblatt.example/sturm"},
    "headline": "M&uuml;ller &amp; S&ouml;hne: &quot;Wir <b>bleiben</b>&quot;",
    "datePublished": "2022-09-19T13:27:15+02:00", "dateModified": "2022-09-20",
    "inLanguage": "de-DE", "description": "Der Sturm\u00a0bleibt   aus.",
    "publisher": {"@type": "Organization", "name": "Hafenblatt", "logo": {"@type": "ImageObject"}},
    "articleBody": "<p>Der Sturm bleibt aus.</p><p>Die Flut auch.</p>"})");
  ASSERT_THAT(articles, SizeIs(1));
  const JsonLdArticle& article = articles[0];
  EXPECT_EQ(article.headline, "Müller & Söhne: \"Wir bleiben\"");
  EXPECT_EQ(article.published, "2022-09-19T13:27:15+02:00");
  EXPECT_EQ(article.modified, "2022-09-20");
  EXPECT_EQ(article.url, "https://hafenblatt.example/sturm");
  EXPECT_EQ(article.language, "de-DE");
  EXPECT_EQ(article.description, "Der Sturm bleibt aus.");
  EXPECT_EQ(article.publisher, "Hafenblatt");
  EXPECT_EQ(article.body, "Der Sturm bleibt aus. Die Flut auch.");
}

TEST(ReadJsonLd, FieldsInOtherForms) {
  const auto articles = read_json_ld(R"({"@type": "Article", "headline": ["Sturm", "Flut"], "dateCreated": "2022-09-19",
    "publisher": "Hafenblatt", "url": "https://hafenblatt.example/a", "mainEntityOfPage": "https://hafenblatt.example/b",
    "inLanguage": {"@type": "Language", "name": "de"}, "description": {"@value": "Der Sturm"}, "articleBody": 7})");
  ASSERT_THAT(articles, SizeIs(1));
  const JsonLdArticle& article = articles[0];
  EXPECT_EQ(article.headline, "Sturm");
  EXPECT_EQ(article.published, "2022-09-19");
  EXPECT_EQ(article.publisher, "Hafenblatt");
  EXPECT_EQ(article.url, "https://hafenblatt.example/a");
  EXPECT_EQ(article.language, "de");
  EXPECT_EQ(article.description, "Der Sturm");
  EXPECT_EQ(article.body, "");
}

struct WrittenCase {
  const char* name;
  std::string script;
};
const std::string kArticle = R"({"@type": "Article", "headline": "Sturm [neu]", "keywords": ["Flut"]})";
const WrittenCase kWrittenCases[] = {
    {"white space", "\n\t " + kArticle + "\r\n"},
    {"raw control characters in a text", "{\"@type\": \"Article\", \"headline\": \"Sturm\n\t[neu]\"}"},
    {"an HTML comment", "<!--\n" + kArticle + "\n-->"},
    {"CDATA", "<![CDATA[" + kArticle + "]]>"},
    {"CDATA in comments to the line's end", "//<![CDATA[\n" + kArticle + "\n//]]>"},
    {"CDATA in comments", "/*<![CDATA[*/" + kArticle + "/*]]>*/"},
    {"CDATA around an array", "//<![CDATA[\n[" + kArticle + "]\n//]]>"},
    {"a semicolon", kArticle + ";"},
};

TEST(ReadJsonLd, MendsWhatIsOftenWrittenWrongly) {
  for (const WrittenCase& c : kWrittenCases) {
    SCOPED_TRACE(c.name);
    const auto articles = read_json_ld(c.script);
    ASSERT_THAT(articles, SizeIs(1));
    EXPECT_EQ(articles[0].headline, "Sturm [neu]");
  }
}

TEST(ReadJsonLd, BrokenJsonGivesNothing) {
  for (const char* script :
       {"", " ", "Sturm", "{", "}{", "[]", "{}", "null", "7", R"({"@type": "Article", "headline": "Stu)",
        R"({"@type": "Article" "headline": "Sturm"})", R"({"@type": "Article", "headline": "a \q"})"}) {
    EXPECT_THAT(read_json_ld(script), IsEmpty()) << script;
  }
}

TEST(ReadJsonLd, SurvivesDeepNesting) {
  const std::string open(100'000, '['), close(100'000, ']');
  EXPECT_THAT(read_json_ld(open), IsEmpty());
  EXPECT_THAT(read_json_ld(open + kArticle + close), IsEmpty());
  EXPECT_THAT(read_json_ld(R"({"@type": "Article", "author": )" + open + close + "}"), IsEmpty());
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += R"({"mainEntity": )";
  EXPECT_THAT(read_json_ld(objects + kArticle + std::string(100'000, '}')), IsEmpty());
  // As deep as pages do nest.
  EXPECT_THAT(read_json_ld(open.substr(0, 20) + kArticle + close.substr(0, 20)), SizeIs(1));
}

}  // namespace
}  // namespace depesche
