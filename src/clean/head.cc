#include "clean/head.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/letters.h"
#include "base/utf8.h"
#include "clean/date_line.h"
#include "clean/datelines.h"
#include "clean/junk.h"
#include "clean/shape.h"
#include "clean/slugs.h"

namespace depesche {
namespace {

constexpr size_t kMostHeadLines = 30;
constexpr size_t kLongestTitle = 300;         // bytes
constexpr size_t kLongestStoppedTitle = 110;  // with a full stop at its end
constexpr size_t kMostTitleLines = 4;

// Reads the lines above the text one after the other; each step either deals with the line it is at or leaves it.
class HeadReader {
 public:
  HeadReader(Lines& lines, const std::optional<std::string>& given, const DateContext& context, Findings& findings)
      : lines_(lines), given_(given), context_(context), findings_(findings) {}

  size_t read() {
    for (; at_ < lines_.size() && at_ < kMostHeadLines; ++at_) {
      if (lines_[at_].text.size() > kLongestRuledLine) break;
      if (!repeated_title() && !field() && !marked_title() && !slug() && !byline() && !date_line() && !junk() && !kicker() &&
          !title())
        break;
    }
    return at_;
  }

 private:
  std::string_view text(size_t i) const { return lines_[i].text; }
  bool has_title() const { return given_ || findings_.title; }
  std::string_view known_title() const { return given_ ? *given_ : findings_.title ? *findings_.title : std::string_view(); }

  bool repeated_title() {
    if (!has_title() || !repeats_title(text(at_), known_title())) return false;
    lines_[at_].remove(findings_.title ? RemovedWhy::kDuplicate : RemovedWhy::kTitle);
    return true;
  }

  // Makes the title out of lines [at_, at_ + count).
  void take_title(size_t count) {
    std::string title;
    for (size_t i = at_; i < at_ + count; ++i) {
      if (!title.empty()) title += ' ';
      title += lines_[i].text;
      lines_[i].fate = Fate::kTitle;
    }
    findings_.title = std::move(title);
    at_ += count - 1;
  }

  // Splits off `label_size` bytes of this line as removed; the rest is the line that is looked at from now on.
  bool cut_label(size_t label_size, RemovedWhy why) {
    if (!lines_.split(at_, label_size)) return false;
    lines_[at_].remove(why);
    ++at_;
    return true;
  }

  // "Title: …", "Subject: …", "Source: …"
  bool field() {
    static const RE2 kTitleField(R"(((?i:title|titel|überschrift|headline|schlagzeile|subject|betreff):\s*)\S.*)");
    static const RE2 kOtherField(
        R"((?i:source|quelle|url|link|outlet|medium|language|sprache|section|ressort|copyright|provider|publisher|herausgeber|zeitung|publication|id|guid|doc(?:ument)?[ \-]?id|word ?count|wörter|length|länge|from|to|an|cc|reply-to|message-id|received|return-path|mime-version|content-type|content-transfer-encoding|user-agent|x-[a-z\-]+|priority|priorität|dateline|location|ort|country|land|edition|ausgabe|seite|page|load-date)\s?:\s?.{0,200})");
    static const RE2 kMailFrom(R"((?i:von|from|an|to|cc): ?.*@.*)");
    const re2::StringPiece piece(text(at_));
    re2::StringPiece label;
    if (RE2::FullMatch(piece, kTitleField, &label)) {
      if (has_title()) {
        lines_[at_].remove(RemovedWhy::kTitle);
      } else if (cut_label(label.size(), RemovedWhy::kTitle)) {
        take_title(1);
      }
      return true;
    }
    if (RE2::FullMatch(piece, kMailFrom)) {
      lines_[at_].remove(RemovedWhy::kOther);
      return true;
    }
    if (read_byline(text(at_)) || ends_with_full_stop(text(at_)) || !RE2::FullMatch(piece, kOtherField)) return false;
    lines_[at_].remove(RemovedWhy::kOther);
    return true;
  }

  // "# Title", "Title\n====="
  bool marked_title() {
    static const RE2 kHash(R"((#{1,3} +)\S.*)");
    static const RE2 kUnderline(R"([=\-~_*]{3,})");
    if (text(at_).size() > kLongestTitle) return false;
    re2::StringPiece marks;
    const bool hash = RE2::FullMatch(re2::StringPiece(text(at_)), kHash, &marks);
    const bool underlined = at_ + 1 < lines_.size() && !lines_[at_ + 1].blank_before &&
                            RE2::FullMatch(re2::StringPiece(text(at_ + 1)), kUnderline);
    if (has_title() || (!hash && !underlined)) return false;
    if (hash && !cut_label(marks.size(), RemovedWhy::kTitle)) return false;
    take_title(1);
    if (underlined) lines_[++at_].remove(RemovedWhy::kTitle);
    return true;
  }

