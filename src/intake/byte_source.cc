#include "intake/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/fail.h"

namespace depesche {

Error system_error(int number) {
  const bool is_missing = number == ENOENT || number == ENOTDIR;
  return {is_missing ? ErrorCode::kNotFound : ErrorCode::kUnreadable,
          fmt::format("cannot be read: {}", std::strerror(number))};
}

ByteSource::ByteSource(int descriptor, bool is_owned)
    : descriptor_(descriptor), is_owned_(is_owned), buffer_(kBufferBytes) {}

ByteSource::~ByteSource() {
  if (is_owned_) close(descriptor_);
}

Result<std::unique_ptr<ByteSource>> ByteSource::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return tl::unexpected(system_error(errno));
  std::unique_ptr<ByteSource> source(new ByteSource(descriptor, true));
  struct stat about {};
  if (fstat(descriptor, &about) != 0) return tl::unexpected(system_error(errno));
  if (S_ISDIR(about.st_mode)) return tl::unexpected(system_error(EISDIR));
  if (S_ISREG(about.st_mode)) {
    source->file_bytes_ = static_cast<uint64_t>(about.st_size);
  } else if (!S_ISFIFO(about.st_mode) && !S_ISSOCK(about.st_mode)) {
    return fail(ErrorCode::kUnreadable, "is a device, not a file; pipe its content into standard input (\"-\")");
  }
  return source;
}

std::unique_ptr<ByteSource> ByteSource::borrow(int descriptor) {
  return std::unique_ptr<ByteSource>(new ByteSource(descriptor, false));
}

std::unique_ptr<ByteSource> ByteSource::from(Unpacker::Read read) {
  std::unique_ptr<ByteSource> source(new ByteSource(-1, false));
  source->read_ = std::move(read);
  return source;
}

Result<size_t> ByteSource::fill() {
  if (error_ahead_) return tl::unexpected(*std::exchange(error_ahead_, {}));
  if (begin_ == end_) begin_ = end_ = 0;
  char* const data = buffer_.data() + end_;
  const size_t room = buffer_.size() - end_;
  Result<size_t> size = size_t{0};
  if (!put_back_.empty()) {
    PutBack& back = put_back_.back();
    size = std::min(room, back.bytes.size() - back.at);
    std::copy_n(back.bytes.data() + back.at, *size, data);
    back.at += *size;
    if (back.at == back.bytes.size()) put_back_.pop_back();
  } else {
    size = unpacker_ ? unpacker_->unpack(data, room) : read_raw(data, room);
  }
  if (size) end_ += *size;
  return size;
}

