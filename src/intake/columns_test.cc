#include "intake/columns.h"

#include <gmock/gmock.h>

namespace depesche {
namespace {

TEST(Columns, TakeOtherNames) {
  const auto names = read_column_map(" text=body , published = date");
  ASSERT_TRUE(names) << names.error().message;
  EXPECT_EQ((*names)[kText], "body");
  EXPECT_EQ((*names)[kPublished], "date");
  EXPECT_EQ((*names)[kTitle], "title");
  EXPECT_EQ(*read_column_map(""), own_column_names());
}

TEST(Columns, SayWhatMapsNothing) {
  for (const char* map : {"text", "text=", "body=text", "text=a,text=b", "text=a,", "=a"}) {
    const auto names = read_column_map(map);
    ASSERT_FALSE(names) << map;
    EXPECT_EQ(names.error().code, ErrorCode::kBadArgument);
    EXPECT_THAT(names.error().message, testing::HasSubstr("text, id, title, published, url, outlet, authors, language"));
  }
}

}  // namespace
}  // namespace depesche
