// An HTML page as a flat tree: elements and texts in the order of the page, with what of their attributes is looked at.
//
// Parsed by libxml2, which mends broken markup much as browsers do. Nothing here recurses, however deep the page nests.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

enum class Tag : uint8_t {
  kText,    // no element but characters
  kInline,  // an element that is not named here and stands within lines: em, b, font …
  kBlock,   // likewise, one that begins a line of its own: section, center, custom elements …
  kA,
  kAddress,
  kArticle,
  kAside,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCaption,
  kDd,
  kDiv,
  kDl,
  kDt,
  kFigcaption,
  kFigure,
  kFooter,
  kForm,
  kHead,
  kHeader,
  kHeading,  // h2 to h6
  kH1,
  kHr,
  kHtml,
  kImage,
  kLi,
  kLink,
  kList,  // ul, ol, menu
  kMain,
  kMeta,
  kNav,
  kP,
  kPre,
  kScript,  // also style, template, svg, iframe …: nothing in it is seen
  kSpan,
  kTable,
  kTd,
  kTh,
  kTime,
  kTitle,
  kTr
};

// Whether text before and after an element of this kind stands on different lines.
bool is_block(Tag tag);

enum class Attribute : uint8_t {
  kAriaHidden,
  kClass,
  kContent,
  kDatetime,
  kHidden,
  kHref,
  kId,
  kItemprop,
  kLang,
  kName,
  kProperty,
  kRel,
  kRole,
  kStyle,
  kType
};

struct Node {
  Tag tag = Tag::kText;
  uint32_t parent = 0;      // of the root: itself
  uint32_t end = 0;         // one past the last node inside
  std::string_view text;    // of a text, and of scripts
  uint32_t attributes = 0;  // first of them in HtmlTree::attributes
  uint16_t attribute_count = 0;
};

class HtmlTree {
 public:
  // Pages with more elements and texts than this, or that nest deeper, are cut off there; of the attributes of one element
  // so many are read. libxml2 takes time in the square of the last two.
  static constexpr size_t kMostNodes = 1'000'000;
  static constexpr size_t kDeepest = 2'000;
  static constexpr size_t kMostAttributes = 1'000;

  // `html`: valid UTF-8; what it says of its encoding is passed over. Never fails: of what is no HTML a text is left.
  // Cost  linear; memory up to twice that of the page and 40 bytes a node.
  explicit HtmlTree(std::string_view html);
  HtmlTree(const HtmlTree&) = delete;

  size_t size() const { return nodes_.size(); }
  const Node& operator[](size_t node) const { return nodes_[node]; }
  // The attribute's value; empty where it is not there or empty.
  std::string_view attribute(size_t node, Attribute name) const { return find(node, name).value_or(std::string_view()); }
  bool has(size_t node, Attribute name) const { return find(node, name).has_value(); }
  // All characters inside, white space runs as one space, none at the ends.
  std::string text_of(size_t node) const;
  bool is_cut() const { return is_cut_; }

 private:
  friend class TreeBuilder;
  std::optional<std::string_view> find(size_t node, Attribute name) const;
  struct Value {
    Attribute name;
    std::string_view value;
  };
  std::vector<Node> nodes_;
  std::vector<Value> attributes_;
  std::deque<std::string> memory_;
  bool is_cut_ = false;
};

// Appends with every run of white space as one space; none at the beginning of `to`.
void append_squeezed(std::string& to, std::string_view text);
// The text so, none at its end either.
std::string squeezed(std::string_view text);

}  // namespace depesche
