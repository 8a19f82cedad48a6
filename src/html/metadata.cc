#include "html/metadata.h"

#include <re2/re2.h>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>

#include "base/letters.h"
#include "html/json_ld.h"

namespace depesche {
namespace {

// Whether it is among the words of an attribute that has several.
bool has_word(std::string_view words, const std::string& word) {
  return !words.empty() && (" " + lower_ascii(squeezed(words)) + " ").find(" " + word + " ") != std::string::npos;
}

std::string host_of(std::string_view url) {
  const size_t begin = url.find("://");
  if (begin == url.npos) return {};
  const std::string_view rest = url.substr(begin + 3);
  std::string host = lower_ascii(rest.substr(0, rest.find_first_of("/:?#")));
  return host.starts_with("www.") ? host.substr(4) : host;
}

// "spiegel" of "www.spiegel.de", "bbc" of "news.bbc.co.uk".
std::string site_of(std::string_view host) {
  std::vector<std::string_view> labels;
  for (size_t at = 0; at <= host.size();) {
    const size_t dot = std::min(host.find('.', at), host.size());
    labels.push_back(host.substr(at, dot - at));
    at = dot + 1;
  }
  if (labels.size() < 2) return std::string(host);
  const bool second_level = labels.size() > 2 && labels[labels.size() - 2].size() <= 3 && labels.back().size() == 2;
  return std::string(labels[labels.size() - (second_level ? 3 : 2)]);
}

// Names of <meta>, in any case, and what they tell. The first named is the most trusted of its kind.
constexpr std::string_view kPublishedMeta[] = {"article:published_time",
                                               "og:published_time",
                                               "og:article:published_time",
                                               "datepublished",
                                               "article:published",
                                               "article_date_original",
                                               "parsely-pub-date",
                                               "sailthru.date",
                                               "publishdate",
                                               "publish-date",
                                               "publish_date",
                                               "publication_date",
                                               "publication-date",
                                               "pubdate",
                                               "publishtime",
                                               "dc.date.issued",
                                               "dcterms.issued",
                                               "dcterms.created",
                                               "dc.date.created",
                                               "dc.created",
                                               "originalpublicationdate",
                                               "article.published",
                                               "cxenseparse:recs:publishtime",
                                               "og:pubdate",
                                               "cxenseparse:publishtime",
                                               "bt:pubdate",
                                               "vr:published_time",
                                               "shareaholic:article_published_time",
                                               "citation_publication_date",
                                               "article:post_date",
                                               "release_date",
                                               "rnews:datepublished"};
// Many systems write the last change there.
constexpr std::string_view kSomeDateMeta[] = {"date",        "dc.date",   "dcterms.date", "dcterm:created", "created",
                                              "datecreated", "timestamp", "article-date", "article.created"};
constexpr std::string_view kModifiedMeta[] = {
    "article:modified_time", "og:updated_time",   "datemodified",     "lastmod",          "last-modified",
    "last_modified",         "dcterms.modified",  "dc.date.modified", "article:modified", "modified_time",
    "og:modified_time",      "revision_date",     "dc.modified",      "date.modified",    "utime",
    "lastmodified",          "rnews:datemodified"};
constexpr std::string_view kAuthorMeta[] = {"author",         "dc.creator",      "dcterms.creator",    "article:author",
                                            "parsely-author", "sailthru.author", "cxenseparse:author", "byl",
                                            "dc.author"};
constexpr std::string_view kOutletMeta[] = {"og:site_name", "publisher", "dc.publisher", "application-name"};
constexpr std::string_view kDescriptionMeta[] = {"description", "og:description", "dc.description", "twitter:description"};

using Metas = std::map<std::string, std::vector<std::string>, std::less<>>;

Metas metas_of(const HtmlTree& tree) {
  Metas metas;
  for (size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::kMeta) continue;
    std::string_view name = tree.attribute(i, Attribute::kProperty);
    if (name.empty()) name = tree.attribute(i, Attribute::kName);
    if (name.empty()) name = tree.attribute(i, Attribute::kItemprop);
    std::string value = squeezed(tree.attribute(i, Attribute::kContent));
    if (!name.empty() && !value.empty()) metas[lower_ascii(name)].push_back(std::move(value));
  }
  return metas;
}

template <size_t kCount>
std::vector<std::string> values(const Metas& metas, const std::string_view (&names)[kCount]) {
  std::vector<std::string> found;
  for (const std::string_view name : names) {
    const auto values = metas.find(name);
    if (values != metas.end()) found.insert(found.end(), values->second.begin(), values->second.end());
  }
  return found;
}

std::string first(const Metas& metas, std::string_view name) {
  const auto found = metas.find(name);
  return found == metas.end() ? std::string() : found->second.front();
}

// "/2022/09/19/", "/2022-09-19-", "-20220919-": of the address.
std::string date_in_url(std::string_view url) {
  static const RE2 pattern(
      R"((?:^|[/_.=-])((?:19[89]|20[0-4])\d)([/_.-]?)(0[1-9]|1[0-2])([/_.-]?)(0[1-9]|[12]\d|3[01])(?:$|[^0-9]))");
  std::string year, a, month, b, day;
  const size_t path = url.find('/', url.find("://") == url.npos ? 0 : url.find("://") + 3);
  if (path == url.npos) return {};
  if (!RE2::PartialMatch(url.substr(path), pattern, &year, &a, &month, &b, &day) || a != b) return {};
  return year + "-" + month + "-" + day;
}

// What a <time> or an element of microdata is of, as far as its own names tell. WordPress gives one element both classes
// where nothing was changed.
DateOf date_of(const HtmlTree& tree, size_t node) {
  if (tree.attribute(node, Attribute::kItemprop) == "dateModified") return DateOf::kOther;
  const std::string_view names = tree.attribute(node, Attribute::kClass);
  const bool is_changed = has_word(names, "updated") || has_word(names, "modified");
  return is_changed && !has_word(names, "published") ? DateOf::kOther : DateOf::kPublication;
}

bool is_url(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// The article among several that a page describes: the one of this title, or with a text, or the first.
const JsonLdArticle* main_article(const std::vector<JsonLdArticle>& articles, std::string_view title) {
  const std::string wanted = letter_key(title);
  for (const JsonLdArticle& article : articles) {
    const std::string key = letter_key(article.headline);
    if (!key.empty() && !wanted.empty() && (key.find(wanted) != key.npos || wanted.find(key) != wanted.npos))
      return &article;
  }
  for (const JsonLdArticle& article : articles) {
    if (!article.body.empty() || !article.published.empty()) return &article;
  }
  return articles.empty() ? nullptr : &articles.front();
}

// JSON-LD has the title without the site's ornaments more often than OpenGraph, that more often than <h1> and <title>. A
// word or two are a column's or a section's name.
std::optional<std::string> best_title(std::initializer_list<std::string> told) {
  constexpr size_t kShortestTitle = 15;  // bytes of letters
  std::optional<std::string> first;
  for (const std::string& title : told) {
    const size_t letters = letter_key(title).size();
    if (letters >= kShortestTitle) return title;
    if (letters > 0 && !first) first = title;
  }
  return first;
}

// `names`: the site's.
void add_author(Metadata& data, std::string_view name, const std::vector<std::string>& names) {
  const std::string text = squeezed(name);
  if (text.size() < 2 || text.size() > 100 || text.find('@') != text.npos) return;
  if (text.find("://") != text.npos || text.starts_with("www.")) return;
  const bool is_site = std::find(names.begin(), names.end(), letter_key(text)) != names.end();
  std::vector<std::string>& authors = is_site ? data.site_authors : data.authors;
  if (std::find(authors.begin(), authors.end(), text) == authors.end()) authors.push_back(text);
}

}  // namespace

std::string without_site_name(std::string_view title, const std::vector<std::string>& names) {
  // Positions where a separator stands: " | ", " - ", " – ", " :: ", " • ".
  static const RE2 separator(R"((\s*\|\s*|\s+[-–—·•»:/]+\s+))");
  std::vector<std::pair<size_t, size_t>> cuts;  // where one begins, and ends
  re2::StringPiece rest(title.data(), title.size()), found;
  while (RE2::FindAndConsume(&rest, separator, &found)) {
    const auto begin = static_cast<size_t>(found.data() - title.data());
    cuts.emplace_back(begin, begin + found.size());
  }
  const auto is_name = [&](std::string_view part) {
    const std::string key = letter_key(part);
    if (key.empty()) return false;
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      return key == name || (name.size() >= 3 && key.size() <= name.size() + 12 && key.find(name) != key.npos) ||
             (key.size() >= 4 && name.find(key) != name.npos);
    });
  };
  for (size_t i = cuts.size() > 3 ? cuts.size() - 3 : 0; i < cuts.size(); ++i) {
    const size_t end = i + 1 < cuts.size() ? cuts[i + 1].first : title.size();
    if (cuts[i].first > 0 && is_name(title.substr(cuts[i].second, end - cuts[i].second))) {
      return std::string(title.substr(0, cuts[i].first));
    }
  }
  if (!cuts.empty() && is_name(title.substr(0, cuts[0].first))) return std::string(title.substr(cuts[0].second));
  return std::string(title);
}

