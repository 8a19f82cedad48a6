// The files of a model: what the manifest says they are, and whether they are that.
#pragma once

#include <depesche/error.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace depesche {

// What to do about a model that cannot be used.
inline constexpr std::string_view kModelRemedy =
    "restore it from the repository (git checkout models) or name another folder with --model";

// Reads MANIFEST.tsv of the folder (columns file, sha256, source, licence; one header line) and compares the checksum of
// every file it names. Returns "sha256:…" of the manifest: the model's version.
// Errors  kNotFound: no such folder, no manifest, or a file of it missing. kCorrupt: the manifest is malformed or a file is
//         not the one it names. The message says what to do.
Result<std::string> check_model_files(const std::filesystem::path& model_dir);

}  // namespace depesche
