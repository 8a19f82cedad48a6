// What is fuzzed: each takes any bytes, as an input from outside would have them, and must come back.
#pragma once

#include <string_view>

namespace depesche::fuzz {

struct Target {
  const char* name;  // of the folder of its inputs in fuzz/corpus, and of the fuzzer
  void (*run)(std::string_view bytes);
};

// html, warc, feed, json, table, archive, encoding, clean.
extern const Target kTargets[8];

}  // namespace depesche::fuzz
