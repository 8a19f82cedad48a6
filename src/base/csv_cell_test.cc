#include "base/csv_cell.h"

#include <gtest/gtest.h>

namespace depesche {
namespace {

TEST(CsvCell, IsQuotedWhereItMustBeAndSafeInASpreadsheet) {
  const struct {
    const char *value, *cell;
  } cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"a,b", "\"a,b\""},
      {"say \"no\"", "\"say \"\"no\"\"\""},
      {"two\nlines", "\"two\nlines\""},
      {"=1+1", "'=1+1"},
      {"+49 30", "'+49 30"},
      {"-3 Grad", "'-3 Grad"},
      {"@user", "'@user"},
      {"=A1,B2", "\"'=A1,B2\""},
      {"a = b", "a = b"},
      {"\tx", "'\tx"},
  };
  for (const auto& c : cases) EXPECT_EQ(csv_cell(c.value), c.cell);
}

}  // namespace
}  // namespace depesche
