// Members of zip and tar archives, plain or packed, through libarchive.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "intake/byte_source.h"

namespace depesche {

// True where the bytes begin a zip or tar archive.
bool starts_like_archive(std::string_view head);

// Nothing is written anywhere: members are read one at a time, and their paths serve for messages alone.
class ArchiveMembers {
 public:
  // `source` is at the beginning of the archive and outlives this.
  explicit ArchiveMembers(ByteSource& source);
  ~ArchiveMembers();

  // Goes on to the next file and returns its path; nothing at the end. Folders and links are passed over.
  // Errors  kCorrupt: the archive or a member cannot be read; calling again goes on if that is possible.
  std::optional<Result<std::string>> next();

  // Up to `size` bytes of the member, 0 at its end.
  // Errors  kCorrupt.
  Result<size_t> read(char* data, size_t size);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace depesche
