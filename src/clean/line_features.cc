#include "clean/line_features.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "clean/line_words.h"
#include "clean/shape.h"

namespace depesche {
namespace {

constexpr size_t kShortestParagraph = 80;  // code points
constexpr size_t kShortestSharedWord = 4;  // bytes; what is shorter says nothing of the matter
constexpr std::array kOffsets = {-2, -1, 1, 2};

// The blocks, told apart by their place in kBlocks.
enum Block : uint8_t {
  kBias,
  kLength,
  kWords,
  kEnd,
  kLengthEnd,
  kStops,
  kFirst,
  kCapitals,
  kAllCapitals,
  kDigits,
  kQuotes,
  kMarks,
  kFunctionShare,
  kKindInLength,
  kKindFirst,
  kKindOften,
  kDates,
  kZone,
  kForeign,
  kFromBegin,
  kFromEnd,
  kRepeats,
  kTitleShare,
  kTextShare,
  kNextShare,
  kForms,
  kDatedHeading,
  kRun,
  kNeighbour,
  kNeighbours,
  kNeighbourKinds,
  kArticle,
  kSecondPass,
  kBlockCount
};

constexpr size_t kRoles = 9;  // of Role
constexpr std::array<FeatureBlock, kBlockCount> kBlocks = {{
    {"bias", 1},
    {"length", 12},
    {"words", 6},
    {"end", 10},
    {"length x end", size_t{8} * 3},
    {"inner stops", 4},
    {"first character", 5},
    {"capitals", 6},
    {"all capitals", 1},
    {"digits", 4},
    {"quotes", 4},
    {"marks", 14},
    {"function words x length", size_t{5} * 3},
    {"word kinds x length", kWordKinds * 3},
    {"kind of first word", kWordKinds},
    {"kind often", kWordKinds},
    {"dates x length", size_t{5} * 2},
    {"zone x look", size_t{4} * 5},
    {"the same in a language without known words", size_t{4} * 5},
    {"paragraphs before x paragraph", size_t{5} * 2},
    {"paragraphs after x paragraph", size_t{5} * 2},
    {"repeats", 7},
    {"words of title x length", size_t{5} * 2},
    {"words of text x length", size_t{6} * 3},
    {"words of paragraph before and after x length", size_t{5} * 3 * 2},
    {"words in -ing x length", size_t{3} * 3},
    {"short line with a date: between paragraphs, before one, one of several, else", 4},
    {"run x zone", size_t{7} * 4},
    {"role of neighbour", kRoles* kOffsets.size()},
    {"roles of both neighbours", kRoles* kRoles},
    {"word kinds of neighbours", kWordKinds * 2},
    {"article", 6 + 5 + 5},
    {"first pass", size_t{4} * 6 + 6 + 6},
}};

constexpr std::array<size_t, kBlockCount + 1> kBegins = [] {
  std::array<size_t, kBlockCount + 1> begins{};
  for (size_t i = 0; i < kBlockCount; ++i) begins[i + 1] = begins[i] + kBlocks[i].size;
  return begins;
}();

// How many of the borders, which rise, `value` has reached.
template <class Number>
size_t step(Number value, std::initializer_list<Number> borders) {
  size_t reached = 0;
  for (const Number border : borders) reached += value >= border;
  return reached;
}

// What a line is to its neighbours.
enum class Role : uint8_t { kNone, kTitle, kRuled, kParagraph, kQuote, kTiny, kLabel, kLong, kSentence };
// Where it stands: before, after or between paragraphs of text.
enum class Place : uint8_t { kHead, kBetween, kFoot, kNowhere };

enum class FinalMark : uint8_t {
  kStop,
  kQuestion,
  kExclamation,
  kColon,
  kEllipsis,
  kComma,
  kQuoted,
  kBracket,
  kDash,
  kNone
};

struct Word {
  uint64_t hash = 0;
  uint32_t kinds = 0;
  uint32_t bytes = 0;
  bool participle = false;
};

uint64_t hash_of(std::string_view word) {
  uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  const std::string folded = fold_case(text);
  size_t begin = 0;
  const auto finish = [&](size_t end) {
    if (end == begin) return;
    const std::string_view word = std::string_view(folded).substr(begin, end - begin);
    words.push_back(
        {hash_of(word), word_kinds(word), static_cast<uint32_t>(word.size()), word.size() >= 6 && word.ends_with("ing")});
  };
  for (size_t i = 0; i < folded.size();) {
    const CodePoint point = code_point_at(folded, i);
    if (!is_letter(point.value) && !is_digit(point.value)) {
      finish(i);
      begin = point.next;
    }
    i = point.next;
  }
  finish(folded.size());
  return words;
}

// What one line shows, without its neighbours.
struct Look {
  std::vector<Word> words;
  size_t length = 0;  // code points
  size_t count = 0;   // words between white space
  size_t capitals = 0;
  size_t letters = 0;
  size_t upper = 0;
  size_t digits = 0;
  size_t quotes = 0;
  size_t participles = 0;  // words in -ing
  uint32_t marks = 0;      // bits by kMarkSigns
  uint32_t kinds = 0;
  uint32_t dates = 0;  // bits, as of dates_in
  FinalMark end = FinalMark::kNone;
  Role role = Role::kNone;
  uint64_t whole = 0;  // hash of all words
  bool is_paragraph = false;
};

constexpr std::array<char32_t, 14> kMarkSigns = {U'|', U'·', U'•', U'›', U'»', U'>', U'/',
                                                 U'@', U':', U'–', U'(', U'…', U'©', U'*'};

bool is_quotation_mark(char32_t c) {
  return c == U'"' || c == U'„' || c == U'“' || c == U'”' || c == U'«' || c == U'»' || c == U'‘';
}

FinalMark final_mark(std::string_view text) {
  const CodePoint last = code_point_before(text, text.size());
  if (is_closing_mark(last.value) && last.value != U')' && last.value != U']') {
    return ends_sentence(text) ? FinalMark::kStop : FinalMark::kQuoted;
  }
  if (text.ends_with("...")) return FinalMark::kEllipsis;
  switch (last.value) {
    case U'.':
      return FinalMark::kStop;
    case U'?':
      return FinalMark::kQuestion;
    case U'!':
      return FinalMark::kExclamation;
    case U':':
      return FinalMark::kColon;
    case U'…':
      return FinalMark::kEllipsis;
    case U',':
    case U';':
      return FinalMark::kComma;
    case U')':
    case U']':
      return FinalMark::kBracket;
    case U'-':
    case U'–':
    case U'—':
      return FinalMark::kDash;
    default:
      return FinalMark::kNone;
  }
}

bool starts_quoted(std::string_view text) { return is_quotation_mark(code_point_at(text, 0).value); }

// Day, month and year in digits; time of day; month with a number beside it; a year; anything counted in minutes.
uint32_t dates_in(std::string_view text, const Look& look) {
  uint32_t found = 0;
  const auto digit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (size_t i = 0; i < text.size(); ++i) {
    if (!digit(i) || (i > 0 && digit(i - 1))) continue;
    size_t end = i;
    while (digit(end)) ++end;
    const char next = end < text.size() ? text[end] : ' ';
    if (end - i <= 2 && (next == '.' || next == '/') && digit(end + 1)) {
      size_t second = end + 1;
      while (digit(second)) ++second;
      if (second - end <= 3 && second < text.size() && text[second] == next && digit(second + 1)) found |= 1;
    }
    if (end - i <= 2 && (next == ':' || next == '.') && digit(end + 1) && digit(end + 2) && !digit(end + 3)) found |= 2;
    if (end - i == 4 && (text[i] == '1' || text[i] == '2')) found |= 8;
  }
  constexpr auto kCalendarBit = 1u << static_cast<unsigned>(WordKind::kCalendar);
  constexpr auto kTimeBit = 1u << static_cast<unsigned>(WordKind::kTime);
  if ((look.kinds & kCalendarBit) && look.digits > 0) found |= 4;
  if ((look.kinds & kTimeBit) && look.digits > 0) found |= 16;
  return found;
}

Look look_at(const Line& line) {
  Look look;
  const std::string_view text = line.text;
  look.words = words_of(text);
  bool at_word = true;
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    const bool space = is_space(point.value);
    const bool upper = is_upper(point.value);
    ++look.length;
    look.count += at_word && !space;
    look.capitals += at_word && upper;
    look.letters += is_letter(point.value);
    look.upper += upper;
    look.digits += is_digit(point.value);
    look.quotes += is_quotation_mark(point.value);
    const auto mark = std::find(kMarkSigns.begin(), kMarkSigns.end(), point.value);
    if (mark != kMarkSigns.end()) look.marks |= 1u << (mark - kMarkSigns.begin());
    at_word = space || point.value == U'"' || point.value == U'„' || point.value == U'“' || point.value == U'(';
    i = point.next;
  }
  look.end = final_mark(text);
  for (const Word& word : look.words) {
    look.kinds |= word.kinds;
    look.participles += word.participle;
    look.whole = (look.whole ^ word.hash) * 0x100000001b3;
  }
  look.dates = dates_in(text, look);
  const bool stopped = ends_sentence(text);
  look.is_paragraph = text.size() > kLongestRuledLine || (look.length >= kShortestParagraph && stopped);
  look.role = line.fate == Fate::kTitle     ? Role::kTitle
              : line.fate == Fate::kRemoved ? Role::kRuled
              : look.is_paragraph           ? (starts_quoted(text) ? Role::kQuote : Role::kParagraph)
              : stopped                     ? Role::kSentence
              : look.length < 25            ? Role::kTiny
              : look.length < 70            ? Role::kLabel
                                            : Role::kLong;
  return look;
}

double share(size_t part, size_t whole) { return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole); }

