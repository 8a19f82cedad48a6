#include "base/tsv.h"

#include <gmock/gmock.h>

#include <fstream>

namespace depesche {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::filesystem::path file_with(const char* content) {
  const auto path = std::filesystem::path(testing::TempDir()) / "table.tsv";
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

TEST(Tsv, Splits) {
  EXPECT_THAT(split("a||b", '|'), ElementsAre("a", "", "b"));
  EXPECT_THAT(split("", '|'), ElementsAre(""));
}

TEST(Tsv, ReadsTheColumnsAskedForInAnyOrder) {
  const auto table = Table::read(file_with("name\tmore\tcode\nKöln\t-\tK\n\n\t\t\r\n"), {"code", "name"});
  ASSERT_TRUE(table) << table.error().message;
  ASSERT_EQ(table->rows(), 2u);
  EXPECT_EQ(table->at(0, 0), "K");
  EXPECT_EQ(table->at(0, 1), "Köln");
  EXPECT_EQ(table->line_of(0), 2u);
  EXPECT_EQ(table->at(1, 1), "");
  EXPECT_EQ(table->line_of(1), 4u);
}

TEST(Tsv, SaysWhereATableIsBroken) {
  const struct {
    const char *content, *message;
  } cases[] = {
      {"", "empty; expected a header line"},
      {"a\tb\n", "line 1: no column 'c'"},
      {"a\tb\tc\n1\t2\t3\n1\t2\n", "line 3: 2 fields instead of 3"},
      {"c\n\xFF\n", "not UTF-8"},
  };
  for (const auto& c : cases) {
    const auto table = Table::read(file_with(c.content), {"c"});
    ASSERT_FALSE(table) << c.content;
    EXPECT_EQ(table.error().code, ErrorCode::kCorrupt);
    EXPECT_THAT(table.error().message, HasSubstr(c.message));
  }
  EXPECT_EQ(Table::read("/no/such/table.tsv", {"c"}).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace depesche
