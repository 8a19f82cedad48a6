#include "read/labels.h"

#include <gmock/gmock.h>

#include <string>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kGood = R"({"trigger": ["none", "AGREE"], "quotation": ["O", "B-direct", "I-direct", "B-free", "I-free"],
  "participant": ["O", "B", "I"], "status": ["actual"], "mode": ["none", "visit"], "contexts": ["legal"],
  "roles": ["O", "B-actor", "I-actor"], "speakers": ["O", "B-speaker", "I-speaker"],
  "max_window": 192, "context_tokens": 48, "bos": 0, "eos": 2})";

std::string with(std::string_view old, std::string_view fresh) {
  std::string json = kGood;
  return json.replace(json.find(old), old.size(), fresh);
}

TEST(Labels, ReadTheKindsOfBioLabels) {
  const auto labels = Labels::load(kGood, "");
  ASSERT_TRUE(labels) << labels.error().message;
  EXPECT_THAT(labels->quotation.kinds, ElementsAre("direct", "free"));
  EXPECT_EQ(labels->quotation.size(), 5u);
  EXPECT_THAT(labels->participant.kinds, ElementsAre(""));
  EXPECT_DOUBLE_EQ(labels->trigger_threshold, 0.5);
}

TEST(Labels, NamesAndAntecedentsMayBeMissing) {
  const auto without = Labels::load(kGood, "");
  ASSERT_TRUE(without) << without.error().message;
  EXPECT_THAT(without->names.kinds, IsEmpty());
  EXPECT_THAT(without->antecedents, IsEmpty());

  const auto labels = Labels::load(
      with("\"bos\"", R"("names": ["O", "B-person", "I-person"], "antecedents": ["mention", "source"], "bos")"), "");
  ASSERT_TRUE(labels) << labels.error().message;
  EXPECT_THAT(labels->names.kinds, ElementsAre("person"));
  EXPECT_THAT(labels->antecedents, ElementsAre("mention", "source"));
}

TEST(Labels, SayWhatIsWrongWithThem) {
  const struct {
    std::string labels, calibration, message;
  } cases[] = {
      {"{", "", "parse error"},
      {"{}", "", "trigger"},
      {with("\"B-free\", \"I-free\"", "\"B-free\", \"I-direct\""), "", "'quotation' is not O followed by pairs of B and I"},
      {with("\"none\", \"AGREE\"", "\"AGREE\", \"none\""), "", "must begin with \"none\""},
      {with("\"bos\"", R"("names": ["B-person"], "bos")"), "", "'names' is not O followed by pairs of B and I"},
      {with("192", "4096"), "", "max_window 4096 with 48 context tokens is out of range"},
      {with("48", "180"), "", "max_window 192 with 180 context tokens is out of range"},
      {kGood, "{}", "trigger_threshold"},
      {kGood, R"({"trigger_threshold": 1, "context_threshold": 0.5, "acts": {"slope": 1, "offset": 0},
                  "quotations": {"slope": 1, "offset": 0}})",
       "a threshold is not between 0 and 1"},
  };
  for (const auto& c : cases) {
    const auto labels = Labels::load(c.labels, c.calibration);
    ASSERT_FALSE(labels) << c.message;
    EXPECT_EQ(labels.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(labels.error().message, HasSubstr(c.message));
  }
}

TEST(Calibration, IsALogisticCurveOverTheLogOdds) {
  EXPECT_NEAR((Calibration{1, 0}(0.3)), 0.3, 1e-9);
  EXPECT_NEAR((Calibration{0.5, 0}(0.5)), 0.5, 1e-9);
  EXPECT_NEAR((Calibration{0, 0}(0.99)), 0.5, 1e-9);
  EXPECT_LT((Calibration{1, -1}(0.5)), 0.5);
  EXPECT_GT((Calibration{1, 0}(0.0)), 0.0);  // certain is nothing
  EXPECT_LT((Calibration{1, 0}(1.0)), 1.0);
}

}  // namespace
}  // namespace depesche
