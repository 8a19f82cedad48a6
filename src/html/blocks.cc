#include "html/blocks.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

namespace depesche {
namespace {

struct NameRule {
  RemovedWhy why;
  const char* pattern;  // searched for in the class, id and role, in small letters and single words
};

// The first that fits gives the reason. Words of classes are set apart by spaces, "-" and "_", or by a capital.
constexpr NameRule kNameRules[] = {
    {RemovedWhy::kCookie, R"(\b(cookie|consent|gdpr|cmp|onetrust|usercentrics|sourcepoint|privacy)\b)"},
    {RemovedWhy::kCommentForm,
     R"(\b(comment|comments|kommentar|kommentare|commentlist|disqus|respond|comentarios|leserkommentare|discussion|forum)\b)"},
    {RemovedWhy::kNewsletter,
     R"(\b(newsletter|newsletters|subscribe|subscription|signup|piano|abo|abobox|mailing|optin|register|registration|login|premium teaser|offers?)\b)"},
    {RemovedWhy::kShare,
     R"(\b(share|sharing|shares|sharebar|sharer|social|socials|socialmedia|addtoany|addthis|teilen|shariff|follow|print|bookmark|bookmarks)\b)"},
    {RemovedWhy::kNavigation,
     R"(\b(nav|navi|navbar|navigation|menu|menus|breadcrumb|breadcrumbs|pagination|pager|paging|skip|skiplink|toolbar|topbar|toc|sitemap|masthead|offcanvas|search|searchform|flyout|dropdown|site header|page header|site footer|page footer|footer|language switcher|backtotop)\b)"},
    {RemovedWhy::kTag, R"(\b(tags|tag list|taglist|keywords|schlagworte|schlagwoerter|topics|topic list|themen|labels)\b)"},
    {RemovedWhy::kTeaser,
     R"(\b(teaser|teasers|related|relatedposts|recommend|recommended|recommendation|recommendations|recirc|recirculation|readmore|read more|read also|readalso|see also|also|more news|more stories|most read|mostread|most popular|popular|trending|latest|outbrain|taboola|plista|cleverpush|promo|promobox|linklist|link list|linkbox|similar|newsfeed|feed|widget|widgets|sidebar|side bar|mehr zum|mehr|further|next article|prev|previous|carousel|slider|swiper|crosslink|embed teaser|up next|ranking|bestof|jp)\b)"},
    {RemovedWhy::kCaption,
     R"(\b(caption|captions|figcaption|bildunterschrift|bu|image|img|picture|photo|photos|foto|fotos|bild|gallery|galerie|galleria|slideshow|lightbox|video|player|audio|mediathek|infographic)\b)"},
    {RemovedWhy::kCredit, R"(\b(credit|credits|copyright|rights|quelle|license|disclaimer)\b)"},
    {RemovedWhy::kByline,
     R"(\b(byline|bylines|author|authors|autor|autoren|authorbox|author info|bio|contributor|contributors|writer)\b)"},
    {RemovedWhy::kDateline,
     R"(\b(dateline|date|datetime|timestamp|pubdate|published|publish|updated|meta|metadata|article info|reading time|readingtime|time)\b)"},
    {RemovedWhy::kOther,
     R"(\b(ad|ads|adv|advert|advertisement|advertising|anzeige|anzeigen|werbung|sponsor|sponsored|sponsoring|promotion|banner|commercial|affiliate|shop|hidden|invisible|sr only|visually hidden|visuallyhidden|screen reader|screenreader|noprint|no print|modal|popup|overlay|tooltip|button|btn|feedback|poll|quiz|survey|donate|donation|spenden|correction form|app download|infobox links|weather|wetter|stock|boerse|ticker bar|toast|alert bar)\b)"},
};

// "entry-meta_Box articleHeader" -> "entry meta box article header".
std::string words_of(std::string_view name) {
  std::string words;
  char before = ' ';
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (upper && before >= 'a' && before <= 'z') words += ' ';
    words += !letter ? ' ' : upper ? static_cast<char>(c - 'A' + 'a') : c;
    before = c;
  }
  return words;
}

const RE2::Set& name_rules() {
  static const RE2::Set* const rules = [] {
    auto* set = new RE2::Set(RE2::Options(), RE2::UNANCHORED);
    for (const NameRule& rule : kNameRules) set->Add(rule.pattern, nullptr);
    set->Compile();
    return set;
  }();
  return *rules;
}

class Walk {
 public:
  explicit Walk(const HtmlTree& tree) : tree_(tree) {}

