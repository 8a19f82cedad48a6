// Which of a page's words are the article: blocks, body and page together.
#include "html/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "html/blocks.h"

namespace depesche {

// In failures: the reason by its number.
void PrintTo(const Removed& part, std::ostream* out) { *out << part.text << " | " << static_cast<int>(part.why); }

namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Why = RemovedWhy;

const std::string kTitle = "Lindenau baut eine neue Brücke";
const std::string kFirst =
    "Der Gemeinderat von Lindenau hat am Dienstagabend nach langer Debatte den Bau einer neuen Brücke über die Ache "
    "beschlossen. Zwölf Mitglieder stimmten dafür, fünf dagegen.";
const std::string kSecond =
    "Bürgermeisterin Jana Probst sprach von einem guten Tag für die Stadt. „Wir haben zehn Jahre auf diese Brücke "
    "gewartet“, sagte sie nach der Sitzung vor Journalisten.";
const std::string kThird =
    "Die Bauarbeiten sollen im kommenden Frühjahr beginnen und rund zwei Jahre dauern. Das Land übernimmt die Hälfte der "
    "Kosten von elf Millionen Euro.";
const std::string kFourth =
    "Die alte Brücke stammt aus dem Jahr 1931 und ist seit dem Hochwasser vor drei Jahren für Lastwagen gesperrt. Sie soll "
    "nach der Eröffnung der neuen abgerissen werden.";

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }
std::string times(size_t count, const std::string& text) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}
const std::string kH1 = "<h1>" + kTitle + "</h1>";
const std::string kLong = p(kFirst) + p(kSecond) + p(kThird) + p(kFourth);
const std::string kLongText = kFirst + "\n\n" + kSecond + "\n\n" + kThird + "\n\n" + kFourth;

std::string without_space(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') out += c;
  }
  return out;
}

// The visible characters of a page, found by other means than the code's: tags are cut out, and what stands in <head>,
// <script> and <style>. The pages of these tests have no entities, and no "<" but that of tags.
std::string visible(std::string_view html) {
  std::string out;
  for (size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      out += html[at++];
      continue;
    }
    for (const char* hidden : {"head>", "title", "script", "style"}) {
      if (!html.substr(at + 1).starts_with(hidden)) continue;
      at = html.find("</" + std::string(hidden).substr(0, 4), at);
      break;
    }
    at = at == html.npos ? html.size() : html.find('>', at) + 1;
  }
  return without_space(out);
}

// Nothing that is seen is lost, told twice or out of order: text and removed, shuffled together, are the page.
void expect_accounted(std::string_view html, const Page& page) {
  std::vector<std::string> kept, removed;
  for (size_t at = 0; at < page.text.size();) {
    const size_t end = std::min(page.text.find("\n\n", at), page.text.size());
    kept.push_back(without_space(std::string_view(page.text).substr(at, end - at)));
    at = end + 2;
  }
  for (const Removed& part : page.removed) removed.push_back(without_space(part.text));
  const std::string all = visible(html);
  std::string_view rest = all;
  size_t k = 0, r = 0;
  while (!rest.empty()) {
    const bool is_kept = k < kept.size() && rest.starts_with(kept[k]);
    const bool is_removed = r < removed.size() && rest.starts_with(removed[r]);
    if (!is_kept && !is_removed) break;
    const bool first = is_kept && (!is_removed || kept[k].size() > removed[r].size());
    rest.remove_prefix(first ? kept[k++].size() : removed[r++].size());
  }
  EXPECT_EQ(rest, "") << "from here on it is neither in text nor in removed";
  EXPECT_EQ(k, kept.size());
  EXPECT_EQ(r, removed.size());
}

Page read(const std::string& html, std::string_view url = "", bool whole = false) {
  Page page = read_page(html, url, whole);
  expect_accounted(html, page);
  return page;
}

std::string page_of(const std::string& body) { return "<!DOCTYPE html><html lang=de><body>" + body + "</body></html>"; }

