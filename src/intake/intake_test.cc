#include "intake/intake.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include "base/sha256.h"
#include "intake/intake_from.h"

namespace depesche {
namespace {

using std::string_literals::operator""s;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A folder of its own for each test, and standard input out of a string.
class IntakeTest : public ::testing::Test {
 protected:
  IntakeTest() {
    std::string pattern = std::filesystem::temp_directory_path() / "intake_test.XXXXXX";
    root_ = mkdtemp(pattern.data());
  }
  ~IntakeTest() override { std::filesystem::remove_all(root_); }

  // Writes a file and gives its path.
  std::string write(const std::string& name, std::string_view bytes) {
    const std::filesystem::path file = root_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  std::string path(const std::string& name) const { return root_ / name; }

  // One string for each result of next(): "source|content" or "error: code: message"; the folder's name is left out.
  std::vector<std::string> read(std::vector<std::string> paths, IntakeOptions options = {}, std::string_view input = "") {
    const int descriptor = open(write(".standard_input", input).c_str(), O_RDONLY);
    auto intake = create_intake_from(std::move(paths), options, descriptor);
    std::vector<std::string> read;
    snapshots_.clear();
    while (auto result = (*intake)->next()) {
      read.push_back(*result ? (*result)->source + "|" + (*result)->content
                             : fmt::format("error: {}: {}", error_name(result->error().code), result->error().message));
      if (*result) snapshots_.push_back(**result);
      if (read.back().find(root_) == std::string::npos) continue;
      read.back().erase(read.back().find(root_), root_.string().size() + 1);
    }
    EXPECT_EQ((*intake)->next(), std::nullopt);
    progress_ = (*intake)->progress();
    close(descriptor);
    return read;
  }

  std::filesystem::path root_;
  std::vector<Snapshot> snapshots_;  // of the last read()
  IntakeProgress progress_;          // after it
};

TEST_F(IntakeTest, ReadsAPlainFile) {
  const std::string bytes =
      "\xEF\xBB\xBF"
      "Die Brücke.\r\n\r\nSie ist offen.";
  EXPECT_THAT(read({write("a.txt", bytes)}), ElementsAre("a.txt|Die Brücke.\r\n\r\nSie ist offen."));
  EXPECT_EQ(snapshots_.at(0).sha256, sha256_hex(bytes));
  EXPECT_EQ(snapshots_.at(0).given, Given());
  EXPECT_THAT(snapshots_.at(0).warnings, IsEmpty());
}

TEST_F(IntakeTest, WarnsOfALegacyEncoding) {
  EXPECT_THAT(read({write("a.txt",
                          "Gr\xFC\xDF"
                          "e")}),
              ElementsAre("a.txt|Grüße"));
  EXPECT_THAT(snapshots_.at(0).warnings, ElementsAre(HasSubstr("decoded as windows-1252")));
}

struct FileCase {
  const char* name;
  std::string bytes;
  const char* read;  // its beginning
};
const FileCase kFileCases[] = {
    {"empty", "", "error: bad_input: empty: empty"},
    {"blank", " \r\n\t\n\xC2\xA0", "error: bad_input: blank: empty"},
    {"blank_utf16", "\xFF\xFE \0\n\0"s, "error: bad_input: blank_utf16: empty"},
    {"blank.jsonl", "\n\n", "error: bad_input: blank.jsonl: empty"},
    {"page.html", "<!DOCTYPE html>\n<p>Text", "page.html|<!DOCTYPE html>\n<p>Text"},
    {"page16.html", "\xFF\xFE<\0h\0t\0m\0l\0>\0"s, "page16.html|<html>"},
    {"a.gz", "\x1F\x8B\x08", "error: corrupt: a.gz: cut off: the packed member that begins at byte 0"},
    {"late_zero", std::string(100000, 'a') + "\0"s, "error: bad_input: late_zero: looks like a binary file (zero byte at"},
    {"numbers", "\x01\0\x02\0\x03\0\x04\0\x05\0\x06\0\x07\0\x08\0"s, "error: bad_input: numbers: looks like a binary file"},
    {"pretty.json", "{\n \"text\": \"Es regnet.\",\n \"id\": 5\n}\n", "pretty.json|Es regnet."},
    {"pretty16.json", "\xFF\xFE{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0a\0\"\0}\0"s, "pretty16.json|a"},
    {"broken.json", "{\n \"text\": \"a\",\n}\n",
     "error: bad_input: broken.json: not valid JSON: syntax error while parsing object key"},
    {"many.json", "{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n", "error: bad_input: many.json: not valid JSON:"},
};

TEST_F(IntakeTest, ReadsOrRefusesWholeFiles) {
  for (const FileCase& c : kFileCases) {
    EXPECT_THAT(read({write(c.name, c.bytes)}), ElementsAre(StartsWith(c.read))) << c.name;
    EXPECT_EQ(progress_.bytes_read, c.bytes.size()) << c.name;
  }
}

TEST_F(IntakeTest, ReadsJsonLines) {
  const std::string first = R"({"id": 1, "text": "Eins", "title": "T"})";
  const std::string file = write("news.jsonl", "\xEF\xBB\xBF" + first + "\r\n\r\n  \n" + R"({"id": "b", "text": "Zwei"})");
  EXPECT_THAT(read({file}), ElementsAre("news.jsonl: line 1|Eins", "news.jsonl: line 4|Zwei"));
  EXPECT_EQ(snapshots_.at(0).sha256, sha256_hex(first));
  EXPECT_EQ(snapshots_.at(0).given.id, "1");
  EXPECT_EQ(snapshots_.at(0).given.title, "T");
  EXPECT_EQ(snapshots_.at(1).given.id, "b");
}

TEST_F(IntakeTest, ABrokenLineDoesNotSpoilTheOthers) {
  const std::string file = write("news.jsonl",
                                 "{\"text\": \"Eins\"}\n{\"text\": \"Zw\n{\"title\": \"x\"}\n{\"text\": \"a\", \"url\": 3}\n"
                                 "[]\nnot JSON\n{\"text\": \"Sieben\"}\n{\"text\": \"Ac");
  EXPECT_THAT(
      read({file}),
      ElementsAre("news.jsonl: line 1|Eins",
                  ::testing::AllOf(StartsWith("error: bad_input: news.jsonl: line 2: not valid JSON: "),
                                   HasSubstr(" at character 13; the line was skipped")),
                  "error: bad_input: news.jsonl: line 3: has no `text`, which must hold the article's text; the line "
                  "was skipped",
                  "error: bad_input: news.jsonl: line 4: `url` must be a string, but it is a number; the line was "
                  "skipped",
                  HasSubstr("line 5: must be a JSON object with a key `text`, not a list"),
                  HasSubstr("line 6: not valid JSON: "), "news.jsonl: line 7|Sieben",
                  HasSubstr("line 8: not valid JSON: ")));
}

TEST_F(IntakeTest, MendsBrokenBytesInALine) {
  const std::string broken =
      "{\"text\": \"Gr\xC3\xBC\xC3\x9F"
      "e \xFF\"}";
  const std::string legacy =
      "{\"text\": \"Gr\xFC\xDF"
      "e\"}";
  const std::string stray = "{\"text\": \"abc \xFF\xFE\"}";
  const std::string half = R"({"text": "a\ud800\u0000"})";
  EXPECT_THAT(read({write("a.jsonl", broken + "\n" + legacy + "\n" + stray + "\n" + half + "\n")}),
              ElementsAre("a.jsonl: line 1|Grüße \uFFFD", "a.jsonl: line 2|Grüße", "a.jsonl: line 3|abc \uFFFD\uFFFD",
                          "a.jsonl: line 4|a\uFFFD\uFFFD"));
  EXPECT_THAT(snapshots_.at(0).warnings, ElementsAre(HasSubstr("1 broken UTF-8 sequence replaced by U+FFFD")));
  EXPECT_THAT(snapshots_.at(1).warnings, ElementsAre(HasSubstr("decoded as windows-1252")));
  EXPECT_THAT(snapshots_.at(2).warnings, ElementsAre(HasSubstr("2 broken UTF-8 sequences")));
  EXPECT_THAT(snapshots_.at(3).warnings, ElementsAre(HasSubstr("half a surrogate pair"), HasSubstr("U+0000")));
  EXPECT_EQ(snapshots_.at(0).sha256, sha256_hex(broken));
}

TEST_F(IntakeTest, TellsWhatIsTooLarge) {
  IntakeOptions options;
  options.max_article_bytes = 20;
  const std::string at_limit = R"({"text": "12345678"})";
  ASSERT_EQ(at_limit.size(), 20u);
  const std::string lines = at_limit + "\r\n" + R"({"text": "123456789"})" + "\r\n" + at_limit + "\n" + at_limit;
  EXPECT_THAT(
      read({write("a.jsonl", lines), write("b.txt", std::string(21, 'b')), write("c.txt", std::string(20, 'c'))}, options),
      ElementsAre("a.jsonl: line 1|12345678",
                  "error: too_large: a.jsonl: line 2: 21 bytes, more than the limit of 20 bytes; raise --max-bytes or "
                  "split the article; the line was skipped",
                  "a.jsonl: line 3|12345678", "a.jsonl: line 4|12345678",
                  "error: too_large: b.txt: 21 bytes, more than the limit of 20 bytes; raise --max-bytes or split the "
                  "file",
                  "c.txt|" + std::string(20, 'c')));
  EXPECT_THAT(read({"-"}, options, std::string(21, 'x')),
              ElementsAre(HasSubstr("standard input: at least 21 bytes, more than")));
}

TEST_F(IntakeTest, AHugeLineDoesNotSpoilItsNeighbours) {
  const std::string huge = R"({"text": ")" + std::string(50'000'000, 'x') + "\"}";
  const std::string file = write("a.jsonl", "{\"text\": \"Eins\"}\n" + huge + "\r\n{\"text\": \"Drei\"}\n");
  EXPECT_THAT(read({file}),
              ElementsAre("a.jsonl: line 1|Eins", StartsWith("error: too_large: a.jsonl: line 2: 50000012 bytes"),
                          "a.jsonl: line 3|Drei"));
  IntakeOptions options;
  options.max_article_bytes = 60'000'000;
  EXPECT_EQ(read({file}, options).size(), 3u);
  EXPECT_EQ(snapshots_.at(1).content.size(), 50'000'000u);
  EXPECT_EQ(snapshots_.at(1).sha256, sha256_hex(huge));
}

TEST_F(IntakeTest, WalksFoldersInOrderOfTheBytes) {
  for (const char* name : {"n/b.txt", "n/a.txt", "n/a/1.txt", "n/a-b.txt", "n/Z.txt", "n/ä.txt", "n/.hidden", "n/.git/x.txt",
                           "n/sub/deep/er.txt", "other.txt"}) {
    write(name, name);
  }
  std::filesystem::create_directories(root_ / "n/nothing");
  std::filesystem::create_directory_symlink(root_ / "n", root_ / "n/sub/loop");
  std::filesystem::create_symlink(root_ / "other.txt", root_ / "n/link.txt");
  std::filesystem::create_symlink(root_ / "gone", root_ / "n/x");
  EXPECT_THAT(read({path("n")}),
              ElementsAre("n/Z.txt|n/Z.txt", "n/a-b.txt|n/a-b.txt", "n/a.txt|n/a.txt", "n/a/1.txt|n/a/1.txt",
                          "n/b.txt|n/b.txt", "n/link.txt|other.txt", "n/sub/deep/er.txt|n/sub/deep/er.txt",
                          "error: not_found: n/x: cannot be read: No such file or directory", "n/ä.txt|n/ä.txt"));
  EXPECT_EQ(progress_.bytes_read, progress_.bytes_total);
  EXPECT_THAT(read({path("n/.hidden"), path("n/sub/deep/")}),
              ElementsAre("n/.hidden|n/.hidden", "n/sub/deep/er.txt|n/sub/deep/er.txt"));
}

TEST_F(IntakeTest, NamesWhatIsNotThere) {
  write("empty/.hidden", "x");
  write("a.txt", "a");
  std::filesystem::create_symlink("gone", root_ / "dangling");
  std::filesystem::create_symlink("self", root_ / "self");
  EXPECT_THAT(read({path("none.txt"), path("a.txt/b"), path("dangling"), path("empty"), path("self"), path("a.txt"), ""}),
              ElementsAre("error: not_found: none.txt: cannot be read: No such file or directory",
                          "error: not_found: a.txt/b: cannot be read: Not a directory",
                          "error: not_found: dangling: cannot be read: No such file or directory",
                          StartsWith("error: not_found: empty: no file in this folder"),
                          "error: unreadable: self: cannot be read: Too many levels of symbolic links", "a.txt|a",
                          "error: bad_argument: one of the paths is empty"));
}

TEST_F(IntakeTest, TellsWhatCannotBeRead) {
  EXPECT_THAT(read({"/dev/null"}), ElementsAre(StartsWith("error: unreadable: /dev/null: is a device")));
  // A file that opens and then fails to read, for every user.
  if (std::filesystem::exists("/proc/self/mem")) {
    EXPECT_THAT(read({"/proc/self/mem"}),
                ElementsAre("error: unreadable: /proc/self/mem: cannot be read: Input/output error"));
  }
  // A file that goes between the listing and the reading.
  const std::string gone = write("gone.txt", "x");
  auto intake = Intake::create({gone, write("stays.txt", "Text")}, {});
  std::filesystem::remove(gone);
  EXPECT_EQ((*intake)->next()->error().code, ErrorCode::kNotFound);
  EXPECT_EQ((*intake)->next()->value().content, "Text");
  EXPECT_EQ((*intake)->next(), std::nullopt);
  EXPECT_EQ((*intake)->progress().bytes_read, 5u);
}

TEST_F(IntakeTest, PutsBrokenNamesIntoMessagesAsUtf8) {
  EXPECT_THAT(read({write("\xFC.txt", "Text")}), ElementsAre("\uFFFD.txt|Text"));
}

TEST_F(IntakeTest, ReadsStandardInput) {
  EXPECT_THAT(read({"-"}, {}, "Es regnet."), ElementsAre("standard input|Es regnet."));
  EXPECT_THAT(read({"-"}, {}, "\n{\"text\": \"Eins\"}\nx\n"),
              ElementsAre("standard input: line 2|Eins", StartsWith("error: bad_input: standard input: line 3: not valid")));
  EXPECT_THAT(read({"-"}, {}, ""), ElementsAre("error: bad_input: standard input: empty; there is no text in it"));
  EXPECT_EQ(progress_.bytes_total, std::nullopt);
  const std::string file = write("a.txt", "a");
  EXPECT_THAT(
      read({file, "-", file, "-"}, {}, "b"),
      ElementsAre("a.txt|a", "standard input|b", "a.txt|a", StartsWith("error: bad_argument: standard input: given more")));
}

TEST_F(IntakeTest, ReadsANamedPipe) {
  ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(path("pipe")) << "{\"text\": \"Eins\"}\n"; });
  EXPECT_THAT(read({path("pipe")}), ElementsAre("pipe: line 1|Eins"));
  writer.join();
  EXPECT_EQ(progress_.bytes_total, std::nullopt);
  // But one that lies in a folder is not waited for.
  EXPECT_THAT(read({path("")}), ElementsAre(StartsWith("error: unreadable: pipe: is a pipe")));
}

