// Text, title and removed hold every visible character of the input, whatever the input is.
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <random>

#include "base/utf8.h"
#include "clean/clean_at.h"
#include "clean/lines.h"
#include "clean/test_articles.h"

namespace depesche {
namespace {

using date::operator""_y;
constexpr date::sys_seconds kNow = date::sys_days(2026_y / 1 / 15);

using Counts = std::map<char32_t, size_t>;

void count_visible(Counts& counts, std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const CodePoint point = code_point_at(text, i);
    if (!is_space(point.value) && !is_invisible(point.value)) ++counts[point.value];
    i = point.next;
  }
}

void expect_full_account(const std::string& content) {
  Snapshot snapshot;
  snapshot.source = "a.txt";
  snapshot.content = content;
  const auto document = clean_at(snapshot, {}, kNow);
  if (!document) return;
  Counts before;
  count_visible(before, content);
  Counts after;
  count_visible(after, document->article.text);
  count_visible(after, document->article.title.value_or(""));
  for (const Removed& removed : document->article.removed) {
    count_visible(after, removed.text);
    ASSERT_NE(content.find(removed.text), content.npos) << "not verbatim: " << removed.text;
  }
  ASSERT_EQ(before, after) << content;
  ASSERT_TRUE(is_valid_utf8(document->article.text));
  ASSERT_EQ(trim(document->article.text).size(), document->article.text.size());
}

std::vector<std::string> pieces() {
  std::vector<std::string> lines = {"",
                                    "",
                                    "",
                                    "Teilen",
                                    "Von Anna Beispiel",
                                    "(tme/afp)",
                                    "Berlin (dpa) –",
                                    "Mehr zum Thema",
                                    "Name *",
                                    "Title: Ein Titel",
                                    "# Titel",
                                    "=====",
                                    "1663594035 Titel.7",
                                    "\xEF\xBB\xBF",
                                    "\xC2\xAD",
                                    "Stand: 19.09.2022, 13:27 Uhr",
                                    "Schreibe einen Kommentar",
                                    "Von",
                                    "…",
                                    "- ",
                                    "Foto: Ein Name"};
  for (const ArticleCase& test : test_articles()) {
    std::string_view rest = test.content;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      lines.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return lines;
}

TEST(Accounting, TestArticles) {
  for (const ArticleCase& test : test_articles()) {
    SCOPED_TRACE(test.name);
    expect_full_account(std::string(test.content));
  }
}

TEST(Accounting, ShuffledLines) {
  const std::vector<std::string> lines = pieces();
  std::mt19937 random(7);
  const char* kEnds[] = {"\n", "\n\n", "\r\n", "\r", "\xE2\x80\xA9", "\f", " "};
  for (int round = 0; round < 3000; ++round) {
    std::string content;
    const size_t count = 1 + random() % 14;
    for (size_t i = 0; i < count; ++i) {
      content += lines[random() % lines.size()];
      content += kEnds[random() % (round % 2 ? 2 : std::size(kEnds))];
    }
    expect_full_account(content);
    if (HasFatalFailure()) return;
  }
}

TEST(Accounting, MutatedCharacters) {
  std::mt19937 random(11);
  const char* kInserted[] = {"\n", " ", ".", "\xC2\xAD", "\xE2\x80\x8B", "–",           "(", ")", ":", "„",
                             "“",  "#", "7", "ß",        "\xC2\xA0",     "\xEF\xBB\xBF"};
  for (int round = 0; round < 3000; ++round) {
    std::string content(test_articles()[random() % test_articles().size()].content);
    for (int change = 0; change < 8; ++change) {
      size_t at = random() % content.size();
      while (at > 0 && (static_cast<unsigned char>(content[at]) & 0xC0) == 0x80) --at;
      if (random() % 3 == 0)
        content.erase(at, code_point_at(content, at).next - at);
      else
        content.insert(at, kInserted[random() % std::size(kInserted)]);
      if (content.empty()) content.append(1, 'a');
    }
    expect_full_account(content);
    if (HasFatalFailure()) return;
  }
}

TEST(Accounting, LargeInputsAreQuick) {
  std::string words;
  while (words.size() < (10u << 20)) words += "Der Rat beschloss am Montag einen Vertrag mit der Stadt. ";
  std::string short_lines;
  while (short_lines.size() < (4u << 20)) short_lines += "Von den Bergen kam Wind\nTeilen\nRat tagt (dpa)\n";
  for (const std::string& content :
       {words, short_lines, std::string(8u << 20, '\n') + "Ein Satz.", std::string(4u << 20, '(')}) {
    Snapshot snapshot;
    snapshot.content = content;
    const auto begin = std::chrono::steady_clock::now();
    const auto document = clean_at(snapshot, {}, kNow);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    // Far above what it takes; only work that grows with the square would take longer.
    EXPECT_LT(seconds.count(), 30.0) << content.substr(0, 20);
  }
}

}  // namespace
}  // namespace depesche