struct PartCase {
  const char* name;
  std::string html;  // stands between the second and the third paragraph
  std::vector<Removed> removed;
};
const PartCase kPartCases[] = {
    {"nav", "<nav><a href=/>Start</a> <a href=/p>Politik</a></nav>", {{"Start Politik", Why::kNavigation}}},
    {"aside", "<aside><p>Brücken im ganzen Land</p></aside>", {{"Brücken im ganzen Land", Why::kTeaser}}},
    {"footer", "<footer>Impressum</footer>", {{"Impressum", Why::kNavigation}}},
    {"figcaption",
     "<figure><img src=a><figcaption>Die alte Brücke</figcaption></figure>",
     {{"Die alte Brücke", Why::kCaption}}},
    {"caption of a table", "<table><caption>Brücken</caption></table>", {{"Brücken", Why::kCaption}}},
    {"form", "<form><p>Im Archiv suchen</p><input></form>", {{"Im Archiv suchen", Why::kOther}}},
    {"button", "<p><button>Mehr laden</button></p>", {{"Mehr laden", Why::kOther}}},
    {"role", "<div role=navigation>Zur Startseite</div>", {{"Zur Startseite", Why::kNavigation}}},
    {"hidden", "<p hidden>Nur für Drucker</p>", {{"Nur für Drucker", Why::kOther}}},
    {"hidden from readers", "<p aria-hidden=true>Weiter oben</p>", {{"Weiter oben", Why::kOther}}},
    {"hidden by style", "<p style='color: red; DISPLAY : none'>Nur für Drucker</p>", {{"Nur für Drucker", Why::kOther}}},
    {"made invisible", "<p style='visibility:hidden'>Nur für Drucker</p>", {{"Nur für Drucker", Why::kOther}}},
    {"share",
     "<div class=share-bar><p>Diesen Beitrag weiterreichen</p></div>",
     {{"Diesen Beitrag weiterreichen", Why::kShare}}},
    {"share, capitals", "<div class=articleShareBox>Weiterreichen</div>", {{"Weiterreichen", Why::kShare}}},
    {"newsletter",
     "<div class='box newsletter_box'><h3>Post aus Lindenau</h3><p>Jeden Morgen</p></div>",
     {{"Post aus Lindenau", Why::kNewsletter}, {"Jeden Morgen", Why::kNewsletter}}},
    {"cookies",
     "<div id=cookieBanner>Diese Seite merkt sich, wer Sie sind.</div>",
     {{"Diese Seite merkt sich, wer Sie sind.", Why::kCookie}}},
    {"comments",
     "<section id=comments><h3>2 Stimmen</h3><p>Endlich!</p></section>",
     {{"2 Stimmen", Why::kCommentForm}, {"Endlich!", Why::kCommentForm}}},
    {"byline", "<div class=byline>Von Mara Tietz</div>", {{"Von Mara Tietz", Why::kByline}}},
    {"date",
     "<div>Am <span class=date>19. September</span></div><p><span class=date>19. September</span></p>",
     // Only what stands in it alone is the date's.
     {{"19. September", Why::kDateline}}},
    {"tags",
     "<ul class=tags><li><a href=a>Brücke</a></li><li><a href=b>Ache</a></li></ul>",
     {{"Brücke", Why::kTag}, {"Ache", Why::kTag}}},
    {"credit", "<p class=credit>Bild: Ole Wendt</p>", {{"Bild: Ole Wendt", Why::kCredit}}},
    {"teaser",
     "<div class=related-articles><p>Hochwasser zerstört Brücke</p></div>",
     {{"Hochwasser zerstört Brücke", Why::kTeaser}}},
    {"teaser, a long one", "<div class=teaser><p>" + kFourth + "</p></div>", {{kFourth, Why::kTeaser}}},
    {"picture", "<div class=gallery><p>Die alte Brücke</p></div>", {{"Die alte Brücke", Why::kCaption}}},
    {"advertisement", "<div class=advertisement><p>Kaufen Sie Brücken</p></div>", {{"Kaufen Sie Brücken", Why::kOther}}},
    {"the outer name counts",
     "<div class=newsletter><p class=byline>Mara Tietz</p></div>",
     {{"Mara Tietz", Why::kNewsletter}}},
    {"links alone",
     "<ul><li><a href=a>Hochwasser zerstört Brücke</a></li><li><a href=b>Rat tagt</a></li></ul>",
     {{"Hochwasser zerstört Brücke", Why::kNavigation}, {"Rat tagt", Why::kNavigation}}},
    {"a link among the paragraphs",
     "<p>Lesen: <a href=a>Hochwasser zerstört die alte Brücke</a></p>",
     {{"Lesen: Hochwasser zerstört die alte Brücke", Why::kNavigation}}},
    {"a headline that is a link",
     "<h3><a href=a>Hochwasser zerstört Brücke</a></h3>",
     {{"Hochwasser zerstört Brücke", Why::kNavigation}}},
    {"beside a picture",
     "<div><img src=a><p>Die alte Brücke im Winter</p></div>",
     {{"Die alte Brücke im Winter", Why::kCaption}}},
    {"below a picture in a link",
     "<div><a href=a><picture><img src=a></picture></a><div><div>Die Ache</div></div></div>",
     {{"Die Ache", Why::kCaption}}},
    {"the title once more", "<h2>" + kTitle + "</h2>", {{kTitle, Why::kTitle}}},
};