  // The words of a slug repeat the title; where no other line says it, they are the title.
  bool slug() {
    const auto slug = read_slug(text(at_), context_);
    if (!slug) return false;
    if (slug->title.empty()) {
      const JunkRule* rule = slug->date ? nullptr : find_junk_rule(text(at_), true, false);
      if (rule && rule->why == RemovedWhy::kTag) return false;
      findings_.add_slug_date(slug->date, context_);
      lines_[at_].remove(RemovedWhy::kSlug);
      return true;
    }
    const bool told = has_title();
    const std::string_view next = at_ + 1 < lines_.size() ? text(at_ + 1) : std::string_view();
    const bool repeats = told ? shared_words(slug->title, known_title()) >= 0.6
                              : next.size() <= kLongestTitle && shared_words(slug->title, next) >= 0.6;
    if (!repeats && (!slug->date || ends_with_full_stop(slug->title))) return false;
    findings_.add_slug_date(slug->date, context_);
    if (!told && !repeats) {
      const auto begin = static_cast<size_t>(slug->title.data() - text(at_).data());
      const size_t size = slug->title.size();
      if (cut_label(begin, RemovedWhy::kSlug)) {
        const bool tail = lines_.split(at_, size);
        take_title(1);
        if (tail) lines_[++at_].remove(RemovedWhy::kSlug);
        return true;
      }
    }
    lines_[at_].remove(RemovedWhy::kSlug);
    return true;
  }

  bool byline() {
    static const RE2 kAlone(R"((?i:von|by|autor|author|autorin):?)");
    if (RE2::FullMatch(re2::StringPiece(text(at_)), kAlone) && at_ + 1 < lines_.size() && looks_like_name(text(at_ + 1))) {
      findings_.add(Byline{{std::string(text(at_ + 1))}, {}});
      lines_[at_].remove(RemovedWhy::kByline);
      lines_[++at_].remove(RemovedWhy::kByline);
      return true;
    }
    auto line = read_byline(text(at_));
    if (!line) line = read_credit_line(text(at_));
    if (!line) return false;
    findings_.add(*line);
    lines_[at_].remove(RemovedWhy::kByline);
    return true;
  }

  // A line of dates, perhaps with a byline behind; a dateline that stands alone.
  bool date_line() {
    if (const auto line = read_date_line(text(at_), context_)) {
      const auto byline = line->rest.empty() ? std::nullopt : read_byline(line->rest);
      if (line->rest.empty() || byline) {
        findings_.add(*line, context_);
        if (byline) findings_.add(*byline);
        lines_[at_].remove(RemovedWhy::kDateline);
        return true;
      }
    }
    const auto dateline = read_dateline(text(at_), context_);
    if (!dateline || dateline->end < text(at_).size()) return false;
    findings_.add_line_date(dateline->date, context_);
    findings_.add(Byline{{}, dateline->agency});
    lines_[at_].remove(RemovedWhy::kDateline);
    return true;
  }

  bool junk() {
    const JunkRule* rule = find_junk_rule(text(at_), true, in_form_);
    if (!rule) return false;
    lines_[at_].remove(rule->why);
    in_form_ = in_form_ || rule->opens == Opens::kCommentForm;
    return true;
  }

  // A word or two over the headline.
  bool kicker() {
    if (has_title() || count_words(text(at_)) > 2 || ends_sentence(text(at_)) || at_ + 2 >= lines_.size()) return false;
    const std::string_view next = text(at_ + 1);
    if (count_words(next) < 4 || !could_be_title(next) || ends_with_full_stop(next)) return false;
    if (!lines_[at_ + 2].blank_before || !longer_text_follows(at_ + 2, next.size())) return false;
    lines_[at_].remove(RemovedWhy::kOther);
    return true;
  }

  static bool could_be_title(std::string_view line) {
    if (line.size() > kLongestTitle || line.size() < 3) return false;
    const char32_t last = code_point_before(line, line.size()).value;
    if (last == U',' || last == U';' || last == U'-' || last == U'–') return false;
    const char32_t first = code_point_at(line, 0).value;
    if (is_lower(first) && count_words(line) < 3) return false;
    if (line.front() == '-' || line.front() == '*' || first == U'•') return false;
    // A whole quoted sentence, or several, are text.
    if (is_opening_mark(first) && is_closing_mark(last) && ends_with_full_stop(line)) return false;
    return count_inner_stops(line) <= (line.size() > 150 ? 1u : 2u);
  }