Result<size_t> ByteSource::read_raw(char* data, size_t size) {
  if (read_) {
    auto count = read_(data, size);
    bytes_read_ += count.value_or(0);
    return count;
  }
  for (;;) {
    const ssize_t count = read(descriptor_, data, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return tl::unexpected(system_error(errno));
    bytes_read_ += static_cast<uint64_t>(count);
    return static_cast<size_t>(count);
  }
}

void ByteSource::unpack(Packing packing) {
  if (packing == Packing::kNone) return;
  packed_ = std::string(buffered());
  begin_ = end_ = 0;
  file_bytes_.reset();  // the size of the packed file
  unpacker_ = Unpacker::create(packing, [this](char* data, size_t size) -> Result<size_t> {
    if (packed_.empty()) return read_raw(data, size);
    const size_t count = std::min(size, packed_.size());
    std::copy_n(packed_.data(), count, data);
    packed_.erase(0, count);
    return count;
  });
}

Result<std::string> ByteSource::take(uint64_t size) {
  std::string bytes;
  while (bytes.size() < size) {
    const std::string_view piece = buffered().substr(0, static_cast<size_t>(size - bytes.size()));
    bytes.append(piece);
    begin_ += piece.size();
    if (bytes.size() == size) break;
    const Result<size_t> filled = fill();
    if (!filled) return tl::unexpected(filled.error());
    if (*filled == 0) break;
  }
  return bytes;
}

Result<uint64_t> ByteSource::pass_over(uint64_t size) {
  uint64_t passed = 0;
  while (passed < size) {
    const auto piece = static_cast<size_t>(std::min<uint64_t>(end_ - begin_, size - passed));
    begin_ += piece;
    passed += piece;
    if (passed == size) break;
    const Result<size_t> filled = fill();
    if (!filled) return tl::unexpected(filled.error());
    if (*filled == 0) break;
  }
  return passed;
}

void ByteSource::put_back(std::string bytes) {
  bytes.append(buffered());
  begin_ = end_ = 0;
  if (!bytes.empty()) put_back_.push_back({std::move(bytes), 0});
}

std::string_view ByteSource::peek(size_t size) {
  if (buffer_.size() - begin_ < size) {
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
              buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  while (end_ - begin_ < size && !error_ahead_) {
    const Result<size_t> filled = fill();
    if (!filled) error_ahead_ = filled.error();
    if (!filled || *filled == 0) break;
  }
  return buffered().substr(0, size);
}

Result<std::string_view> ByteSource::head(const std::function<bool(std::string_view)>& enough) {
  // A broken member spoils neither those before nor those after it; it is told when reading comes there.
  std::optional<Error> broken;
  while (end_ < buffer_.size() && !enough(buffered()) && !(broken && begin_ < end_)) {
    const Result<size_t> size = fill();
    if (!size && (!unpacker_ || size.error().code == ErrorCode::kUnreadable)) return tl::unexpected(size.error());
    if (!size && !broken) broken = size.error();
    if (size && *size == 0) break;
  }
  if (broken && begin_ == end_) return tl::unexpected(*std::move(broken));
  error_ahead_ = std::move(broken);
  return buffered();
}

Result<std::optional<ByteSource::Line>> ByteSource::next_line(uint64_t max_bytes) {
  line_.clear();
  uint64_t size = 0;
  char last = 0;  // of the line so far, to tell "\r\n"
  bool is_ended = false;
  while (!is_ended) {
    if (begin_ == end_) {
      const Result<size_t> filled = fill();
      if (!filled) return tl::unexpected(filled.error());
      if (*filled == 0) {
        if (size == 0) return std::nullopt;
        break;
      }
    }
    std::string_view piece = buffered();
    const size_t line_feed = piece.find('\n');
    is_ended = line_feed != std::string_view::npos;
    if (is_ended) piece = piece.substr(0, line_feed);
    begin_ += piece.size() + (is_ended ? 1 : 0);
    const bool is_whole = is_ended && size == 0;
    size += piece.size();
    if (!piece.empty()) last = piece.back();
    if (is_whole) {  // the common case: no copy
      if (last == '\r') piece.remove_suffix(1);
      if (piece.size() > max_bytes) return Line{{}, piece.size()};
      return Line{piece, piece.size()};
    }
    // One byte more than the limit may be the "\r" of the line end.
    if (size <= max_bytes + 1) line_.append(piece);
  }
  if (is_ended && last == '\r') {
    --size;
    if (line_.size() > size) line_.resize(static_cast<size_t>(size));
  }
  if (size > max_bytes) return Line{{}, size};
  return Line{line_, size};
}

Result<std::string> ByteSource::rest(uint64_t max_bytes) {
  constexpr std::string_view kRemedy = "raise --max-bytes or split the file";
  if (file_bytes_ && *file_bytes_ > max_bytes) {
    return fail(ErrorCode::kTooLarge, "{} bytes, more than the limit of {} bytes; {}", *file_bytes_, max_bytes, kRemedy);
  }
  std::string bytes;
  if (file_bytes_) bytes.reserve(static_cast<size_t>(*file_bytes_));
  for (;;) {
    bytes.append(buffered());
    begin_ = end_;
    if (bytes.size() > max_bytes) {
      return fail(ErrorCode::kTooLarge, "at least {} bytes, more than the limit of {} bytes; {}", bytes.size(), max_bytes,
                  kRemedy);
    }
    const Result<size_t> size = fill();
    if (!size) return tl::unexpected(size.error());
    if (*size == 0) return bytes;
  }
}

}  // namespace depesche