TEST(Page, PartsThatAreNotTheArticles) {
  for (const PartCase& c : kPartCases) {
    SCOPED_TRACE(c.name);
    const Page page = read(page_of(kH1 + "<article>" + p(kFirst) + p(kSecond) + c.html + p(kThird) + "</article>"));
    EXPECT_THAT(page.text, AllOf(HasSubstr(kFirst + "\n\n" + kSecond), HasSubstr(kThird)));
    std::vector<Removed> removed = {{kTitle, Why::kTitle}};
    removed.insert(removed.end(), c.removed.begin(), c.removed.end());
    EXPECT_EQ(page.removed, removed);
    for (const Removed& part : c.removed) EXPECT_THAT(page.text, Not(HasSubstr("\n" + part.text)));
  }
}

struct KeptCase {
  const char* name;
  std::string html;  // likewise, but the article's
  std::string text;
};
const KeptCase kKeptCases[] = {
    {"list", "<ul><li>Länge: 140 Meter</li><li>Breite: 12 Meter</li></ul>", "Länge: 140 Meter\n\nBreite: 12 Meter"},
    {"subheading", "<h2>Beginn im Frühjahr</h2>", "Beginn im Frühjahr"},
    {"short paragraph", "<p>Applaus.</p>", "Applaus."},
    {"quotation", "<blockquote><p>Endlich geht es los.</p></blockquote>", "Endlich geht es los."},
    {"table", "<table><tr><th>Jahr</th><th>Kosten</th></tr><tr><td>2022</td><td>11</td></tr></table>",
     "Jahr\n\nKosten\n\n2022\n\n11"},
    {"a paragraph with a link", "<p>Das <a href=a>Land</a> hat am Montag zugestimmt.</p>",
     "Das Land hat am Montag zugestimmt."},
    {"line break", "<p>Erster Bauabschnitt:<br>die Pfeiler</p>", "Erster Bauabschnitt:\ndie Pfeiler"},
    {"two line breaks", "<p>Erst die Pfeiler.<br><br>Dann die Fahrbahn.</p>", "Erst die Pfeiler.\n\nDann die Fahrbahn."},
    {"text in no element", "Erst die Pfeiler, dann die Fahrbahn.", "Erst die Pfeiler, dann die Fahrbahn."},
    {"a picture alone", "<p>Applaus.</p><figure><img src=a></figure>", "Applaus."},
    {"a class that only sounds like another", "<p class='navy abortion cadence articleHeader'>Applaus.</p>", "Applaus."},
    {"a paragraph that begins with a picture", "<p><img src=a>" + kFourth + kFourth + kFourth + "</p>",
     kFourth + kFourth + kFourth},
};

TEST(Page, PartsThatAreTheArticles) {
  for (const KeptCase& c : kKeptCases) {
    SCOPED_TRACE(c.name);
    const Page page = read(page_of(kH1 + "<article>" + p(kFirst) + p(kSecond) + c.html + p(kThird) + "</article>"));
    EXPECT_EQ(page.text, kFirst + "\n\n" + kSecond + "\n\n" + c.text + "\n\n" + kThird);
    EXPECT_THAT(page.removed, ElementsAre(Removed{kTitle, Why::kTitle}));
  }
}

