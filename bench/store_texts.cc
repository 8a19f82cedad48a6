// Texts into a store as records without events: what copies.py measures families on.
//
//   depesche_store_texts FILE < texts.jsonl      lines {"id": "…", "text": "…", "agency": null or "dpa"}; id becomes the
//   sha256
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "store/store.h"

int main(int argc, char** argv) {
  using namespace depesche;
  if (argc != 2) return fmt::print(stderr, "usage: depesche_store_texts FILE < texts.jsonl\n"), 2;
  auto store = store::Store::open(argv[1], store::Access::kCreate);
  if (!store) return fmt::print(stderr, "{}\n", store.error().message), 2;
  const EngineVersion engine{"bench", "none", "none"};
  const auto run = (*store)->begin_run("bench", argv[1], engine);
  std::vector<store::Offered> offered;
  for (std::string line; std::getline(std::cin, line);) {
    const auto json = nlohmann::json::parse(line);
    Record record;
    record.engine = engine;
    record.article.id = json["id"];
    record.article.text = json["text"];
    if (!json["agency"].is_null()) record.article.agency = json["agency"];
    offered.push_back({record.article.id, record.article.id, std::nullopt, record});
  }
  const auto rows = (*store)->add(*run, offered, {});
  if (!rows) return fmt::print(stderr, "{}\n", rows.error().message), 2;
}
