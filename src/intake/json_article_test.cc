#include "intake/json_article.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace depesche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(JsonArticle, ReadsAllKeys) {
  const Result<JsonArticle> article = parse_json_article(
      R"({"id": "a-1", "title": "Br\u00fccke er\u00f6ffnet", "published": "2024-05-07T08:00:00+02:00",
          "url": "https://example.org/a", "outlet": "Tageblatt", "authors": ["Eva Muster", "Jo Doe"], "language": "de",
          "text": "Die Brücke\nist offen. 😀 \ud83d\ude00", "extra": {"text": "no", "authors": [1]}, "more": [[{}], 1e3]})");
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_EQ(article->text, "Die Brücke\nist offen. 😀 😀");
  EXPECT_EQ(article->given, (Given{"a-1",
                                   "Brücke eröffnet",
                                   "2024-05-07T08:00:00+02:00",
                                   "https://example.org/a",
                                   "Tageblatt",
                                   {"Eva Muster", "Jo Doe"},
                                   "de"}));
  EXPECT_THAT(article->warnings, IsEmpty());
}

Given given(std::optional<std::string> id, std::vector<std::string> authors = {}) {
  Given made;
  made.id = std::move(id);
  made.authors = std::move(authors);
  return made;
}

struct Case {
  const char* name;
  const char* json;
  const char* text;
  Given given;
};
const Case kCases[] = {
    {"only text", R"({"text": "a"})", "a", {}},
    {"null is absent", R"({"text": "a", "id": null, "title": null, "authors": null, "url": null})", "a", {}},
    {"blank is absent", R"({"text": "a", "id": "", "title": " ", "authors": ["", " "]})", "a", {}},
    {"integer id", R"({"text": "a", "id": 42})", "a", given("42")},
    {"negative id", R"({"text": "a", "id": -7})", "a", given("-7")},
    {"id past 64 bits", R"({"text": "a", "id": 123456789012345678901234567890})", "a",
     given("123456789012345678901234567890")},
    {"one author", R"({"text": "a", "authors": "Eva Muster"})", "a", given({}, {"Eva Muster"})},
    {"no author in the list", R"({"text": "a", "authors": []})", "a", {}},
    {"the last of two counts", R"({"text": "a", "text": "b", "id": [1], "id": "x", "authors": ["p"], "authors": ["q"]})",
     "b", given("x", {"q"})},
    {"null after a value", R"({"text": "a", "id": "x", "id": null})", "a", {}},
};

TEST(JsonArticle, ReadsWhatIsThere) {
  for (const Case& c : kCases) {
    const Result<JsonArticle> article = parse_json_article(c.json);
    ASSERT_TRUE(article) << c.name << ": " << article.error().message;
    EXPECT_EQ(article->text, c.text) << c.name;
    EXPECT_EQ(article->given, c.given) << c.name;
  }
}

struct Fault {
  const char* json;
  const char* message;  // part of it
};
const Fault kFaults[] = {
    {R"({})", "has no `text`"},
    {R"({"text": null})", "has no `text`"},
    {R"({"text": "a", "text": null})", "has no `text`"},
    {R"({"text": ""})", "`text` is empty"},
    {R"({"text": " \u00a0\n"})", "`text` is empty"},
    {R"({"text": 7})", "`text` must be a string, but it is a number"},
    {R"({"text": ["a"]})", "`text` must be a string, but it is a list"},
    {R"({"text": "a", "published": 1715000000})", "`published` must be a string, but it is a number"},
    {R"({"text": "a", "title": {"de": "x"}})", "`title` must be a string, but it is an object"},
    {R"({"text": "a", "language": true})", "`language` must be a string, but it is true or false"},
    {R"({"text": "a", "id": 1.5})", "`id` must be a string or an integer, but it is a number with a fraction"},
    {R"({"text": "a", "id": ["x"]})", "`id` must be a string or an integer, but it is a list"},
    {R"({"text": "a", "authors": 3})", "`authors` must be a list of strings or a string, but there is a number"},
    {R"({"text": "a", "authors": ["x", 3]})", "`authors` must be a list of strings or a string, but there is a number"},
    {R"({"text": "a", "authors": [["x"]]})", "`authors` must be a list of strings or a string, but there is a list"},
    {R"([1])", "must be a JSON object with a key `text`, not a list"},
    {R"("a")", "must be a JSON object with a key `text`, not a string"},
    {R"(7)", "must be a JSON object with a key `text`, not a number"},
    {R"(null)", "must be a JSON object with a key `text`, not null"},
    {R"({"text": "ü", x})", "at character 15"},
    {R"({"text": "a"} {"text": "b"})", "not valid JSON: syntax error while parsing value"},
    {R"({"text": "a")", "not valid JSON: syntax error while parsing object - unexpected end of input"},
    {"{\"text\": \"a\tb\"}", "control character U+0009 (HT) must be escaped"},
    {"{\n\"text\": \"ü\",\n\"id\": x}", "at line 3, character 7"},
    {R"({"text": "\ud8"})", "not valid JSON"},
    {R"({"text": "a", "score": 1e999})", "not valid JSON: number overflow"},
    {"", "not valid JSON"},
};

