#include "store/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "base/fail.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "store/row_ids.h"
#include "store/stems.h"

namespace depesche::store {
namespace {

constexpr std::array<std::string_view, 15> kFields{"actor", "recipient", "party", "source",     "speaker",
                                                   "type",  "status",    "place", "country",    "from",
                                                   "to",    "outlet",    "lang",  "confidence", "standing"};

// SQLite's own limits lie beyond: expressions 1,000 deep.
constexpr size_t kMostParts = 300;

// Words of texts, by language: some megabytes.
constexpr size_t kMostRemembered = 100'000;

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words;
  for (Word& word : words_in(text)) words.push_back(std::move(word.folded));
  return words;
}

// "2022", "2022-09", "2022-09-19".
bool is_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 4 || i == 7;
    if (is_dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  return true;
}

std::string without_marks(const std::string& word) {
  std::string plain = to_ascii(word);
  return plain.empty() ? word : plain;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Query> parse() {
    bool is_blank = true;
    for (size_t parts = 0; skip_blanks(); ++parts) {
      is_blank = false;
      if (parts == kMostParts) {
        return fail(ErrorCode::kBadArgument, "the query has more than {} words and fields", kMostParts);
      }
      if (auto taken = take_part(); !taken) return tl::unexpected(std::move(taken.error()));
    }
    // What asks for nothing would find everything.
    if (!is_blank && is_empty()) return fail(ErrorCode::kBadArgument, "'{}': there is no word in it", text_);
    return std::move(query_);
  }

 private:
  bool is_empty() const {
    return !query_.has_text() && query_.filters.empty() && !query_.from_day && !query_.to_day && !query_.least_confidence;
  }

  bool skip_blanks() {
    while (at_ < text_.size() && is_space(code_point_at(text_, at_).value)) at_ = code_point_at(text_, at_).next;
    return at_ < text_.size();
  }

  Result<void> take_part() {
    if (text_[at_] == '"') {
      auto phrase = quoted();
      if (!phrase) return tl::unexpected(std::move(phrase.error()));
      if (!words_in(*phrase).empty()) query_.phrases.push_back(std::move(*phrase));
      return {};
    }
    const size_t begin = at_;
    const bool negated = text_[at_] == '-' && at_ + 1 < text_.size() && is_letter(code_point_at(text_, at_ + 1).value);
    const std::string_view name = bare(negated ? at_ + 1 : at_, true);
    if (at_ < text_.size() && text_[at_] == ':') {
      ++at_;
      return take_filter(std::string(name), negated, begin);
    }
    at_ = begin;
    const std::string_view word = bare(at_, false);
    if (negated) {
      return fail(ErrorCode::kBadArgument, "'{}': only fields can be excluded (-type:DEMAND), words cannot", word);
    }
    for (std::string& each : folded_words(word)) query_.words.push_back(std::move(each));
    return {};
  }

  // From `begin` to the next blank, or colon.
  std::string_view bare(size_t begin, bool to_colon) {
    size_t end = begin;
    while (end < text_.size() && !is_space(code_point_at(text_, end).value) && !(to_colon && text_[end] == ':')) {
      end = code_point_at(text_, end).next;
    }
    at_ = end;
    return text_.substr(begin, end - begin);
  }

  Result<std::string> quoted() {
    const size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos) {
      return fail(ErrorCode::kBadArgument, "'{}': the quotation mark is not closed", text_.substr(at_));
    }
    std::string within(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return within;
  }

  Result<void> take_filter(std::string field, bool negated, size_t begin) {
    if (!is_field(field)) {
      return fail(ErrorCode::kBadArgument,
                  "there is no field '{}'; there are {} (a word with a colon stands in quotation marks)", field,
                  fmt::join(kFields, ", "));
    }
    Filter filter{std::move(field), {}, negated};
    while (true) {
      if (at_ < text_.size() && text_[at_] == '"') {
        auto value = quoted();
        if (!value) return tl::unexpected(std::move(value.error()));
        filter.values.push_back(std::move(*value));
      } else {
        size_t end = at_;
        while (end < text_.size() && text_[end] != ',' && !is_space(code_point_at(text_, end).value))
          end = code_point_at(text_, end).next;
        filter.values.emplace_back(text_.substr(at_, end - at_));
        at_ = end;
      }
      if (filter.values.back().empty()) {
        return fail(ErrorCode::kBadArgument, "'{}': a value is missing after {}:", text_.substr(begin), filter.field);
      }
      if (at_ >= text_.size() || text_[at_] != ',') break;
      ++at_;
    }
    return add(std::move(filter));
  }

  Result<void> add(Filter filter) {
    const std::string& value = filter.values.front();
    const bool is_range = filter.field == "from" || filter.field == "to" || filter.field == "confidence";
    if (is_range && (filter.negated || filter.values.size() > 1)) {
      return fail(ErrorCode::kBadArgument, "{}: takes one value and no minus", filter.field);
    }
    if (filter.field == "from" || filter.field == "to") {
      const auto day = !is_date(value) ? std::nullopt : filter.field == "from" ? day_of(value) : last_day_of(value);
      if (!day) return fail(ErrorCode::kBadArgument, "{}:{} is no date (2022, 2022-09 or 2022-09-19)", filter.field, value);
      (filter.field == "from" ? query_.from_day : query_.to_day) = day;
      return {};
    }
    if (filter.field == "confidence") {
      double least = 0;
      const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), least);
      if (fault != std::errc() || end != value.data() + value.size() || !(least >= 0 && least <= 1)) {
        return fail(ErrorCode::kBadArgument, "confidence:{} is no number from 0 to 1", value);
      }
      query_.least_confidence = least;
      return {};
    }
    query_.filters.push_back(std::move(filter));
    return {};
  }

  std::string_view text_;
  size_t at_ = 0;
  Query query_;
};

