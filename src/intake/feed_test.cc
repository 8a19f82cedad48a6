#include "intake/feed.h"

#include <gmock/gmock.h>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Snapshot> articles(const Result<std::vector<Found>>& found) {
  std::vector<Snapshot> articles;
  if (!found) ADD_FAILURE() << found.error().message;
  for (const Found& one : found.value_or(std::vector<Found>())) {
    if (const Snapshot* article = std::get_if<Snapshot>(&one)) articles.push_back(*article);
  }
  return articles;
}

TEST(Feed, ReadsRss) {
  const auto found = read_xml_feed(R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Hafenblatt</title><language>de-AT</language><link>https://hafenblatt.example/</link>
<item><title>Sturm &amp; Flut</title><link>https://hafenblatt.example/1</link><guid isPermaLink="false">h-1</guid>
  <pubDate>Mon, 19 Sep 2022 13:27:15 +0200</pubDate><dc:creator>Ada Lund</dc:creator><author>red@hafenblatt.example (Bo Sand)</author>
  <description>Kurz.</description><content:encoded><![CDATA[<p>Der Sturm traf die Küste.</p><p>Niemand wurde verletzt.</p>]]></content:encoded></item>
<item><title>Ohne Text</title><link>https://hafenblatt.example/2</link></item>
</channel></rss>)");
  ASSERT_TRUE(found) << found.error().message;
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(std::get<Skipped>(found->at(1)).why, "item without text");
  const Snapshot& article = std::get<Snapshot>(found->at(0));
  EXPECT_EQ(article.media, Media::kHtml);
  EXPECT_THAT(article.content, HasSubstr("<p>Niemand wurde verletzt.</p>"));
  EXPECT_EQ(article.given.title, "Sturm & Flut");
  EXPECT_EQ(article.given.url, "https://hafenblatt.example/1");
  EXPECT_EQ(article.given.id, "h-1");
  EXPECT_EQ(article.given.published, "Mon, 19 Sep 2022 13:27:15 +0200");
  EXPECT_THAT(article.given.authors, ElementsAre("Ada Lund", "Bo Sand"));
  EXPECT_EQ(article.given.outlet, "Hafenblatt");
  EXPECT_EQ(article.given.language, "de-AT");
  EXPECT_EQ(article.sha256.size(), 64u);
}

TEST(Feed, ReadsAtom) {
  const auto found =
      articles(read_xml_feed(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Post</title>
<entry><title type="text">Storm</title><id>tag:harbour.example,2022:1</id><updated>2022-09-20T08:00:00Z</updated>
  <published>2022-09-19T08:00:00Z</published><link rel="edit" href="https://harbour.example/edit"/>
  <link rel="alternate" href="https://harbour.example/1"/><author><name>Jo Writer</name><uri>https://harbour.example/jo</uri></author>
  <summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The storm hit the coast.</p></div></content></entry>
<entry><title>Plain</title><id>2</id><updated>2022-09-20T08:00:00Z</updated><content type="text">5 &lt; 6 &amp; more
next line</content></entry></feed>)"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].given.url, "https://harbour.example/1");
  EXPECT_EQ(found[0].given.published, "2022-09-19T08:00:00Z");
  EXPECT_THAT(found[0].given.authors, ElementsAre("Jo Writer"));
  EXPECT_EQ(found[0].given.language, "en");
  EXPECT_THAT(found[0].content, HasSubstr("<p>The storm hit the coast.</p>"));
  EXPECT_EQ(found[1].given.published, "2022-09-20T08:00:00Z");
  EXPECT_EQ(found[1].content, "5 &lt; 6 &amp; more<br>next line");
}

TEST(Feed, ReadsRss1AndOtherEncodings) {
  const auto found =
      articles(read_xml_feed("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>"
                             "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                             "xmlns=\"http://purl.org/rss/1.0/\"><channel><title>K\xFCste</title></channel>"
                             "<item><title>Gr\xFC\xDF"
                             "e</title><description>Text &#8211; hier</description></item></rdf:RDF>"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].given.title, "Grüße");
  EXPECT_EQ(found[0].given.outlet, "Küste");
  EXPECT_EQ(found[0].content, "Text – hier");
}

TEST(Feed, ReadsWhatIsLeftOfABrokenOne) {
  const auto found = articles(
      read_xml_feed("<rss><channel><title>A</title><item><description>One text</description></item><item><description>Two"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].content, "Two");
}

// Entities that name files or grow without end are no way in.
TEST(Feed, EntitiesStayShut) {
  const auto outside = articles(read_xml_feed(
      R"(<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>a &x; b</description></item></channel></rss>)"));
  ASSERT_EQ(outside.size(), 1u);
  EXPECT_THAT(outside[0].content, testing::Not(HasSubstr("root:")));
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a0 \"lol\">";
  for (int i = 1; i < 30; ++i) {
    bomb += "<!ENTITY a" + std::to_string(i) + " \"&a" + std::to_string(i - 1) + ";&a" + std::to_string(i - 1) + ";\">";
  }
  bomb += "]><rss><channel><item><description>&a29;</description></item></channel></rss>";
  const auto grown = read_xml_feed(bomb);
  for (const Found& one : grown.value_or(std::vector<Found>())) {
    const Snapshot* article = std::get_if<Snapshot>(&one);
    EXPECT_LT(article ? article->content.size() : 0, 20'000'000u);
  }
}

TEST(Feed, SaysWhatIsNoFeed) {
  EXPECT_EQ(read_xml_feed("no xml").error().code, ErrorCode::kBadInput);
  EXPECT_THAT(read_xml_feed("<html><body/></html>").error().message, HasSubstr("neither RSS nor Atom"));
  EXPECT_THAT(read_json_feed("{\"version\": \"https://jsonfeed.org/version/1.1\"}").error().message, HasSubstr("`items`"));
  EXPECT_THAT(articles(read_xml_feed("<rss><channel><title>A</title></channel></rss>")), IsEmpty());
}

TEST(Feed, ReadsJsonFeed) {
  const auto found =
      articles(read_json_feed(R"({"version": "https://jsonfeed.org/version/1.1", "title": "Hafenblatt", "language": "de-DE",
    "items": [{"id": 7, "url": "https://hafenblatt.example/7", "title": "Sturm", "content_html": "<p>Text</p>", "content_text": "no",
               "date_published": "2022-09-19T08:00:00+02:00", "authors": [{"name": "Ada Lund"}, {"url": "x"}]},
              {"id": "8", "content_text": "Nur Text", "author": {"name": "Bo Sand"}, "language": "en"},
              {"id": "9"}]})"));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].media, Media::kHtml);
  EXPECT_EQ(found[0].content, "<p>Text</p>");
  EXPECT_EQ(found[0].given.id, "7");
  EXPECT_EQ(found[0].given.language, "de-DE");
  EXPECT_THAT(found[0].given.authors, ElementsAre("Ada Lund"));
  EXPECT_EQ(found[1].media, Media::kText);
  EXPECT_THAT(found[1].given.authors, ElementsAre("Bo Sand"));
  EXPECT_EQ(found[1].given.language, "en");
}

}  // namespace
}  // namespace depesche
