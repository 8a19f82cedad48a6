#include "intake/json_article.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "base/fail.h"
#include "base/utf8.h"

namespace depesche {
namespace {

using nlohmann::json;

struct KeyRow {
  std::string_view expected;
  bool may_be_integer = false;
  bool may_be_list = false;
};

// By Column.
constexpr std::array<KeyRow, kColumns> kRows = {{
    {"a string"},
    {"a string or an integer", true},
    {"a string"},
    {"a string"},
    {"a string"},
    {"a string"},
    {"a list of strings or a string", false, true},
    {"a string"},
}};

struct Value {
  std::vector<std::string> strings;
  std::string_view wrong;  // what stands there instead of what was expected
};

// Receives nlohmann's parse events and keeps the values of the keys above. Method names and signatures are nlohmann's.
class Collector {
 public:
  explicit Collector(const ColumnNames& columns) : columns_(columns) {}
  bool null() { return depth_ > 0 || take_wrong("null"); }
  bool boolean(bool) { return take_wrong("true or false"); }
  bool number_integer(json::number_integer_t value) { return take_integer(std::to_string(value)); }
  bool number_unsigned(json::number_unsigned_t value) { return take_integer(std::to_string(value)); }
  bool number_float(json::number_float_t, const std::string& digits) {
    // An integer past 64 bits comes as a float, but with its digits.
    const bool is_integer = digits.find_first_not_of("-0123456789") == std::string::npos;
    return is_integer ? take_integer(digits) : take_wrong("a number with a fraction");
  }
  bool string(std::string& value) {
    if (is_wanted()) values_[*key_].strings.push_back(std::move(value));
    return depth_ > 0 || take_wrong("a string");
  }
  bool binary(json::binary_t&) { return false; }
  bool start_object(size_t) {
    if (depth_ > 0) take_wrong("an object");
    ++depth_;
    return true;
  }
  bool end_object() { return leave(); }
  bool start_array(size_t) {
    if (depth_ == 1 && key_ && kRows[*key_].may_be_list) {
      is_in_list_ = true;
    } else if (!take_wrong("a list")) {
      return false;
    }
    ++depth_;
    return true;
  }
  bool end_array() { return leave(); }
  bool key(std::string& name) {
    if (depth_ != 1) return true;
    const auto column = std::find(columns_.begin(), columns_.end(), name);
    key_.reset();
    if (column == columns_.end()) return true;
    key_ = static_cast<size_t>(column - columns_.begin());
    values_[*key_] = {};
    return true;
  }
  bool parse_error(size_t position, const std::string&, const json::exception& error) {
    fault_position_ = position;
    fault_ = error.what();
    return false;
  }

  std::string_view top_level() const { return top_level_; }
  const std::optional<std::string>& fault() const { return fault_; }
  size_t fault_position() const { return fault_position_; }
  std::array<Value, kColumns>& values() { return values_; }

 private:
  // The value under way belongs to one of our keys: directly, or in the list it may hold.
  bool is_wanted() const { return key_ && (depth_ == 1 || (depth_ == 2 && is_in_list_)); }
  bool take_wrong(std::string_view what) {
    if (depth_ == 0) {
      top_level_ = what;
      return false;
    }
    if (is_wanted() && values_[*key_].wrong.empty()) values_[*key_].wrong = what;
    return true;
  }
  bool take_integer(std::string digits) {
    if (!is_wanted() || !kRows[*key_].may_be_integer) return take_wrong("a number");
    values_[*key_].strings.push_back(std::move(digits));
    return true;
  }
  bool leave() {
    --depth_;
    if (depth_ == 1) is_in_list_ = false;
    return true;
  }

