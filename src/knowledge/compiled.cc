#include "knowledge/compiled.h"

#include <boost/interprocess/file_mapping.hpp>
#include <boost/interprocess/mapped_region.hpp>

#include <utility>

#include <compiled_generated.h>
#include "base/fail.h"
#include "base/sha256.h"
#include "knowledge/hash.h"
#include "knowledge/layout.h"

namespace depesche {

namespace bi = boost::interprocess;

struct Compiled::Memory {
  std::string bytes;         // or
  bi::mapped_region region;  // of the file

  std::string_view view() const {
    return region.get_size() > 0 ? std::string_view(static_cast<const char*>(region.get_address()), region.get_size())
                                 : std::string_view(bytes);
  }
};

Compiled::Compiled(std::unique_ptr<Memory> memory)
    : memory_(std::move(memory)), root_(compiled::GetKnowledge(memory_->view().data() + kHeadBytes)) {}
Compiled::Compiled(Compiled&&) noexcept = default;
Compiled& Compiled::operator=(Compiled&&) noexcept = default;
Compiled::~Compiled() = default;

Compiled Compiled::of(std::string bytes) {
  auto memory = std::make_unique<Memory>();
  memory->bytes = std::move(bytes);
  return Compiled(std::move(memory));
}

Result<Compiled> Compiled::map(const std::filesystem::path& file) {
  auto memory = std::make_unique<Memory>();
  std::error_code failed;
  const auto size = std::filesystem::file_size(file, failed);
  if (failed) return fail(ErrorCode::kNotFound, "{}: cannot be opened: {}", file.string(), failed.message());
  if (size < kHeadBytes) return fail(ErrorCode::kCorrupt, "{}: cut off after {} bytes", file.string(), size);
  try {
    memory->region = bi::mapped_region(bi::file_mapping(file.c_str(), bi::read_only), bi::read_only);
  } catch (const bi::interprocess_exception& fault) {
    return fail(ErrorCode::kUnreadable, "{}: cannot be mapped into memory: {}", file.string(), fault.what());
  }
  const std::string_view bytes = memory->view();
  if (!bytes.starts_with(kMagic)) {
    return fail(ErrorCode::kCorrupt, "{}: not a knowledge file of this version ({})", file.string(), kMagic);
  }
  if (bytes.substr(kMagic.size(), kHashDigits) != sha256_hex(bytes.substr(kHeadBytes))) {
    return fail(ErrorCode::kCorrupt, "{}: damaged: its checksum does not hold", file.string());
  }
  return Compiled(std::move(memory));
}

std::string_view Compiled::version() const { return root_->version()->string_view(); }

size_t Compiled::rows(TableId table) const { return root_->tables()->Get(table)->lines()->size(); }

std::string_view Compiled::at(TableId table, size_t row, size_t column) const {
  const size_t field = row * table_specs()[table].columns.size() + column;
  return root_->tables()->Get(table)->fields()->Get(static_cast<uint32_t>(field))->string_view();
}

size_t Compiled::line(TableId table, size_t row) const {
  return root_->tables()->Get(table)->lines()->Get(static_cast<uint32_t>(row));
}

std::span<const uint32_t> Compiled::find(IndexId id, std::string_view key) const {
  const compiled::Index& index = *root_->indexes()->Get(id);
  const auto& buckets = *index.buckets();
  const uint64_t mask = buckets.size() - 1;
  for (uint64_t at = fnv1a(key) & mask;; at = (at + 1) & mask) {
    const uint32_t bucket = buckets.Get(static_cast<uint32_t>(at));
    if (bucket == 0) return {};
    if (index.keys()->Get(bucket - 1)->string_view() != key) continue;
    const uint32_t begin = index.starts()->Get(bucket - 1), end = index.starts()->Get(bucket);
    return {index.rows()->data() + begin, end - begin};
  }
}

}  // namespace depesche
