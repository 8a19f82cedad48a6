#include "intake/legacy_charset.h"

#include <fmt/format.h>
#include <uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/letters.h"
#include "base/utf8.h"

namespace depesche {
namespace {

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Null where ICU does not know the encoding.
Converter open_converter(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status)) converter.reset();
  return converter;
}

// What the 256 bytes of a single-byte encoding mean.
using Table = std::array<char32_t, 256>;

Table make_table(const std::string& charset) {
  Table table{};
  const Converter converter = open_converter(charset);
  for (size_t i = 0; i < table.size(); ++i) {
    const char byte = static_cast<char>(i);
    const char* at = &byte;
    UErrorCode status = U_ZERO_ERROR;
    const UChar32 value = converter ? ucnv_getNextUChar(converter.get(), &at, at + 1, &status) : 0xFFFD;
    table[i] = U_SUCCESS(status) ? static_cast<char32_t>(value) : U'\uFFFD';
  }
  return table;
}

struct Western {
  const char* name;
  Table table;
};
// The first is the one to fall back on.
const std::array<Western, 4>& westerns() {
  static const std::array<Western, 4> list = {{{"windows-1252", make_table("windows-1252")},
                                               {"ISO-8859-15", make_table("ISO-8859-15")},
                                               {"macintosh", make_table("macintosh")},
                                               {"ibm850", make_table("ibm-850")}}};
  return list;
}

bool contains(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

bool is_german_letter(char32_t c) { return contains(U"ÄÖÜäöüß", c); }
bool is_typographic(char32_t c) { return contains(U"„“”‚‘’«»‹›–—…•", c); }

bool is_high(unsigned char byte) { return byte >= 0x80; }

// How much sense a letter makes between its neighbours: 3 or 1 for yes, 0 for no opinion, less for no.
int score_letter(char32_t before, char32_t c, char32_t after) {
  const bool is_german = is_german_letter(c);
  const bool is_western = is_german || (c >= 0xC0 && c <= 0xFF) || contains(U"ŒœŠšŽžŸ", c);
  if (!is_western) return -2;
  // German and English never have three such letters in a row; Cyrillic read in a Western encoding has.
  if (before >= 0x80 && after >= 0x80 && is_letter(before) && is_letter(after)) return -2;
  if (!is_letter(before) && !is_letter(after)) return 0;
  const bool breaks_case = is_upper(c) ? is_lower(before) : c != U'ß' && is_upper(after);
  if (breaks_case) return -2;
  if (contains(U"ÂÃÐÞðþÿ", c)) return 0;
  return is_german ? 3 : 1;
}

int score_sign(char32_t before, char32_t c, char32_t after) {
  const bool is_inside_word = is_letter(before) && is_letter(after);
  if (contains(U"’‘–—…", c) || c == 0xA0 || c == 0xAD) return 1;
  if (is_typographic(c) || contains(U"§°²³¹½¼¾€£¥¢©®™·¡¿±×†‰´", c)) return is_inside_word ? -2 : 1;
  return -2;
}

struct Score {
  int sum = 0;
  size_t against = 0;  // high bytes that make no sense
  size_t high = 0;
};

Score score_western(std::string_view bytes, const Table& table) {
  Score score;
  const auto value_at = [&](size_t at) { return at < bytes.size() ? table[static_cast<unsigned char>(bytes[at])] : U' '; };
  for (size_t at = 0; at < bytes.size(); ++at) {
    if (!is_high(static_cast<unsigned char>(bytes[at]))) continue;
    const char32_t c = value_at(at);
    const char32_t before = at == 0 ? U' ' : value_at(at - 1);
    const char32_t after = value_at(at + 1);
    const int one = is_letter(c) ? score_letter(before, c, after) : score_sign(before, c, after);
    score.sum += one;
    score.against += one < 0 ? 1 : 0;
    ++score.high;
  }
  return score;
}

bool has_only_german_letters_and_punctuation(std::string_view bytes, const Table& table) {
  return std::all_of(bytes.begin(), bytes.end(), [&](char byte) {
    const char32_t c = table[static_cast<unsigned char>(byte)];
    return c < 0x80 || is_german_letter(c) || is_typographic(c);
  });
}

bool has_c1_bytes(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char byte) {
    return is_high(static_cast<unsigned char>(byte)) && static_cast<unsigned char>(byte) < 0xA0;
  });
}

