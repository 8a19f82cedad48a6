#include "html/tree.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <utility>

#include "base/utf8.h"

namespace depesche {
namespace {

constexpr std::pair<std::string_view, Tag> kTags[] = {
    {"a", Tag::kA},
    {"address", Tag::kAddress},
    {"amp-img", Tag::kImage},
    {"article", Tag::kArticle},
    {"aside", Tag::kAside},
    {"audio", Tag::kScript},
    {"blockquote", Tag::kBlockquote},
    {"body", Tag::kBody},
    {"br", Tag::kBr},
    {"button", Tag::kButton},
    {"canvas", Tag::kScript},
    {"caption", Tag::kCaption},
    {"center", Tag::kBlock},
    {"datalist", Tag::kScript},
    {"dd", Tag::kDd},
    {"details", Tag::kBlock},
    {"dialog", Tag::kBlock},
    {"dir", Tag::kList},
    {"div", Tag::kDiv},
    {"dl", Tag::kDl},
    {"dt", Tag::kDt},
    {"fieldset", Tag::kForm},
    {"figcaption", Tag::kFigcaption},
    {"figure", Tag::kFigure},
    {"footer", Tag::kFooter},
    {"form", Tag::kForm},
    {"frameset", Tag::kScript},
    {"h1", Tag::kH1},
    {"h2", Tag::kHeading},
    {"h3", Tag::kHeading},
    {"h4", Tag::kHeading},
    {"h5", Tag::kHeading},
    {"h6", Tag::kHeading},
    {"head", Tag::kHead},
    {"header", Tag::kHeader},
    {"hgroup", Tag::kBlock},
    {"hr", Tag::kHr},
    {"html", Tag::kHtml},
    {"iframe", Tag::kScript},
    {"img", Tag::kImage},
    {"input", Tag::kScript},
    {"li", Tag::kLi},
    {"link", Tag::kLink},
    {"main", Tag::kMain},
    {"math", Tag::kInline},
    {"menu", Tag::kList},
    {"meta", Tag::kMeta},
    {"nav", Tag::kNav},
    {"noframes", Tag::kScript},
    {"noscript", Tag::kScript},
    {"object", Tag::kScript},
    {"ol", Tag::kList},
    {"option", Tag::kScript},
    {"p", Tag::kP},
    {"picture", Tag::kImage},
    {"pre", Tag::kPre},
    {"script", Tag::kScript},
    {"search", Tag::kForm},
    {"section", Tag::kBlock},
    {"select", Tag::kScript},
    {"span", Tag::kSpan},
    {"style", Tag::kScript},
    {"summary", Tag::kBlock},
    {"svg", Tag::kScript},
    {"table", Tag::kTable},
    {"tbody", Tag::kBlock},
    {"td", Tag::kTd},
    {"template", Tag::kScript},
    {"textarea", Tag::kScript},
    {"tfoot", Tag::kBlock},
    {"th", Tag::kTh},
    {"thead", Tag::kBlock},
    {"time", Tag::kTime},
    {"title", Tag::kTitle},
    {"tr", Tag::kTr},
    {"ul", Tag::kList},
    {"video", Tag::kScript},
};

Tag tag_of(std::string_view name) {
  const auto found = std::lower_bound(std::begin(kTags), std::end(kTags), name,
                                      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  if (found != std::end(kTags) && found->first == name) return found->second;
  return name.find('-') != name.npos ? Tag::kBlock : Tag::kInline;
}

constexpr std::pair<std::string_view, Attribute> kAttributes[] = {
    {"aria-hidden", Attribute::kAriaHidden},
    {"class", Attribute::kClass},
    {"content", Attribute::kContent},
    {"datetime", Attribute::kDatetime},
    {"hidden", Attribute::kHidden},
    {"href", Attribute::kHref},
    {"id", Attribute::kId},
    {"itemprop", Attribute::kItemprop},
    {"lang", Attribute::kLang},
    {"name", Attribute::kName},
    {"property", Attribute::kProperty},
    {"rel", Attribute::kRel},
    {"role", Attribute::kRole},
    {"style", Attribute::kStyle},
    {"type", Attribute::kType},
};

std::optional<Attribute> attribute_of(std::string_view name) {
  for (const auto& [known, attribute] : kAttributes) {
    if (known == name) return attribute;
  }
  return std::nullopt;
}

bool is_markup_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

// Where a tag that begins at `at` ends, and where its attributes become too many; npos: nowhere.
std::pair<size_t, size_t> end_of_tag(std::string_view html, size_t at) {
  size_t attributes = 0, too_many = html.npos;
  char quote = 0;
  for (size_t i = at + 1; i < html.size(); ++i) {
    const char c = html[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return {i, too_many};
    } else if ((c == '"' || c == '\'') && html[i - 1] == '=') {
      quote = c;
    } else if (is_markup_space(html[i - 1]) && !is_markup_space(c) && ++attributes > HtmlTree::kMostAttributes) {
      too_many = std::min(too_many, i);
    }
  }
  return {html.npos, too_many};
}

// The page with the attributes that are too many as spaces; `changed` is whether there were any, else nothing is written.
std::string with_few_attributes(std::string_view html, bool& changed) {
  std::string tamed;
  for (size_t at = html.find('<'); at < html.size() && at + 1 < html.size(); at = html.find('<', at + 1)) {
    if ((html[at + 1] | 0x20) < 'a' || (html[at + 1] | 0x20) > 'z') continue;
    const auto [end, too_many] = end_of_tag(html, at);
    if (too_many != html.npos) {
      if (tamed.empty()) tamed = html;
      const size_t stop = std::min(end, html.size());
      std::fill(tamed.begin() + static_cast<std::ptrdiff_t>(too_many), tamed.begin() + static_cast<std::ptrdiff_t>(stop),
                ' ');
    }
    if (end == html.npos) break;
    // What looks like a tag in a script is none.
    const std::string_view name = html.substr(at + 1, 6);
    at =
        name.starts_with("script") || name.starts_with("SCRIPT") ? std::min(html.find("</", end), html.size() - 1) - 1 : end;
  }
  changed = !tamed.empty();
  return tamed;
}

// Reads a reference to a character by its number, "&#150;" or "&#x96", at the front of `text`. Returns its size, 0 for none.
size_t take_reference(std::string_view text, uint32_t& number) {
  size_t at = 2;
  const bool is_hex = at < text.size() && (text[at] | 0x20) == 'x';
  at += is_hex ? 1 : 0;
  const char* const begin = text.data() + at;
  const auto read = std::from_chars(begin, text.data() + text.size(), number, is_hex ? 16 : 10);
  if (read.ec != std::errc()) return 0;
  at += static_cast<size_t>(read.ptr - begin);
  return at + (at < text.size() && text[at] == ';' ? 1 : 0);
}

// The page with references to the control characters 128 to 159 as what stands at these numbers in windows-1252, which is
// what browsers take them for. `changed` is whether there were any, else nothing is written.
std::string with_windows_references(std::string_view html, bool& changed) {
  // Those without a character stay control characters.
  static constexpr char32_t kCharacters[] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                             0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                             0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                             0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string mended;
  size_t done = 0;
  for (size_t at = html.find("&#"); at != html.npos; at = html.find("&#", at + 2)) {
    uint32_t number = 0;
    const size_t size = take_reference(html.substr(at), number);
    if (size == 0 || number < 128 || number > 159) continue;
    mended.append(html.substr(done, at - done));
    append_code_point(mended, kCharacters[number - 128]);
    done = at + size;
  }
  changed = done > 0;
  if (changed) mended.append(html.substr(done));
  return mended;
}

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : std::string_view(); }

}  // namespace

bool is_block(Tag tag) {
  switch (tag) {
    case Tag::kText:
    case Tag::kInline:
    case Tag::kA:
    case Tag::kBr:
    case Tag::kImage:
    case Tag::kLink:
    case Tag::kMeta:
    case Tag::kScript:
    case Tag::kSpan:
    case Tag::kTime:
      return false;
    default:
      return true;
  }
}

void append_squeezed(std::string& to, std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    if (is_space(c.value)) {
      if (!to.empty() && to.back() != ' ' && to.back() != '\n') to += ' ';
    } else {
      to.append(text.substr(at, c.next - at));
    }
    at = c.next;
  }
}

