#include "store/row_ids.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace depesche::store {
namespace {

TEST(RowIds, FollowPublicationTimeInUtc) {
  const std::vector<std::string> in_order = {
      "1902",                    // the first that has a date of its own
      "2009-12-31T23:59",        //
      "2010",                    //
      "2010-01-01T00:01",        //
      "2022-09-19T15:27+02:00",  // 13:27
      "2022-09-19T13:28:15Z",    //
      "2022-09-19T09:29-0400",   // 13:29
      "2022-10",
  };
  for (size_t i = 1; i < in_order.size(); ++i) {
    EXPECT_LT(first_row_of(in_order[i - 1]), first_row_of(in_order[i])) << in_order[i];
  }
  EXPECT_EQ(first_row_of("2022-09-19T15:27+02:00"), first_row_of("2022-09-19T13:27:59Z"));
}

TEST(RowIds, UnknownDatesComeBeforeAllOthers) {
  for (const char* none : {"", "yesterday", "19.09.2022", "2022-13-01", "2022-02-30", "20220919", "-2022"}) {
    EXPECT_EQ(first_row_of(none), 0) << none;
  }
  EXPECT_LT(last_row_of(0), first_row_of("1850-01-01") + 1);
  EXPECT_EQ(first_row_of("1850-01-01"), first_row_of("1900-06-01")) << "too early to be counted apart";
}

TEST(RowIds, ADayGoesOnToItsEnd) {
  const int64_t noon = first_row_of("2022-09-19T12:00Z");
  EXPECT_EQ(last_row_of(noon), first_row_of("2022-09-20"));
  EXPECT_EQ(last_row_of(first_row_of("2022-09-19")), first_row_of("2022-09-20"));
}

TEST(RowIds, ItemsAndTheirArticle) {
  const int64_t article = first_row_of("2022-09-19T12:00Z") + 3 * kItems;
  EXPECT_EQ(article_of(article + 17), article);
  EXPECT_EQ(item_of(article + kFirstQuote + 2), kFirstQuote + 2);
}

TEST(RowIds, DaysOfPartialDates) {
  char buffer[11];
  const auto text = [&](std::optional<int64_t> day) { return day ? std::string(day_text(*day, buffer)) : "none"; };
  const struct {
    const char *iso, *first, *last;
  } cases[] = {
      {"2022", "2022-01-01", "2022-12-31"},
      {"2022-09", "2022-09-01", "2022-09-30"},
      {"2024-02", "2024-02-01", "2024-02-29"},
      {"2022-09-19", "2022-09-19", "2022-09-19"},
      {"2022-09-19T13:27Z", "2022-09-19", "2022-09-19"},
      {"1969-12-31", "1969-12-31", "1969-12-31"},
      {"2022-W37", "none", "none"},
      {"Montag", "none", "none"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(text(day_of(c.iso)), c.first) << c.iso;
    EXPECT_EQ(text(last_day_of(c.iso)), c.last) << c.iso;
  }
}

}  // namespace
}  // namespace depesche::store
