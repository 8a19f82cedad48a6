// The tables of knowledge/ compiled to one file: made by the build, mapped into memory, looked up where it lies.
//
// The file: 8 bytes "DEPKNOW1", 64 hex digits of the SHA-256 of what follows, 8 zero bytes, then compiled.fbs.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "knowledge/tables.h"

namespace depesche {

namespace compiled {
struct Knowledge;
}

// The bytes of the compiled file, from those of the tables that lie in `folder`.
// Errors  those of Table::read() where all tables are required; else one that is not there is an empty one.
enum class Required { kAll, kAny };
Result<std::string> compile(const std::filesystem::path& folder, Required required);

// Immutable: any number of threads may look things up.
class Compiled {
 public:
  // Errors  kNotFound, kUnreadable; kCorrupt: no file of this form and version, or its checksum does not hold.
  static Result<Compiled> map(const std::filesystem::path& file);
  // `bytes` as compile() gives them.
  static Compiled of(std::string bytes);
  Compiled(Compiled&&) noexcept;
  Compiled& operator=(Compiled&&) noexcept;
  ~Compiled();

  std::string_view version() const;
  size_t rows(TableId table) const;
  std::string_view at(TableId table, size_t row, size_t column) const;
  size_t line(TableId table, size_t row) const;
  // The rows of the index's table under this key; none where the key is not there.
  std::span<const uint32_t> find(IndexId index, std::string_view key) const;

 private:
  struct Memory;
  explicit Compiled(std::unique_ptr<Memory> memory);

  std::unique_ptr<Memory> memory_;
  const compiled::Knowledge* root_ = nullptr;
};

}  // namespace depesche
