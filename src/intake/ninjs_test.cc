#include "intake/ninjs.h"

#include <gmock/gmock.h>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(Ninjs, IsToldByItsKeys) {
  EXPECT_TRUE(looks_like_ninjs(R"({"uri": "urn:1", "body_text": "x"})"));
  EXPECT_TRUE(looks_like_ninjs(R"({"uri": "urn:1", "pubstatus": "canceled"})"));
  EXPECT_TRUE(looks_like_ninjs(R"({"uri": "urn:1", "bodies": []})"));
  EXPECT_FALSE(looks_like_ninjs(R"({"uri": "urn:1", "title": "x"})"));
  EXPECT_FALSE(looks_like_ninjs(R"({"body_text": "x"})"));
}

TEST(Ninjs, ReadsVersionOne) {
  const auto item = read_ninjs(R"({"uri": "urn:agency:1", "type": "text", "versioncreated": "2022-09-20T08:00:00Z",
    "firstcreated": "2022-09-19T08:00:00Z", "language": "de-DE", "headline": "Sturm", "byline": "Ada Lund", "pubstatus": "usable",
    "copyrightholder": "Agentur Nord", "body_text": "Nur Text", "body_xhtml": "<p>Der Sturm</p>"})");
  ASSERT_TRUE(item) << item.error().message;
  EXPECT_EQ(item->content, "<p>Der Sturm</p>");
  EXPECT_EQ(item->media, Media::kHtml);
  EXPECT_EQ(item->given.id, "urn:agency:1");
  EXPECT_EQ(item->given.title, "Sturm");
  EXPECT_EQ(item->given.published, "2022-09-19T08:00:00Z");
  EXPECT_EQ(item->given.language, "de-DE");
  EXPECT_EQ(item->given.outlet, "Agentur Nord");
  EXPECT_THAT(item->given.authors, ElementsAre("Ada Lund"));
  EXPECT_EQ(item->pubstatus, std::nullopt);
}

TEST(Ninjs, ReadsVersionTwoWithItsStatus) {
  const auto item = read_ninjs(R"({"uri": "urn:agency:2", "pubstatus": "canceled", "embargoed": "2030-01-01T00:00:00Z",
    "headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "Sturm an der Küste"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Text."}]})");
  ASSERT_TRUE(item) << item.error().message;
  EXPECT_EQ(item->given.title, "Sturm an der Küste");
  EXPECT_EQ(item->content, "Text.");
  EXPECT_EQ(item->media, Media::kText);
  EXPECT_EQ(item->pubstatus, "canceled");
  EXPECT_EQ(item->embargoed, "2030-01-01T00:00:00Z");
}

TEST(Ninjs, SaysWhatHasNoText) {
  EXPECT_THAT(read_ninjs(R"({"uri": "urn:3", "type": "picture", "pubstatus": "usable"})").error().message,
              HasSubstr("without a text in it: it is a picture"));
  EXPECT_THAT(read_ninjs("[1]").error().message, HasSubstr("JSON"));
}

}  // namespace
}  // namespace depesche
