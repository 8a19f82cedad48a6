#include "intake/archive_members.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "intake/intake.h"

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Members = std::vector<std::pair<std::string, std::string>>;

std::string archive_of(const Members& members, bool zip) {
  std::string bytes(1 << 20, '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  if (zip) {
    archive_write_set_format_zip(writer);
  } else {
    archive_write_set_format_ustar(writer);
  }
  archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
  for (const auto& [path, content] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, path.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, path.ends_with('/') ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(writer, entry);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_free(writer);
  bytes.resize(used);
  return bytes;
}

// What Intake makes of a file with these bytes: "member: media: content", or the error's message.
std::vector<std::string> read(const std::string& bytes) {
  const auto path = std::filesystem::path(testing::TempDir()) / "input.bin";
  std::ofstream(path, std::ios::binary) << bytes;
  auto intake = Intake::create({path.string()}, {});
  std::vector<std::string> read;
  while (auto next = (*intake)->next()) {
    std::string text = *next ? (*next)->source + ((*next)->media == Media::kHtml ? ": page: " : ": ") + (*next)->content
                             : "error: " + next->error().message;
    if (const size_t at = text.find(path.string()); at != text.npos) text.erase(at, path.string().size() + 2);
    read.push_back(std::move(text));
  }
  EXPECT_EQ((*intake)->progress().bytes_read, (*intake)->progress().bytes_total);
  return read;
}

TEST(ArchiveMembers, AreToldByTheirBytes) {
  EXPECT_TRUE(starts_like_archive(archive_of({{"a.txt", "Text"}}, true)));
  EXPECT_TRUE(starts_like_archive(archive_of({{"a.txt", "Text"}}, false)));
  EXPECT_FALSE(starts_like_archive("PK is a text"));
  EXPECT_FALSE(starts_like_archive(""));
}

TEST(ArchiveMembers, AreWhatTheirContentSays) {
  const Members members = {{"folder/", ""},
                           {"folder/a.txt", "Ein Text."},
                           {"b.bin", "<html><p>Eine Seite.</p>"},
                           {"c.jsonl", "{\"text\": \"one\"}\n{\"text\": \"two\"}\n"},
                           {"d.csv", "id,text\n1,three\n"},
                           {"e.xml", "<rss><channel><item><description>four</description></item></channel></rss>"}};
  for (const bool zip : {true, false}) {
    EXPECT_THAT(read(archive_of(members, zip)),
                ElementsAre("folder/a.txt: Ein Text.", "b.bin: page: <html><p>Eine Seite.</p>", "c.jsonl: line 1: one",
                            "c.jsonl: line 2: two", "d.csv: row 2: three", "e.xml: item 1: page: four"));
  }
}

TEST(ArchiveMembers, AnArchiveInOneIsReadAndNoDeeper) {
  const std::string inner = archive_of({{"a.txt", "Ein Text."}}, false);
  const std::string middle = archive_of({{"inner.tar", inner}, {"b.txt", "Noch einer."}}, true);
  EXPECT_THAT(read(middle), ElementsAre("inner.tar: a.txt: Ein Text.", "b.txt: Noch einer."));
  const std::string outer = archive_of({{"middle.zip", middle}, {"c.txt", "Der letzte."}}, false);
  EXPECT_THAT(read(outer), ElementsAre(HasSubstr("inner.tar: an archive too deep inside others"),
                                       "middle.zip: b.txt: Noch einer.", "c.txt: Der letzte."));
}

TEST(ArchiveMembers, ABadMemberCostsItself) {
  const std::string bytes = archive_of({{"a.png", "\x89PNG\r\n"}, {"b.txt", "Ein Text."}}, true);
  EXPECT_THAT(read(bytes), ElementsAre(HasSubstr("a.png: looks like a PNG picture"), "b.txt: Ein Text."));
  const auto cut = read(archive_of({{"a.txt", "Ein Text."}, {"b.txt", std::string(5000, 'x')}}, false).substr(0, 3000));
  ASSERT_THAT(cut, Not(IsEmpty()));
  EXPECT_EQ(cut.front(), "a.txt: Ein Text.");
  EXPECT_THAT(cut.back(), HasSubstr("error: "));
}

// Paths are for messages: nothing is written, wherever they point.
TEST(ArchiveMembers, PathsLeadNowhere) {
  const std::string target = std::string(testing::TempDir()) + "/written-by-an-archive";
  EXPECT_THAT(read(archive_of({{target, "Ein Text."}, {"../../x.txt", "Noch einer."}}, false)),
              ElementsAre(HasSubstr("Ein Text."), "../../x.txt: Noch einer."));
  EXPECT_FALSE(std::filesystem::exists(target));
}

}  // namespace
}  // namespace depesche