  std::vector<Block> operator()() {
    for (size_t i = 0; i < tree_.size(); ++i) {
      while (!open_.empty() && i >= tree_[open_.back()].end) leave();
      const Node& node = tree_[i];
      // Not the whole head: where its end is left out, libxml2 takes the new elements of HTML 5 into it.
      if (node.tag == Tag::kScript || node.tag == Tag::kTitle) {
        i = node.end - 1;
      } else if (node.tag == Tag::kText) {
        add(i);
      } else if (node.tag == Tag::kBr) {
        line_break();
      } else {
        enter(i);
      }
    }
    while (!open_.empty()) leave();
    flush();
    return std::move(blocks_);
  }

 private:
  void enter(size_t node) {
    const Tag tag = tree_[node].tag;
    if (is_block(tag)) {
      flush();
      elements_.push_back(node);
    }
    links_ += tag == Tag::kA ? 1 : 0;
    open_.push_back(node);
  }

  void leave() {
    const Tag tag = tree_[open_.back()].tag;
    if (is_block(tag)) {
      flush();
      elements_.pop_back();
    }
    links_ -= tag == Tag::kA ? 1 : 0;
    open_.pop_back();
  }

  void add(size_t node) {
    const Node& text = tree_[node];
    const size_t before = current_.text.size();
    append_squeezed(current_.text, text.text);
    if (current_.text.size() == before) return;
    if (before == 0) {
      current_.first = node;
      current_.node = text.parent;
      current_.element = elements_.empty() ? 0 : elements_.back();
    }
    while (text.parent < current_.node || text.parent >= tree_[current_.node].end)
      current_.node = tree_[current_.node].parent;
    if (links_ > 0) current_.link_bytes += current_.text.size() - before;
  }

  // Two are a new paragraph.
  void line_break() {
    if (current_.text.empty()) return;
    if (current_.text.ends_with('\n')) return flush();
    while (current_.text.ends_with(' ')) current_.text.pop_back();
    current_.text += '\n';
  }

  void flush() {
    while (current_.text.ends_with(' ') || current_.text.ends_with('\n')) current_.text.pop_back();
    if (!current_.text.empty()) {
      current_.link_bytes = std::min(current_.link_bytes, current_.text.size());
      blocks_.push_back(std::move(current_));
    }
    current_ = {};
  }

  const HtmlTree& tree_;
  std::vector<size_t> open_, elements_;  // the elements around, all and those that are no inline ones
  std::vector<Block> blocks_;
  Block current_;
  int links_ = 0;
};

}  // namespace

std::optional<RemovedWhy> reason_of_tag(Tag tag) {
  switch (tag) {
    case Tag::kNav:
    case Tag::kFooter:
      return RemovedWhy::kNavigation;
    case Tag::kAside:
      return RemovedWhy::kTeaser;
    case Tag::kFigcaption:
    case Tag::kCaption:
      return RemovedWhy::kCaption;
    case Tag::kTime:
      return RemovedWhy::kDateline;
    case Tag::kForm:
    case Tag::kButton:
      return RemovedWhy::kOther;
    default:
      return std::nullopt;
  }
}

std::optional<RemovedWhy> reason_of_name(std::string_view name) {
  std::vector<int> found;
  if (!name_rules().Match(words_of(name), &found) || found.empty()) return std::nullopt;
  return kNameRules[*std::min_element(found.begin(), found.end())].why;
}

std::vector<Block> blocks_of(const HtmlTree& tree) { return Walk(tree)(); }

}  // namespace depesche