// The word itself and its stem in either language.
std::vector<std::string> forms_of(const std::string& word) {
  const std::set<std::string> forms{word, stem_of(word, "de"), stem_of(word, "en")};
  return {forms.begin(), forms.end()};
}

// Quoted for FTS5.
std::string alternatives(const std::string& word) {
  std::string either;
  for (const std::string& form : forms_of(word)) either += fmt::format("{}\"{}\"", either.empty() ? "" : " OR ", form);
  return "(" + either + ")";
}

bool is_one_of(const std::string& word, const std::vector<std::string>& forms) {
  return std::find(forms.begin(), forms.end(), word) != forms.end();
}

// Stems begin with the first two letters of their words, but for umlauts and "dying", "die"; most of a search would be
// stemming.
bool may_stem_to(const std::string& word, const std::vector<std::string>& forms) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (word.size() < 2 || !is_ascii(word[0]) || !is_ascii(word[1])) return true;
  return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return form[0] == word[0] && (form.size() < 2 || form[1] == word[1] || word[1] == 'y');
  });
}

}  // namespace

bool is_field(std::string_view name) { return std::find(kFields.begin(), kFields.end(), name) != kFields.end(); }

Result<Query> parse_query(std::string_view text) {
  if (!is_valid_utf8(text)) return fail(ErrorCode::kBadArgument, "the query is not UTF-8");
  return Parser(text).parse();
}

std::string full_text_expression(const Query& query) {
  std::string all;
  for (const std::string& word : query.words) all += fmt::format("{}{}", all.empty() ? "" : " AND ", alternatives(word));
  for (const std::string& phrase : query.phrases) {
    all += fmt::format("{}{{title text}} : \"{}\"", all.empty() ? "" : " AND ", phrase);
  }
  return all;
}

TextMatcher::TextMatcher(const Query& query) {
  for (const std::string& word : query.words) words_.push_back(forms_of(word));
  for (const std::string& phrase : query.phrases) {
    phrases_.emplace_back();
    for (const std::string& word : folded_words(phrase)) {
      phrases_.back().push_back(words_of_phrases_.emplace(without_marks(word), words_of_phrases_.size() + 1).first->second);
    }
  }
}

const TextMatcher::Meaning& TextMatcher::meaning_of(Meanings& meanings, std::string_view word, bool is_ascii,
                                                    std::string_view language) {
  if (const auto known = meanings.find(word); known != meanings.end()) return known->second;
  const std::string small = folded(word, is_ascii);
  Meaning meaning;
  for (size_t i = 0; i < words_.size(); ++i) {
    if (!may_stem_to(small, words_[i])) continue;
    if (is_one_of(small, words_[i]) || is_one_of(stem_of(small, language), words_[i])) meaning.words.push_back(i);
  }
  // Of phrases the marks of letters do not count, as in the full-text index.
  if (!phrases_.empty()) {
    const auto found = words_of_phrases_.find(is_ascii ? small : without_marks(small));
    if (found != words_of_phrases_.end()) meaning.in_phrases = found->second;
  }
  if (meanings.size() >= kMostRemembered) meanings.clear();
  return meanings.emplace(std::string(word), std::move(meaning)).first->second;
}

bool TextMatcher::operator()(std::string_view text, std::string_view language) {
  auto meanings = of_language_.find(language);
  if (meanings == of_language_.end()) meanings = of_language_.emplace(std::string(language), Meanings()).first;
  std::vector<bool> is_said(words_.size());
  std::vector<size_t> in_phrases;
  each_word(text, [&](std::string_view word, bool is_ascii) {
    const Meaning& meaning = meaning_of(meanings->second, word, is_ascii, language);
    for (const size_t i : meaning.words) is_said[i] = true;
    if (!phrases_.empty()) in_phrases.push_back(meaning.in_phrases);
  });
  return std::find(is_said.begin(), is_said.end(), false) == is_said.end() &&
         std::all_of(phrases_.begin(), phrases_.end(), [&](const std::vector<size_t>& phrase) {
           return std::search(in_phrases.begin(), in_phrases.end(), phrase.begin(), phrase.end()) != in_phrases.end();
         });
}

}  // namespace depesche::store