TEST_F(IntakeTest, TellsItsProgress) {
  const std::string a = write("a.txt", std::string(1000, 'a'));
  const std::string b = write("b.jsonl", "{\"text\": \"Eins\"}\n{\"text\": \"Zwei\"}\n");
  auto intake = Intake::create({a, b, write("c.gz", "\x1F\x8B" + std::string(100000, 'c')), path("none")}, {});
  const uint64_t total = 1000 + 34 + 100002;
  EXPECT_EQ((*intake)->progress().bytes_read, 0u);
  EXPECT_EQ((*intake)->progress().bytes_total, total);
  (*intake)->next();
  EXPECT_EQ((*intake)->progress().bytes_read, 1000u);
  (*intake)->next();
  EXPECT_EQ((*intake)->progress().bytes_read, 1034u);
  while ((*intake)->next()) {
  }
  EXPECT_EQ((*intake)->progress().bytes_read, total);
  EXPECT_EQ((*intake)->progress().bytes_total, total);
}

TEST(Intake, RefusesImpossibleArguments) {
  EXPECT_EQ(Intake::create({}, {}).error().code, ErrorCode::kBadArgument);
  for (const uint64_t bytes : {UINT64_C(0), UINT64_C(1) << 31}) {
    IntakeOptions options;
    options.max_article_bytes = bytes;
    const auto intake = Intake::create({"a.txt"}, options);
    ASSERT_FALSE(intake);
    EXPECT_EQ(intake.error().code, ErrorCode::kBadArgument);
    EXPECT_THAT(intake.error().message, HasSubstr("max_article_bytes"));
  }
}

}  // namespace
}  // namespace depesche
