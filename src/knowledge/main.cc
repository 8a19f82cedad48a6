// depesche-knowledge FOLDER FILE: compiles the tables of knowledge/ into the file that the program maps. Run by the build.
#include <fmt/format.h>

#include <fstream>

#include "knowledge/compiled.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: depesche-knowledge FOLDER FILE\n");
    return 2;
  }
  const auto bytes = depesche::compile(argv[1], depesche::Required::kAll);
  if (!bytes) {
    fmt::print(stderr, "depesche-knowledge: {}\n", bytes.error().message);
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  if (!out.write(bytes->data(), static_cast<std::streamsize>(bytes->size())).flush()) {
    fmt::print(stderr, "depesche-knowledge: {}: cannot be written\n", argv[2]);
    return 1;
  }
  return 0;
}
