#include "read/viterbi.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const BioLabels kOne{{""}};
const BioLabels kTwo{{"x", "y"}};

bool well_formed(const std::vector<uint8_t>& path) {
  for (size_t i = 0; i < path.size(); ++i) {
    if (!BioLabels::continues(path[i])) continue;
    if (i == 0 || path[i - 1] == 0 || BioLabels::kind(path[i - 1]) != BioLabels::kind(path[i])) return false;
  }
  return true;
}

// The slow twin: every well-formed sequence is tried.
double best_score_by_trying(const std::vector<float>& scores, const BioLabels& labels) {
  const size_t width = labels.size(), tokens = scores.size() / width;
  double best = -INFINITY;
  std::vector<uint8_t> path(tokens);
  for (size_t code = 0; code < static_cast<size_t>(std::pow(width, tokens)); ++code) {
    double score = 0;
    for (size_t t = 0, rest = code; t < tokens; ++t, rest /= width) {
      path[t] = static_cast<uint8_t>(rest % width);
      score += scores[t * width + path[t]];
    }
    if (score > best && well_formed(path)) best = score;
  }
  return best;
}

TEST(Viterbi, AgreesWithTryingEverySequence) {
  std::mt19937 random(3);
  std::normal_distribution<float> normal(0, 2);
  for (int round = 0; round < 200; ++round) {
    const BioLabels& labels = round % 2 ? kOne : kTwo;
    std::vector<float> scores((1 + random() % 5) * labels.size());
    for (float& score : scores) score = normal(random);
    const auto path = best_path(scores, labels);
    EXPECT_TRUE(well_formed(path));
    double score = 0;
    for (size_t t = 0; t < path.size(); ++t) score += scores[t * labels.size() + path[t]];
    EXPECT_NEAR(score, best_score_by_trying(scores, labels), 1e-5);
  }
}

TEST(Viterbi, AnInsideWithoutABeginningBecomesOneOrNothing) {
  const std::vector<float> scores = {0, -1, 5, /**/ 0, -9, 5, /**/ 5, 0, 0};
  EXPECT_THAT(best_path(scores, kOne), ElementsAre(1, 2, 0));
}

TEST(Viterbi, TiesGoToTheLowestLabel) {
  const std::vector<float> scores(3 * 5, 0.0f);
  EXPECT_THAT(best_path(scores, kTwo), ElementsAre(0, 0, 0));
}

TEST(Viterbi, NothingGivesNothing) { EXPECT_THAT(best_path({}, kTwo), IsEmpty()); }

TEST(Viterbi, SpellsSpans) {
  const std::vector<uint8_t> path = {0, 1, 2, 1, 0, 3, 4, 4};
  EXPECT_THAT(spans_of(path), ElementsAre(TaggedSpan{1, 3, 0}, TaggedSpan{3, 4, 0}, TaggedSpan{5, 8, 1}));
}

}  // namespace
}  // namespace depesche
