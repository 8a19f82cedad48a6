#include "html/page.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/utf8.h"
#include "html/blocks.h"
#include "html/body.h"
#include "html/tree.h"

namespace depesche {
namespace {

constexpr size_t kLongestShortLine = 160;  // bytes
constexpr size_t kMostShortLines = 300;

// Those after the headline count as nearer than those before it.
std::vector<std::string> lines_near(const HtmlTree& tree, const std::vector<Block>& blocks) {
  static const RE2 label(
      R"((?i)\b(veröffentlicht|erstellt|geschrieben|gepostet|eingestellt|stand|datum|published|posted|written)\b)");
  size_t headline = 0;
  while (headline < blocks.size() && tree[blocks[headline].element].tag != Tag::kH1) ++headline;
  if (headline == blocks.size()) headline = 0;
  std::vector<std::pair<size_t, size_t>> order;  // distance, block
  for (size_t i = 0; i < blocks.size(); ++i) {
    const bool is_short = blocks[i].text.size() <= kLongestShortLine ||
                          (blocks[i].text.size() <= 3 * kLongestShortLine && RE2::PartialMatch(blocks[i].text, label));
    if (!is_short || blocks[i].why == RemovedWhy::kCommentForm || blocks[i].why == RemovedWhy::kTeaser) {
      continue;
    }
    order.emplace_back(i >= headline ? i - headline : 3 * (headline - i), i);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min(order.size(), kMostShortLines));
  std::vector<std::string> lines;
  lines.reserve(order.size());
  for (const auto& [distance, block] : order) lines.push_back(blocks[block].text);
  return lines;
}

// Times in comments and teasers, and those behind a word for a change, are not of the publication.
void judge_times(const HtmlTree& tree, const std::vector<Block>& blocks, std::vector<ToldDate>& dates) {
  static const RE2 changed(
      R"((?i)(aktualisiert|aktualisierung|änderung|geändert|bearbeitet|überarbeitet|update|updated|modified|edited|changed)(:|\s(am|on|at|um|vom|den|der|the|in|letzte[nrs]?|zuletzt))*\s*$)");
  for (ToldDate& told : dates) {
    if (told.node == 0) continue;
    // The last block that begins before the element ends is the one that shows it.
    const auto after = std::lower_bound(blocks.begin(), blocks.end(), tree[told.node].end,
                                        [](const Block& block, size_t end) { return block.first < end; });
    if (after == blocks.begin()) continue;
    const Block& block = *(after - 1);
    if (block.why == RemovedWhy::kCommentForm || block.why == RemovedWhy::kTeaser) told.of = DateOf::kOther;
    const size_t at = block.text.find(tree.text_of(told.node));
    if (at != block.text.npos && RE2::PartialMatch(std::string_view(block.text).substr(0, at), changed))
      told.of = DateOf::kOther;
  }
}

}  // namespace

Page read_page(std::string_view html, std::string_view url, bool whole) {
  const HtmlTree tree(html);
  Page page;
  page.is_cut = tree.is_cut();
  page.metadata = read_metadata(tree, url);
  std::vector<Block> blocks = blocks_of(tree);
  if (!whole) find_body(tree, page.metadata, blocks);
  judge_times(tree, blocks, page.metadata.dates);
  page.short_lines = lines_near(tree, blocks);
  size_t visible = 0;
  for (Block& block : blocks) {
    visible += count_code_points(block.text);
    if (block.why) {
      page.removed.push_back({std::move(block.text), *block.why});
      continue;
    }
    if (!page.text.empty()) page.text += "\n\n";
    page.text += block.text;
  }
  page.markup_characters = count_code_points(html) - std::min<size_t>(visible, count_code_points(html));
  return page;
}

}  // namespace depesche
