// One article to its record, from C++: the program of the README. Run it in the repository's folder.
#include <depesche/engine.h>
#include <depesche/json.h>

#include <cstdio>

int main() {
  auto engine = depesche::Engine::load({.model_dir = "models/reader", .knowledge = "knowledge", .threads = 2});
  if (!engine) return std::fprintf(stderr, "%s\n", engine.error().message.c_str()), 2;

  depesche::Snapshot snapshot;
  snapshot.content = "Ministerin Ada Lund hat am Montag in Wien ihren Kollegen Bo Sand getroffen.";
  for (const auto& record : (*engine)->read({&snapshot, 1})) {
    if (record) std::puts(depesche::to_json(*record).c_str());
  }
}
