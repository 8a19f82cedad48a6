#include "targets.h"

#include <cstdlib>
#include <string>

#include "base/utf8.h"
#include "clean/clean.h"
#include "html/page.h"
#include "intake/archive_members.h"
#include "intake/byte_source.h"
#include "intake/encoding.h"
#include "intake/feed.h"
#include "intake/json_records.h"
#include "intake/table_records.h"
#include "intake/warc.h"

namespace depesche::fuzz {
namespace {

constexpr uint64_t kMostBytes = 1 << 20;

void check(bool holds) {
  if (!holds) std::abort();
}

std::unique_ptr<ByteSource> source_of(std::string_view bytes) {
  auto source = ByteSource::from([bytes](char* data, size_t size) mutable -> Result<size_t> {
    const size_t count = std::min(size, bytes.size());
    std::copy_n(bytes.data(), count, data);
    bytes.remove_prefix(count);
    return count;
  });
  const auto head = source->head([](std::string_view) { return true; });
  if (head) source->unpack(packing_of(*head));
  return source;
}

void drain(Records& records) {
  while (const auto found = records.next()) {
    if (!*found) continue;
    const Snapshot* article = std::get_if<Snapshot>(&**found);
    check(!article || is_valid_utf8(article->content));
  }
}

// Every visible character of a page is in its text or in what was removed.
void html(std::string_view bytes) {
  const Decoded decoded = decode_html(std::string(bytes), "");
  const Page page = read_page(decoded.text, "https://example.org/2022/09/19/a");
  check(is_valid_utf8(page.text));
  const Page whole = read_page(decoded.text, "", true);
  const auto visible = [](const Page& of) {
    size_t count = 0;
    const auto add = [&](std::string_view text) {
      for (size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        count += is_space(c.value) ? 0 : 1;
        at = c.next;
      }
    };
    add(of.text);
    for (const Removed& removed : of.removed) add(removed.text);
    return count;
  };
  check(visible(page) == visible(whole));
}

void warc(std::string_view bytes) {
  const auto source = source_of(bytes);
  WarcReader reader(*source, kMostBytes);
  drain(reader);
}

void feed(std::string_view bytes) {
  static_cast<void>(read_xml_feed(std::string(bytes)));
  const std::string text = decode_file(std::string(bytes)).text;
  static_cast<void>(read_json_feed(text));
}

void json(std::string_view bytes) {
  const auto source = source_of(bytes);
  JsonLines lines(*source, own_column_names(), kMostBytes);
  drain(lines);
}

void table(std::string_view bytes) {
  const auto source = source_of(bytes);
  const auto separator = table_separator(bytes, own_column_names());
  TableRecords rows(*source, separator.value_or(','), own_column_names(), kMostBytes);
  drain(rows);
}

void archive(std::string_view bytes) {
  const auto source = source_of(bytes);
  ArchiveMembers members(*source);
  std::string piece(4096, '\0');
  for (int count = 0; count < 1000; ++count) {
    const auto path = members.next();
    if (!path) return;
    if (!*path) continue;
    check(is_valid_utf8(**path));
    for (size_t size = 0; size < kMostBytes;) {
      const auto read = members.read(piece.data(), piece.size());
      if (!read || *read == 0) break;
      size += *read;
    }
  }
}

void encoding(std::string_view bytes) {
  check(is_valid_utf8(decode_file(std::string(bytes)).text));
  check(is_valid_utf8(decode_narrow(std::string(bytes)).text));
  const size_t line = std::min(bytes.find('\n'), bytes.size());  // the first line names an encoding
  check(is_valid_utf8(decode_html(std::string(bytes.substr(line)), bytes.substr(0, line)).text));
}

void clean_text(std::string_view bytes) {
  Snapshot snapshot;
  snapshot.source = "fuzz";
  snapshot.content = decode_file(std::string(bytes)).text;
  const auto document = clean(snapshot, {});
  check(!document || is_valid_utf8(document->article.text));
}

}  // namespace

const Target kTargets[8] = {{"html", html},   {"warc", warc},       {"feed", feed},         {"json", json},
                            {"table", table}, {"archive", archive}, {"encoding", encoding}, {"clean", clean_text}};

}  // namespace depesche::fuzz