struct PageCase {
  const char* name;
  std::string html;
  std::string text;
  std::vector<Removed> removed;
};
const Removed kRemovedTitle = {kTitle, Why::kTitle};
const std::string kLead = "Nach zehn Jahren Streit entscheidet der Rat über die Ache.";
const PageCase kPageCases[] = {
    {"everything around it",
     page_of("<header><nav><a href=a>Politik</a></nav></header><main>" + kH1 + "<div class=byline>Von Mara Tietz</div>" +
             kLong + "</main><aside><p>Hochwasser zerstört Brücke</p></aside><footer>Impressum</footer>"),
     kLongText,
     {{"Politik", Why::kNavigation},
      kRemovedTitle,
      {"Von Mara Tietz", Why::kByline},
      {"Hochwasser zerstört Brücke", Why::kTeaser},
      {"Impressum", Why::kNavigation}}},
    {"nothing but div",
     page_of("<div><div><a href=a>Politik</a></div></div><div><div>" + kFirst + "</div><div>" + kSecond + "</div><div>" +
             kThird + "</div></div><div>Alle Rechte bei uns</div>"),
     kFirst + "\n\n" + kSecond + "\n\n" + kThird,
     {{"Politik", Why::kNavigation}, {"Alle Rechte bei uns", Why::kOther}}},
    {"two line breaks as the only paragraphs",
     page_of(kH1 + "<div>" + kFirst + "<br><br>" + kSecond + "<br>\n<br/>" + kThird + "</div><div>Impressum</div>"),
     kFirst + "\n\n" + kSecond + "\n\n" + kThird,
     {kRemovedTitle, {"Impressum", Why::kOther}}},
    {"laid out as a table",
     page_of("<table><tr><td><a href=a>Politik</a></td><td>" + kH1 + kLong + "</td></tr></table>"),
     kLongText,
     {{"Politik", Why::kNavigation}, kRemovedTitle}},
    {"comments longer than the article",
     page_of("<article>" + kH1 + kLong + "</article><div class=comments>" + times(20, p("Ich sage: " + kFourth)) + "</div>"),
     kLongText,
     [] {
       std::vector<Removed> removed(20, {"Ich sage: " + kFourth, Why::kCommentForm});
       removed.insert(removed.begin(), kRemovedTitle);
       return removed;
     }()},
    {"a wrapper called sidebar",
     page_of("<div class=sidebar-grid><article>" + kH1 + kLong + "</article><aside>Wetter</aside></div>"),
     kLongText,
     {kRemovedTitle, {"Wetter", Why::kTeaser}}},
    {"a wrapper called subscription",
     page_of("<div class='paywall subscription'>" + kH1 + kLong + "</div><div class=subscription>Abo</div>"),
     kLongText,
     {kRemovedTitle, {"Abo", Why::kNewsletter}}},
    {"a wrapper called by its id", page_of("<div id=print>" + kH1 + kLong + "</div>"), kLongText, {kRemovedTitle}},
    {"paragraphs of a class that sounds like teasers",
     page_of(kH1 + "<p class=feed>" + kFirst + "</p><p class=feed>" + kSecond + "</p><p class=feed>" + kThird + "</p>"),
     kFirst + "\n\n" + kSecond + "\n\n" + kThird,
     {kRemovedTitle}},
    {"body has a name",
     "<html><body class='newsletter sidebar'>" + kH1 + kLong + "</body></html>",
     kLongText,
     {kRemovedTitle}},
    {"a class with capitals",
     page_of("<div class=articleHeader>" + kH1 + "</div><div class=articleBody>" + kLong + "</div>"),
     kLongText,
     {kRemovedTitle}},
    {"standfirst before the body",
     page_of("<header>" + kH1 + "<p class=lead>" + kLead + "</p></header><div>" + kLong + "</div>"),
     kLead + "\n\n" + kLongText,
     {kRemovedTitle}},
    {"standfirst that is called a teaser",
     page_of(kH1 + "<div class=teaser-text>" + kLead + "</div><div>" + kLong + "</div>"),
     kLead + "\n\n" + kLongText,
     {kRemovedTitle}},
    {"standfirst in microdata",
     page_of(kH1 + "<div><h2 itemprop=description>" + kLead + "</h2></div><div>" + kLong + "</div>"),
     kLead + "\n\n" + kLongText,
     {kRemovedTitle}},
    {"standfirst that the head has",
     "<html><head><meta name=description content='" + kLead + "'></head><body>" + kH1 + "<div class=meta>" + kLead +
         "</div><div>" + kLong + "</div>",
     kLead + "\n\n" + kLongText,
     {kRemovedTitle}},
    {"what stands above the headline is no standfirst",
     page_of("<div><p class=lead>" + kLead + "</p></div>" + kH1 + "<div>" + kLong + "</div>"),
     kLongText,
     {{kLead, Why::kOther}, kRemovedTitle}},
    {"the title three times",
     "<html><head><meta property='og:title' content='" + kTitle + "'></head><body><div>" + kTitle + "</div>" + kH1 +
         "<div>" + p(kTitle) + kLong + "</div>",
     kLongText,
     {kRemovedTitle, kRemovedTitle, kRemovedTitle}},
    {"a subheading with nothing below it",
     page_of(kH1 + "<div>" + kLong + "<h2>Mehr darüber</h2></div>"),
     kLongText,
     {kRemovedTitle, {"Mehr darüber", Why::kOther}}},
    {"live ticker",
     page_of(kH1 + "<div><section><h2>14.05 Uhr</h2>" + p(kFirst) + "</section><section><h2>14.30 Uhr</h2>" + p(kSecond) +
             "</section><section><h2>15.10 Uhr</h2>" + p(kThird) + "</section></div><div>Impressum</div>"),
     "14.05 Uhr\n\n" + kFirst + "\n\n14.30 Uhr\n\n" + kSecond + "\n\n15.10 Uhr\n\n" + kThird,
     {kRemovedTitle, {"Impressum", Why::kOther}}},
    {"several articles",
     page_of("<main><article><h2>Brücke</h2>" + p(kFirst) + p(kSecond) + "</article><article><h2>Bau</h2>" + p(kThird) +
             p(kFourth) + "</article></main><footer>Impressum</footer>"),
     "Brücke\n\n" + kFirst + "\n\n" + kSecond + "\n\nBau\n\n" + kThird + "\n\n" + kFourth,
     {{"Impressum", Why::kNavigation}}},
    {"no article but links",
     page_of("<ul><li><a href=a>Hochwasser zerstört Brücke</a></li></ul><nav>Politik</nav>"),
     "",
     {{"Hochwasser zerstört Brücke", Why::kNavigation}, {"Politik", Why::kNavigation}}},
    {"a headline alone", page_of(kH1), "", {kRemovedTitle}},
    {"one short sentence", page_of(kH1 + "<p>Der Rat tagt.</p>"), "Der Rat tagt.", {kRemovedTitle}},
    {"head and body that nobody closes",
     "<!DOCTYPE html><title>Brücke</title><article>" + kH1 + kLong + "</article>",
     kLongText,
     {kRemovedTitle}},
    {"plain text", kFirst, kFirst, {}},
    {"nothing", "", "", {}},
    {"scripts only", page_of("<script>document.write('<p>a')</script><style>p {}</style>"), "", {}},
    {"English",
     "<html lang=en><body><nav><a href=a>News</a> <a href=b>Sports</a></nav><div class=StoryBody><h1>Ashford builds a new "
     "bridge</h1><p class=author-line>By Mary Thorne</p><p>The council of Ashford voted on Tuesday evening to build a new "
     "bridge over the river after years of delay and debate.</p><p>Mayor Peter Lowell called it a good day for the town and "
     "thanked all those who had worked on the plans.</p></div><div class=most-read><p>Flood closes the old bridge</p></div>"
     "<div class=copyright>Ashford Courier</div>",
     "The council of Ashford voted on Tuesday evening to build a new bridge over the river after years of delay and "
     "debate.\n\nMayor Peter Lowell called it a good day for the town and thanked all those who had worked on the plans.",
     {{"News Sports", Why::kNavigation},
      {"Ashford builds a new bridge", Why::kTitle},
      {"By Mary Thorne", Why::kByline},
      {"Flood closes the old bridge", Why::kTeaser},
      {"Ashford Courier", Why::kCredit}}},
};

