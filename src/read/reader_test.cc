// The committed model through the whole of read/. tests/test_reader_twin.py compares it with an independent reader.
#include "read/reader.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace depesche {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kModel = DEPESCHE_SOURCE_DIR "/models/reader";

Document document(std::string text) {
  Document document;
  document.article.text = std::move(text);
  return document;
}

std::vector<Document> documents() {
  const std::string meeting = "Ministerin Ada Lund hat am Montag in Wien ihren Kollegen Bo Sand getroffen. ";
  const std::string demand =
      "„Die Brücke muss gebaut werden“, sagte Lund. The government condemned the attack on the port. ";
  std::vector<Document> all = {document(meeting), document(""), document(demand), document("Es regnete."),
                               document(meeting + demand)};
  std::string longer;
  for (int i = 0; i < 6; ++i) longer += i % 2 ? meeting : demand;
  all.push_back(document(longer));
  std::string endless;  // one sentence that fits no window
  for (int i = 0; i < 80; ++i) endless += "und noch ein Wort ";
  all.push_back(document(endless));
  return all;
}

std::vector<Result<Reading>> read(const std::vector<Document>& all, ReaderOptions options) {
  auto reader = Reader::load(kModel, options);
  EXPECT_TRUE(reader) << reader.error().message;
  WorkerPool pool(options.threads);
  return (*reader)->read(all, pool);
}

TEST(Reader, FindsWhatIsPlain) {
  const auto readings = read(documents(), {});
  ASSERT_TRUE(readings[0]);
  const std::string text = documents()[0].article.text;
  ASSERT_EQ(readings[0]->acts.size(), 1u);
  const Act& act = readings[0]->acts[0];
  EXPECT_EQ(act.type, "CONSULT");
  EXPECT_EQ(act.status, "actual");
  EXPECT_EQ(act.trigger.of(text), "getroffen");
  EXPECT_GT(act.confidence, 0.2);
  ASSERT_EQ(readings[2]->quotations.size(), 1u);
  EXPECT_EQ(readings[2]->quotations[0].content.of(documents()[2].article.text), "Die Brücke muss gebaut werden");
  EXPECT_THAT(readings[1]->sentences, IsEmpty());
  EXPECT_THAT(readings[3]->acts, IsEmpty());
}

TEST(Reader, DependsOnTheDocumentsAlone) {
  for (const Precision precision : {Precision::kInt8, Precision::kFloat32}) {
    ReaderOptions options;
    options.precision = precision;
    const std::vector<Document> all = documents();
    const auto once = read(all, options);
    options.threads = 4;
    EXPECT_EQ(read(all, options), once) << "on four threads";
    std::vector<Document> backwards(all.rbegin(), all.rend());
    auto turned = read(backwards, options);
    std::reverse(turned.begin(), turned.end());
    EXPECT_EQ(turned, once) << "in another order";
  }
}

TEST(Reader, RefusesOptionsOutOfRange) {
  EXPECT_EQ(Reader::load(kModel, {.threads = 0}).error().code, ErrorCode::kBadArgument);
  EXPECT_EQ(Reader::load(kModel, {.threads = 257}).error().code, ErrorCode::kBadArgument);
}

// A copy of the model whose files are links, so that one can be damaged.
class ModelCopy : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) / "model";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    for (const auto& file : std::filesystem::directory_iterator(kModel)) {
      std::filesystem::create_symlink(file.path(), folder_ / file.path().filename());
    }
  }
  void put(const char* name, std::string_view content) {
    std::filesystem::remove(folder_ / name);
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }
  std::filesystem::path folder_;
};

TEST_F(ModelCopy, LoadsWhereItIsWhole) { EXPECT_TRUE(Reader::load(folder_, {})); }

TEST_F(ModelCopy, IsRefusedWhereAFileIsDamaged) {
  for (const char* name : {"labels.json", "reader.bin", "tokenizer.model", "roles.xml"}) {
    SetUp();
    put(name, "damaged");
    const auto reader = Reader::load(folder_, {});
    ASSERT_FALSE(reader) << name;
    EXPECT_EQ(reader.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(reader.error().message, HasSubstr(std::string(name) + ": damaged"));
    EXPECT_THAT(reader.error().message, HasSubstr("--model"));
  }
}

TEST_F(ModelCopy, IsRefusedWhereAFileIsMissing) {
  for (const char* name : {"MANIFEST.tsv", "speakers.bin"}) {
    SetUp();
    std::filesystem::remove(folder_ / name);
    const auto reader = Reader::load(folder_, {});
    ASSERT_FALSE(reader) << name;
    EXPECT_EQ(reader.error().code, ErrorCode::kNotFound);
    EXPECT_THAT(reader.error().message, HasSubstr(name));
  }
  EXPECT_EQ(Reader::load("/no/such/model", {}).error().code, ErrorCode::kNotFound);
}

TEST_F(ModelCopy, IsRefusedWhereTheManifestIsIncomplete) {
  put("MANIFEST.tsv", "file\tsha256\tsource\tlicence\n");
  const auto reader = Reader::load(folder_, {});
  ASSERT_FALSE(reader);
  EXPECT_THAT(reader.error().message, HasSubstr("does not name tokenizer.model"));
}

}  // namespace
}  // namespace depesche
