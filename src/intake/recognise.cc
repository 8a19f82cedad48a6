#include "intake/recognise.h"

#include <algorithm>
#include <cctype>

#include "base/fail.h"
#include "intake/archive_members.h"
#include "intake/encoding.h"

namespace depesche {
namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";

std::string_view without_leading_space(std::string_view text) {
  const size_t at = text.find_first_not_of(kSpace);
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool ends_with_ignoring_case(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() && starts_with_ignoring_case(text.substr(text.size() - suffix.size()), suffix);
}

struct Magic {
  std::string_view bytes;
  std::string_view looks_like;
  std::string_view remedy;
};

constexpr std::string_view kUnpack = "unpack it first";
constexpr std::string_view kExtract = "give its text";

constexpr Magic kMagics[] = {
    {"BZh", "a bzip2 file", kUnpack},
    {{"\xFD"
      "7zXZ\0",
      6},
     "an xz file",
     kUnpack},
    {"7z\xBC\xAF\x27\x1C", "a 7z archive", kUnpack},
    {"%PDF-", "a PDF document", kExtract},
    {"{\\rtf", "an RTF document", kExtract},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old office document", kExtract},
    {"\x89PNG", "a PNG picture", kExtract},
    {"\xFF\xD8\xFF", "a JPEG picture", kExtract},
    {"GIF8", "a GIF picture", kExtract},
    {"\x7F"
     "ELF",
     "a program", kExtract},
};

// `text` begins with an object: "{", then its first key or its end.
bool begins_with_object(std::string_view text) {
  if (!text.starts_with('{')) return false;
  text = without_leading_space(text.substr(1));
  return text.starts_with('"') || text.starts_with('}');
}

bool is_named_json_lines(std::string_view name) {
  return ends_with_ignoring_case(name, ".jsonl") || ends_with_ignoring_case(name, ".ndjson");
}

// True where a line after the first begins with an object.
bool has_object_on_a_later_line(std::string_view text) {
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (begins_with_object(text.substr(at + 1))) return true;
  }
  return false;
}

// How the first line of `text`, which begins with a brace, ends.
struct FirstLine {
  bool is_closed = false;     // the object ends on it
  bool is_in_string = false;  // it ends within a string: broken JSON, for a string cannot go on over a line end
  std::string_view after;     // what follows the line
  bool is_ended = false;      // the line end was seen
};

FirstLine scan_first_line(std::string_view text) {
  FirstLine line;
  int depth = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') {
      line.is_ended = true;
      line.after = text.substr(at + 1);
      break;
    }
    if (line.is_in_string) {
      if (c == '\\') ++at;
      if (c == '"') line.is_in_string = false;
    } else if (c == '"') {
      line.is_in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      line.is_closed |= --depth == 0;
    }
  }
  return line;
}

// A first line left open may be the beginning of an object over several lines, or one broken line of many.
Format json_format(std::string_view text) {
  const FirstLine line = scan_first_line(text);
  const std::string_view next = without_leading_space(line.after);
  const bool goes_on = line.is_ended && !line.is_closed && !line.is_in_string && !next.empty() && !next.starts_with('{');
  return goes_on ? Format::kJsonObject : Format::kJsonLines;
}

bool starts_like_feed(std::string_view text) {
  const std::string_view start = text.substr(0, 2000);
  return (text.starts_with("<?xml") || text.starts_with("<rss") || text.starts_with("<feed") || text.starts_with("<rdf")) &&
         (start.find("<rss") != start.npos || start.find("<feed") != start.npos || start.find("<rdf:RDF") != start.npos);
}

// As browsers tell it (WHATWG, MIME Sniffing), and by the name.
bool starts_like_page(std::string_view text, std::string_view name) {
  constexpr std::string_view kStarts[] = {"<!DOCTYPE", "<html",  "<head", "<script", "<iframe", "<h1",   "<div",
                                          "<font",     "<table", "<a",    "<style",  "<title",  "<b",    "<body",
                                          "<br",       "<p",     "<!--",  "<?xml",   "<meta",   "<link", "<article"};
  for (const std::string_view start : kStarts) {
    if (!starts_with_ignoring_case(text, start)) continue;
    const char after = text.size() > start.size() ? text[start.size()] : ' ';
    if (start.starts_with("<!") || after == '>' || kSpace.find(after) != kSpace.npos) return true;
  }
  return ends_with_ignoring_case(name, ".html") || ends_with_ignoring_case(name, ".htm") ||
         ends_with_ignoring_case(name, ".xhtml");
}

}  // namespace

Result<void> refuse_binary(std::string_view bytes) {
  constexpr std::string_view kRemedy = "give the article's text";
  if (const size_t at = bytes.find('\0'); at != std::string_view::npos) {
    return fail(ErrorCode::kBadInput, "looks like a binary file (zero byte at byte offset {}); {}", at, kRemedy);
  }
  const auto is_control = [](char byte) {
    const auto value = static_cast<unsigned char>(byte);
    return (value < 0x20 && kSpace.find(byte) == std::string_view::npos) || value == 0x7F;
  };
  const auto controls = static_cast<size_t>(std::count_if(bytes.begin(), bytes.end(), is_control));
  if (controls * 10 > bytes.size()) {
    return fail(ErrorCode::kBadInput, "looks like a binary file ({} control characters in {} bytes); {}", controls,
                bytes.size(), kRemedy);
  }
  return {};
}

Result<Format> recognise(std::string_view head, std::string_view name) {
  if (starts_like_archive(head)) return Format::kArchive;
  for (const Magic& magic : kMagics) {
    if (head.starts_with(magic.bytes)) {
      return fail(ErrorCode::kBadInput, "looks like {}; {}", magic.looks_like, magic.remedy);
    }
  }
  if (!wide_charset(head).empty()) return Format::kText;

  const std::string_view text = without_leading_space(without_utf8_mark(head));
  if (head.starts_with("WARC/1.")) return Format::kWarc;
  if (begins_with_object(text) && text.substr(0, 4096).find("jsonfeed.org/version") != text.npos) return Format::kJsonFeed;
  if (text.starts_with('<')) {
    if (starts_like_feed(text)) return Format::kXmlFeed;
    if (starts_like_page(text, name)) return Format::kHtml;
  }
  const bool is_named_json = is_named_json_lines(name) || ends_with_ignoring_case(name, ".json");
  if (begins_with_object(text) || (is_named_json && text.starts_with('{'))) return json_format(text);
  if (text.starts_with('[') && begins_with_object(without_leading_space(text.substr(1)))) {
    return fail(ErrorCode::kBadInput, "looks like a JSON array; give one object per line (jq -c '.[]')");
  }
  // Cut out of the middle of a longer file, or with a broken first line.
  if (is_named_json_lines(name) && has_object_on_a_later_line(text)) return Format::kJsonLines;
  if (const Result<void> readable = refuse_binary(head); !readable) return tl::unexpected(readable.error());
  return Format::kText;
}

bool is_enough_to_recognise(std::string_view head) {
  const std::string_view text = without_leading_space(without_utf8_mark(head));
  if (!begins_with_object(text)) return false;
  const FirstLine line = scan_first_line(text);
  return line.is_ended && line.is_closed;
}

}  // namespace depesche
