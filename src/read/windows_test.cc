#include "read/windows.h"

#include <gmock/gmock.h>

#include <random>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Windows, PackWholeSentencesAndRepeatContext) {
  const std::vector<size_t> ends = {40, 90, 100, 180};
  EXPECT_THAT(make_windows(ends, 100, 10), ElementsAre(Window{0, 0, 100}, Window{90, 100, 180}));
  EXPECT_THAT(make_windows(ends, 95, 10), ElementsAre(Window{0, 0, 90}, Window{80, 90, 100}, Window{90, 100, 180}));
}

TEST(Windows, CutASentenceThatIsTooLong) {
  const std::vector<size_t> ends = {5, 255, 260};
  EXPECT_THAT(make_windows(ends, 100, 20),
              ElementsAre(Window{0, 0, 5}, Window{0, 5, 100}, Window{80, 100, 180}, Window{160, 180, 260}));
}

TEST(Windows, NothingGivesNothing) {
  EXPECT_THAT(make_windows({}, 100, 20), IsEmpty());
  const std::vector<size_t> empty_sentences = {0, 0};
  EXPECT_THAT(make_windows(empty_sentences, 100, 20), IsEmpty());
}

TEST(Windows, EveryTokenIsFreshOnceAndEveryWindowFits) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<size_t> ends;
    for (size_t end = 0, i = 0; i < random() % 30; ++i) ends.push_back(end += random() % (round % 5 == 0 ? 400 : 60));
    size_t fresh = 0;
    for (const Window& window : make_windows(ends, 190, 48)) {
      EXPECT_EQ(window.fresh, fresh);
      EXPECT_GT(window.last, window.fresh);
      EXPECT_LE(window.size(), 190u);
      EXPECT_EQ(window.fresh - window.first, std::min<size_t>(fresh, 48));
      fresh = window.last;
    }
    EXPECT_EQ(fresh, ends.empty() ? 0 : ends.back());
  }
}

}  // namespace
}  // namespace depesche
