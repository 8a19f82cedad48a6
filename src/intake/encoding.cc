#include "intake/encoding.h"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/utf8.h"
#include "intake/legacy_charset.h"

namespace depesche {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Mark {
  std::string_view charset;
  std::string_view bytes;
};
// UTF-32LE first: its mark begins with that of UTF-16LE.
constexpr Mark kWideMarks[] = {
    {"UTF-32LE", {"\xFF\xFE\0\0", 4}},
    {"UTF-32BE", {"\0\0\xFE\xFF", 4}},
    {"UTF-16LE", "\xFF\xFE"},
    {"UTF-16BE", "\xFE\xFF"},
};

std::string_view charset_by_mark(std::string_view bytes) {
  for (const Mark& mark : kWideMarks) {
    if (bytes.starts_with(mark.bytes)) return mark.charset;
  }
  return {};
}

// Zero bytes by their position modulo 4 tell the width and order of Latin text.
std::string_view charset_by_zeros(std::string_view bytes) {
  constexpr size_t kSampleBytes = size_t{1} << 16;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  const size_t units = sample.size() / 4;
  if (units == 0) {
    // Two characters of UTF-16 at most: only the plainest case is told.
    if (sample.size() >= 2 && sample[0] != 0 && sample[1] == 0) return "UTF-16LE";
    if (sample.size() >= 2 && sample[0] == 0 && sample[1] != 0) return "UTF-16BE";
    return {};
  }
  std::array<size_t, 4> zeros{};
  for (size_t i = 0; i < units * 4; ++i) zeros[i % 4] += sample[i] == 0 ? 1 : 0;
  const auto many = [&](size_t position) { return zeros[position] * 10 >= units * 7; };
  const auto few = [&](size_t position) { return zeros[position] * 20 <= units; };
  if (few(0) && many(1) && many(2) && many(3)) return "UTF-32LE";
  if (many(0) && many(1) && many(2) && few(3)) return "UTF-32BE";
  if (few(0) && many(1) && few(2) && many(3)) return "UTF-16LE";
  if (many(0) && few(1) && many(2) && few(3)) return "UTF-16BE";
  return {};
}

// What broken UTF-8 looks like.
struct Census {
  size_t good = 0;      // characters of more than one byte, of the scripts one meets in the news
  size_t broken = 0;    // broken sequences
  bool is_cut = false;  // the only broken sequence is the beginning of a character at the very end
  bool makes_sense_in_windows_1252 = false;
};

// Bytes that stand for nothing, or for nothing found in German or English, in windows-1252. Â and Ã count too: they are what
// the first byte of a German letter in UTF-8 looks like there.
bool is_foreign_to_windows_1252(char byte) {
  return std::string_view("\x81\x8D\x8F\x90\x9D\xC2\xC3\xFE\xFF").find(byte) != std::string_view::npos;
}

Census take_census(std::string_view bytes) {
  Census census;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t at = 0; at < size;) {
    const int64_t begin = at;
    UChar32 value = 0;
    U8_NEXT(data, at, size, value);
    if (value < 0) {
      ++census.broken;
      // Of the bytes that begin a character only those of quotation marks and emoji are told: the others may as well be a
      // final é or ß.
      census.is_cut = census.broken == 1 && at == size && (data[begin] == 0xE2 || data[begin] == 0xF0);
      const std::string_view sequence = bytes.substr(static_cast<size_t>(begin), static_cast<size_t>(at - begin));
      census.makes_sense_in_windows_1252 |= !std::all_of(sequence.begin(), sequence.end(), is_foreign_to_windows_1252);
    } else if (value >= 0x80 && (value < 0x530 || value >= 0x800)) {
      // Two bytes above Cyrillic are what “ß“” and the like in windows-1252 look like here; they speak for neither side.
      ++census.good;
    }
  }
  return census;
}

Decoded decode_wide(std::string_view bytes) {
  Decoded decoded;
  std::string_view charset = charset_by_mark(bytes);
  if (charset.empty()) {
    charset = charset_by_zeros(bytes);
    decoded.warnings.push_back(fmt::format("decoded as {} (no byte order mark)", charset));
  } else {
    bytes.remove_prefix(charset.starts_with("UTF-32") ? 4 : 2);
  }
  decode_charset(bytes, charset, decoded);
  return decoded;
}

}  // namespace