TEST(Page, WholePages) {
  for (const PageCase& c : kPageCases) {
    SCOPED_TRACE(c.name);
    const Page page = read(c.html);
    EXPECT_EQ(page.text, c.text);
    EXPECT_EQ(page.removed, c.removed);
    EXPECT_FALSE(page.is_cut);
  }
}

// A short item is an article too, even with a picture beside it.
TEST(Page, AShortArticleWithAPictureIsNoCaption) {
  const Page page = read(page_of("<article>" + kH1 + "<img src=a>" + p(kFirst) + "</article>"));
  EXPECT_EQ(page.text, kFirst);
}

TEST(Page, AWholePageHasItAllAsText) {
  const Page page = read(page_of("<nav>Politik</nav>" + kH1 + p(kFirst) + "<footer>Impressum</footer>"), "", true);
  EXPECT_EQ(page.text, "Politik\n\n" + kTitle + "\n\n" + kFirst + "\n\nImpressum");
  EXPECT_THAT(page.removed, IsEmpty());
}

TEST(Page, MetadataIsReadWithTheAddress) {
  const Page page =
      read(page_of("<h1>" + kTitle + " | Hafenblatt</h1>" + p(kFirst)), "https://hafenblatt.example/2022/09/19/a");
  EXPECT_EQ(page.metadata.title, kTitle);
  ASSERT_EQ(page.metadata.dates.size(), 1u);
  EXPECT_EQ(page.metadata.dates[0].value, "2022-09-19");
}

