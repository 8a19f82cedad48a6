// Document: the article as a text to be read, and an account of everything that is not text.
//
// Plain data, owns its memory. Made by clean/, taken by read/ and resolve/. The text never changes after clean/:
// all later positions are Spans into it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace depesche {

// Half-open range [begin, end) of BYTES in Article::text (UTF-8).
// Invariant: begin <= end <= text.size(), and both fall on code point borders.
// In JSON, CSV and Python positions are code points; they are converted once, at that border.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
  auto operator<=>(const Span&) const = default;
};

enum class DatePrecision { kSecond, kMinute, kDay, kMonth, kYear };
enum class DateOrigin { kGiven, kMetadata, kUrl, kSlug, kDateline, kText, kNone };

// When the article was published, and how we know. `value` is ISO 8601 to the given precision, with zone where known
// ("2022-09-19T13:27:15Z", "2022-09-19T13:27", "2022-09-19", "2022-09", "2022"). Without a value: precision null, from
// kNone.
struct Published {
  std::optional<std::string> value;
  std::optional<DatePrecision> precision;
  DateOrigin from = DateOrigin::kNone;

  bool operator==(const Published&) const = default;
};

enum class RemovedWhy {
  kTitle,
  kNavigation,
  kSlug,
  kTag,
  kCommentForm,
  kCaption,
  kCredit,
  kTeaser,
  kShare,
  kCookie,
  kNewsletter,
  kByline,
  kDateline,
  kDuplicate,
  kOther
};

// A stretch of the input that is neither text nor title, verbatim, with the reason it was left out.
struct Removed {
  std::string text;
  RemovedWhy why = RemovedWhy::kOther;

  bool operator==(const Removed&) const = default;
};

// The `article` part of a record. Text, title and removed hold every visible (not white space) character of the input.
struct Article {
  std::string id;  // sha256 of the article's own bytes
  std::optional<std::string> given_id;
  std::optional<std::string> language;  // ISO 639-1; null where it could not be told
  std::optional<std::string> title;
  Published published;
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::optional<std::string> agency;
  std::vector<std::string> authors;
  std::optional<std::string> pubstatus;  // "withheld", "canceled", "embargoed" by its publisher; null: usable, or not told
  std::string text;
  std::vector<Removed> removed;
  uint64_t markup_characters = 0;

  bool operator==(const Article&) const = default;
};

struct Document {
  std::string source;  // as in Snapshot, for messages
  Article article;
  std::vector<std::string> warnings;

  bool operator==(const Document&) const = default;
};

}  // namespace depesche
