// How the tests of split_sentences write their cases: the text with `|` where a sentence ends.
#pragma once

#include "read/sentences.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace depesche::sentences {

inline std::string split_with_bars(std::string_view text) {
  std::string result;
  size_t at = 0;
  for (const Span span : split_sentences(text)) {
    if (at > 0) result += '|';
    result += text.substr(at, span.end - at);
    at = span.end;
  }
  return result + std::string(text.substr(at));
}

inline void expect_split(std::span<const std::string_view> cases) {
  for (const std::string_view expected : cases) {
    std::string text(expected);
    std::erase(text, '|');
    EXPECT_EQ(split_with_bars(text), expected);
  }
}

}  // namespace depesche::sentences
