#include "read/model_files.h"

#include <algorithm>
#include <array>
#include <vector>
#include <string_view>

#include "base/fail.h"
#include "base/files.h"
#include "base/sha256.h"

namespace depesche {
namespace {

constexpr std::string_view kRemedy = "restore it from the repository (git checkout models) or name another folder with --model";
constexpr std::array<std::string_view, 8> kNeeded = {"tokenizer.model", "labels.json", "reader.xml",   "reader.bin",
                                                     "roles.xml",       "roles.bin",   "speakers.xml", "speakers.bin"};

std::string_view cut(std::string_view& rest, char separator) {
  const size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

}  // namespace

Result<std::string> check_model_files(const std::filesystem::path& model_dir) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(model_dir, ignored)) return fail(ErrorCode::kNotFound, "no such folder; {}", kRemedy);
  const auto manifest = read_file(model_dir / "MANIFEST.tsv", 1 << 20);
  if (!manifest) return fail(ErrorCode::kNotFound, "no MANIFEST.tsv in it ({}); {}", manifest.error().message, kRemedy);

  std::string_view rest = *manifest;
  if (cut(rest, '\n') != "file\tsha256\tsource\tlicence") {
    return fail(ErrorCode::kCorrupt, "MANIFEST.tsv: line 1: expected the columns file, sha256, source, licence; {}", kRemedy);
  }
  std::vector<std::string_view> named;
  for (int line = 2; !rest.empty(); ++line) {
    std::string_view row = cut(rest, '\n');
    const std::string_view name = cut(row, '\t');
    const std::string_view expected = cut(row, '\t');
    if (name.empty() || name.find('/') != name.npos || expected.size() != 64) {
      return fail(ErrorCode::kCorrupt, "MANIFEST.tsv: line {}: not a file name and a sha256; {}", line, kRemedy);
    }
    const auto bytes = read_file(model_dir / name);
    if (!bytes) return fail(bytes.error().code, "{}; {}", bytes.error().message, kRemedy);
    if (sha256_hex(*bytes) != expected) {
      return fail(ErrorCode::kCorrupt, "{}: damaged: its checksum is not the one in MANIFEST.tsv; {}", name, kRemedy);
    }
    named.push_back(name);
  }
  for (const std::string_view name : kNeeded) {
    if (std::find(named.begin(), named.end(), name) == named.end()) {
      return fail(ErrorCode::kCorrupt, "MANIFEST.tsv does not name {}; {}", name, kRemedy);
    }
  }
  return "sha256:" + sha256_hex(*manifest);
}

}  // namespace depesche
