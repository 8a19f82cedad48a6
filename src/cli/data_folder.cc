#include "cli/data_folder.h"

#include <cstdlib>
#include <optional>

namespace depesche {
namespace {

bool holds_data(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_directory(folder / "models", ignored) &&
         std::filesystem::is_directory(folder / "knowledge", ignored);
}

std::filesystem::path program() {
  std::error_code ignored;
  return std::filesystem::read_symlink("/proc/self/exe", ignored);
}

std::optional<std::filesystem::path> named_data_folder() {
  const char* named = std::getenv("DEPESCHE_DATA");
  return named != nullptr && *named != '\0' ? std::optional<std::filesystem::path>(named) : std::nullopt;
}

}  // namespace

std::filesystem::path data_folder() {
  if (const auto named = named_data_folder()) return *named;
  for (std::filesystem::path folder = program().parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    if (holds_data(folder)) return folder;
    if (holds_data(folder / "share" / "depesche")) return folder / "share" / "depesche";
  }
  return ".";
}

std::filesystem::path knowledge_path() {
  if (const auto named = named_data_folder()) return *named / "knowledge";
  const std::filesystem::path data = data_folder();
  std::error_code ignored;
  for (const std::filesystem::path& folder : {program().parent_path(), data}) {
    if (std::filesystem::exists(folder / "knowledge.bin", ignored)) return folder / "knowledge.bin";
  }
  return data / "knowledge";
}

}  // namespace depesche