std::string_view wide_charset(std::string_view bytes) {
  const std::string_view charset = charset_by_mark(bytes);
  return charset.empty() ? charset_by_zeros(bytes) : charset;
}

std::string_view without_utf8_mark(std::string_view bytes) {
  return bytes.starts_with(kUtf8Mark) ? bytes.substr(kUtf8Mark.size()) : bytes;
}

Decoded decode_file(std::string bytes) {
  Decoded decoded = wide_charset(bytes).empty() ? decode_narrow(std::move(bytes)) : decode_wide(bytes);
  if (const size_t nul = replace_nul(decoded.text); nul > 0) {
    decoded.warnings.push_back(fmt::format("{} U+0000 replaced by U+FFFD", nul));
  }
  return decoded;
}

Decoded decode_narrow(std::string bytes) {
  const bool has_mark = bytes.starts_with(kUtf8Mark);
  if (is_valid_utf8(bytes)) {
    if (has_mark) bytes.erase(0, kUtf8Mark.size());
    return {std::move(bytes), {}};
  }
  const Census census = take_census(bytes);
  if (has_mark || census.good > census.broken || census.is_cut || !census.makes_sense_in_windows_1252) {
    Decoded decoded = repair_utf8(bytes);
    if (has_mark) decoded.text.erase(0, kUtf8Mark.size());
    return decoded;
  }
  Decoded decoded;
  const std::string charset = guess_legacy_charset(bytes);
  decoded.warnings.push_back(fmt::format("decoded as {} (not valid UTF-8)", charset));
  decode_charset(bytes, charset, decoded);
  return decoded;
}

Decoded decode_html(std::string bytes, std::string_view told) {
  constexpr size_t kHeadBytes = 4096;
  static const RE2 pattern(R"((?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.-]+))");
  const bool has_mark = bytes.starts_with(kUtf8Mark) || !charset_by_mark(bytes).empty();
  if (has_mark || !charset_by_zeros(bytes).empty() || is_valid_utf8(bytes)) return decode_file(std::move(bytes));
  std::string charset = known_charset(told);
  if (charset.empty()) {
    std::string of_page;
    RE2::PartialMatch(re2::StringPiece(bytes.data(), std::min(bytes.size(), kHeadBytes)), pattern, &of_page);
    charset = known_charset(of_page);
  }
  if (charset.empty() || charset == "UTF-8") return decode_file(std::move(bytes));
  Decoded decoded;
  decode_charset(bytes, charset, decoded);
  replace_nul(decoded.text);
  return decoded;
}

Decoded repair_utf8(std::string_view bytes) {
  Decoded repaired;
  repaired.text.reserve(bytes.size());
  size_t broken = 0;
  int64_t first = 0;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t at = 0; at < size;) {
    const int64_t begin = at;
    UChar32 value = 0;
    U8_NEXT(data, at, size, value);
    if (value >= 0) {
      repaired.text.append(bytes.substr(static_cast<size_t>(begin), static_cast<size_t>(at - begin)));
    } else {
      repaired.text.append(kReplacement);
      if (broken++ == 0) first = begin;
    }
  }
  if (broken > 0) {
    repaired.warnings.push_back(fmt::format("{} broken UTF-8 sequence{} replaced by U+FFFD, the first at byte offset {}",
                                            broken, broken == 1 ? "" : "s", first));
  }
  return repaired;
}

size_t replace_nul(std::string& text) {
  const auto count = static_cast<size_t>(std::count(text.begin(), text.end(), '\0'));
  if (count == 0) return 0;
  std::string replaced;
  replaced.reserve(text.size() + 2 * count);
  for (const char byte : text) {
    if (byte == '\0') {
      replaced.append(kReplacement);
    } else {
      replaced.push_back(byte);
    }
  }
  text = std::move(replaced);
  return count;
}

}  // namespace depesche
