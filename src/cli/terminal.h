// What the terminal can show: colours and a progress bar.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace depesche {

enum class ColourChoice { kAuto, kAlways, kNever };

// Whether to write colours to `stream`: as chosen, else on a terminal where NO_COLOR (no-color.org) is not set.
bool use_colour(ColourChoice choice, std::FILE* stream);

// The words (valid UTF-8) on one line: line ends and control characters, which a terminal would obey, become spaces.
std::string one_line(std::string_view words);

// A progress line on standard error. Shows itself only on a terminal and only for work of more than a second.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();  // wipes the line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  // `done` of `total` units (bytes); an unknown total shows the count of articles alone.
  void show(uint64_t articles, uint64_t done, std::optional<uint64_t> total, uint64_t failed = 0);
  // Wipes the line, so that something else can be written.
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;
  bool on_terminal_;
  bool shown_ = false;
  Clock::time_point start_;
  Clock::time_point last_;
};

// The text of the progress line, for `seconds` of work so far.
std::string progress_line(uint64_t articles, uint64_t done, std::optional<uint64_t> total, double seconds,
                          uint64_t failed = 0);

}  // namespace depesche
