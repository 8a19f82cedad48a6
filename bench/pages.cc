// depesche_pages FILE…: what is read of pages before the network sees them, one JSON object a line as in a record's
// `article`; last the CPU seconds that cleaning took, on standard error. For bench/pages.py.
#include <depesche/json.h>
#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "clean/clean.h"
#include "intake/intake.h"

int main(int argc, char** argv) {
  using namespace depesche;
  auto intake = Intake::create(std::vector<std::string>(argv + 1, argv + argc), {});
  if (!intake) {
    fmt::print(stderr, "depesche_pages: {}\n", intake.error().message);
    return 2;
  }
  const auto cpu = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  double cleaning = 0;
  size_t pages = 0;
  while (auto snapshot = (*intake)->next()) {
    if (!*snapshot) {
      fmt::print(stderr, "{}\n", snapshot->error().message);
      continue;
    }
    const double begin = cpu();
    const auto document = clean(**snapshot, {});
    cleaning += cpu() - begin;
    ++pages;
    if (!document) {
      fmt::print(stderr, "{}\n", document.error().message);
      continue;
    }
    Record record;
    record.article = document->article;
    fmt::print("{}\n", to_json(record));
  }
  fmt::print(stderr, "{} pages, {:.3f} CPU seconds of cleaning, {:.3f} in all\n", pages, cleaning, cpu());
}
