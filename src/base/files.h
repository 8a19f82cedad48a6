// Small files read whole: models' side files, knowledge tables, inputs within a limit.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace depesche {

// The bytes of the file.
// Errors  kNotFound, kUnreadable (with the system's reason), kTooLarge past `max_bytes`; each names the path.
Result<std::string> read_file(const std::filesystem::path& path, uint64_t max_bytes = UINT64_C(1) << 30);

// The SHA-256 of the file as lower-case hex, read piece by piece.
// Errors  kNotFound, kUnreadable, as read_file().
Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace depesche
