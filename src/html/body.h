// Which of a page's blocks are the article.
#pragma once

#include <vector>

#include "html/blocks.h"
#include "html/metadata.h"
#include "html/tree.h"

namespace depesche {

// Gives every block that is not the article's a reason (Block::why); those that are have none afterwards.
void find_body(const HtmlTree& tree, const Metadata& metadata, std::vector<Block>& blocks);

}  // namespace depesche
