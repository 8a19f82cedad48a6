#include "knowledge/lookup.h"

#include <fmt/format.h>

#include <utility>

#include "base/sha256.h"

namespace depesche {

Lookup::Lookup(Compiled ours, std::optional<Compiled> own) : ours_(std::move(ours)), own_(std::move(own)) {}

std::string_view Lookup::at(TableId table, size_t row, size_t column) const {
  if (is_own(table, row)) return own_->at(table, row, column);
  return ours_.at(table, row - (own_ ? own_->rows(table) : 0), column);
}

std::string Lookup::row_name(TableId table, size_t row) const {
  const bool own = is_own(table, row);
  const size_t line = own ? own_->line(table, row) : ours_.line(table, row - (own_ ? own_->rows(table) : 0));
  return fmt::format("{}{}:{}", own ? "own/" : "", table_specs()[table].file, line);
}

std::vector<uint32_t> Lookup::named(IndexId index, std::string_view key) const {
  if (own_) {
    if (const auto rows = own_->find(index, key); !rows.empty()) return {rows.begin(), rows.end()};
  }
  return all(index, key);
}

std::vector<uint32_t> Lookup::all(IndexId index, std::string_view key) const {
  std::vector<uint32_t> rows;
  if (own_) {
    const auto own = own_->find(index, key);
    rows.assign(own.begin(), own.end());
  }
  const auto before = static_cast<uint32_t>(own_ ? own_->rows(table_of(index)) : 0);
  for (const uint32_t row : ours_.find(index, key)) rows.push_back(before + row);
  return rows;
}

size_t Lookup::count(IndexId index, std::string_view key) const {
  return ours_.find(index, key).size() + (own_ ? own_->find(index, key).size() : 0);
}

std::vector<uint32_t> Lookup::named(IndexId index, std::string_view word, std::span<const std::string_view> endings) const {
  for (const std::string_view ending : endings) {
    if (word.size() <= ending.size() + 1 || !word.ends_with(ending)) continue;
    auto rows = named(index, word.substr(0, word.size() - ending.size()));
    if (!rows.empty()) return rows;
  }
  return {};
}

std::string Lookup::version() const {
  if (!own_) return std::string(ours_.version());
  return "sha256:" + sha256_hex(fmt::format("{} {}", own_->version(), ours_.version()));
}

}  // namespace depesche
