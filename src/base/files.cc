#include "base/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "base/fail.h"
#include "base/sha256.h"

namespace depesche {
namespace {

// Hands the file's bytes to `take` piece by piece, until that returns false.
template <class Take>
Result<void> read_pieces(const std::filesystem::path& path, Take take) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, "{}: cannot be opened: {}", path.string(),
                std::strerror(errno));
  }
  std::vector<char> buffer(1 << 18);
  while (const size_t size = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    if (!take(std::string_view(buffer.data(), size))) return {};
  }
  if (std::ferror(file.get())) {
    return fail(ErrorCode::kUnreadable, "{}: cannot be read: {}", path.string(), std::strerror(errno));
  }
  return {};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, uint64_t max_bytes) {
  std::string bytes;
  bool too_large = false;
  const auto read = read_pieces(path, [&](std::string_view piece) {
    too_large = bytes.size() + piece.size() > max_bytes;
    if (!too_large) bytes += piece;
    return !too_large;
  });
  if (!read) return tl::unexpected(read.error());
  if (too_large) return fail(ErrorCode::kTooLarge, "{}: larger than the limit of {} bytes", path.string(), max_bytes);
  return bytes;
}

Result<std::string> sha256_of_file(const std::filesystem::path& path) {
  Sha256 hash;
  const auto read = read_pieces(path, [&](std::string_view piece) {
    hash.add(piece);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  return hash.hex();
}

}  // namespace depesche
