#include "intake/intake_from.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>
#include <thread>

namespace depesche {
namespace {

// A line is handed on when it is there, not when the pipe ends.
TEST(IntakeFromPipe, DoesNotWaitForTheLinesToCome) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  auto intake = create_intake_from({"-"}, {}, ends[0]);
  for (const std::string line : {"{\"text\": \"Eins\"}\n", "{\"text\": \"Zwei\"}\n"}) {
    ASSERT_EQ(::write(ends[1], line.data(), line.size()), static_cast<ssize_t>(line.size()));
    const auto article = (*intake)->next();
    ASSERT_TRUE(article && *article);
    EXPECT_NE(line.find((*article)->content), std::string::npos);
  }
  close(ends[1]);
  EXPECT_EQ((*intake)->next(), std::nullopt);
  close(ends[0]);
}

TEST(IntakeFromPipe, StreamsManyLinesThroughAPipe) {
  constexpr int kLines = 20000;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::thread writer([&] {
    for (int i = 1; i <= kLines; ++i) {
      const std::string line = fmt::format("{{\"id\": {}, \"text\": \"Die Brücke {} {}\"}}\n", i, i,
                                           std::string(static_cast<size_t>(i) % 300, 'x'));
      if (::write(ends[1], line.data(), line.size()) < 0) break;
    }
    close(ends[1]);
  });
  auto intake = create_intake_from({"-"}, {}, ends[0]);
  int count = 0;
  while (const auto article = (*intake)->next()) {
    ++count;
    ASSERT_TRUE(*article);
    ASSERT_EQ((*article)->given.id, std::to_string(count));
    ASSERT_EQ((*article)->source, fmt::format("standard input: line {}", count));
  }
  writer.join();
  close(ends[0]);
  EXPECT_EQ(count, kLines);
}

}  // namespace
}  // namespace depesche
