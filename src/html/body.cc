#include "html/body.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace depesche {
namespace {

constexpr size_t kLongParagraph = 600;  // bytes; longer ones weigh no more
constexpr size_t kShortParagraph = 60;  // shorter ones weigh nothing
constexpr double kMostLinks = 0.4;      // share of a paragraph's text
constexpr double kDominates = 0.8;      // share of the weight for which one goes on to look inside
constexpr size_t kLeastStandfirst = 40;

constexpr size_t kLongestCaption = 400;  // bytes, all of one picture
constexpr double kLargeShare = 0.4;  // of the page's text; what holds more is no teaser and no caption, whatever its name is

bool is_heading(Tag tag) { return tag == Tag::kHeading || tag == Tag::kH1; }

class BodyFinder {
 public:
  BodyFinder(const HtmlTree& tree, const Metadata& metadata, std::vector<Block>& blocks)
      : tree_(tree), metadata_(metadata), blocks_(blocks), weights_(blocks.size()), kept_(blocks.size()) {}

  void find() {
    for (size_t i = 0; i < blocks_.size(); ++i) weights_[i] = weight_of(blocks_[i]);
    label();
    for (Block& block : blocks_) block.why = labels_[block.node];
    find_titles();
    find_captions();
    choose();
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (kept_[i]) {
        blocks_[i].why.reset();
      } else if (!blocks_[i].why) {
        blocks_[i].why = blocks_[i].link_share() > 0.5 ? RemovedWhy::kNavigation : RemovedWhy::kOther;
      }
    }
  }

 private:
  // The weight of the blocks inside each element.
  std::vector<double> inside(bool labelled_too) const {
    std::vector<double> sums(tree_.size());
    for (size_t i = 0; i < blocks_.size(); ++i) {
      if (labelled_too || !blocks_[i].why) sums[blocks_[i].node] += weights_[i];
    }
    for (size_t node = tree_.size(); node-- > 1;) sums[tree_[node].parent] += sums[node];
    return sums;
  }

  // Gives every element the reason that itself or one around it has for not being the article's. Elements of one class that
  // have much of the page's text are no teasers, whatever they are called.
  void label() {
    const std::vector<double> sums = inside(true);
    std::vector<std::optional<RemovedWhy>> own(tree_.size());
    std::unordered_map<std::string_view, double> of_class;
    double comments = 0;
    size_t comments_end = 0;
    for (size_t node = 1; node < tree_.size(); ++node) {
      if (tree_[node].tag == Tag::kText) continue;
      own[node] = reason_of(node);
      of_class[class_of(node)] += sums[node];
      if (own[node] != RemovedWhy::kCommentForm || node < comments_end) continue;
      comments += sums[node];
      comments_end = tree_[node].end;
    }
    const double all = sums[0] - comments > 2 * kShortParagraph ? sums[0] - comments : sums[0];
    labels_.assign(tree_.size(), {});
    for (size_t node = 1; node < tree_.size(); ++node) {
      labels_[node] = labels_[tree_[node].parent];
      if (labels_[node] || !own[node]) continue;
      const bool is_comments = own[node] == RemovedWhy::kCommentForm && all < sums[0];
      const double share = std::max(sums[node], class_of(node).empty() ? 0 : of_class[class_of(node)]) / std::max(all, 1.0);
      const bool sure = tree_[node].tag == Tag::kNav || tree_[node].tag == Tag::kFooter;
      if (is_comments || sure || share < kLargeShare) labels_[node] = own[node];
    }
  }

  std::string_view class_of(size_t node) const { return tree_.attribute(node, Attribute::kClass); }

  std::optional<RemovedWhy> reason_of(size_t node) {
    const Tag tag = tree_[node].tag;
    if (tag == Tag::kBody || tag == Tag::kHtml) return std::nullopt;
    if (const auto why = reason_of_tag(tag)) return why;
    if (tree_.has(node, Attribute::kHidden) || tree_.attribute(node, Attribute::kAriaHidden) == "true") {
      return RemovedWhy::kOther;
    }
    static const RE2 hidden(R"((?i)display\s*:\s*none|visibility\s*:\s*hidden)");
    const std::string_view style = tree_.attribute(node, Attribute::kStyle);
    if (!style.empty() && RE2::PartialMatch(style, hidden)) return RemovedWhy::kOther;
    for (const Attribute attribute : {Attribute::kClass, Attribute::kId, Attribute::kRole}) {
      const std::string_view name = tree_.attribute(node, attribute);
      if (name.empty() || name.size() > 2000) continue;
      const auto [known, fresh] = reasons_.try_emplace(name);
      if (fresh) known->second = reason_of_name(name);
      if (known->second) return known->second;
    }
    return std::nullopt;
  }

  void find_titles() {
    for (Block& block : blocks_) {
      const bool same = metadata_.title && block.text == *metadata_.title;
      if (same || (tree_[block.element].tag == Tag::kH1 && !block.why)) block.why = RemovedWhy::kTitle;
    }
  }

