#include "intake/recognise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace depesche {
namespace {

using std::string_literals::operator""s;
using ::testing::HasSubstr;

struct Case {
  const char* what;
  const char* name;
  std::string head;
  Format format;
};
const Case kCases[] = {
    {"prose", "a.txt", "Der Bürgermeister kam.\nEr sprach.\n", Format::kText},
    {"nothing", "a.txt", "", Format::kText},
    {"a list in prose", "a.txt", "[Köln] Es regnet.", Format::kText},
    {"a brace in prose", "a.txt", "{sic} stand there.", Format::kText},
    {"prose whatever the name", "a.jsonl", "The mayor came.\n", Format::kText},
    {"UTF-16", "a.txt",
     "\xFF\xFE"
     "A\0"s,
     Format::kText},
    {"UTF-16 without mark", "a.txt", "A\0b\0c\0 \0d\0e\0"s, Format::kText},
    {"object", "a.txt", "{\"text\": \"Es regnet.\"}\n", Format::kJsonLines},
    {"object with a space", "-", "{ \"text\": \"Es regnet.\"}", Format::kJsonLines},
    {"object after blank lines", "-", "\n \r\n{\"text\": \"a\"}\n", Format::kJsonLines},
    {"object after a mark", "-", "\xEF\xBB\xBF{\"text\": \"a\"}\n", Format::kJsonLines},
    {"empty object", "-", "{}\n", Format::kJsonLines},
    {"broken object by its name", "a.JSONL", "{text: 1}\n", Format::kJsonLines},
    {"first line not closed", "-", "{\"text\": \"a\"\n{\"text\": \"b\"}\n", Format::kJsonLines},
    {"first line cut within a string", "-", "{\"text\": \"a\nb\n", Format::kJsonLines},
    {"brace and escaped quote within a string", "-", "{\"text\": \"}\\\"{\"}\n\"x\"", Format::kJsonLines},
    {"only line, not closed", "-", "{\"text\": \"a\"\n\n", Format::kJsonLines},
    {"garbage before, by its name", "a.ndjson", "ext\": \"a\"}\n{\"text\": \"b\"}\n", Format::kJsonLines},
    {"a page", "a.txt", "<!DOCTYPE html><html>", Format::kHtml},
    {"a page after white space", "a.txt", "\n  <!doctype HTML>", Format::kHtml},
    {"a page after a mark", "a.txt", "\xEF\xBB\xBF<HTML lang=de>", Format::kHtml},
    {"a page by its name", "a.HTM", "<nowhere>Es regnet.", Format::kHtml},
    {"a tag in prose", "a.txt", "<Beifall> Danke!", Format::kText},
    {"a zip archive", "a.txt", "PK\x03\x04\x14", Format::kArchive},
    {"an archive of pages", "a.txt", "WARC/1.1\r\nWARC-Type: response\r\n", Format::kWarc},
    {"over several lines", "a.json", "{\n  \"text\": \"a\",\n  \"id\": 1\n}\n", Format::kJsonObject},
    {"over several lines, first key on the first", "-", "{\"text\": \"a\",\n \"id\": 1}", Format::kJsonObject},
};

TEST(Recognise, TellsTheFormat) {
  for (const Case& c : kCases) {
    const Result<Format> format = recognise(c.head, c.name);
    ASSERT_TRUE(format) << c.what << ": " << format.error().message;
    EXPECT_EQ(*format, c.format) << c.what;
  }
}

struct Refusal {
  std::string head;
  const char* message;  // part of it
};
const Refusal kRefusals[] = {
    {"[{\"text\": \"a\"}]", "JSON array; give one object per line"},
    {"%PDF-1.7\n", "a PDF document; give its text"},
    {"\x89PNG\r\n\x1A\n", "a PNG picture"},
    {"\xFF\xD8\xFF\xE0", "a JPEG picture"},
    {"\x7F"
     "ELF\x02",
     "a program"},
    {"{\\rtf1\\ansi Text}", "an RTF document"},
    {"abc\0def"s, "zero byte at byte offset 3"},
    {"\x01\x02\x03 abcd", "3 control characters in 8 bytes"},
};

TEST(Recognise, RefusesWhatIsNoTextAndSaysWhat) {
  for (const Refusal& refusal : kRefusals) {
    const Result<Format> format = recognise(refusal.head, "a.txt");
    ASSERT_FALSE(format) << refusal.message;
    EXPECT_EQ(format.error().code, ErrorCode::kBadInput);
    EXPECT_THAT(format.error().message, HasSubstr(refusal.message));
  }
}

TEST(Recognise, IsSureOnceAnObjectStandsOnTheFirstLine) {
  EXPECT_TRUE(is_enough_to_recognise("{\"text\": \"a\"}\n"));
  for (const char* more : {"", "{", "{\"text\": \"a\"}", "{\"text\": \"a\"\n", "Der Bürgermeister\n"}) {
    EXPECT_FALSE(is_enough_to_recognise(more)) << more;
  }
}

}  // namespace
}  // namespace depesche
