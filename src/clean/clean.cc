#include "clean/clean.h"

#include <fmt/format.h>

#include <cctype>
#include <chrono>
#include <map>

#include "base/fail.h"
#include "base/letters.h"
#include "base/utf8.h"
#include "clean/clean_at.h"
#include "clean/date_line.h"
#include "clean/datelines.h"
#include "clean/foot.h"
#include "clean/head.h"
#include "clean/junk.h"
#include "clean/language.h"
#include "clean/line_model.h"
#include "clean/lines.h"
#include "clean/shape.h"
#include "document/names.h"
#include "html/page.h"

namespace depesche {
namespace {

constexpr size_t kMostDatelineLines = 4;     // a standfirst or two may stand before the dateline
constexpr size_t kEnoughToContradict = 200;  // characters that make CLD2 worth hearing against what was given
constexpr const char* kDateForms =
    "ISO 8601 (2022-09-19, 2022-09-19T13:27:15+02:00) or RFC 2822 (Mon, 19 Sep 2022 13:27:15 +0200)";

tl::unexpected<Error> bad_language(std::string_view language) {
  return fail(ErrorCode::kBadArgument, "language '{}' is no language code; give one of ISO 639-1, like de or en", language);
}

tl::unexpected<Error> bad_date(std::string_view published) {
  return fail(ErrorCode::kBadArgument, "publication date '{}' cannot be read; give it as {}", published, kDateForms);
}

date::sys_seconds now() { return date::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

// Makes one document: what was given first, then what the lines tell.
class Cleaner {
 public:
  // `page`: what was read of the snapshot where it is one, which then is the content.
  Cleaner(const Snapshot& snapshot, const Page* page, const CleanOptions& options, date::sys_seconds now)
      : snapshot_(snapshot), page_(page), content_(page ? page->text : snapshot.content), options_(options) {
    context_.now = now;
    const auto retrieved = snapshot.retrieved ? read_standard_date(*snapshot.retrieved, context_) : std::nullopt;
    if (retrieved) context_.now = std::min(now, moment(*retrieved));
  }

  Result<Document> clean() {
    take_given();
    if (auto told = read_told(); !told) return tl::unexpected(std::move(told.error()).in(snapshot_.source));
    if (!options_.remove_junk) {
      document_.article.text = content_;
      if (trim(content_).empty()) return nothing_there();
    } else {
      Lines lines(content_);
      if (lines.size() == 0) return nothing_there();
      if (page_) read_removed();
      sort_out(lines);
      if (!assemble(lines)) return only_junk();
    }
    set_language();
    set_published();
    return std::move(document_);
  }

 private:
  void take_given() {
    Article& article = document_.article;
    document_.source = snapshot_.source;
    document_.warnings = snapshot_.warnings;
    article.id = snapshot_.sha256;
    article.given_id = snapshot_.given.id;
    article.title = snapshot_.given.title;
    article.url = snapshot_.given.url;
    article.outlet = snapshot_.given.outlet;
    article.authors = snapshot_.given.authors;
    take_status();
    if (article.title && trim(*article.title).empty()) article.title.reset();
    if (page_) take_page();
  }

  void take_status() {
    auto& status = document_.article.pubstatus;
    status = snapshot_.pubstatus;
    const auto until = snapshot_.embargoed ? read_standard_date(*snapshot_.embargoed, context_) : std::nullopt;
    if (until && moment(*until) > context_.now && !status) status = "embargoed";
    if (status) {
      warn("{} by its publisher{}; read, but not to be counted", *status,
           status == "embargoed" ? " until " + until->iso() : std::string());
    }
  }

  static date::sys_seconds moment(const DateValue& value) {
    return date::sys_days(value.day) + value.time - value.zone.value_or(std::chrono::minutes(0));
  }

  // What the page says of itself, where nothing was given.
  void take_page() {
    Article& article = document_.article;
    const Metadata& told = page_->metadata;
    if (!article.title) article.title = told.title;
    if (!article.url) article.url = told.url;
    if (!article.outlet) article.outlet = told.outlet;
    if (article.authors.empty()) article.authors = told.authors;
    article.removed = page_->removed;
    article.markup_characters = page_->markup_characters;
    if (page_->is_cut) warn("longer or deeper nested than what is read of one page; the rest was left out");
  }

  // Bylines and dates that stand in lines of their own beside the text, where the page's head does not tell them.
  void read_removed() {
    for (const Removed& removed : document_.article.removed) {
      if (removed.text.size() > 200 || removed.why == RemovedWhy::kTeaser || removed.why == RemovedWhy::kCommentForm)
        continue;
      if (const auto byline = read_byline(removed.text)) findings_.add(*byline);
      const auto dates = read_date_line(removed.text, context_);
      if (!dates || (!dates->labelled && removed.why != RemovedWhy::kDateline && removed.why != RemovedWhy::kByline))
        continue;
      findings_.add(*dates, context_);
      if (const auto byline = read_byline(dates->rest)) findings_.add(*byline);
    }
  }

  // What the caller said of language and date. The caller's own options must be right; a feed's fields may be wrong.
  Result<void> read_told() {
    if (options_.language) {
      told_language_ = language_code(*options_.language);
      if (!told_language_) return bad_language(*options_.language);
    } else if (snapshot_.given.language) {
      told_language_ = language_code(*snapshot_.given.language);
      if (!told_language_) warn("language '{}' as given is no language code; left out", *snapshot_.given.language);
    }
    const auto language = told_language_                                      ? told_language_
                          : options_.remove_junk || snapshot_.given.published ? detect_language(content_)
                                                                              : std::nullopt;
    context_.month_first = language == "en";
    is_german_ = language == "de";
    if (options_.published) {
      told_date_ = read_standard_date(*options_.published, context_);
      if (!told_date_ || !is_possible(*told_date_, context_)) return bad_date(*options_.published);
    } else if (snapshot_.given.published) {
      told_date_ = read_given_date(*snapshot_.given.published);
      if (!told_date_)
        warn("publication date '{}' as given cannot be read or is not credible; looked for another one (forms: {})",
             *snapshot_.given.published, kDateForms);
    }
    return {};
  }

  // Feeds write dates in all ways that articles do.
  std::optional<DateValue> read_given_date(std::string_view told) const {
    std::optional<DateValue> value = read_standard_date(told, context_);
    if (!value) value = read_system_date(told, context_);
    if (!value)
      if (const auto line = read_date_line(trim(told), context_); line && line->rest.empty()) value = line->published;
    if (!value || !is_credible(*value, context_)) return std::nullopt;
    return value;
  }

  // Decides the fate of every line.
  void sort_out(Lines& lines) {
    const size_t begin = read_head(lines, document_.article.title, context_, findings_);
    read_foot(lines, begin, context_, findings_);
    sweep_junk(lines, begin);
    if (!page_) sweep_by_model(lines, begin, document_.article.title ? document_.article.title : findings_.title);
    sweep_titles(lines, begin);
    sweep_duplicates(lines);
    cut_dateline(lines, begin);
    cut_final_credit(lines);
  }

  // The title once more, further down.
  void sweep_titles(Lines& lines, size_t begin) {
    const auto& title = document_.article.title ? document_.article.title : findings_.title;
    if (!title || title->size() > kLongestRuledLine) return;
    const std::string key = letter_key(*title);
    for (size_t i = begin; i < lines.size(); ++i) {
      Line& line = lines[i];
      // Twice as long is no repetition, whatever its marks and spaces are.
      if (!line.kept() || line.text.size() > 2 * title->size() || lines.continues(i)) continue;
      if (count_words(*title) >= 3 && letter_key(line.text) == key) line.remove(RemovedWhy::kDuplicate);
    }
  }

  void cut_dateline(Lines& lines, size_t begin) {
    size_t looked_at = 0;
    for (size_t i = begin; i < lines.size() && looked_at < kMostDatelineLines; ++i) {
      if (!lines[i].kept() || lines.continues(i)) continue;
      const bool first = looked_at++ == 0;
      const auto dateline = read_dateline(lines[i].text, context_);
      if (!dateline || (!first && dateline->agency.empty() && !dateline->date)) continue;
      if (dateline->date_alone && (!first || chronicle_goes_on(lines, i + 1))) return;
      findings_.add_line_date(dateline->date, context_);
      findings_.add(Byline{{}, dateline->agency});
      if (dateline->end < lines[i].text.size()) lines.split(i, dateline->end);
      lines[i].remove(RemovedWhy::kDateline);
      return;
    }
  }

  // Whether the next line begins with a date as well: then the first one is no dateline but an entry.
  bool chronicle_goes_on(const Lines& lines, size_t i) const {
    while (i < lines.size() && (!lines[i].kept() || lines.continues(i))) ++i;
    const auto next = i < lines.size() ? read_dateline(lines[i].text, context_) : std::nullopt;
    return next && next->date_alone;
  }

  void cut_final_credit(Lines& lines) {
    size_t last = lines.size();
    while (last > 0 && !lines[last - 1].kept()) --last;
    if (last == 0) return;
    Byline credit;
    const size_t at = find_final_credit(lines[last - 1].text, credit);
    if (at == std::string_view::npos || !lines.split(last - 1, at)) return;
    lines[last].remove(RemovedWhy::kByline);
    findings_.add(credit);
  }

  // Writes text, title and removed. False where no text is left.
  bool assemble(Lines& lines) {
    bool any = false;
    for (size_t i = 0; i < lines.size(); ++i) any = any || lines[i].kept();
    // A headline is all there is: then it is what there is to read.
    for (size_t i = 0; !any && findings_.title && i < lines.size(); ++i)
      if (lines[i].fate == Fate::kTitle) lines[i].fate = Fate::kText;
    if (!any) findings_.title.reset();
    Article& article = document_.article;
    bool gap = false;
    for (size_t i = 0; i < lines.size(); ++i) {
      const Line& line = lines[i];
      gap = gap || line.blank_before || !line.kept();
      if (line.fate == Fate::kRemoved) article.removed.push_back({std::string(line.raw), line.why});
      if (!line.kept()) continue;
      if (!article.text.empty()) article.text += gap ? "\n\n" : "\n";
      article.text += line.text;
      gap = false;
    }
    if (!article.title) article.title = findings_.title;
    if (article.authors.empty()) article.authors = findings_.authors;
    if (article.authors.empty() && page_) article.authors = page_->metadata.site_authors;
    if (!findings_.agency.empty()) article.agency = findings_.agency;
    for (size_t i = 0; !article.agency && page_ && i < article.authors.size(); ++i) {
      const auto credit = read_credit(article.authors[i]);
      if (credit && !credit->empty()) article.agency = credit;
    }
    return !article.text.empty();
  }

  void set_language() {
    const std::string& text = document_.article.text;
    const auto detected = detect_language(text);
    auto& language = document_.article.language;
    language = told_language_ ? told_language_ : detected;
    if (!language && page_ && page_->metadata.language) {
      language = language_code(*page_->metadata.language);
    }
    if (!language)
      warn("language could not be told (text too short?); give it with --language");
    else if (*language != "de" && *language != "en")
      warn("language {}: the reader knows German and English only; read as far as it goes", *language);
    if (told_language_ && detected && *detected != *told_language_ && text.size() >= kEnoughToContradict &&
        count_code_points(text) >= kEnoughToContradict)
      warn("language {} as given, but the text looks like {}", *told_language_, *detected);
  }

  void set_published() {
    const auto [metadata, something, url, other] = page_dates();
    const auto [line, sentence] = date_in_lines(told_date_ || metadata || findings_.line_date || url || something);
    const std::pair<const std::optional<DateValue>&, DateOrigin> kTrust[] = {{told_date_, DateOrigin::kGiven},
                                                                             {metadata, DateOrigin::kMetadata},
                                                                             {findings_.slug_date, DateOrigin::kSlug},
                                                                             {findings_.line_date, DateOrigin::kDateline},
                                                                             {url, DateOrigin::kUrl},
                                                                             {something, DateOrigin::kMetadata},
                                                                             {line, DateOrigin::kText},
                                                                             {findings_.update_date, DateOrigin::kDateline},
                                                                             {sentence, DateOrigin::kText},
                                                                             {other, DateOrigin::kMetadata}};
    for (const auto& [date, origin] : kTrust) {
      if (!date) continue;
      document_.article.published = {date->iso(), date->precision, origin};
      return;
    }
  }

  // Full dates in the page's short lines, for want of anything that is meant to be the date: the first in a line that says
  // little else, and the first in a sentence.
  struct DatesInLines {
    std::optional<DateValue> line, sentence;
  };
  DatesInLines date_in_lines(bool is_known) const {
    DatesInLines found;
    for (size_t i = 0; page_ && !is_known && i < page_->short_lines.size(); ++i) {
      const std::string& line = page_->short_lines[i];
      auto& place = ends_with_full_stop(line) ? found.sentence : found.line;
      if (!place) place = date_in(line);
      if (found.line) break;
    }
    return found;
  }

  std::optional<DateValue> date_in(std::string_view line) const {
    bool at_word = true;
    for (size_t at = 0; at < line.size(); ++at) {
      std::string_view rest = line.substr(at);
      const bool word = std::isalnum(static_cast<unsigned char>(line[at])) || static_cast<unsigned char>(line[at]) >= 0x80;
      if (word && at_word) {
        const auto date = take_date(rest, context_);
        if (date && date->has_year && date->precision <= DatePrecision::kDay && is_credible(*date, context_)) return date;
      }
      at_word = !word;
    }
    return std::nullopt;
  }

  struct PageDates {
    std::optional<DateValue> metadata, something, url, other;
  };

  // The first credible one of each kind.
  PageDates page_dates() const {
    PageDates found;
    for (size_t i = 0; page_ && i < page_->metadata.dates.size(); ++i) {
      const ToldDate& told = page_->metadata.dates[i];
      auto& place = told.of == DateOf::kOther         ? found.other
                    : told.of == DateOf::kSomething   ? found.something
                    : told.origin == DateOrigin::kUrl ? found.url
                                                      : found.metadata;
      if (place) continue;
      place = read_given_date(told.value);
      if (!place || !is_german_) continue;
      if (const auto day = central_european_day(*place)) place = day;
    }
    return found;
  }

  tl::unexpected<Error> nothing_there() const {
    return fail(ErrorCode::kBadInput, "{}: no text in it, only white space", snapshot_.source);
  }

  tl::unexpected<Error> only_junk() const {
    std::map<std::string_view, size_t> reasons;
    for (const Removed& removed : document_.article.removed) ++reasons[name_of(removed.why)];
    std::string names;
    for (const auto& reason : reasons) names += fmt::format("{}{}", names.empty() ? "" : ", ", reason.first);
    const size_t count = document_.article.removed.size();
    return fail(ErrorCode::kBadInput, "{}: no text in it, nothing but {} junk line{} ({}); --clean none reads it as it is",
                snapshot_.source, count, count == 1 ? "" : "s", names);
  }

  template <class... Args>
  void warn(fmt::format_string<Args...> format, Args&&... args) {
    document_.warnings.push_back(fmt::format(format, std::forward<Args>(args)...));
  }

  const Snapshot& snapshot_;
  const Page* page_;
  std::string_view content_;
  const CleanOptions& options_;
  DateContext context_{};
  Document document_;
  Findings findings_;
  std::optional<std::string> told_language_;
  std::optional<DateValue> told_date_;
  bool is_german_ = false;
};

}  // namespace

Result<Document> clean_at(const Snapshot& snapshot, const CleanOptions& options, date::sys_seconds now) {
  if (snapshot.media == Media::kText) return Cleaner(snapshot, nullptr, options, now).clean();
  const Page page = read_page(snapshot.content, snapshot.given.url.value_or(""), !options.remove_junk);
  return Cleaner(snapshot, &page, options, now).clean();
}

Result<Document> clean(const Snapshot& snapshot, const CleanOptions& options) { return clean_at(snapshot, options, now()); }

Result<void> check(const CleanOptions& options) {
  if (options.language && !language_code(*options.language)) return bad_language(*options.language);
  if (!options.published) return {};
  const DateContext context{now(), false};
  const auto value = read_standard_date(*options.published, context);
  if (!value || !is_possible(*value, context)) return bad_date(*options.published);
  return {};
}

}  // namespace depesche