struct TimeCase {
  const char* name;
  std::string html;
  DateOf of;
};
const std::string kTime = "<time datetime='2022-09-19'>19. September</time>";
const TimeCase kTimeCases[] = {
    {"below the headline", p(kTime), DateOf::kPublication},
    {"with a word for it", p("Veröffentlicht am " + kTime), DateOf::kPublication},
    {"in a line without words", "<p>" + kTime + "</p><p>aktualisiert</p>", DateOf::kPublication},
    {"of a change", p("Zuletzt aktualisiert am " + kTime), DateOf::kOther},
    {"of a change, in elements of their own", "<div><span>Updated:</span> " + kTime + "</div>", DateOf::kOther},
    {"of both", p("Veröffentlicht am 18. September, geändert: " + kTime), DateOf::kOther},
    {"behind the word for the other", p("Aktualisiert am 20. September, veröffentlicht am " + kTime), DateOf::kPublication},
    {"of a comment", "<div class=comments><p>Ich, " + kTime + "</p></div>", DateOf::kOther},
    {"of a teaser", "<div class=related><p>Flut, " + kTime + "</p></div>", DateOf::kOther},
};

TEST(Page, WhatTimesAreOf) {
  for (const TimeCase& c : kTimeCases) {
    const Page page = read(page_of(kH1 + c.html + p(kFirst) + p(kSecond)));
    ASSERT_EQ(page.metadata.dates.size(), 1u) << c.name;
    EXPECT_EQ(page.metadata.dates[0].of, c.of) << c.name;
  }
}

// The nearest to the headline first; a line before it is as far away as the third one after it.
TEST(Page, ShortLines) {
  const Page page = read(page_of(
      "<p>Weit oben</p><p>Knapp darüber</p>" + kH1 + "<p>19. September</p><div>Von Mara Tietz</div>" + p(kFirst + kSecond) +
      "<aside><p>Flut, 3. Mai</p></aside><div class=comments>Ich, heute</div>" + "<p>Impressum</p>"));
  EXPECT_THAT(page.short_lines,
              ElementsAre(kTitle, "19. September", "Von Mara Tietz", "Knapp darüber", "Weit oben", "Impressum"));
}

TEST(Page, ShortLinesMayBeLongerWhereTheyTellADate) {
  const std::string words = times(30, "bei uns ");
  const Page page = read(page_of(kH1 + p(words) + p("Veröffentlicht am 19. September " + words)));
  EXPECT_EQ(page.short_lines.size(), 2u);
}

TEST(Page, MarkupCharacters) {
  EXPECT_EQ(read("<p>Brücke</p>").markup_characters, 7u);
  EXPECT_EQ(read("Brücke").markup_characters, 0u);
  EXPECT_EQ(read("").markup_characters, 0u);
}