  // Lines that belong to the headline which begins here: a wrapped headline goes on in the next line.
  size_t title_lines() const {
    size_t count = 1;
    while (at_ + count < lines_.size() && count < kMostTitleLines && !lines_[at_ + count].blank_before) {
      const std::string_view before = text(at_ + count - 1);
      const std::string_view next = text(at_ + count);
      if (ends_sentence(before) || !is_lower(code_point_at(next, 0).value)) break;
      ++count;
    }
    // Running on until the text: a paragraph without a headline. Only a gap or the head's other lines end a headline.
    return count;
  }

  bool is_head_line(size_t i) const {
    if (i >= lines_.size() || text(i).size() > kLongestRuledLine) return false;
    if (read_slug(text(i), context_) || read_byline(text(i))) return true;
    const auto dates = read_date_line(text(i), context_);
    if (dates && dates->rest.empty()) return true;
    const auto dateline = read_dateline(text(i), context_);
    return dateline && (dateline->sure || dateline->end == text(i).size());
  }

  bool longer_text_follows(size_t from, size_t title_size) const {
    for (size_t i = from; i < lines_.size() && i < from + 12; ++i)
      if (text(i).size() > title_size || (text(i).size() >= 60 && ends_sentence(text(i)))) return true;
    return false;
  }

  bool title() {
    if (has_title() || !could_be_title(text(at_))) return false;
    const auto dateline = read_dateline(text(at_), context_);
    if (dateline && (dateline->sure || ends_sentence(text(at_)))) return false;
    const size_t count = title_lines();
    const size_t next = at_ + count;
    size_t size = 0;
    for (size_t i = at_; i < next; ++i) size += text(i).size();
    if (next >= lines_.size() || size > kLongestTitle || !longer_text_follows(next, size)) return false;
    const std::string_view last = text(next - 1);
    const bool apart = lines_[next].blank_before;
    const bool sure = is_head_line(next);
    // "Minister: „Wir haben verstanden.“" is a headline all the same.
    const bool quotes = last.find(": „") != last.npos || last.find(": “") != last.npos || last.find(": \"") != last.npos ||
                        last.find(": «") != last.npos || last.find(": »") != last.npos || last.find(": ‘") != last.npos;
    const bool stopped = ends_with_full_stop(last) && !(quotes && apart && !last.ends_with('.'));
    if (stopped && !sure) {
      // Headlines share words with the first sentence; first sentences seldom do with the second.
      if (!apart || count > 1 || size > kLongestStoppedTitle || count_inner_stops(last) > 0) return false;
      if (text(next).size() < 2 * size || shared_words(last, text(next)) < 0.3) return false;
    }
    if (last.ends_with(':')) return false;
    if (!apart && !sure) {
      if (lines_.hard_wrapped() || count > 1) return false;
      if (text(next).size() < size || is_lower(code_point_at(text(next), 0).value)) return false;
    }
    take_title(count);
    return true;
  }

  Lines& lines_;
  const std::optional<std::string>& given_;
  const DateContext& context_;
  Findings& findings_;
  size_t at_ = 0;
  bool in_form_ = false;  // below the beginning of a comment form
};

void add_date(std::optional<DateValue>& slot, const std::optional<DateValue>& date, const DateContext& context) {
  if (!slot && date && is_credible(*date, context)) slot = date;
}

}  // namespace

void Findings::add(const Byline& byline) {
  for (const std::string& author : byline.authors)
    if (std::find(authors.begin(), authors.end(), author) == authors.end()) authors.push_back(author);
  if (agency.empty()) agency = byline.agency;
}

void Findings::add_slug_date(const std::optional<DateValue>& date, const DateContext& context) {
  add_date(slug_date, date, context);
}

void Findings::add_line_date(const std::optional<DateValue>& date, const DateContext& context) {
  add_date(line_date, date, context);
}

void Findings::add(const DateLine& dates, const DateContext& context) {
  add_date(line_date, dates.published, context);
  add_date(update_date, dates.updated, context);
}

bool repeats_title(std::string_view line, std::string_view title) {
  if (line.size() > kLongestRuledLine || title.size() > kLongestRuledLine || title.empty()) return false;
  const std::string line_key = letter_key(line);
  const std::string title_key = letter_key(title);
  if (title_key.empty()) return false;
  if (line_key == title_key) return true;
  // "Title - Site", "Title | Site"
  static const RE2 kSite(R"((.+) [|–—\-»] [^.!?]{2,40})");
  re2::StringPiece before;
  if (!RE2::FullMatch(re2::StringPiece(line), kSite, &before)) return false;
  return letter_key(before) == title_key;
}

size_t read_head(Lines& lines, const std::optional<std::string>& given_title, const DateContext& context,
                 Findings& findings) {
  return HeadReader(lines, given_title, context, findings).read();
}

}  // namespace depesche