// What uchardet says, where that is an encoding of another part of the world that ICU knows; else "".
std::string ask_uchardet(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
  uchardet_data_end(detector.get());
  std::string charset = uchardet_get_charset(detector.get());
  for (const std::string_view western :
       {"ASCII", "UTF-8", "UTF-16", "UTF-32", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252"}) {
    if (charset == western) return {};
  }
  if (charset == "ISO-8859-2" && has_c1_bytes(bytes)) charset = "WINDOWS-1250";  // the same where both have letters, nearly
  if (charset.empty() || !open_converter(charset)) return {};
  if (charset.starts_with("WINDOWS")) charset.replace(0, 7, "windows");
  return charset;
}

}  // namespace

std::string guess_legacy_charset(std::string_view bytes) {
  // Enough to tell by, from where the first high byte stands.
  constexpr size_t kSampleBytes = size_t{1} << 20;
  constexpr size_t kBefore = 1 << 10;
  const auto first =
      std::find_if(bytes.begin(), bytes.end(), [](char byte) { return is_high(static_cast<unsigned char>(byte)); });
  const auto at = static_cast<size_t>(first - bytes.begin());
  const std::string_view sample = bytes.substr(at < kBefore ? 0 : at - kBefore, kSampleBytes);

  const std::array<Western, 4>& candidates = westerns();
  if (has_only_german_letters_and_punctuation(sample, candidates[0].table)) return candidates[0].name;
  const Western* best = nullptr;
  Score best_score;
  for (const Western& candidate : candidates) {
    const Score score = score_western(sample, candidate.table);
    if (best == nullptr || score.sum > best_score.sum) {
      best = &candidate;
      best_score = score;
    }
    // Nothing speaks against windows-1252: the others are far rarer.
    if (best == &candidates[0] && score.against == 0) return best->name;
  }
  if (best_score.sum > 0 && best_score.against * 10 <= best_score.high) return best->name;
  const std::string other = ask_uchardet(sample);
  if (!other.empty()) return other;
  return best_score.sum > 0 ? best->name : candidates[0].name;
}

void decode_charset(std::string_view bytes, std::string_view charset, Decoded& decoded) {
  const Converter from = open_converter(std::string(charset));
  const Converter to = open_converter("UTF-8");
  std::string text;
  if (from && to) {
    const char* source = bytes.data();
    std::array<char, 1 << 14> target_buffer{};
    std::array<UChar, 1 << 12> pivot{};
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    UBool reset = true;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    while (status == U_BUFFER_OVERFLOW_ERROR) {
      status = U_ZERO_ERROR;
      char* target = target_buffer.data();
      ucnv_convertEx(to.get(), from.get(), &target, target + target_buffer.size(), &source, bytes.data() + bytes.size(),
                     pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, true, &status);
      reset = false;
      text.append(target_buffer.data(), target);
    }
  }
  size_t replaced = 0;
  decoded.text.reserve(decoded.text.size() + text.size());
  for (size_t at = 0; at < text.size();) {
    const CodePoint c = code_point_at(text, at);
    const bool is_lost = c.value == 0xFFFD || (c.value >= 0x80 && c.value < 0xA0 && c.value != 0x85);
    append_code_point(decoded.text, is_lost ? U'\uFFFD' : c.value);
    replaced += is_lost ? 1 : 0;
    at = c.next;
  }
  if (replaced > 0) {
    decoded.warnings.push_back(
        fmt::format("{} character{} not valid in {} replaced by U+FFFD", replaced, replaced == 1 ? "" : "s", charset));
  }
}

std::string known_charset(std::string_view told) {
  // As the Encoding Standard has it where it differs from ICU.
  constexpr std::pair<std::string_view, std::string_view> kMeanings[] = {{"utf-8", "UTF-8"},
                                                                         {"utf8", "UTF-8"},
                                                                         {"iso-8859-1", "windows-1252"},
                                                                         {"iso8859-1", "windows-1252"},
                                                                         {"latin1", "windows-1252"},
                                                                         {"l1", "windows-1252"},
                                                                         {"us-ascii", "windows-1252"},
                                                                         {"ascii", "windows-1252"},
                                                                         {"iso-8859-9", "windows-1254"},
                                                                         {"latin5", "windows-1254"},
                                                                         {"gb2312", "gb18030"},
                                                                         {"gbk", "gb18030"},
                                                                         {"shift_jis", "windows-31j"},
                                                                         {"x-sjis", "windows-31j"},
                                                                         {"utf-16", "UTF-8"},
                                                                         {"utf-7", ""},
                                                                         {"utf-32", ""}};
  const std::string name = lower_ascii(told);
  for (const auto& [label, meaning] : kMeanings) {
    if (label == name) return std::string(meaning);
  }
  return !name.empty() && open_converter(name) ? name : std::string();
}

}  // namespace depesche
