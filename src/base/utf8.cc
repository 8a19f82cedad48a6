#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

namespace depesche {
namespace {

constexpr size_t kBlock = 64;

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t at = 0; at < size;) {
    UChar32 value = 0;
    U8_NEXT(data, at, size, value);
    if (value < 0) return false;
  }
  return true;
}

CodePoint code_point_at(std::string_view text, size_t at) {
  const auto* data = reinterpret_cast<const uint8_t*>(text.data());
  auto next = static_cast<int64_t>(at);
  UChar32 value = 0;
  U8_NEXT_OR_FFFD(data, next, static_cast<int64_t>(text.size()), value);
  return {static_cast<char32_t>(value), static_cast<size_t>(next)};
}

CodePoint code_point_before(std::string_view text, size_t at) {
  while (at > 0 && !starts_code_point(text[--at])) {
  }
  return {code_point_at(text, at).value, at};
}

void append_code_point(std::string& text, char32_t value) {
  uint8_t buffer[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, static_cast<UChar32>(value));
  text.append(reinterpret_cast<const char*>(buffer), static_cast<size_t>(size));
}

bool is_letter(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0; }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }
bool is_space(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)); }
bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }
char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }
char32_t to_lower(char32_t c) { return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))); }

std::string_view trim(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size()) {
    const CodePoint c = code_point_at(text, begin);
    if (!is_space(c.value)) break;
    begin = c.next;
  }
  size_t end = text.size();
  while (end > begin) {
    const CodePoint c = code_point_before(text, end);
    if (!is_space(c.value)) break;
    end = c.next;
  }
  return text.substr(begin, end - begin);
}

std::string fold_case(std::string_view text) {
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, status);
  return folded;
}

std::string to_ascii(std::string_view text) {
  static const std::unique_ptr<const icu::Transliterator> transliterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<const icu::Transliterator>(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower; [:^ASCII:] Remove", UTRANS_FORWARD, status));
  }();
  if (!transliterator) return {};  // ICU without its data
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  transliterator->transliterate(wide);
  std::string ascii;
  return wide.toUTF8String(ascii);
}

size_t count_code_points(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  points_before_.reserve(text.size() / kBlock + 1);
  uint32_t points = 0;
  for (size_t begin = 0; begin <= text.size(); begin += kBlock) {
    points_before_.push_back(points);
    points += static_cast<uint32_t>(count_code_points(text.substr(begin, kBlock)));
  }
}

uint32_t CodePointIndex::from_byte(uint32_t byte) const {
  const size_t block = byte / kBlock;
  return points_before_[block] +
         static_cast<uint32_t>(count_code_points(text_.substr(block * kBlock, byte - block * kBlock)));
}

uint32_t CodePointIndex::to_byte(uint32_t point) const {
  const auto after = std::upper_bound(points_before_.begin(), points_before_.end(), point);
  const auto block = static_cast<size_t>(after - points_before_.begin()) - 1;
  uint32_t left = point - points_before_[block];
  for (size_t at = block * kBlock; at < text_.size(); ++at) {
    if (!starts_code_point(text_[at])) continue;
    if (left == 0) return static_cast<uint32_t>(at);
    --left;
  }
  return static_cast<uint32_t>(text_.size());
}

}  // namespace depesche
