#include "html/tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace depesche {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::StartsWith;

constexpr std::pair<Tag, const char*> kNames[] = {
    {Tag::kInline, "inline"}, {Tag::kBlock, "block"}, {Tag::kA, "a"},           {Tag::kBody, "body"}, {Tag::kBr, "br"},
    {Tag::kDiv, "div"},       {Tag::kHead, "head"},   {Tag::kHeading, "h"},     {Tag::kH1, "h1"},     {Tag::kHtml, "html"},
    {Tag::kImage, "img"},     {Tag::kLi, "li"},       {Tag::kList, "list"},     {Tag::kMeta, "meta"}, {Tag::kP, "p"},
    {Tag::kSpan, "span"},     {Tag::kTable, "table"}, {Tag::kScript, "script"}, {Tag::kTd, "td"},     {Tag::kTr, "tr"},
    {Tag::kTitle, "title"}};

std::string name_of(Tag tag) {
  for (const auto& [known, name] : kNames) {
    if (known == tag) return name;
  }
  return "?";
}

// "html[body[p['a' br]]]": what stands below the root, neighbouring texts as one.
std::string shape(const HtmlTree& tree) {
  std::string out;
  std::vector<size_t> ends;
  bool in_text = false;
  for (size_t i = 1; i <= tree.size(); ++i) {
    const bool closes = !ends.empty() && i >= ends.back();
    const bool is_text = i < tree.size() && tree[i].tag == Tag::kText;
    if (in_text && (closes || !is_text)) out += "'", in_text = false;
    for (; !ends.empty() && i >= ends.back(); ends.pop_back()) out += "]";
    if (i == tree.size()) break;
    if (!in_text && !out.empty() && !out.ends_with('[')) out += " ";
    if (is_text) {
      out += (in_text ? "" : "'") + std::string(tree[i].text);
      in_text = true;
    } else {
      out += name_of(tree[i].tag);
      if (tree[i].end > i + 1) out += "[", ends.push_back(tree[i].end);
    }
  }
  return out;
}

// Children lie within their parents, one after the other; all that walk the tree rely on it.
void expect_nested(const HtmlTree& tree) {
  ASSERT_GT(tree.size(), 0u);
  EXPECT_EQ(tree[0].parent, 0u);
  EXPECT_EQ(tree[0].end, tree.size());
  size_t wrong = 0;
  std::vector<size_t> open = {0};
  for (size_t i = 1; i < tree.size(); ++i) {
    while (i >= tree[open.back()].end) open.pop_back();
    const Node& node = tree[i];
    const bool right = node.parent == open.back() && node.end > i && node.end <= tree[node.parent].end;
    wrong += right && (node.tag != Tag::kText || node.end == i + 1) ? 0 : 1;
    open.push_back(i);
  }
  EXPECT_EQ(wrong, 0u);
}

size_t find(const HtmlTree& tree, Tag tag) {
  for (size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == tag) return i;
  }
  ADD_FAILURE() << "no " << name_of(tag);
  return 0;
}