  const ColumnNames& columns_;
  size_t depth_ = 0;           // 1: within the article's object
  std::optional<size_t> key_;  // the last key of the article's object, where it is one of ours
  bool is_in_list_ = false;
  std::array<Value, kColumns> values_;
  std::string_view top_level_;  // what stands there instead of an object
  std::optional<std::string> fault_;
  size_t fault_position_ = 0;
};

// The value of "\uXXXX" at byte `at`, or nothing.
std::optional<uint32_t> escaped_unit(std::string_view text, size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  uint32_t value = 0;
  for (const char c : text.substr(at + 2, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    const bool is_decimal = c >= '0' && c <= '9';
    if (!is_decimal && (lower < 'a' || lower > 'f')) return std::nullopt;
    value = value * 16 + static_cast<uint32_t>(is_decimal ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

// Escapes that stand for no character become "\ufffd", in place, so that positions in error messages stay right.
void mend_escapes(std::string& text, std::vector<std::string>& warnings) {
  size_t lone = 0;
  size_t nul = 0;
  for (size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at)) {
    const std::optional<uint32_t> unit = escaped_unit(text, at);
    if (!unit) {
      at += 2;  // another escape, of one character
      continue;
    }
    const bool is_high = *unit >= 0xD800 && *unit < 0xDC00;
    const bool is_low = *unit >= 0xDC00 && *unit < 0xE000;
    const std::optional<uint32_t> next = is_high ? escaped_unit(text, at + 6) : std::nullopt;
    const bool is_pair = next && *next >= 0xDC00 && *next < 0xE000;
    if (*unit == 0 || is_low || (is_high && !is_pair)) {
      text.replace(at, 6, "\\ufffd");
      ++(*unit == 0 ? nul : lone);
    }
    at += is_pair ? 12 : 6;
  }
  if (lone > 0) {
    warnings.push_back(fmt::format("{} escape{} of half a surrogate pair replaced by U+FFFD", lone, lone == 1 ? "" : "s"));
  }
  if (nul > 0) warnings.push_back(fmt::format("{} U+0000 replaced by U+FFFD", nul));
}

// From nlohmann's "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while parsing value - …;
// last read: '…'": only what comes after the place, and without the last read token, which may be as long as the article.
std::string_view reason(std::string_view what) {
  if (const size_t id = what.find("] "); id != std::string_view::npos) what.remove_prefix(id + 2);
  if (what.starts_with("parse error")) {
    if (const size_t place = what.find(": "); place != std::string_view::npos) what.remove_prefix(place + 2);
  }
  what = what.substr(0, what.find("; last read: "));
  constexpr size_t kLongest = 200;
  size_t size = std::min(what.size(), kLongest);
  while (size < what.size() && size > 0 && (static_cast<unsigned char>(what[size]) & 0xC0) == 0x80) --size;
  return what.substr(0, size);
}

// Where byte `position` (from 1, as nlohmann counts) stands, for people.
std::string place(std::string_view text, size_t position) {
  const std::string_view before = text.substr(0, position > 0 ? position - 1 : 0);
  const size_t line_feed = before.rfind('\n');
  const bool is_first_line = line_feed == std::string_view::npos;
  const size_t character = count_code_points(is_first_line ? before : before.substr(line_feed + 1)) + 1;
  if (is_first_line) return fmt::format("at character {}", character);
  return fmt::format("at line {}, character {}", std::count(before.begin(), before.end(), '\n') + 1, character);
}

std::optional<std::string> only(Value& value) {
  if (value.strings.empty() || trim(value.strings.front()).empty()) return std::nullopt;
  return std::move(value.strings.front());
}

}  // namespace

Result<JsonArticle> parse_json_article(std::string text, const ColumnNames& columns) {
  JsonArticle article;
  mend_escapes(text, article.warnings);
  Collector collector(columns);
  const bool is_parsed = json::sax_parse(text.data(), text.data() + text.size(), &collector);
  if (collector.fault()) {
    return fail(ErrorCode::kBadInput, "not valid JSON: {} {}", reason(*collector.fault()),
                place(text, collector.fault_position()));
  }
  if (!is_parsed)
    return fail(ErrorCode::kBadInput, "must be a JSON object with a key `{}`, not {}", columns[kText],
                collector.top_level());

  std::array<Value, kColumns>& values = collector.values();
  for (size_t i = 0; i < kColumns; ++i) {
    if (values[i].wrong.empty()) continue;
    return fail(ErrorCode::kBadInput, "`{}` must be {}, but {} {}", columns[i], kRows[i].expected,
                kRows[i].may_be_list && values[i].wrong != "an object" ? "there is" : "it is", values[i].wrong);
  }
  if (values[kText].strings.empty()) {
    return fail(ErrorCode::kBadInput, "has no `{}`, which must hold the article's text", columns[kText]);
  }
  std::optional<std::string> content = only(values[kText]);
  if (!content) return fail(ErrorCode::kBadInput, "`{}` is empty", columns[kText]);
  article.text = *std::move(content);
  article.given = {only(values[kId]),      only(values[kTitle]),  only(values[kPublished]),
                   only(values[kUrl]),     only(values[kOutlet]), std::move(values[kAuthors].strings),
                   only(values[kLanguage])};
  std::erase_if(article.given.authors, [](const std::string& author) { return trim(author).empty(); });
  return article;
}

}  // namespace depesche
