#include "clean/line_model.h"

#include <iterator>
#include <utility>

#include "clean/line_words.h"
#include "clean/shape.h"

namespace depesche {
namespace {

#include "clean/line_weights.inc"

// Odds from which a line is removed. Pages that the weights were learnt from have more junk than most, so the odds of
// equal chance lie below 0.
struct Limits {
  float label = 0;
  float sentence = 0;  // what ends as sentences do
  float paragraph = 0;
};
constexpr Limits kScraped = {-1.0f, -1.0f, 0.0f};
constexpr Limits kUnsure = {1.0f, 1.0f, 1.5f};  // little else speaks for a scraped page
constexpr Limits kShort = {3.0f, 6.0f, 6.0f};   // too little text to compare with
constexpr float kJunk = 1.5f;                   // odds that speak for a scraped page
constexpr size_t kEnoughJunk = 2;               // lines that rules or these odds tell
constexpr size_t kFewestShortLines = 2;         // what has fewer lines outside of paragraphs was not scraped
constexpr size_t kLeastText = 500;              // bytes that lines can be compared with

bool has(uint32_t kinds, WordKind kind) { return (kinds >> static_cast<unsigned>(kind)) & 1u; }

std::optional<RemovedWhy> reason_of(const LineFeatures& line) {
  constexpr std::pair<WordKind, RemovedWhy> kReasons[] = {
      {WordKind::kCredit, RemovedWhy::kCredit},    {WordKind::kConsent, RemovedWhy::kCookie},
      {WordKind::kOffer, RemovedWhy::kNewsletter}, {WordKind::kComment, RemovedWhy::kCommentForm},
      {WordKind::kSocial, RemovedWhy::kShare},     {WordKind::kRole, RemovedWhy::kByline},
  };
  for (const auto& [kind, why] : kReasons)
    if (has(line.kinds, kind)) return why;
  return std::nullopt;
}

bool can_be_guessed(RemovedWhy why) {
  return why == RemovedWhy::kTeaser || why == RemovedWhy::kNavigation || why == RemovedWhy::kNewsletter ||
         why == RemovedWhy::kShare || why == RemovedWhy::kCommentForm || why == RemovedWhy::kCookie;
}

// The reason for line `i`: its own words, else that of a line beside it, else its look.
RemovedWhy guess_reason(const Lines& lines, std::span<const LineFeatures> features, size_t i) {
  if (const auto why = reason_of(features[i])) return *why;
  const bool follows = i > 0 && lines[i - 1].fate == Fate::kRemoved && can_be_guessed(lines[i - 1].why);
  if (follows) return lines[i - 1].why;
  if (has(features[i].kinds, WordKind::kCaption)) return RemovedWhy::kCaption;
  const size_t words = count_words(lines[i].text);
  if (words >= 4 && !ends_with_full_stop(lines[i].text)) return RemovedWhy::kTeaser;
  return words <= 2 && has(features[i].kinds, WordKind::kSection) ? RemovedWhy::kNavigation : RemovedWhy::kOther;
}

}  // namespace

std::vector<float> line_scores(std::span<const LineFeatures> lines, std::span<const float> weights) {
  std::vector<float> scores;
  for (const LineFeatures& line : lines) {
    float score = 0;
    for (const uint16_t feature : line.features) score += weights[feature];
    scores.push_back(score);
  }
  return scores;
}

void sweep_by_model(Lines& lines, size_t begin, const std::optional<std::string>& title) {
  // A table that was made for other features says nothing; the test of it fails.
  if (std::size(kFirstWeights) != first_pass_features() || std::size(kSecondWeights) != second_pass_features()) return;
  if (lines.hard_wrapped()) return;
  std::vector<LineFeatures> features = line_features(lines, title);
  size_t short_lines = 0;
  size_t text = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    short_lines += lines[i].fate != Fate::kTitle && !features[i].is_paragraph;
    if (lines[i].kept()) text += lines[i].text.size();
  }
  if (short_lines < kFewestShortLines) return;
  add_second_pass(features, line_scores(features, kFirstWeights));
  const std::vector<float> odds = line_scores(features, kSecondWeights);
  size_t junk = 0;
  for (size_t i = 0; i < lines.size(); ++i) junk += lines[i].fate == Fate::kRemoved || (lines[i].kept() && odds[i] > kJunk);
  const Limits& limits = text < kLeastText ? kShort : junk < kEnoughJunk ? kUnsure : kScraped;
  std::vector<size_t> found;
  size_t kept = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!lines[i].kept()) continue;
    ++kept;
    const float limit = features[i].is_paragraph       ? limits.paragraph
                        : ends_sentence(lines[i].text) ? limits.sentence
                                                       : limits.label;
    if (i >= begin && odds[i] >= limit) found.push_back(i);
  }
  if (found.size() == kept) return;  // nothing would be left to read
  for (const size_t i : found) lines[i].remove(guess_reason(lines, features, i));
}

}  // namespace depesche
