#include "cli/data_folder.h"

#include <cstdlib>

namespace depesche {
namespace {

bool holds_data(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_directory(folder / "models", ignored) &&
         std::filesystem::is_directory(folder / "knowledge", ignored);
}

}  // namespace

std::filesystem::path data_folder() {
  if (const char* named = std::getenv("DEPESCHE_DATA"); named != nullptr && *named != '\0') return named;
  std::error_code ignored;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  for (std::filesystem::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (holds_data(folder)) return folder;
    if (holds_data(folder / "share" / "depesche")) return folder / "share" / "depesche";
  }
  return ".";
}

}  // namespace depesche