  // Little text beside a picture, in an element of their own. A short article with a picture is none.
  void find_captions() {
    std::vector<uint32_t> texts(tree_.size()), pictures(tree_.size());
    for (const Block& block : blocks_) texts[block.node] += static_cast<uint32_t>(block.text.size());
    for (size_t node = tree_.size(); node-- > 1;) {
      pictures[node] += tree_[node].tag == Tag::kImage ? 1 : 0;
      texts[tree_[node].parent] += texts[node];
      pictures[tree_[node].parent] += pictures[node];
    }
    const std::vector<double> weights = inside(false);
    for (Block& block : blocks_) {
      if (block.why || block.text.size() > kLongestCaption || is_heading(tree_[block.element].tag)) continue;
      size_t node = block.node;
      for (int up = 0; up < 4 && node > 0 && texts[node] <= kLongestCaption; ++up, node = tree_[node].parent) {
        if (pictures[node] == 0) continue;
        if (weights[node] <= kLargeShare * weights[0]) block.why = RemovedWhy::kCaption;
        break;
      }
    }
  }

  void choose() {
    const size_t root = descend(inside(false));
    for (size_t i = 0; i < blocks_.size(); ++i) {
      const Block& block = blocks_[i];
      kept_[i] = block.node >= root && block.node < tree_[root].end && !block.why && is_good(block);
    }
    drop_loose_headings();
    add_standfirst();
  }

  double weight_of(const Block& block) const {
    if (block.text.size() < kShortParagraph || block.link_share() > kMostLinks) return 0;
    const Tag tag = tree_[block.element].tag;
    const double factor = tag == Tag::kP ? 1 : is_heading(tag) ? 0.1 : tag == Tag::kLi || tag == Tag::kTd ? 0.4 : 0.7;
    return factor * static_cast<double>(std::min(block.text.size(), kLongParagraph));
  }

  // From the root into whatever child holds nearly all of the weight.
  size_t descend(const std::vector<double>& inside) const {
    size_t node = 0;
    for (;;) {
      size_t best = node;
      for (size_t child = node + 1; child < tree_[node].end; child = tree_[child].end) {
        if (tree_[child].tag != Tag::kText && inside[child] >= kDominates * inside[node] && inside[child] > 0) best = child;
      }
      if (best == node || tree_[best].tag == Tag::kP) return node;
      node = best;
    }
  }

  bool is_good(const Block& block) const {
    const double links = block.link_share();
    if (is_heading(tree_[block.element].tag)) return tree_[block.element].tag != Tag::kH1 && links < 0.9;
    if (block.text.size() < kShortParagraph) return links < 0.5;
    return links < 0.7;
  }

  // A headline heads something.
  void drop_loose_headings() {
    bool text_follows = false;
    for (size_t i = blocks_.size(); i-- > 0;) {
      if (!kept_[i]) continue;
      if (!is_heading(tree_[blocks_[i].element].tag)) {
        text_follows = true;
      } else if (!text_follows) {
        kept_[i] = false;
      }
    }
  }

  // The standfirst often stands outside, between headline and text, and in elements with all sorts of names.
  void add_standfirst() {
    const size_t first = static_cast<size_t>(std::find(kept_.begin(), kept_.end(), true) - kept_.begin());
    size_t begin = first;
    while (begin > 0 && tree_[blocks_[begin - 1].element].tag != Tag::kH1) --begin;
    std::string start = metadata_.description.substr(0, kLeastStandfirst);
    while (!start.empty() && !is_valid_utf8(start)) start.pop_back();
    for (size_t i = begin; begin > 0 && i < first; ++i) {
      const Block& block = blocks_[i];
      if (block.text.size() < kLeastStandfirst || block.link_share() > kMostLinks) continue;
      const bool told = start.size() + 4 > kLeastStandfirst && block.text.starts_with(start);
      const bool plain = !block.why && block.text.size() >= 2 * kLeastStandfirst;
      if (told || plain || (block.why != RemovedWhy::kCaption && is_standfirst(block.node))) kept_[i] = true;
    }
  }

  bool is_standfirst(size_t node) const {
    static const RE2 pattern(
        R"((?i)(^|[^a-z])(lead|lede|intro|introduction|summary|standfirst|dek|deck|sub-?title|sub-?line|sub-?head(line)?|excerpt|vorspann|abstract|description|perex|chapo|entradilla|bajada|ingress|teaser-?text)($|[^a-z]))");
    for (int up = 0; up < 3 && node > 0; ++up, node = tree_[node].parent) {
      if (tree_.attribute(node, Attribute::kItemprop) == "description") return true;
      const std::string_view name = class_of(node);
      if (name.size() < 200 && RE2::PartialMatch(name, pattern)) return true;
    }
    return false;
  }

  const HtmlTree& tree_;
  const Metadata& metadata_;
  std::vector<Block>& blocks_;
  std::vector<double> weights_;
  std::vector<bool> kept_;
  std::vector<std::optional<RemovedWhy>> labels_;  // of elements
  std::unordered_map<std::string_view, std::optional<RemovedWhy>> reasons_;
};

}  // namespace

void find_body(const HtmlTree& tree, const Metadata& metadata, std::vector<Block>& blocks) {
  BodyFinder(tree, metadata, blocks).find();
}

}  // namespace depesche
