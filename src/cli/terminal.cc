#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/utf8.h"

namespace depesche {

bool use_colour(ColourChoice choice, std::FILE* stream) {
  if (choice != ColourChoice::kAuto) return choice == ColourChoice::kAlways;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(fileno(stream)) != 0 && (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

std::string one_line(std::string_view words) {
  std::string text;
  for (size_t at = 0; at < words.size();) {
    const CodePoint c = code_point_at(words, at);
    const bool control = c.value < 0x20 || (c.value >= 0x7F && c.value < 0xA0) || c.value == 0x2028 || c.value == 0x2029;
    if (control) {
      text += ' ';
    } else {
      text.append(words.substr(at, c.next - at));
    }
    at = c.next;
  }
  return text;
}

ProgressBar::ProgressBar() : on_terminal_(isatty(STDERR_FILENO) != 0), start_(Clock::now()), last_(start_) {}

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::wipe() {
  if (!shown_) return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  shown_ = false;
}

void ProgressBar::show(uint64_t articles, uint64_t done, std::optional<uint64_t> total, uint64_t failed) {
  using namespace std::chrono_literals;
  const Clock::time_point now = Clock::now();
  if (!on_terminal_ || now - start_ < 1s || now - last_ < 100ms) return;
  last_ = now;
  fmt::print(stderr, "\r\x1b[K{}",
             progress_line(articles, done, total, std::chrono::duration<double>(now - start_).count(), failed));
  std::fflush(stderr);
  shown_ = true;
}

std::string progress_line(uint64_t articles, uint64_t done, std::optional<uint64_t> total, double seconds, uint64_t failed) {
  std::string line = fmt::format("{} article{}, {:.1f} a second", articles, articles == 1 ? "" : "s",
                                 static_cast<double>(articles) / std::max(seconds, 1e-3));
  if (failed > 0) line += fmt::format(", {} failed", failed);
  if (!total || *total == 0) return line;
  const double share = std::clamp(static_cast<double>(done) / static_cast<double>(*total), 0.0, 1.0);
  constexpr int kWidth = 24;
  const auto filled = static_cast<size_t>(share * kWidth);
  std::string left;
  if (share > 0) {
    const auto rest = static_cast<uint64_t>(seconds * (1 - share) / share + 0.5);
    left = rest >= 60 ? fmt::format(", {} min {:02} s left", rest / 60, rest % 60) : fmt::format(", {} s left", rest);
  }
  return fmt::format("[{}{}] {:3.0f} %  {}{}", std::string(filled, '='), std::string(kWidth - filled, ' '), share * 100,
                     line, left);
}

}  // namespace depesche
