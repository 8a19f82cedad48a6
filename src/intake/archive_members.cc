#include "intake/archive_members.h"

#include <archive.h>
#include <archive_entry.h>

#include "base/fail.h"
#include "intake/encoding.h"

namespace depesche {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 16;

std::string reason(archive* from) {
  const char* text = archive_error_string(from);
  return text ? repair_utf8(text).text : "broken";
}

}  // namespace

bool starts_like_archive(std::string_view head) {
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return true;
  return head.size() > 262 && head.substr(257, 5) == "ustar";
}

struct ArchiveMembers::State {
  ByteSource* source = nullptr;
  archive* reader = nullptr;
  std::string piece;
  std::string fault;  // of the source
  bool is_over = false;
};

ArchiveMembers::ArchiveMembers(ByteSource& source) : state_(std::make_unique<State>()) {
  state_->source = &source;
  state_->reader = archive_read_new();
  archive_read_support_format_tar(state_->reader);
  archive_read_support_format_zip_streamable(state_->reader);
  const auto read = [](archive* from, void* self, const void** data) -> la_ssize_t {
    State& state = *static_cast<State*>(self);
    Result<std::string> piece = state.source->take(kPieceBytes);
    if (!piece) {
      archive_set_error(from, -1, "%s", piece.error().message.c_str());
      return -1;
    }
    state.piece = std::move(*piece);
    *data = state.piece.data();
    return static_cast<la_ssize_t>(state.piece.size());
  };
  if (archive_read_open(state_->reader, state_.get(), nullptr, read, nullptr) != ARCHIVE_OK) {
    state_->fault = reason(state_->reader);
  }
}

ArchiveMembers::~ArchiveMembers() { archive_read_free(state_->reader); }

std::optional<Result<std::string>> ArchiveMembers::next() {
  State& state = *state_;
  while (!state.is_over) {
    if (!state.fault.empty()) {
      state.is_over = true;
      return fail(ErrorCode::kCorrupt, "the archive cannot be read: {}", state.fault);
    }
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(state.reader, &entry);
    if (code == ARCHIVE_EOF) break;
    if (code == ARCHIVE_FATAL) {
      state.is_over = true;
      return fail(ErrorCode::kCorrupt, "the archive cannot be read on: {}", reason(state.reader));
    }
    if (code == ARCHIVE_RETRY || code == ARCHIVE_FAILED) {
      return fail(ErrorCode::kCorrupt, "a member cannot be read: {}", reason(state.reader));
    }
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const char* path =
        archive_entry_pathname_utf8(entry) ? archive_entry_pathname_utf8(entry) : archive_entry_pathname(entry);
    std::string name = path ? repair_utf8(path).text : "(without a name)";
    if (archive_entry_is_encrypted(entry)) return fail(ErrorCode::kCorrupt, "{}: encrypted; unpack it first", name);
    return name;
  }
  return std::nullopt;
}

Result<size_t> ArchiveMembers::read(char* data, size_t size) {
  const la_ssize_t count = archive_read_data(state_->reader, data, size);
  if (count >= 0) return static_cast<size_t>(count);
  state_->is_over = count == ARCHIVE_FATAL;
  return fail(ErrorCode::kCorrupt, "the member cannot be read on: {}", reason(state_->reader));
}

}  // namespace depesche
