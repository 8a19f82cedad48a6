// Snapshot: one article as it came in, before anything was decided about it.
//
// Plain data, owns its memory. Made by intake/, taken by clean/.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace depesche {

// What the caller or the feed said of the article. Absent fields are unknown, not empty.
struct Given {
  std::optional<std::string> id;
  std::optional<std::string> title;
  std::optional<std::string> published;  // as given: ISO 8601 or RFC 2822; clean/ reads it
  std::optional<std::string> url;
  std::optional<std::string> outlet;
  std::vector<std::string> authors;
  std::optional<std::string> language;  // "de", "en" or another ISO 639-1 code

  bool operator==(const Given&) const = default;
};

enum class Media {
  kText,
  kHtml,
};

struct Snapshot {
  std::string source;   // for messages: "dir/a.txt", "news.jsonl: line 7", "standard input"
  std::string sha256;   // of the article's own bytes (the file, the JSON line), lower-case hex
  std::string content;  // the text or page, valid UTF-8 without U+0000; line ends as they came
  Media media = Media::kText;
  Given given;
  std::optional<std::string> retrieved;  // when it was fetched, ISO 8601: nothing in it was published later
  std::optional<std::string> pubstatus;  // "withheld", "canceled", by its publisher
  std::optional<std::string> embargoed;  // until when, ISO 8601
  std::vector<std::string> warnings;     // for people, e.g. bytes that could not be decoded

  bool operator==(const Snapshot&) const = default;
};

}  // namespace depesche
