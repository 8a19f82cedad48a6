#include "cli/terminal.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace depesche {
namespace {

TEST(Terminal, ProgressLine) {
  EXPECT_EQ(progress_line(1, 0, std::nullopt, 2), "1 article, 0.5 a second");
  EXPECT_EQ(progress_line(30, 50, 100, 10), "[============            ]  50 %  30 articles, 3.0 a second, 10 s left");
  EXPECT_EQ(progress_line(30, 10, 100, 10), "[==                      ]  10 %  30 articles, 3.0 a second, 1 min 30 s left");
  EXPECT_EQ(progress_line(4, 0, std::nullopt, 2, 3), "4 articles, 2.0 a second, 3 failed");
  EXPECT_EQ(progress_line(0, 0, 100, 1), "[                        ]   0 %  0 articles, 0.0 a second");
  EXPECT_EQ(progress_line(2, 300, 100, 1), "[========================] 100 %  2 articles, 2.0 a second, 0 s left");
}

TEST(Terminal, ColourIsAsChosenAndNeverByItselfOnAFile) {
  std::FILE* file = std::tmpfile();
  EXPECT_TRUE(use_colour(ColourChoice::kAlways, file));
  EXPECT_FALSE(use_colour(ColourChoice::kNever, file));
  EXPECT_FALSE(use_colour(ColourChoice::kAuto, file));
  std::fclose(file);
}

}  // namespace
}  // namespace depesche
