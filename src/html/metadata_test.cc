#include "html/metadata.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace depesche {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Metadata metadata_of(const std::string& html, std::string_view url = "") { return read_metadata(HtmlTree(html), url); }

std::string json_ld(const std::string& fields) {
  return R"(<script type="application/ld+json">{"@type": "NewsArticle", )" + fields + "}</script>";
}

struct TitleCase {
  const char* name;
  std::string html;
  const char* title;
};
const std::string kOgTitle = "<meta property='og:title' content='Im Kopf: Sturm bleibt aus'>";
const std::string kTwitterTitle = "<meta name='twitter:title' content='Kurz: Sturm bleibt aus'>";
const std::string kPageTitle = "<title>Im Fenster: Sturm bleibt aus</title>";
const std::string kH1 = "<h1>Darüber: <b>Sturm</b> bleibt aus</h1>";
const std::string kOutlet = "<meta property='og:site_name' content='Hafenblatt'>";
const TitleCase kTitleCases[] = {
    {"JSON-LD before all", kPageTitle + kOgTitle + json_ld(R"("headline": "Beschrieben: Sturm bleibt aus")") + kH1,
     "Beschrieben: Sturm bleibt aus"},
    {"then OpenGraph", kPageTitle + kTwitterTitle + kOgTitle + kH1, "Im Kopf: Sturm bleibt aus"},
    {"then Twitter", kPageTitle + kTwitterTitle + kH1, "Kurz: Sturm bleibt aus"},
    {"then the headline", kPageTitle + kH1, "Darüber: Sturm bleibt aus"},
    {"the first of two headlines", kH1 + "<h1>Flut bleibt auch aus</h1>", "Darüber: Sturm bleibt aus"},
    {"then the window's title", kPageTitle + "<p>Sturm</p>", "Im Fenster: Sturm bleibt aus"},
    {"a section's name is no title", kPageTitle + "<meta property='og:title' content='Politik'><h1>Wetter</h1>",
     "Im Fenster: Sturm bleibt aus"},
    {"a section's name in JSON-LD neither", json_ld(R"("headline": "Politik")") + kH1, "Darüber: Sturm bleibt aus"},
    {"a short title where there is no other", "<meta property='og:title' content=''><h1>Sturm</h1><p>a</p>", "Sturm"},
    {"empty ones", "<title> </title><meta property='og:title' content=' '><h1></h1><p>a</p>", ""},
    {"the site behind a bar", kOutlet + "<title>Sturm an der Küste | Hafenblatt</title>", "Sturm an der Küste"},
    {"the site behind a dash", kOutlet + "<meta property='og:title' content='Sturm an der Küste – Hafenblatt'>",
     "Sturm an der Küste"},
    {"the site that JSON-LD names",
     json_ld(R"("headline": "Sturm an der Küste - Hafenblatt", "publisher": {"name": "Hafenblatt"})"), "Sturm an der Küste"},
    {"a word that is left of it is a section's", kOutlet + "<meta property='og:title' content='Politik | Hafenblatt'>" + kH1,
     "Darüber: Sturm bleibt aus"},
};

TEST(Metadata, Title) {
  for (const TitleCase& c : kTitleCases) EXPECT_EQ(metadata_of(c.html).title.value_or(""), c.title) << c.name;
}

