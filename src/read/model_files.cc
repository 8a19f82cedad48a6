#include "read/model_files.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/fail.h"
#include "base/files.h"
#include "base/sha256.h"
#include "base/tsv.h"

namespace depesche {
namespace {

constexpr std::array<std::string_view, 8> kNeeded = {"tokenizer.model", "labels.json", "reader.xml",   "reader.bin",
                                                     "roles.xml",       "roles.bin",   "speakers.xml", "speakers.bin"};

}  // namespace

Result<std::string> check_model_files(const std::filesystem::path& model_dir) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(model_dir, ignored))
    return fail(ErrorCode::kNotFound, "no such folder; {}", kModelRemedy);
  const auto manifest = Table::read(model_dir / "MANIFEST.tsv", {"file", "sha256", "source", "licence"});
  if (!manifest) return fail(manifest.error().code, "{}; {}", manifest.error().message, kModelRemedy);

  std::vector<std::string_view> named;
  for (size_t row = 0; row < manifest->rows(); ++row) {
    const std::string_view name = manifest->at(row, 0);
    const auto checksum = sha256_of_file(model_dir / name);
    if (!checksum) return fail(checksum.error().code, "{}; {}", checksum.error().message, kModelRemedy);
    if (*checksum != manifest->at(row, 1)) {
      return fail(ErrorCode::kCorrupt, "{}: damaged: its checksum is not the one in MANIFEST.tsv; {}", name, kModelRemedy);
    }
    named.push_back(name);
  }
  for (const std::string_view name : kNeeded) {
    if (std::find(named.begin(), named.end(), name) == named.end()) {
      return fail(ErrorCode::kCorrupt, "MANIFEST.tsv does not name {}; {}", name, kModelRemedy);
    }
  }
  return "sha256:" + sha256_hex(manifest->bytes());
}

}  // namespace depesche