std::string repeated(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

struct ShapeCase {
  const char* name;
  const char* html;
  const char* shape;
};
const ShapeCase kShapeCases[] = {
    {"nested", "<html><head><title>T</title></head><body><div><p>a <b>b</b> c</p></div>d</body></html>",
     "html[head[title['T']] body[div[p['a ' inline['b'] ' c']] 'd']]"},
    {"html, head and body left out", "<title>T</title><p>a", "html[head[title['T']] body[p['a']]]"},
    {"text alone", "Sturm", "html[body[p['Sturm']]]"},
    {"unclosed paragraphs", "<body><p>a<p>b<div>c</div>", "html[body[p['a'] p['b'] div['c']]]"},
    {"unclosed items", "<body><ul><li>a<li>b</ul>c", "html[body[list[li['a'] li['b']] 'c']]"},
    {"unclosed cells", "<body><table><tr><td>a<td>b<tr><td>c</table>d",
     "html[body[table[tr[td['a'] td['b']] tr[td['c']]] 'd']]"},
    {"unclosed to the end", "<body><div><h2>a", "html[body[div[h['a']]]]"},
    {"closed in the wrong order", "<body><div><b>a</div>b", "html[body[div[inline['a']] 'b']]"},
    {"closed but never opened", "<body>a</div></span>b", "html[body['ab']]"},
    {"a block in a link", "<body><a href=x><div>a</div></a>b", "html[body[a[div['a']] 'b']]"},
    {"empty elements", "<body>a<br>b<img src=x>c<br/>d", "html[body['a' br 'b' img 'c' br 'd']]"},
    {"names in capitals", "<BODY><DIV><P>a</P></DIV></BODY>", "html[body[div[p['a']]]]"},
    {"elements that are not known", "<body><foo>a</foo><my-box>b</my-box>", "html[body[inline['a'] block['b']]]"},
    {"those of HTML 5", "<body><section><picture><img></picture>a</section>", "html[body[block[img[img] 'a']]]"},
    {"a comment", "<body>a<!-- <p>b</p> -->c", "html[body['ac']]"},
    {"a comment without an end keeps what is before it", "<body><p>a</p><!-- b", "html[body[p['a']]]"},
    {"a sign that begins no tag", "<body>3 < 4 & 5", "html[body['3 < 4 & 5']]"},
    {"a tag that is cut off", "<body><p>a</p><p cla", "html[body[p['a'] p]]"},
    {"body twice", "<body><p>a</p></body><body><p>b</p></body>", "html[body[p['a']] body[p['b']]]"},
    {"entities", "<body>&Uuml;ber &quot;K&ouml;ln&quot; &amp;amp; &#8222;&#x1F600;&hellip;",
     "html[body['Über \"Köln\" &amp; „😀…']]"},
    {"numbers of windows-1252", "<body>80 &#128; &#150;&#x93;a&#X94 &#0132;b&#147; &#133&#159;x&#130;",
     "html[body['80 € –“a” „b“ …Ÿx‚']]"},
    {"numbers beside them", "<body>&#127;&#160;&#163;&#x96z;&#1280;", "html[body['\x7F\u00A0£–z;Ԁ']]"},
    {"of no character there", "<body>a&#129;b", "html[body['a\u0081b']]"},
    {"in an attribute", "<body><a href='x' title='&#150;'>&#39;</a>", "html[body[a[''']]]"},
    {"entities that are not known", "<body>a &kueste; b &", "html[body['a &kueste; b &']]"},
    {"control characters",
     "<body>a\x01\x02\x1A\x1F\x7F"
     "b",
     "html[body['a\x7F"
     "b']]"},
    {"a script's text is kept as it is", "<body><script>if (a < b && c) d('<p>&auml;</p>');</script>e",
     "html[body[script['if (a < b && c) d('<p>&auml;</p>');'] 'e']]"},
    {"a style's too", "<body><style>p > a { color: red }</style>e", "html[body[script['p > a { color: red }'] 'e']]"},
};

TEST(HtmlTree, NestsAsBrowsersDo) {
  for (const ShapeCase& c : kShapeCases) {
    SCOPED_TRACE(c.name);
    const HtmlTree tree(c.html);
    expect_nested(tree);
    EXPECT_EQ(shape(tree), c.shape);
    EXPECT_FALSE(tree.is_cut());
  }
}

TEST(HtmlTree, NothingGivesARootAlone) {
  for (const char* html : {"", " ", "\n\n", "<!-- a -->", "<!DOCTYPE html>"}) {
    SCOPED_TRACE(html);
    const HtmlTree tree(html);
    expect_nested(tree);
    EXPECT_EQ(tree.text_of(0), "");
    EXPECT_FALSE(tree.is_cut());
  }
  EXPECT_EQ(HtmlTree("").size(), 1u);
}

TEST(HtmlTree, KeepsTheAttributesThatAreLookedAt) {
  const HtmlTree tree(
      "<body><div CLASS='a  b' id=c data-x=y lang=\"\" hidden itemprop=author class=twice title=z>"
      "<a href='/?a=1&amp;b=2' rel=author>K&uuml;ste</a><p>b</p></div>");
  const size_t div = find(tree, Tag::kDiv), a = find(tree, Tag::kA), p = find(tree, Tag::kP);
  EXPECT_EQ(tree.attribute(div, Attribute::kClass), "a  b");
  EXPECT_EQ(tree.attribute(div, Attribute::kId), "c");
  EXPECT_EQ(tree.attribute(div, Attribute::kItemprop), "author");
  EXPECT_EQ(tree.attribute(a, Attribute::kHref), "/?a=1&b=2");
  EXPECT_EQ(tree.attribute(a, Attribute::kRel), "author");
  EXPECT_EQ(tree[div].attribute_count, 5);
  // There, but empty; and not there.
  EXPECT_TRUE(tree.has(div, Attribute::kLang));
  EXPECT_TRUE(tree.has(div, Attribute::kHidden));
  EXPECT_EQ(tree.attribute(div, Attribute::kHidden), "");
  EXPECT_FALSE(tree.has(div, Attribute::kHref));
  EXPECT_FALSE(tree.has(p, Attribute::kClass));
  EXPECT_EQ(tree.attribute(p, Attribute::kClass), "");
}

struct TextCase {
  const char* name;
  const char* html;
  const char* text;
};
const TextCase kTextCases[] = {
    {"white space", "<body>  Sturm \n\t an&nbsp;&nbsp;der   Küste ", "Sturm an der Küste"},
    {"within a word", "<body>Ha<b>fen</b>", "Hafen"},
    {"a space inside an element", "<body>Sturm<b> an</b> <i>der </i>Küste", "Sturm an der Küste"},
    {"blocks stand apart", "<body><p>Sturm</p><p>Küste</p>", "Sturm Küste"},
    {"a block before characters", "<body><div>Sturm</div>Küste", "Sturm Küste"},
    {"blocks within blocks", "<body><div><div>Sturm</div></div><b>Küste</b>", "Sturm Küste"},
    {"a line break", "<body>Sturm<br>Küste", "Sturm Küste"},
    {"cells", "<body><table><tr><td>Sturm<td>Küste</table>", "Sturm Küste"},
    {"scripts left out", "<body>Sturm<script>alert('x')</script><style>p {}</style> Küste", "Sturm Küste"},
    {"pictures and fields left out", "<body>Sturm <svg><title>x</title></svg><select><option>y</select>Küste",
     "Sturm Küste"},
    {"a script within a word", "<body>Ha<script>x</script>fen", "Hafen"},
    {"plaintext is no more than an element", "<body>Sturm <plaintext>an der <b>Küste</b>", "Sturm an der Küste"},
};

TEST(HtmlTree, TextOfAnElement) {
  for (const TextCase& c : kTextCases) EXPECT_EQ(HtmlTree(c.html).text_of(0), c.text) << c.name;
}

TEST(HtmlTree, TextOfAnElementEndsWithIt) {
  const HtmlTree tree("<body><p>Sturm</p><div>an <b>der</b></div><p>Küste</p>");
  EXPECT_EQ(tree.text_of(find(tree, Tag::kP)), "Sturm");
  EXPECT_EQ(tree.text_of(find(tree, Tag::kDiv)), "an der");
  EXPECT_EQ(tree.text_of(find(tree, Tag::kBody)), "Sturm an der Küste");
}

// HTML knows no CDATA; whatever becomes of the signs, the page goes on behind them.
TEST(HtmlTree, CdataSwallowsNothingElse) {
  const HtmlTree tree("<body><p>Sturm</p><![CDATA[an der]]><p>Küste</p>");
  expect_nested(tree);
  EXPECT_THAT(tree.text_of(0), AllOf(StartsWith("Sturm"), EndsWith("Küste")));
}

TEST(HtmlTree, LongTextsAreWhole) {
  const std::string text = repeated("Über die Brücke. ", 50'000) + "Ende.";
  const HtmlTree tree("<body><p>" + text + "</p><script>" + text + "</script>");
  expect_nested(tree);
  EXPECT_EQ(tree.text_of(0), text);
  std::string script;
  for (size_t i = find(tree, Tag::kScript) + 1; i < tree.size(); ++i) script += tree[i].text;
  EXPECT_EQ(script, text);
}

TEST(HtmlTree, SurvivesDeepNesting) {
  for (const char* tag : {"<div>", "<b>", "<ul><li>", "<my-box>"}) {
    SCOPED_TRACE(tag);
    const HtmlTree tree("<body>" + repeated(tag, HtmlTree::kDeepest / 2 - 10) + "Sturm");
    expect_nested(tree);
    EXPECT_FALSE(tree.is_cut());
    EXPECT_EQ(tree.text_of(0), "Sturm");
    const HtmlTree deeper("<body>Flut" + repeated(tag, 300'000) + "Sturm" + repeated("</section>", 300'000));
    expect_nested(deeper);
    EXPECT_TRUE(deeper.is_cut());
    EXPECT_EQ(deeper.text_of(0), "Flut");
  }
}

TEST(HtmlTree, SurvivesManyAttributes) {
  std::string html = "<body><div id=first";
  for (int i = 0; i < 100'000; ++i) html += " a" + std::to_string(i) + "=b";
  const HtmlTree tree(html + " class=last>Sturm</div>Küste");
  expect_nested(tree);
  EXPECT_EQ(tree.text_of(0), "Sturm Küste");
  EXPECT_EQ(tree.attribute(find(tree, Tag::kDiv), Attribute::kId), "first");
  // What looks like a tag in a script takes nothing away.
  const HtmlTree script("<body><script>if (a<b) { " + repeated("x y ", 5'000) + "}</script><p id=after>Sturm</p>");
  EXPECT_EQ(script.attribute(find(script, Tag::kP), Attribute::kId), "after");
  EXPECT_EQ(script.text_of(0), "Sturm");
}

TEST(HtmlTree, SurvivesEndTagsOfNothing) {
  const HtmlTree tree("<body>" + repeated("<b>", 1'900) + "Sturm" + repeated("</section>", 100'000) + " an der Küste");
  expect_nested(tree);
  EXPECT_EQ(tree.text_of(0), "Sturm an der Küste");
}

TEST(HtmlTree, CutsLongPages) {
  const auto last_of = [](const HtmlTree& tree) {
    const std::string text = tree.text_of(0);
    return text.substr(text.size() - std::min<size_t>(text.size(), 8));
  };
  const std::string piece = "<b>x</b>";
  const HtmlTree whole("<body><p>" + repeated(piece, 400'000) + "</p>Ende");
  EXPECT_FALSE(whole.is_cut());
  EXPECT_EQ(last_of(whole), "xxx Ende");

  const HtmlTree cut("<body><p>" + repeated(piece, 600'000) + "</p>Ende");
  expect_nested(cut);
  EXPECT_TRUE(cut.is_cut());
  EXPECT_EQ(cut.size(), HtmlTree::kMostNodes);
  EXPECT_EQ(last_of(cut), "xxxxxxxx");
}

}  // namespace
}  // namespace depesche
