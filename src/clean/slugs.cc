#include "clean/slugs.h"

#include <re2/re2.h>

#include <string>

#include "base/utf8.h"

namespace depesche {
namespace {

// The first eight digits on end, or three groups joined with - _ or /, that are a day.
std::optional<DateValue> find_day(std::string_view slug) {
  static const RE2 kCompact(R"((?:^|[^0-9])((?:19|20)\d{6})(?:[^0-9]|T?\d{4,6}(?:[^0-9]|$)|$))");
  static const RE2 kParted(R"((?:^|[^0-9])((?:19|20)\d{2})[\-_/](\d{2})[\-_/](\d{2})(?:[^0-9]|$))");
  const re2::StringPiece piece(slug);
  std::string year;
  std::string month;
  std::string day;
  if (RE2::PartialMatch(piece, kParted, &year, &month, &day)) return read_compact_day(year + month + day);
  if (RE2::PartialMatch(piece, kCompact, &day)) return read_compact_day(day);
  return std::nullopt;
}

// dpa's and others' time of sending: day, hour, minute, month, year.
std::optional<DateValue> read_sending_time(std::string_view line, const DateContext& context) {
  static const RE2 kSent(R"((\d{2})(\d{2})(\d{2}) ([A-Z][a-zä]{2}) (\d{2,4}))");
  std::string day;
  std::string hour;
  std::string minute;
  std::string month;
  std::string year;
  if (!RE2::FullMatch(re2::StringPiece(line), kSent, &day, &hour, &minute, &month, &year)) return std::nullopt;
  if (year.size() == 2) year = "20" + year;
  const std::string written = day + " " + month + " " + year + " " + hour + ":" + minute;
  std::string_view rest = written;
  return take_date(rest, context);
}

bool is_file_name(std::string_view line) {
  // At least three parts joined by - _ or . with a digit among them: all in small letters, or with a long number, unlike
  // "Formel-1-Rennen".
  static const RE2 kWords(R"([\p{L}\p{N}]+[\-_.][\p{L}\p{N}]+(?:[\-_.][\p{L}\p{N}]+)+)");
  static const RE2 kLetter(R"(.*\p{L}.*)");
  static const RE2 kDigit(R"(\P{Lu}*\d\P{Lu}*|.*\d{4}.*)");
  static const RE2 kAgencyKeyword(R"([a-z]{2}-[a-z]{2}-[a-z0-9\-]+)");
  const re2::StringPiece piece(line);
  if (RE2::FullMatch(piece, kAgencyKeyword)) return true;
  return line.size() <= 160 && RE2::FullMatch(piece, kWords) && RE2::FullMatch(piece, kLetter) &&
         RE2::FullMatch(piece, kDigit);
}

bool is_all_lower_file_name(std::string_view line) {
  static const RE2 kLower(R"([a-z]+[\-_][a-z]+(?:[\-_][a-z]+)+)");
  return line.size() <= 160 && RE2::FullMatch(re2::StringPiece(line), kLower);
}

}  // namespace

std::optional<Slug> read_slug(std::string_view line, const DateContext& context) {
  static const RE2 kUnixTime(R"((\d{10}|\d{13})(?:[ _\-:|\t]+(.*?))?(?:[._\-]\d{1,4})?)");
  static const RE2 kAddress(R"((?:https?://|www\.)\S+)");
  static const RE2 kPriority(R"([a-z]{2,4}\d{3,4} \d [a-z]{2,4}(?: \d{1,4})?(?: [a-zA-Z]{2,5} ?\d{0,5}){0,3})");
  static const RE2 kKeywords(R"([\p{L}\p{N}.\- ]+(?:/[\p{L}\p{N}.\- ]+)*/)");
  if (line.size() > 400) return std::nullopt;
  const re2::StringPiece piece(line);
  std::string digits;
  re2::StringPiece words;
  if (RE2::FullMatch(piece, kUnixTime, &digits, &words)) {
    if (auto moment = read_unix_time(digits)) {
      if (!is_credible(*moment, context)) moment.reset();
      return Slug{moment, trim(words)};
    }
  }
  if (auto sent = read_sending_time(line, context)) return Slug{sent, {}};
  if (RE2::FullMatch(piece, kAddress) || is_file_name(line)) return Slug{find_day(line), {}};
  if (RE2::FullMatch(piece, kPriority) || RE2::FullMatch(piece, kKeywords) || is_all_lower_file_name(line)) return Slug{};
  return std::nullopt;
}

}  // namespace depesche
