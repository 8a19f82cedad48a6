#include "intake/table_records.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::unique_ptr<ByteSource> source_of(std::string_view bytes) {
  return ByteSource::from([bytes](char* data, size_t size) mutable -> Result<size_t> {
    const size_t count = std::min({size, bytes.size(), size_t{7}});  // in small pieces
    std::copy_n(bytes.data(), count, data);
    bytes.remove_prefix(count);
    return count;
  });
}

// "row: text" or "row: error".
std::vector<std::string> read(std::string_view bytes, const ColumnNames& columns = own_column_names(),
                              uint64_t most = 1000) {
  const auto source = source_of(bytes);
  TableRecords records(*source, table_separator(bytes, columns).value_or('?'), columns, most);
  std::vector<std::string> read;
  while (auto found = records.next()) {
    read.push_back(fmt::format("{}: {}", records.number(),
                               *found ? std::get<Snapshot>(**found).content : "error: " + found->error().message));
  }
  return read;
}

TEST(TableRecords, AreToldByTheirHeader) {
  const ColumnNames own = own_column_names();
  EXPECT_EQ(table_separator("id,text\n1,a", own), ',');
  EXPECT_EQ(table_separator("\xEF\xBB\xBFtext;\"id\"\r\n", own), ';');
  EXPECT_EQ(table_separator("id\ttext\n", own), '\t');
  EXPECT_EQ(table_separator("id,body\n", own), std::nullopt);
  EXPECT_EQ(table_separator("id,body\n", *read_column_map("text=body")), ',');
  EXPECT_EQ(table_separator("text\n", own), std::nullopt);  // a word of an article
  EXPECT_EQ(table_separator("The text, and more", own), std::nullopt);
}

TEST(TableRecords, ReadQuotesAndLineEnds) {
  EXPECT_THAT(read("id,text\r\n1,\"a \"\"quoted\"\", word\nand a line\"\r\n2,plain\r\n"),
              ElementsAre("2: a \"quoted\", word\nand a line", "3: plain"));
  EXPECT_THAT(read("id\ttext\n1\tein Text\n2\tnoch einer"), ElementsAre("2: ein Text", "3: noch einer"));
}

TEST(TableRecords, TakeAllColumns) {
  const std::string_view bytes =
      "published;text;title;authors;url;language;id;outlet\n"
      "2022-09-19;Der Text;Titel;Ada Lund; Bo Sand;https://a.example/1;de;7;Blatt\n"
      "2022-09-19;Der Text;Titel;\"Ada Lund; Bo Sand\";https://a.example/1;de;7;Blatt\n";
  const auto source = source_of(bytes);
  TableRecords records(*source, ';', own_column_names(), 1000);
  EXPECT_THAT(records.next()->error().message, HasSubstr("has 9 fields and the header 8; quote fields"));
  const auto found = records.next();
  ASSERT_TRUE(found && *found);
  const Snapshot& article = std::get<Snapshot>(**found);
  EXPECT_EQ(article.given,
            (Given{"7", "Titel", "2022-09-19", "https://a.example/1", "Blatt", {"Ada Lund", "Bo Sand"}, "de"}));
}

TEST(TableRecords, ABadRowCostsItself) {
  EXPECT_THAT(read("id,text\n1,\n2,b\n"), ElementsAre("2: error: `text` is empty", "3: b"));
  EXPECT_THAT(read("id,text\n1," + std::string(2000, 'a') + "\n2,b\n"),
              ElementsAre(HasSubstr("2: error: more than the limit of 1000 bytes"), "3: b"));
  EXPECT_THAT(read("id,text\n1,Gr\xFC\xDF"
                   "e aus K\xF6ln\n"),
              ElementsAre("2: Grüße aus Köln"));
}

}  // namespace
}  // namespace depesche
