// depesche_line_features [--weights FILE] FILE…: the features that training/lines learns from.
//
// First the blocks of features ("block NAME SIZE"); then for every article of the files "article ID" and for each of its
// lines, after the rules were there, its fate (text title removed), the indices of its features and its text, between
// tabs. With weights of the first pass (numbers, white space between them) the features of the second pass too.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "clean/foot.h"
#include "clean/head.h"
#include "clean/junk.h"
#include "clean/language.h"
#include "clean/line_features.h"
#include "clean/line_model.h"
#include "intake/intake.h"

namespace depesche {
namespace {

void print_lines(const Snapshot& snapshot, const std::vector<float>& weights) {
  Lines lines(snapshot.content);
  const DateContext context{date::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                            detect_language(snapshot.content) == "en"};
  Findings findings;
  const size_t begin = read_head(lines, snapshot.given.title, context, findings);
  read_foot(lines, begin, context, findings);
  sweep_junk(lines, begin);
  std::vector<LineFeatures> features = line_features(lines, snapshot.given.title ? snapshot.given.title : findings.title);
  if (!weights.empty()) add_second_pass(features, line_scores(features, weights));
  fmt::print("article {}\n", snapshot.given.id.value_or(snapshot.source));
  for (size_t i = 0; i < lines.size(); ++i) {
    const char* fate = lines[i].kept() ? "text" : lines[i].fate == Fate::kTitle ? "title" : "removed";
    fmt::print("{}\t{}\t{}\n", fate, fmt::join(features[i].features, " "), lines[i].text);
  }
}

}  // namespace
}  // namespace depesche

int main(int argc, char** argv) {
  using namespace depesche;
  std::vector<std::string> paths(argv + 1, argv + argc);
  std::vector<float> weights;
  if (paths.size() >= 2 && paths.front() == "--weights") {
    std::ifstream file(paths[1]);
    weights.assign(std::istream_iterator<float>(file), {});
    if (weights.size() != first_pass_features()) {
      fmt::print(stderr, "depesche_line_features: {} has {} weights, not {}\n", paths[1], weights.size(),
                 first_pass_features());
      return 2;
    }
    paths.erase(paths.begin(), paths.begin() + 2);
  }
  for (const FeatureBlock& block : feature_blocks()) fmt::print("block {}\t{}\n", block.name, block.size);
  auto intake = Intake::create(std::move(paths), {});
  if (!intake) {
    fmt::print(stderr, "depesche_line_features: {}\n", intake.error().message);
    return 2;
  }
  while (auto snapshot = (*intake)->next()) {
    if (*snapshot)
      print_lines(**snapshot, weights);
    else
      fmt::print(stderr, "{}\n", snapshot->error().message);
  }
}
