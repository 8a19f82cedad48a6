#include "store/shingles.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

namespace depesche::store {
namespace {

std::string text_of(int words, unsigned seed) {
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < words; ++i) text += fmt::format("wort{} ", random() % 5000);
  return text;
}

bool share_a_band(const std::string& a, const std::string& b) {
  const auto of_a = bands_of(shingles_of(a));
  const std::set<int64_t> bands(of_a.begin(), of_a.end());
  for (const int64_t band : bands_of(shingles_of(b))) {
    if (bands.contains(band)) return true;
  }
  return false;
}

TEST(Shingles, AreOfWordsWithoutRegardToCaseAndMarks) {
  EXPECT_EQ(shingles_of("Eins zwei, drei vier fünf."), shingles_of("eins – ZWEI drei\nvier Fünf"));
  EXPECT_EQ(shingles_of("eins zwei drei vier fünf").size(), 2u);
  EXPECT_EQ(shingles_of("eins zwei").size(), 1u);
  EXPECT_TRUE(shingles_of(" … ").empty());
  EXPECT_TRUE(bands_of({}).empty());
}

TEST(Shingles, ResemblanceIsTheSharePartInAll) {
  const auto abcde = shingles_of("a b c d e"), bcdef = shingles_of("b c d e f");
  EXPECT_DOUBLE_EQ(resemblance(abcde, abcde), 1);
  EXPECT_DOUBLE_EQ(resemblance(abcde, bcdef), 1.0 / 3);  // bcde of abcd, bcde, cdef
  EXPECT_DOUBLE_EQ(resemblance(abcde, {}), 0);
  EXPECT_DOUBLE_EQ(resemblance({}, {}), 0);
}

TEST(Shingles, BandsFindLikeTextsAndHardlyOthers) {
  int found = 0, strangers = 0;
  for (unsigned i = 0; i < 50; ++i) {
    const std::string own = text_of(300, i);
    // Half of it kept: a resemblance of a third.
    found += share_a_band(own, own.substr(0, own.size() / 2) + text_of(0, i));
    strangers += share_a_band(own, text_of(300, i + 1000));
  }
  EXPECT_GE(found, 45);
  EXPECT_EQ(strangers, 0);
}

TEST(Shingles, AreTheSameForever) {
  // What stands in stores: a change here makes copies in them unfindable, and needs a new store version.
  EXPECT_EQ(shingles_of("eins zwei drei vier"), std::vector<uint64_t>{14212251842330257976u});
  EXPECT_EQ(bands_of({1, 2, 3}).front(), 36081613);
}

}  // namespace
}  // namespace depesche::store
