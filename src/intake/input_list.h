// The inputs behind the paths of a call: folders walked, every file with its size.
//
// Free function without state; looks at the file system once and opens no file.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace depesche {

struct Input {
  std::string path;  // as given, or the folder as given, "/" and the way from there; any bytes
  bool is_standard_input = false;
  std::optional<uint64_t> file_bytes;  // of a regular file
  std::optional<Error> error;          // why there is nothing to read here; the message names the path
};

// One Input for every file, in the order of `paths`; within a folder in the order of the paths' bytes. What cannot be read
// has its place in the list too, with its error.
// Folders are walked through symbolic links. A folder that is reached twice on a walk (a loop, say) is walked once. Files
// and folders whose name begins with a dot are skipped, unless they stand in `paths`.
// `include`, `exclude`: globs of fnmatch(3) for names and whole paths of files in folders; empty: all, none.
std::vector<Input> list_inputs(const std::vector<std::string>& paths, const std::vector<std::string>& include = {},
                               const std::vector<std::string>& exclude = {});

// `path` for messages: broken UTF-8 replaced by U+FFFD; "standard input" for "-".
std::string path_for_messages(const std::string& path);

}  // namespace depesche