TEST(Page, SurvivesHostilePages) {
  const Page deep = read_page(times(1'900, "<div class=a>") + p(kFirst), "");
  EXPECT_EQ(deep.text, kFirst);
  const Page deeper = read_page(p(kFirst) + times(300'000, "<div class=a>"), "");
  EXPECT_TRUE(deeper.is_cut);
  EXPECT_EQ(deeper.text, kFirst);
  const Page wide = read_page(times(200'000, "<p>a</p>"), "");
  EXPECT_FALSE(wide.is_cut);
  const Page cut = read_page(times(600'000, "<b>x</b>"), "");
  EXPECT_TRUE(cut.is_cut);
}

struct NameCase {
  const char* name;
  std::optional<Why> why;
};
const NameCase kNameCases[] = {
    {"share-bar", Why::kShare},
    {"ShareBar", Why::kShare},
    {"c_social__list", Why::kShare},
    {"cookie newsletter", Why::kCookie},
    {"newsletter cookie", Why::kCookie},
    {"siteFooter", Why::kNavigation},
    {"site-header", Why::kNavigation},
    {"relatedPosts", Why::kTeaser},
    {"leserkommentare", Why::kCommentForm},
    {"bildunterschrift", Why::kCaption},
    {"AUTHOR", Why::kByline},
    {"entry-meta", Why::kDateline},
    {"werbung", Why::kOther},
    {"articleHeader", std::nullopt},
    {"article-body", std::nullopt},
    {"headline", std::nullopt},
    {"navy", std::nullopt},
    {"shareholders", std::nullopt},
    {"übernav", std::nullopt},
    {"", std::nullopt},
};

TEST(Blocks, ReasonOfName) {
  for (const NameCase& c : kNameCases) EXPECT_EQ(reason_of_name(c.name), c.why) << c.name;
}

struct BlockCase {
  const char* name;
  const char* html;
  std::vector<std::string> texts;
};
const BlockCase kBlockCases[] = {
    {"inline elements do not part", "<p>Die <b>neue</b> Br<i>ü</i>cke</p>", {"Die neue Brücke"}},
    {"blocks part", "Eins<div>Zwei</div>Drei<p>Vier</p>", {"Eins", "Zwei", "Drei", "Vier"}},
    {"white space", "<p>  Die\n\n  Brücke \t</p>", {"Die Brücke"}},
    {"nothing but white space", "<p> </p><div>\n</div><p>&nbsp;</p>", {}},
    {"one line break", "<p>Eins <br> Zwei</p>", {"Eins\nZwei"}},
    {"two and more", "<p>Eins<br><br>Zwei<br> <br><br>Drei<br></p>", {"Eins", "Zwei", "Drei"}},
    {"a rule", "Eins<hr>Zwei", {"Eins", "Zwei"}},
    {"cells and items", "<table><tr><td>Eins<td>Zwei</table><ul><li>Drei<li>Vier</ul>", {"Eins", "Zwei", "Drei", "Vier"}},
    {"what is not seen", "<p>Eins<script>x</script><select><option>y</select><svg><text>z</text></svg></p>", {"Eins"}},
};

TEST(Blocks, TheirTexts) {
  for (const BlockCase& c : kBlockCases) {
    const HtmlTree tree("<body>" + std::string(c.html));
    std::vector<std::string> texts;
    for (const Block& block : blocks_of(tree)) texts.push_back(block.text);
    EXPECT_EQ(texts, c.texts) << c.name;
  }
}

TEST(Blocks, TheirElementsAndLinks) {
  const HtmlTree tree("<body><div><span><b>Eins</b> <i>Zwei</i></span></div><p><a href=x>Brücke</a> 123</p><h2>Drei");
  const auto blocks = blocks_of(tree);
  ASSERT_EQ(blocks.size(), 3u);
  EXPECT_EQ(tree[blocks[0].node].tag, Tag::kSpan);
  EXPECT_EQ(tree[blocks[0].element].tag, Tag::kDiv);
  EXPECT_EQ(blocks[0].link_bytes, 0u);
  EXPECT_EQ(tree[blocks[1].node].tag, Tag::kP);
  EXPECT_EQ(blocks[1].link_bytes, 7u);
  EXPECT_DOUBLE_EQ(blocks[1].link_share(), 7.0 / 11);
  EXPECT_EQ(tree[blocks[2].element].tag, Tag::kHeading);
}

}  // namespace
}  // namespace depesche
