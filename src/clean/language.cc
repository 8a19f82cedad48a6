#include "clean/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uloc.h>

#include <array>
#include <utility>

#include "base/utf8.h"

namespace depesche {
namespace {

constexpr size_t kMostBytesLookedAt = 256 << 10;
constexpr int kFewestLetterBytes = 40;

// Names and codes that ICU does not reduce by itself: English and own names, bibliographic (ISO 639-2/B) and withdrawn
// codes.
constexpr std::pair<std::string_view, std::string_view> kOtherNames[] = {
    {"german", "de"},
    {"deutsch", "de"},
    {"ger", "de"},
    {"english", "en"},
    {"englisch", "en"},
    {"french", "fr"},
    {"français", "fr"},
    {"französisch", "fr"},
    {"fre", "fr"},
    {"italian", "it"},
    {"italiano", "it"},
    {"italienisch", "it"},
    {"spanish", "es"},
    {"español", "es"},
    {"spanisch", "es"},
    {"dutch", "nl"},
    {"nederlands", "nl"},
    {"niederländisch", "nl"},
    {"dut", "nl"},
    {"polish", "pl"},
    {"polski", "pl"},
    {"polnisch", "pl"},
    {"russian", "ru"},
    {"русский", "ru"},
    {"russisch", "ru"},
    {"turkish", "tr"},
    {"türkçe", "tr"},
    {"türkisch", "tr"},
    {"chinese", "zh"},
    {"chinesisch", "zh"},
    {"chi", "zh"},
    {"arabic", "ar"},
    {"arabisch", "ar"},
    {"portuguese", "pt"},
    {"português", "pt"},
    {"ukrainian", "uk"},
    {"ukrainisch", "uk"},
    {"cze", "cs"},
    {"gre", "el"},
    {"iw", "he"},
    {"in", "id"},
    {"jw", "jv"},
    {"luxembourgish", "lb"},
    {"luxemburgisch", "lb"},
};

bool is_iso_639_1(const std::string& code) {
  if (code.size() != 2) return false;
  for (const char* const* known = uloc_getISOLanguages(); *known; ++known)
    if (code == *known) return true;
  return false;
}

}  // namespace

std::optional<std::string> language_code(std::string_view told) {
  const std::string folded = fold_case(trim(told));
  const std::string first = folded.substr(0, folded.find_first_of("-_.@; "));
  for (const auto& [name, code] : kOtherNames)
    if (folded == name || first == name) return std::string(code);
  // Full names only by the table above: ICU would take any word for a language.
  if (first.size() < 2 || first.size() > 3) return std::nullopt;
  for (const char c : first)
    if (c < 'a' || c > 'z') return std::nullopt;
  std::array<char, ULOC_LANG_CAPACITY> buffer{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length = uloc_getLanguage(first.c_str(), buffer.data(), ULOC_LANG_CAPACITY, &status);
  if (U_FAILURE(status) || length <= 0) return std::nullopt;
  std::string code(buffer.data(), static_cast<size_t>(length));
  if (!is_iso_639_1(code)) return std::nullopt;
  return code;
}

std::optional<std::string> detect_language(std::string_view text) {
  if (text.size() > kMostBytesLookedAt) {
    size_t end = kMostBytesLookedAt;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  CLD2::Language best[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
  int percent[3] = {};
  double score[3] = {};
  int letter_bytes = 0;
  bool reliable = false;
  // Not the short forms of this call: they say English where they do not know.
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0,
                                                                 best, percent, score, nullptr, &letter_bytes, &reliable);
  if (language == CLD2::UNKNOWN_LANGUAGE || !reliable || letter_bytes < kFewestLetterBytes) return std::nullopt;
  return language_code(CLD2::LanguageCode(language));
}

}  // namespace depesche