class Extractor {
 public:
  Extractor(const Lines& lines, const std::optional<std::string>& title) : lines_(lines), features_(lines.size()) {
    for (size_t i = 0; i < lines.size(); ++i) looks_.push_back(look_at(lines[i]));
    if (title)
      for (const Word& word : words_of(*title)) title_.insert(word.hash);
    count_words_of_text();
    for (size_t i = 0; i < lines.size(); ++i) ++times_[looks_[i].whole];
    find_places();
    foreign_ = is_foreign();
    for (size_t i = 0; i < lines.size(); ++i) dated_headings_ += is_dated(i) && i + 1 < lines.size() && is_text(i + 1);
  }

  std::vector<LineFeatures> extract() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      out_ = &features_[i];
      out_->kinds = looks_[i].kinds;
      out_->is_paragraph = looks_[i].is_paragraph;
      add_own(i);
      add_kinds(i);
      add_place(i);
      add_repeats(i);
      add_neighbours(i);
      add_article();
    }
    return std::move(features_);
  }

 private:
  void add(Block block, size_t index) {
    out_->features.push_back(static_cast<uint16_t>(kBegins[block] + std::min(index, kBlocks[block].size - 1)));
  }

  // In how many paragraphs each word stands.
  void count_words_of_text() {
    for (const Look& look : looks_) {
      if (!look.is_paragraph || look.role == Role::kRuled) continue;
      std::unordered_set<uint64_t> words;
      for (const Word& word : look.words)
        if (word.bytes >= kShortestSharedWord && words.insert(word.hash).second) ++text_[word.hash];
    }
  }

  // German and English text has a third of function words.
  bool is_foreign() const {
    size_t all = 0;
    size_t known = 0;
    for (const Look& look : looks_) {
      if (!look.is_paragraph) continue;
      all += look.words.size();
      for (const Word& word : look.words) known += (word.kinds >> static_cast<unsigned>(WordKind::kFunction)) & 1u;
    }
    return all > 0 && share(known, all) < 0.15;
  }

  void find_places() {
    before_.resize(lines_.size());
    run_.resize(lines_.size());
    size_t before = 0;
    for (size_t i = 0; i < lines_.size(); ++i) {
      before_[i] = before;
      before += is_text(i);
      if (looks_[i].role == Role::kRuled) ++ruled_;
      if (!is_text(i)) ++short_;
    }
    all_ = before;
    for (size_t i = 0; i < lines_.size();) {
      size_t end = i;
      while (end < lines_.size() && !is_text(end)) ++end;
      for (size_t k = i; k < end; ++k) run_[k] = end - i;
      i = std::max(end, i + 1);
    }
  }

  bool is_text(size_t i) const { return looks_[i].role == Role::kParagraph || looks_[i].role == Role::kQuote; }

  bool is_dated(size_t i) const { return !is_text(i) && looks_[i].role != Role::kRuled && looks_[i].dates != 0; }

  Place place(size_t i) const {
    const size_t after = all_ - before_[i] - is_text(i);
    if (all_ == 0) return Place::kNowhere;
    if (before_[i] == 0) return Place::kHead;
    return after == 0 ? Place::kFoot : Place::kBetween;
  }

  void add_own(size_t i) {
    const Look& look = looks_[i];
    const std::string_view text = lines_[i].text;
    add(kBias, 0);
    add(kLength, step<size_t>(look.length, {4, 9, 16, 26, 41, 61, 91, 131, 181, 251, 401}));
    add(kWords, step<size_t>(look.count, {2, 3, 5, 8, 13}));
    add(kEnd, static_cast<size_t>(look.end));
    const bool marked = look.end == FinalMark::kQuestion || look.end == FinalMark::kExclamation ||
                        look.end == FinalMark::kColon || look.end == FinalMark::kEllipsis;
    const size_t kind = look.end == FinalMark::kStop ? 0u : marked ? 1u : 2u;
    add(kLengthEnd, 3 * step<size_t>(look.length, {16, 31, 51, 76, 111, 161, 241}) + kind);
    add(kStops, std::min<size_t>(count_inner_stops(text), 3));
    const char32_t first = code_point_at(text, 0).value;
    add(kFirst, is_lower(first) ? 0u : is_upper(first) ? 1u : is_digit(first) ? 2u : is_quotation_mark(first) ? 3u : 4u);
    add(kCapitals, look.count < 2 ? 5u : step(share(look.capitals, look.count), {0.2, 0.4, 0.6, 0.9}));
    if (look.letters >= 3 && look.upper == look.letters) add(kAllCapitals, 0);
    add(kDigits, step(share(look.digits, look.length), {0.001, 0.08, 0.25}));
    if (look.quotes > 0) add(kQuotes, 0);
    if (look.quotes > 0 && starts_quoted(text)) add(kQuotes, look.end == FinalMark::kQuoted ? 1 : 2);
    if (look.quotes == 1) add(kQuotes, 3);
    for (size_t mark = 0; mark < kMarkSigns.size(); ++mark)
      if (look.marks & (1u << mark)) add(kMarks, mark);
    for (size_t date = 0; date < 5; ++date)
      if (look.dates & (1u << date)) add(kDates, 2 * date + (look.length >= 60));
  }

  void add_kinds(size_t i) {
    const Look& look = looks_[i];
    const size_t length = step<size_t>(look.length, {40, 110});
    std::array<size_t, kWordKinds> counts{};
    for (const Word& word : look.words)
      for (size_t kind = 0; kind < kWordKinds; ++kind) counts[kind] += (word.kinds >> kind) & 1u;
    add(kFunctionShare, 3 * step(share(counts[0], look.words.size()), {0.001, 0.15, 0.3, 0.42}) + length);
    for (size_t kind = 0; kind < kWordKinds; ++kind) {
      if (counts[kind] == 0) continue;
      add(kKindInLength, 3 * kind + length);
      if ((look.words.front().kinds >> kind) & 1u) add(kKindFirst, kind);
      if (counts[kind] >= 2 && share(counts[kind], look.words.size()) >= 0.15) add(kKindOften, kind);
    }
  }

  void add_place(size_t i) {
    const Look& look = looks_[i];
    const size_t where = static_cast<size_t>(place(i));
    const size_t shape = look.is_paragraph ? 4u : look.role == Role::kSentence ? 3u : step<size_t>(look.length, {25, 70});
    add(kZone, 5 * where + shape);
    if (foreign_) add(kForeign, 5 * where + shape);
    const size_t after = all_ - before_[i] - is_text(i);
    add(kFromBegin, 2 * step<size_t>(before_[i], {1, 2, 3, 6}) + look.is_paragraph);
    add(kFromEnd, 2 * step<size_t>(after, {1, 2, 3, 6}) + look.is_paragraph);
    add(kRun, 4 * step<size_t>(run_[i], {1, 2, 3, 4, 6, 10}) + where);
  }

  // The share of the longer words of line `i` that stand in `words`.
  template <class Words>
  double shared(size_t i, const Words& words) const {
    size_t all = 0;
    size_t found = 0;
    for (const Word& word : looks_[i].words) {
      if (word.bytes < kShortestSharedWord) continue;
      ++all;
      found += words.contains(word.hash);
    }
    return share(found, all);
  }

  static size_t long_words(const Look& look) {
    const auto is_long = [](const Word& word) { return word.bytes >= kShortestSharedWord; };
    return static_cast<size_t>(std::count_if(look.words.begin(), look.words.end(), is_long));
  }

  // The nearest paragraph among the three lines before or after.
  std::optional<size_t> next_text(size_t i, bool after) const {
    for (size_t k = 1; k <= 3; ++k) {
      if (after ? i + k >= lines_.size() : k > i) break;
      const size_t at = after ? i + k : i - k;
      if (is_text(at)) return at;
    }
    return std::nullopt;
  }

  double shared_with_line(size_t i, size_t other) const {
    std::unordered_set<uint64_t> words;
    for (const Word& word : looks_[other].words) words.insert(word.hash);
    return shared(i, words);
  }

  void add_repeats(size_t i) {
    const Look& look = looks_[i];
    if (times_[look.whole] > 1) add(kRepeats, look.length >= 40 ? 0 : 1);
    if (look.words.size() >= 4 && long_words(look) >= 2) {
      if (i > 0 && shared_with_line(i, i - 1) >= 0.7) add(kRepeats, 2);
      if (i + 1 < looks_.size() && shared_with_line(i, i + 1) >= 0.7) add(kRepeats, 3);
      if (i > 1 && shared_with_line(i, i - 2) >= 0.7) add(kRepeats, 4);
      if (i + 2 < looks_.size() && shared_with_line(i, i + 2) >= 0.7) add(kRepeats, 5);
    }
    const bool long_line = look.length >= 60;
    add(kTitleShare, 2 * step(shared(i, title_), {0.01, 0.2, 0.4, 0.7}) + long_line);
    // Its own words count for a paragraph only where another one has them too.
    size_t all = 0;
    size_t found = 0;
    for (const Word& word : look.words) {
      if (word.bytes < kShortestSharedWord) continue;
      ++all;
      const auto times = text_.find(word.hash);
      found += times != text_.end() && times->second > (is_text(i) ? 1 : 0);
    }
    const size_t length = step<size_t>(look.length, {40, 110});
    add(kTextShare, 3 * step(share(found, all), {0.01, 0.2, 0.4, 0.6, 0.8}) + length);
    for (const bool after : {false, true}) {
      const auto paragraph = next_text(i, after);
      const double part = paragraph ? shared_with_line(i, *paragraph) : 0;
      add(kNextShare, (after ? 15u : 0u) + 3 * (paragraph ? step(part, {0.01, 0.25, 0.5}) : 4u) + length);
    }
    add(kForms, 3 * std::min<size_t>(look.participles, 2) + length);
  }

  Role role_at(size_t i, int offset) const {
    const auto at = static_cast<std::ptrdiff_t>(i) + offset;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(looks_.size())) return Role::kNone;
    return looks_[static_cast<size_t>(at)].role;
  }

  void add_neighbours(size_t i) {
    for (size_t k = 0; k < kOffsets.size(); ++k) add(kNeighbour, kRoles * k + static_cast<size_t>(role_at(i, kOffsets[k])));
    add(kNeighbours, kRoles * static_cast<size_t>(role_at(i, -1)) + static_cast<size_t>(role_at(i, 1)));
    if (is_dated(i)) {
      const bool before = i + 1 < looks_.size() && is_text(i + 1);
      const bool between = before && i > 0 && is_text(i - 1);
      add(kDatedHeading, between ? 0u : before ? 1u : 3u);
      if (before && dated_headings_ >= 3) add(kDatedHeading, 2);
    }
    for (size_t kind = 0; kind < kWordKinds; ++kind) {
      if (i > 0 && !is_text(i - 1) && ((looks_[i - 1].kinds >> kind) & 1u)) add(kNeighbourKinds, 2 * kind);
      if (i + 1 < looks_.size() && !is_text(i + 1) && ((looks_[i + 1].kinds >> kind) & 1u))
        add(kNeighbourKinds, 2 * kind + 1);
    }
  }

  void add_article() {
    add(kArticle, step(share(short_, looks_.size()), {0.1, 0.25, 0.4, 0.6, 0.8}));
    add(kArticle, 6 + step<size_t>(ruled_, {1, 2, 4, 10}));
    add(kArticle, 11 + step<size_t>(all_, {1, 3, 8, 20}));
  }

  const Lines& lines_;
  std::vector<Look> looks_;
  std::vector<LineFeatures> features_;
  LineFeatures* out_ = nullptr;
  std::unordered_set<uint64_t> title_;
  std::unordered_map<uint64_t, int> text_;      // words in paragraphs
  std::unordered_map<uint64_t, size_t> times_;  // whole lines
  std::vector<size_t> before_;                  // paragraphs before each line
  std::vector<size_t> run_;                     // length of its run of lines that are no paragraphs
  bool foreign_ = false;
  size_t dated_headings_ = 0;  // short lines with a date right before a paragraph
  size_t ruled_ = 0;
  size_t short_ = 0;
  size_t all_ = 0;  // paragraphs
};

}  // namespace