TEST(JsonArticle, SaysWhatIsWrong) {
  for (const Fault& fault : kFaults) {
    const Result<JsonArticle> article = parse_json_article(fault.json);
    ASSERT_FALSE(article) << fault.json;
    EXPECT_EQ(article.error().code, ErrorCode::kBadInput);
    EXPECT_THAT(article.error().message, HasSubstr(fault.message));
  }
}

TEST(JsonArticle, KeepsLongTokensOutOfTheMessage) {
  const Result<JsonArticle> article = parse_json_article("{\"text\": \"" + std::string(1 << 20, 'x'));
  ASSERT_FALSE(article);
  EXPECT_LT(article.error().message.size(), 300u);
}

struct Escape {
  const char* name;
  const char* json;
  const char* text;
  const char* warning;  // null: none
};
const Escape kEscapes[] = {
    {"high half alone", R"({"text": "a\ud800b"})", "a\uFFFDb", "1 escape of half a surrogate pair"},
    {"low half alone", R"({"text": "a\uDC00b"})", "a\uFFFDb", "1 escape of half a surrogate pair"},
    {"wrong order", R"({"text": "\udc00\ud800"})", "\uFFFD\uFFFD", "2 escapes of half a surrogate pair"},
    {"two high halves, then a low one", R"({"text": "\ud83d\ud83d\ude00"})", "\uFFFD😀", "1 escape of half"},
    {"U+0000", R"({"text": "a\u0000b\u0000"})", "a\uFFFDb\uFFFD", "2 U+0000 replaced by U+FFFD"},
    {"a pair", R"({"text": "\uD83D\uDE00"})", "😀", nullptr},
    {"an escaped backslash before", R"({"text": "\\ud800 \\\\u0000"})", R"(\ud800 \\u0000)", nullptr},
    {"at the end of the string", R"({"text": "a\ud83d"})", "a\uFFFD", "1 escape of half"},
};

TEST(JsonArticle, MendsEscapesThatStandForNoCharacter) {
  for (const Escape& c : kEscapes) {
    const Result<JsonArticle> article = parse_json_article(c.json);
    ASSERT_TRUE(article) << c.name << ": " << article.error().message;
    EXPECT_EQ(article->text, c.text) << c.name;
    if (c.warning == nullptr) {
      EXPECT_THAT(article->warnings, IsEmpty()) << c.name;
    } else {
      EXPECT_THAT(article->warnings, ElementsAre(HasSubstr(c.warning))) << c.name;
    }
  }
}

TEST(JsonArticle, SurvivesDeepNesting) {
  const std::string open(100000, '[');
  const std::string close(100000, ']');
  EXPECT_FALSE(parse_json_article(open));
  EXPECT_FALSE(parse_json_article(R"({"text": "a", "deep": )" + open));
  const Result<JsonArticle> article = parse_json_article(R"({"deep": )" + open + close + R"(, "text": "a"})");
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_EQ(article->text, "a");
}

}  // namespace
}  // namespace depesche
