#include "intake/encoding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>

#include "base/utf8.h"

namespace depesche {
namespace {

using std::string_literals::operator""s;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// `text` in another encoding.
std::string encode(const std::string& text, const char* charset) {
  std::string bytes(text.size() * 4 + 8, '\0');
  UErrorCode status = U_ZERO_ERROR;
  const int32_t size = ucnv_convert(charset, "UTF-8", bytes.data(), static_cast<int32_t>(bytes.size()), text.data(),
                                    static_cast<int32_t>(text.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

constexpr const char* kGerman =
    "Der Bürgermeister von Überlingen eröffnete am Dienstag die große Brücke. „Endlich“, sagte er – und: „Das hätte früher "
    "geschehen müssen.“ Die Straße bleibt gesperrt.";
constexpr const char* kRussian =
    "Мэр города открыл во вторник новый мост через реку. По его словам, строительство заняло три года и обошлось дешевле, "
    "чем "
    "ожидалось. Движение начнётся завтра.";
constexpr const char* kPolish =
    "Burmistrz otworzył we wtorek nowy most. Powiedział, że budowa trwała trzy lata i kosztowała mniej, niż się "
    "spodziewano. "
    "Mieszkańcy są zadowoleni, choć część dróg wciąż jest zamknięta.";

struct LegacyCase {
  const char* name;
  std::string text;
  const char* charset;  // that it is encoded in
  const char* told;     // by the warning
};
const LegacyCase kLegacyCases[] = {
    {"German windows-1252", kGerman, "windows-1252", "windows-1252"},
    {"one word", "Grüße", "windows-1252", "windows-1252"},
    {"all German letters", "ÄÖÜäöüß", "windows-1252", "windows-1252"},
    {"quotation marks alone", "„Ja“, sagte sie – „nein“ …", "windows-1252", "windows-1252"},
    {"a quotation that ends with ß", "„Spaß“", "windows-1252", "windows-1252"},
    {"French and Spanish names", "The café owner José Muñoz of Málaga", "windows-1252", "windows-1252"},
    {"the last letter", "Mit freundlichem Gruß", "windows-1252", "windows-1252"},
    {"the last letter, French", "a new café", "windows-1252", "windows-1252"},
    {"Icelandic names", "Sigurður Ingi Jóhannsson said", "windows-1252", "windows-1252"},
    {"names in capitals", "MÜNCHEN, GÖTTINGEN, ANDRÉ; Škoda, São Paulo, Ångström", "windows-1252", "windows-1252"},
    {"English quotation marks", "“It’s over,” he said — and left…", "windows-1252", "windows-1252"},
    {"signs", "Es kostete 80 € (§ 5), bei 20 °C", "windows-1252", "windows-1252"},
    {"Latin-1 is read as windows-1252", "Die Fußgänger überqueren die Straße", "ISO-8859-1", "windows-1252"},
    {"ISO-8859-15 by its euro sign", "Für 100 € fährt man nach Köln", "ISO-8859-15", "ISO-8859-15"},
    {"Mac", "Das Mädchen fährt für zwei Tage über die Straße. „Schön“, sagt es.", "macintosh", "macintosh"},
    {"DOS", "Das Mädchen fährt für zwei Tage über die Straße. Schön, sagt es.", "ibm-850", "ibm850"},
    {"Russian KOI8-R", kRussian, "KOI8-R", "KOI8-R"},
    {"Russian windows-1251", kRussian, "windows-1251", "windows-1251"},
    {"Polish", kPolish, "ISO-8859-2", "ISO-8859-2"},
};

TEST(DecodeFile, ReadsLegacyEncodingsAndNamesThem) {
  for (const LegacyCase& c : kLegacyCases) {
    const Decoded decoded = decode_file(encode(c.text, c.charset));
    EXPECT_EQ(decoded.text, c.text) << c.name;
    EXPECT_THAT(decoded.warnings, ElementsAre(HasSubstr("decoded as "s + c.told + " "))) << c.name;
  }
}

struct WideCase {
  const char* name;
  std::string bytes;
  const char* text;
  const char* warning;  // part of the only one; null: none
};
const WideCase kWideCases[] = {
    {"UTF-8", kGerman, kGerman, nullptr},
    {"UTF-8 with mark", "\xEF\xBB\xBF" + std::string(kGerman), kGerman, nullptr},
    {"UTF-16LE with mark", "\xFF\xFE" + encode(kGerman, "UTF-16LE"), kGerman, nullptr},
    {"UTF-16BE with mark", "\xFE\xFF" + encode(kGerman, "UTF-16BE"), kGerman, nullptr},
    {"UTF-32LE with mark", "\xFF\xFE\0\0"s + encode(kGerman, "UTF-32LE"), kGerman, nullptr},
    {"UTF-32BE with mark", "\0\0\xFE\xFF"s + encode(kGerman, "UTF-32BE"), kGerman, nullptr},
    {"UTF-16LE without mark", encode(kGerman, "UTF-16LE"), kGerman, "decoded as UTF-16LE"},
    {"UTF-16BE without mark", encode(kGerman, "UTF-16BE"), kGerman, "decoded as UTF-16BE"},
    {"UTF-32LE without mark", encode(kGerman, "UTF-32LE"), kGerman, "decoded as UTF-32LE"},
    {"a pair in UTF-16", "\xFF\xFE" + encode("a😀b", "UTF-16LE"), "a😀b", nullptr},
    {"half a pair in UTF-16",
     "\xFF\xFE"s + "a\0\x3D\xD8"
                   "b\0"s,
     "a\uFFFDb", "1 character not valid in UTF-16LE"},
    {"UTF-16 cut within a unit", "\xFF\xFE"s + "a\0b"s, "a\uFFFD", "1 character not valid"},
    {"U+0000 in UTF-16", "\xFF\xFE"s + "a\0\0\0b\0"s, "a\uFFFDb", "1 U+0000 replaced"},
    {"nothing", "", "", nullptr},
};

TEST(DecodeFile, ReadsUnicodeEncodings) {
  for (const WideCase& c : kWideCases) {
    const Decoded decoded = decode_file(c.bytes);
    EXPECT_EQ(decoded.text, c.text) << c.name;
    EXPECT_TRUE(is_valid_utf8(decoded.text)) << c.name;
    if (c.warning == nullptr) {
      EXPECT_THAT(decoded.warnings, IsEmpty()) << c.name;
    } else {
      EXPECT_THAT(decoded.warnings, ElementsAre(HasSubstr(c.warning))) << c.name;
    }
  }
}

struct BrokenCase {
  const char* name;
  std::string bytes;
  const char* text;
  const char* warning;
};
const BrokenCase kBrokenCases[] = {
    {"few among many", "Über die Brücke fährt\xFC Müller", "Über die Brücke fährt\uFFFD Müller",
     "1 broken UTF-8 sequence replaced by U+FFFD, the first at byte offset 24"},
    {"two", "Grüße \xFF an \xE2\x80 alle Bürger für Köln", "Grüße \uFFFD an \uFFFD alle Bürger für Köln",
     "2 broken UTF-8 sequences replaced by U+FFFD, the first at byte offset 8"},
    {"cut within the last quotation mark", "He said “yes\xE2\x80", "He said “yes�", "the first at byte offset 14"},
    {"cut within the only quotation mark", "He said yes\xE2\x80", "He said yes�", "the first at byte offset 11"},
    {"cut within the last character", "Die Stra\xC3", "Die Stra\uFFFD", "the first at byte offset 8"},
    {"no letter in windows-1252 either", "abc \xFF\xFE def", "abc \uFFFD\uFFFD def", "2 broken UTF-8 sequences"},
    {"after a mark",
     "\xEF\xBB\xBFGr\xFC\xDF"
     "e",
     "Gr\uFFFD\uFFFDe", "2 broken UTF-8 sequences"},
};

TEST(DecodeFile, RepairsUtf8ThatIsNearlyValid) {
  for (const BrokenCase& c : kBrokenCases) {
    const Decoded decoded = decode_file(c.bytes);
    EXPECT_EQ(decoded.text, c.text) << c.name;
    EXPECT_THAT(decoded.warnings, ElementsAre(HasSubstr(c.warning))) << c.name;
  }
}

// Longer than the buffers of the conversion, whose ends must not split a character.
TEST(DecodeFile, ReadsLongTexts) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "Straße 😀 " + std::to_string(i) + "\n";
  EXPECT_EQ(decode_file("\xFE\xFF" + encode(text, "UTF-16BE")).text, text);
  std::string german;
  for (int i = 0; i < 20000; ++i) german += "Straße „" + std::to_string(i) + "“\r\n";
  EXPECT_EQ(decode_file(encode(german, "windows-1252")).text, german);
}

// Any bytes at all give valid UTF-8.
TEST(DecodeFile, SurvivesAnyBytes) {
  uint32_t state = 12345;
  for (size_t round = 0; round < 3000; ++round) {
    std::string bytes(round % 40, ' ');
    for (char& byte : bytes) {
      state = state * 1664525 + 1013904223;
      byte = static_cast<char>(state >> (round % 3 == 0 ? 24 : 25) | (round % 5 == 0 ? 0x80 : 0));
    }
    const Decoded decoded = decode_file(bytes);
    EXPECT_TRUE(is_valid_utf8(decoded.text));
    EXPECT_EQ(decoded.text.find('\0'), std::string::npos);
    const bool is_told = !decoded.warnings.empty() || bytes.starts_with("\xEF\xBB\xBF") || !wide_charset(bytes).empty();
    EXPECT_TRUE(decoded.text == bytes || is_told) << bytes;
  }
}

}  // namespace
}  // namespace depesche