std::span<const FeatureBlock> feature_blocks() { return kBlocks; }
size_t first_pass_features() { return kBegins[kSecondPass]; }
size_t second_pass_features() { return kBegins[kBlockCount]; }

std::vector<LineFeatures> line_features(const Lines& lines, const std::optional<std::string>& title) {
  return Extractor(lines, title).extract();
}

void add_second_pass(std::vector<LineFeatures>& lines, std::span<const float> scores) {
  const auto grade = [](float score) { return step(score, {-3.0f, -1.0f, 1.0f, 3.0f}); };
  const auto begin = kBegins[kSecondPass];
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto add = [&](size_t index) { lines[i].features.push_back(static_cast<uint16_t>(begin + index)); };
    for (size_t k = 0; k < kOffsets.size(); ++k) {
      const auto at = static_cast<std::ptrdiff_t>(i) + kOffsets[k];
      const bool inside = at >= 0 && at < static_cast<std::ptrdiff_t>(lines.size());
      add(6 * k + (inside ? grade(scores[static_cast<size_t>(at)]) : 5));
    }
    // Junk among the four lines before and the four after.
    for (const bool after : {false, true}) {
      size_t junk = 0;
      size_t all = 0;
      for (size_t k = 1; k <= 4; ++k) {
        if (after ? i + k >= lines.size() : k > i) break;
        ++all;
        junk += scores[after ? i + k : i - k] > 0;
      }
      add(24 + (after ? 6 : 0) + (all == 0 ? 5 : step(share(junk, all), {0.01, 0.4, 0.6, 0.9})));
    }
  }
}

}  // namespace depesche