struct SiteCase {
  const char* title;
  std::vector<std::string> names;  // as they are compared: small letters alone
  const char* without;
};
const SiteCase kSiteCases[] = {
    {"Sturm an der Küste | Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste|Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste - Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste – HAFENBLATT", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste — Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste :: Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste • Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Hafenblatt: Sturm an der Küste", {"hafenblatt"}, "Hafenblatt: Sturm an der Küste"},
    {"Hafenblatt | Sturm an der Küste", {"hafenblatt"}, "Sturm an der Küste"},
    {"Hafenblatt - Sturm an der Küste", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste | Das Hafenblatt", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste | Hafenblatt.example", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste | Hafen", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste | Hafenblatt | Norden", {"hafenblatt"}, "Sturm an der Küste"},
    {"Sturm an der Küste - Bote", {"hafenblatt", "bote"}, "Sturm an der Küste"},
    // No other part of a title goes.
    {"Sturm an der Küste – Flut in Lindenau", {"hafenblatt"}, "Sturm an der Küste – Flut in Lindenau"},
    {"Sturm an der Nordsee-Küste", {"küste"}, "Sturm an der Nordsee-Küste"},
    {"Sturm an der Küste | Hafenblatt", {}, "Sturm an der Küste | Hafenblatt"},
    {"Das Hafenblatt zieht nach vielen Jahren um – Lindenau",
     {"hafenblatt"},
     "Das Hafenblatt zieht nach vielen Jahren um – Lindenau"},
    {"Hafenblatt", {"hafenblatt"}, "Hafenblatt"},
    {"", {"hafenblatt"}, ""},
    {"| Hafenblatt", {"hafenblatt"}, "| Hafenblatt"},
};

TEST(Metadata, TitleWithoutTheSitesName) {
  for (const SiteCase& c : kSiteCases) EXPECT_EQ(without_site_name(c.title, c.names), c.without) << c.title;
}

struct HostCase {
  const char* url;
  const char* title;
  const char* without;
};
const HostCase kHostCases[] = {
    {"https://www.hafenblatt.example/a", "Sturm an der Küste | Hafenblatt", "Sturm an der Küste"},
    {"https://www.hafen-blatt.example/a", "Sturm an der Küste | Hafen-Blatt", "Sturm an der Küste"},
    {"http://news.hafenblatt.co.zz:8080/a", "Storm at the coast - Hafenblatt", "Storm at the coast"},
    {"https://HAFENBLATT.example", "Sturm an der Küste | hafenblatt.example", "Sturm an der Küste"},
    {"https://bote.example/hafenblatt", "Sturm an der Küste | Hafenblatt", "Sturm an der Küste | Hafenblatt"},
};

TEST(Metadata, TheSitesNameIsKnownByItsHost) {
  for (const HostCase& c : kHostCases) {
    const std::string title = "<title>" + std::string(c.title) + "</title>";
    EXPECT_EQ(metadata_of(title, c.url).title, c.without) << c.url;
    // Where nobody says where the page was found, it may say so itself.
    EXPECT_EQ(metadata_of(title + "<link rel=canonical href='" + c.url + "'>").title, c.without) << c.url;
  }
}

std::vector<std::string> written(const std::vector<ToldDate>& dates) {
  std::vector<std::string> out;
  for (const ToldDate& date : dates) {
    const char* of = date.of == DateOf::kOther ? " other" : date.of == DateOf::kSomething ? " something" : "";
    out.push_back(date.value + (date.origin == DateOrigin::kUrl ? " url" : "") + of);
  }
  return out;
}

// Written in an order that is not that of trust.
TEST(Metadata, DatesInTheirOrderOfTrust) {
  const std::string html =
      "<head><meta property='article:modified_time' content='2022-02-02'><meta name='date' content='2022-01-03'>"
      "<meta property='article:published_time' content='2022-01-02'>" +
      json_ld(R"("headline": "Sturm bleibt aus", "dateModified": "2022-02-01", "datePublished": "2022-01-01")") +
      "</head><body><span itemprop=dateModified content='2022-02-03'>neu</span><time datetime='2022-01-06'>6. Januar</time>"
      "<h1>Sturm bleibt aus</h1><time>4. Januar 2022</time><span itemprop=datePublished content='2022-01-05'>am 5.</span>";
  EXPECT_THAT(written(metadata_of(html, "https://hafenblatt.example/2022/01/07/sturm").dates),
              ElementsAre("2022-01-01", "2022-01-02", "2022-01-03 something", "2022-01-07 url", "2022-02-01 other",
                          "2022-02-02 other", "4. Januar 2022", "2022-01-05", "2022-02-03 other", "2022-01-06 something"));
}

struct DateCase {
  const char* html;
  std::vector<std::string> dates;
};
const DateCase kDateCases[] = {
    {"<meta itemprop='datePublished' content='2022-01-02'>", {"2022-01-02"}},
    {"<meta name='DC.date.issued' content='2022-01-02'>", {"2022-01-02"}},
    {"<meta property='og:article:published_time' content=' 2022-01-02 '>", {"2022-01-02"}},
    {"<meta name='parsely-pub-date' content='2022-01-02T10:00:00Z'>", {"2022-01-02T10:00:00Z"}},
    {"<meta name='pubdate' content='20220102'>", {"20220102"}},
    {"<meta name='last-modified' content='2022-01-02'>", {"2022-01-02 other"}},
    {"<meta property='og:updated_time' content='2022-01-02'>", {"2022-01-02 other"}},
    {"<meta name='date' content='2022-01-02'>", {"2022-01-02 something"}},
    {"<meta name='dcterms.date' content='2022-01-02'>", {"2022-01-02 something"}},
    {"<time class='updated' datetime='2022-01-02'>gestern</time>", {"2022-01-02 other"}},
    {"<time class='entry-date published updated' datetime='2022-01-02'>gestern</time>", {"2022-01-02"}},
    {"<meta name='date' content=''><time></time><time datetime=' '> </time>", {}},
    {"<meta name='expires' content='2023-01-02'>", {}},
    {"<p><time datetime='2022-01-02'>gestern</time>", {"2022-01-02"}},
    {"<p><time datetime=''>2. Januar 2022</time>", {"2. Januar 2022"}},
    {"<p><abbr itemprop='datePublished'>2. Januar 2022</abbr>", {"2. Januar 2022"}},
};

TEST(Metadata, DatesWhereverTheyStand) {
  for (const DateCase& c : kDateCases) EXPECT_EQ(written(metadata_of(c.html).dates), c.dates) << c.html;
}

struct UrlCase {
  const char* url;
  const char* day;  // empty: none
};
const UrlCase kUrlCases[] = {
    {"https://hafenblatt.example/2022/09/19/sturm", "2022-09-19"},
    {"https://hafenblatt.example/sturm-2022-09-19.html", "2022-09-19"},
    {"https://hafenblatt.example/sturm_20220919", "2022-09-19"},
    {"https://hafenblatt.example/?d=2022-09-19", "2022-09-19"},
    {"hafenblatt.example/2022/09/19/", "2022-09-19"},
    {"https://hafenblatt.example/2022/09/sturm", ""},
    {"https://hafenblatt.example/2022/13/19/sturm", ""},
    {"https://hafenblatt.example/2022/09-19/sturm", ""},
    {"https://hafenblatt.example/artikel-1202209191", ""},
    {"https://hafenblatt.example/202209191", ""},
    {"https://2022-09-19.example/sturm", ""},
    {"https://hafenblatt.example", ""},
};

TEST(Metadata, DatesInAddresses) {
  for (const UrlCase& c : kUrlCases) {
    const auto dates = written(metadata_of("<p>Sturm", c.url).dates);
    EXPECT_EQ(dates, c.day[0] ? std::vector<std::string>{std::string(c.day) + " url"} : std::vector<std::string>()) << c.url;
  }
  EXPECT_THAT(written(metadata_of("<link rel=canonical href='https://hafenblatt.example/2022/09/19/a'>").dates),
              ElementsAre("2022-09-19 url"));
}

struct AuthorCase {
  const char* name;
  std::string html;
  std::vector<std::string> authors;
  std::vector<std::string> site_authors;
};
const std::string kDescribed = json_ld(R"("headline": "Sturm bleibt aus", "author": [{"name": "Jana Probst"}, "dpa"])");
const AuthorCase kAuthorCases[] = {
    {"JSON-LD before all",
     kDescribed + "<meta name=author content='Ole Wendt'><p><a rel=author>Mara Tietz</a>",
     {"Jana Probst", "dpa"},
     {}},
    {"then the head", "<meta name=author content='Ole Wendt'><p><a rel=author>Mara Tietz</a>", {"Ole Wendt"}, {}},
    {"Dublin Core", "<meta name='DC.creator' content='Ole Wendt'>", {"Ole Wendt"}, {}},
    {"then a link", "<p>Von <a rel=author href=x>Mara <b>Tietz</b></a>", {"Mara Tietz"}, {}},
    {"a link of two relations", "<p>Von <a rel='nofollow author' href=x>Mara Tietz</a>", {"Mara Tietz"}, {}},
    {"microdata", "<p>Von <span itemprop=author><span itemprop=name>Mara Tietz</span></span>", {"Mara Tietz"}, {}},
    {"microdata in the head's form", "<body><meta itemprop=author content='Mara Tietz'>", {"Mara Tietz"}, {}},
    {"a link of the head is no name", "<link rel=author href='https://hafenblatt.example/probst'><p>a", {}, {}},
    {"twice the same", "<p><a rel=author>Mara Tietz</a> <a rel=author>Mara\n Tietz</a>", {"Mara Tietz"}, {}},
    {"an e-mail address",
     "<meta name=author content='probst@hafenblatt.example'><p><a rel=author>Mara Tietz</a>",
     {"Mara Tietz"},
     {}},
    {"an address",
     "<meta property='article:author' content='https://netz.example/probst'><p><a rel=author>Mara Tietz</a>",
     {"Mara Tietz"},
     {}},
    {"an address without its scheme", "<meta name=author content='www.netz.example/probst'>", {}, {}},
    {"a letter", "<meta name=author content='x'>", {}, {}},
    {"a whole sentence", "<meta name=author content='" + std::string(120, 'a') + "'>", {}, {}},
    {"the outlet",
     kOutlet + "<meta name=author content='Hafenblatt'><p><a rel=author>Mara Tietz</a>",
     {"Mara Tietz"},
     {"Hafenblatt"}},
    {"the outlet in other letters", kOutlet + "<meta name=author content='HAFEN-BLATT'>", {}, {"HAFEN-BLATT"}},
    {"its desk is not the outlet",
     kOutlet + "<meta name=author content='Redaktion Hafenblatt'>",
     {"Redaktion Hafenblatt"},
     {}},
};

TEST(Metadata, Authors) {
  for (const AuthorCase& c : kAuthorCases) {
    const Metadata data = metadata_of(c.html);
    EXPECT_EQ(data.authors, c.authors) << c.name;
    EXPECT_EQ(data.site_authors, c.site_authors) << c.name;
  }
  EXPECT_THAT(
      metadata_of("<meta name=author content='hafenblatt.example'>", "https://www.hafenblatt.example/a").site_authors,
      ElementsAre("hafenblatt.example"));
}

struct FieldCase {
  const char* name;
  std::string html;
  const char* value;  // empty: none
};
const std::string kPublisher = json_ld(R"("headline": "Sturm", "publisher": {"name": "Küstenbote"}, "inLanguage": "en")");

TEST(Metadata, Outlet) {
  const FieldCase kCases[] = {
      {"OpenGraph before JSON-LD", "<meta name=publisher content=Bote>" + kOutlet + kPublisher, "Hafenblatt"},
      {"the publisher", "<meta name=publisher content=Bote>" + kPublisher, "Bote"},
      {"JSON-LD", kPublisher, "Küstenbote"},
      {"an address is no name", "<meta name=publisher content='https://netz.example/bote'>" + kPublisher, "Küstenbote"},
      {"none", "<p>Sturm", ""},
  };
  for (const FieldCase& c : kCases) EXPECT_EQ(metadata_of(c.html).outlet.value_or(""), c.value) << c.name;
}

TEST(Metadata, CanonicalUrl) {
  const FieldCase kCases[] = {
      {"canonical", "<meta property='og:url' content='https://a.example/og'><link rel=CANONICAL href='https://a.example/1'>",
       "https://a.example/1"},
      {"OpenGraph", "<meta property='og:url' content='https://a.example/og'><link rel=alternate href='https://a.example/2'>",
       "https://a.example/og"},
      {"a path alone is not taken", "<link rel=canonical href='/1'>", ""},
      {"none", "<p>Sturm", ""},
  };
  for (const FieldCase& c : kCases) EXPECT_EQ(metadata_of(c.html).url.value_or(""), c.value) << c.name;
}

TEST(Metadata, Language) {
  const FieldCase kCases[] = {
      {"the page's", "<html lang='de-AT'><head>" + kPublisher, "de-AT"},
      {"JSON-LD's where the page has none", "<html lang=''><head>" + kPublisher, "en"},
      {"an element's is not the page's", "<html><body><p lang=fr>Bonjour", ""},
      {"empty", "<html lang=''><body><p>Sturm", ""},
  };
  for (const FieldCase& c : kCases) EXPECT_EQ(metadata_of(c.html).language.value_or(""), c.value) << c.name;
  EXPECT_EQ(metadata_of("<html lang=''><p>a").language, std::nullopt);
}

TEST(Metadata, DescriptionAndBody) {
  const std::string head =
      "<meta name=description content='Der Kopf.'><meta property='og:description' content='OpenGraph.'>";
  EXPECT_EQ(metadata_of(head).description, "Der Kopf.");
  EXPECT_EQ(metadata_of(head).body, "");
  const Metadata described =
      metadata_of(head + json_ld(R"("headline": "Sturm", "description": "Das JSON.", "articleBody": "Der Text.")"));
  EXPECT_EQ(described.description, "Das JSON.");
  EXPECT_EQ(described.body, "Der Text.");
}

// A page may describe its teasers too; its own article is told by the headline, else by having a date or a text.
TEST(Metadata, TheArticleAmongSeveral) {
  const std::string teaser =
      json_ld(R"("headline": "Flut in Lindenau", "author": "Ole Wendt", "datePublished": "2022-01-01")");
  const std::string own = json_ld(R"("headline": "Sturm bleibt aus", "author": "Jana Probst")");
  EXPECT_THAT(metadata_of(teaser + own + "<h1>Sturm bleibt aus</h1>").authors, ElementsAre("Jana Probst"));
  EXPECT_THAT(metadata_of(own + teaser + "<h1>Etwas ganz anderes hier</h1>").authors, ElementsAre("Ole Wendt"));
  EXPECT_THAT(metadata_of(json_ld(R"("author": "Jana Probst")")).authors, ElementsAre("Jana Probst"));
}

TEST(Metadata, OfAnEmptyPage) {
  const Metadata data = metadata_of("");
  EXPECT_EQ(data.title, std::nullopt);
  EXPECT_EQ(data.outlet, std::nullopt);
  EXPECT_EQ(data.url, std::nullopt);
  EXPECT_EQ(data.language, std::nullopt);
  EXPECT_THAT(data.dates, IsEmpty());
  EXPECT_THAT(data.authors, IsEmpty());
}

}  // namespace
}  // namespace depesche
