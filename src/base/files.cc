#include "base/files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "base/fail.h"

namespace depesche {

Result<std::string> read_file(const std::filesystem::path& path, uint64_t max_bytes) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    return fail(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kUnreadable, "{}: cannot be opened: {}", path.string(),
                std::strerror(errno));
  }
  std::string bytes;
  char buffer[1 << 16];
  while (const size_t size = std::fread(buffer, 1, sizeof buffer, file.get())) {
    if (bytes.size() + size > max_bytes) {
      return fail(ErrorCode::kTooLarge, "{}: larger than the limit of {} bytes", path.string(), max_bytes);
    }
    bytes.append(buffer, size);
  }
  if (std::ferror(file.get())) {
    return fail(ErrorCode::kUnreadable, "{}: cannot be read: {}", path.string(), std::strerror(errno));
  }
  return bytes;
}

}  // namespace depesche
