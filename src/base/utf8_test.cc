#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace depesche {
namespace {

TEST(Utf8, TellsWellFormedFromBroken) {
  for (const char* good : {"", "plain", "Grüße „aus“ Köln", "\xF0\x9F\x98\x80"}) EXPECT_TRUE(is_valid_utf8(good)) << good;
  for (const char* bad : {"\xFF", "\xC3", "a\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "Gr\xFC\xDF"
                          "e"}) {
    EXPECT_FALSE(is_valid_utf8(bad)) << bad;
  }
}

TEST(Utf8, TrimsUnicodeSpace) {
  EXPECT_EQ(trim("\u00a0 a b\u2003\n"), "a b");
  EXPECT_EQ(trim(" \t"), "");
}

TEST(Utf8, WritesNamesInAscii) {
  EXPECT_EQ(to_ascii("Recep Tayyip Erdoğan"), "recep tayyip erdogan");
  EXPECT_EQ(to_ascii("Łódź, Ærø, Þór, Straße"), "lodz, aero, thor, strasse");
  EXPECT_EQ(to_ascii("Владимир"), "vladimir");
  EXPECT_EQ(to_ascii("a☂b"), "ab");
  EXPECT_EQ(to_ascii(""), "");
}

TEST(Utf8, FoldsCase) { EXPECT_EQ(fold_case("STRAẞE straße"), "strasse strasse"); }

TEST(Utf8, StepsBackOverACharacter) {
  const CodePoint c = code_point_before("aß", 3);
  EXPECT_EQ(c.value, U'ß');
  EXPECT_EQ(c.next, 1u);
}

// The slow twin: counts from the start every time.
TEST(CodePointIndex, AgreesWithCountingFromTheStart) {
  std::string text;
  for (int i = 0; i < 200; ++i)
    append_code_point(text, static_cast<char32_t>(i % 3 == 0 ? U'a' : i % 3 == 1 ? U'ß' : 0x1F600));
  for (const size_t size : {text.size(), size_t{0}, size_t{1}, size_t{64}}) {
    const std::string_view part = std::string_view(text).substr(0, size);
    const CodePointIndex index(part);
    uint32_t point = 0;
    for (size_t at = 0; at < part.size(); at = code_point_at(part, at).next, ++point) {
      EXPECT_EQ(index.from_byte(static_cast<uint32_t>(at)), point);
      EXPECT_EQ(index.to_byte(point), at);
    }
    EXPECT_EQ(index.from_byte(static_cast<uint32_t>(part.size())), count_code_points(part));
    EXPECT_EQ(index.to_byte(point), part.size());
    EXPECT_EQ(index.text_points(), point);
  }
}

}  // namespace
}  // namespace depesche