std::string squeezed(std::string_view text) {
  std::string out;
  append_squeezed(out, text);
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

// Takes what libxml2 tells of the page, element by element.
class TreeBuilder {
 public:
  explicit TreeBuilder(HtmlTree& tree) : tree_(tree) {
    tree_.nodes_.push_back({Tag::kBlock, 0, 0, {}, 0, 0});
    open_.push_back(0);
  }

  void parse(std::string_view page) {
    bool changed = false;
    const std::string tamed = with_few_attributes(page, changed);
    bool mended = false;
    const std::string with_references = with_windows_references(changed ? std::string_view(tamed) : page, mended);
    const std::string_view html = mended ? std::string_view(with_references) : changed ? std::string_view(tamed) : page;
    // Two threads that are the first to use libxml2 at once can wait for each other for ever.
    static const bool ready = (xmlInitParser(), true);
    static_cast<void>(ready);
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(htmlNewParserCtxt(), &htmlFreeParserCtxt);
    if (!context) return;
    parser_ = context.get();
    htmlSAXHandler& sax = *parser_->sax;
    std::memset(&sax, 0, sizeof sax);
    sax.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<TreeBuilder*>(self)->begin(view(name), attributes);
    };
    sax.endElement = [](void* self, const xmlChar* name) { static_cast<TreeBuilder*>(self)->finish(tag_of(view(name))); };
    sax.characters = [](void* self, const xmlChar* text, int size) {
      static_cast<TreeBuilder*>(self)->add_text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
    };
    sax.ignorableWhitespace = sax.characters;
    sax.cdataBlock = sax.characters;
    parser_->userData = this;
    const int size = static_cast<int>(std::min<size_t>(html.size(), INT32_MAX));
    htmlCtxtReadMemory(parser_, html.data(), size, nullptr, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
    if (parser_->myDoc) xmlFreeDoc(parser_->myDoc);
    parser_->myDoc = nullptr;
    while (!open_.empty()) close();
  }

 private:
  void begin(std::string_view name, const xmlChar** attributes) {
    if (is_full()) return;
    const auto first = static_cast<uint32_t>(tree_.attributes_.size());
    for (; attributes && *attributes; attributes += 2) {
      if (const auto known = attribute_of(view(attributes[0]))) {
        tree_.attributes_.push_back({*known, keep(view(attributes[1]))});
      }
    }
    const auto count = std::min<size_t>(tree_.attributes_.size() - first, UINT16_MAX);
    const Tag tag = tag_of(name);
    open_.push_back(static_cast<uint32_t>(tree_.nodes_.size()));
    names_.push_back(tag);
    tree_.nodes_.push_back({tag, open_[open_.size() - 2], 0, {}, first, static_cast<uint16_t>(count)});
  }

  void finish(Tag tag) {
    if (names_.empty() || names_.back() != tag) return;  // of an element that found no room
    names_.pop_back();
    close();
  }

  void close() {
    tree_.nodes_[open_.back()].end = static_cast<uint32_t>(tree_.nodes_.size());
    open_.pop_back();
  }

  void add_text(std::string_view text) {
    if (text.empty() || is_full()) return;
    const auto at = static_cast<uint32_t>(tree_.nodes_.size());
    tree_.nodes_.push_back({Tag::kText, open_.back(), at + 1, keep(text), 0, 0});
  }

  bool is_full() {
    if (tree_.nodes_.size() < HtmlTree::kMostNodes && open_.size() <= HtmlTree::kDeepest) return false;
    if (!tree_.is_cut_) xmlStopParser(parser_);
    return tree_.is_cut_ = true;
  }

  // A copy that lives as long as the tree.
  std::string_view keep(std::string_view text) {
    constexpr size_t kPiece = size_t{1} << 16;
    auto& memory = tree_.memory_;
    if (memory.empty() || memory.back().size() + text.size() > memory.back().capacity()) {
      memory.emplace_back().reserve(std::max(kPiece, text.size()));
    }
    const size_t at = memory.back().size();
    memory.back().append(text);
    return std::string_view(memory.back()).substr(at);
  }

  HtmlTree& tree_;
  htmlParserCtxtPtr parser_ = nullptr;
  std::vector<uint32_t> open_;  // elements, the root first
  std::vector<Tag> names_;      // of those after the root
};

HtmlTree::HtmlTree(std::string_view html) { TreeBuilder(*this).parse(html); }

std::optional<std::string_view> HtmlTree::find(size_t node, Attribute name) const {
  const Node& n = nodes_[node];
  for (size_t i = n.attributes; i < n.attributes + n.attribute_count; ++i) {
    if (attributes_[i].name == name) return attributes_[i].value;
  }
  return std::nullopt;
}

std::string HtmlTree::text_of(size_t node) const {
  std::string text;
  std::vector<size_t> ends;  // of the blocks around
  for (size_t i = node; i < nodes_[node].end;) {
    for (; !ends.empty() && i >= ends.back(); ends.pop_back()) append_squeezed(text, " ");
    if (nodes_[i].tag == Tag::kScript) {
      i = nodes_[i].end;
      continue;
    }
    if (nodes_[i].tag == Tag::kText) append_squeezed(text, nodes_[i].text);
    if (is_block(nodes_[i].tag) || nodes_[i].tag == Tag::kBr) append_squeezed(text, " ");
    if (is_block(nodes_[i].tag)) ends.push_back(nodes_[i].end);
    ++i;
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace depesche