Metadata read_metadata(const HtmlTree& tree, std::string_view url) {
  Metadata data;
  const Metas metas = metas_of(tree);
  std::string page_title, h1;
  std::vector<JsonLdArticle> described;
  std::vector<ToldDate> times;  // of <time> and the like
  size_t before_headline = 0;   // of them
  std::vector<std::string> marked_authors;
  for (size_t i = 0; i < tree.size(); ++i) {
    switch (tree[i].tag) {
      case Tag::kTitle:
        if (page_title.empty()) page_title = tree.text_of(i);
        break;
      case Tag::kH1:
        if (h1.empty()) before_headline = times.size();
        if (h1.empty()) h1 = tree.text_of(i);
        break;
      case Tag::kHtml:
        if (!data.language) data.language = std::string(tree.attribute(i, Attribute::kLang));
        break;
      case Tag::kLink:
        if (lower_ascii(tree.attribute(i, Attribute::kRel)) == "canonical" && is_url(tree.attribute(i, Attribute::kHref))) {
          data.url = std::string(tree.attribute(i, Attribute::kHref));
        }
        break;
      case Tag::kScript:
        if (lower_ascii(tree.attribute(i, Attribute::kType)).find("ld+json") != std::string::npos) {
          std::string script;
          for (size_t j = i + 1; j < tree[i].end; ++j) script += tree[j].text;
          auto articles = read_json_ld(script);
          std::move(articles.begin(), articles.end(), std::back_inserter(described));
        }
        break;
      default:
        break;
    }
    const std::string_view property = tree.attribute(i, Attribute::kItemprop);
    const std::string_view when = tree.attribute(i, Attribute::kDatetime);
    if (tree[i].tag == Tag::kTime || property == "datePublished" || property == "dateModified") {
      std::string value = squeezed(when.empty() ? tree.attribute(i, Attribute::kContent) : when);
      if (value.empty()) value = tree.text_of(i);
      if (tree[i].tag != Tag::kMeta && !value.empty()) {
        times.push_back({std::move(value), DateOrigin::kMetadata, date_of(tree, i), i});
      }
    }
    if (property == "author" || has_word(tree.attribute(i, Attribute::kRel), "author")) {
      if (tree[i].tag != Tag::kMeta && tree[i].tag != Tag::kLink) marked_authors.push_back(tree.text_of(i));
    }
  }

  // Those above the headline are of other articles, or of the last change of all.
  for (size_t i = 0; i < before_headline; ++i) times[i].of = std::max(times[i].of, DateOf::kSomething);
  std::rotate(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(before_headline), times.end());

  const std::string og_title = first(metas, "og:title").empty() ? first(metas, "twitter:title") : first(metas, "og:title");
  const JsonLdArticle* article = main_article(described, og_title.empty() ? h1 : og_title);
  const auto outlets = values(metas, kOutletMeta);
  if (!outlets.empty() && !is_url(outlets.front())) data.outlet = outlets.front();
  if (!data.outlet && article && !article->publisher.empty() && !is_url(article->publisher))
    data.outlet = article->publisher;
  if (!data.url && is_url(first(metas, "og:url"))) data.url = first(metas, "og:url");

  std::vector<std::string> names;
  const std::string host = host_of(url.empty() && data.url ? std::string_view(*data.url) : url);
  for (const std::string& name : {data.outlet.value_or(""), host, site_of(host)}) {
    if (std::string key = letter_key(name); !key.empty()) names.push_back(std::move(key));
  }
  data.title =
      best_title({without_site_name(article ? article->headline : std::string(), names), without_site_name(og_title, names),
                  without_site_name(h1, names), without_site_name(page_title, names)});

  const auto tell = [&](std::string value, DateOf of, DateOrigin origin = DateOrigin::kMetadata) {
    if (!value.empty()) data.dates.push_back({std::move(value), origin, of});
  };
  if (article) tell(article->published, DateOf::kPublication);
  for (const std::string& value : values(metas, kPublishedMeta)) tell(value, DateOf::kPublication);
  for (const std::string& value : values(metas, kSomeDateMeta)) tell(value, DateOf::kSomething);
  for (const std::string_view address : {url, data.url ? std::string_view(*data.url) : std::string_view()}) {
    tell(date_in_url(address), DateOf::kPublication, DateOrigin::kUrl);
  }
  if (article) tell(article->modified, DateOf::kOther);
  for (const std::string& value : values(metas, kModifiedMeta)) tell(value, DateOf::kOther);
  std::move(times.begin(), times.end(), std::back_inserter(data.dates));

  if (article) {
    for (const std::string& name : article->authors) add_author(data, name, names);
    data.body = article->body;
    data.description = article->description;
    if (data.language.value_or("").empty() && !article->language.empty()) data.language = article->language;
  }
  if (data.authors.empty()) {
    for (const std::string& name : values(metas, kAuthorMeta)) add_author(data, name, names);
  }
  if (data.authors.empty()) {
    for (const std::string& name : marked_authors) add_author(data, name, names);
  }
  if (data.description.empty()) {
    const auto told = values(metas, kDescriptionMeta);
    if (!told.empty()) data.description = told.front();
  }
  if (data.language && data.language->empty()) data.language.reset();
  return data;
}

}  // namespace depesche
