// Rows of the tables by name, the user's before ours, and what both kinds of names have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/compiled.h"

namespace depesche {

// One table after the other: a row's number is that in the user's table, or that in ours after all of the user's.
class Lookup {
 public:
  explicit Lookup(Compiled ours, std::optional<Compiled> own = {});

  std::string_view at(TableId table, size_t row, size_t column) const;
  size_t rows(TableId table) const { return ours_.rows(table) + (own_ ? own_->rows(table) : 0); }
  bool is_own(TableId table, size_t row) const { return own_ && row < own_->rows(table); }
  // "leaders.tsv:1234", the line in its file; "own/…" where it is the user's.
  std::string row_name(TableId table, size_t row) const;
  // Rows under the key. What the user's say of it goes instead of what ours say. None: nobody knows it.
  std::vector<uint32_t> named(IndexId index, std::string_view key) const;
  // The user's and ours.
  std::vector<uint32_t> all(IndexId index, std::string_view key) const;
  // How many all() are.
  size_t count(IndexId index, std::string_view key) const;
  // named() of a word whatever its ending, the first of these endings that makes it a key.
  std::vector<uint32_t> named(IndexId index, std::string_view word, std::span<const std::string_view> endings) const;
  // "sha256:…" of the tables.
  std::string version() const;

 private:
  Compiled ours_;
  std::optional<Compiled> own_;
};

}  // namespace depesche
