// ByteSource: the bytes of one input (a file, a pipe, standard input) through one fixed buffer: a look at the head, then
// either line by line or all of it.
//
// Owns the file it opened. Not thread-safe. Error messages leave out the input's name; the caller puts it in front.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/unpack.h"

namespace depesche {

// kNotFound or kUnreadable for a failed system call, with the system's reason.
Error system_error(int number);

class ByteSource {
 public:
  // Size of the buffer, and the most that head() can show.
  static constexpr size_t kBufferBytes = size_t{1} << 16;

  // One line, without its "\n" or "\r\n".
  struct Line {
    std::string_view bytes;  // valid until the next call; empty where `size` is over the limit
    uint64_t size = 0;
  };

  // Opens a file or a named pipe; for a pipe it waits for the writer.
  // Errors  kNotFound, kUnreadable (also for folders and devices).
  static Result<std::unique_ptr<ByteSource>> open(const std::string& path);

  // Reads an open file descriptor, which stays open.
  static std::unique_ptr<ByteSource> borrow(int descriptor);

  // What `read` gives: up to `size` bytes a call, 0 at the end.
  static std::unique_ptr<ByteSource> from(Unpacker::Read read);

  ~ByteSource();
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  // The first bytes, not consumed: reads until the input ends, the buffer is full or `enough` says true of what is there, so
  // that a pipe that is slow to fill is not waited for in vain. Call before anything else; valid until the next call.
  Result<std::string_view> head(const std::function<bool(std::string_view)>& enough);

  // The next line; nothing at the end. A line longer than `max_bytes` is passed over in pieces, and only its size is told.
  // Memory  max_bytes + kBufferBytes.
  Result<std::optional<Line>> next_line(uint64_t max_bytes);

  // All bytes that are left.
  // Errors  kTooLarge past `max_bytes`, with the remedy; kUnreadable.
  Result<std::string> rest(uint64_t max_bytes);

  // The next `size` bytes; fewer at the end.
  Result<std::string> take(uint64_t size);
  // The same, without keeping them. Returns how many there were.
  Result<uint64_t> pass_over(uint64_t size);
  // Gives these bytes back, to be read before all that follows. Costs no more than their size and that of the buffer.
  void put_back(std::string bytes);
  // A look at the next `size` bytes, kBufferBytes at most; fewer at the end and before an error, which comes out of the
  // reading that gets there. Valid until the next call.
  std::string_view peek(size_t size);

  // From here on, what is read is the unpacked content of the bytes that are there and come. Errors of broken members then
  // come out of all reading, which may go on after them.
  void unpack(Packing packing);

  // Bytes taken from the system so far.
  uint64_t bytes_read() const { return bytes_read_; }

 private:
  ByteSource(int descriptor, bool is_owned);
  // Reads once into the free end of the buffer. Returns how many bytes came; 0 at the end.
  Result<size_t> fill();
  // The same of the packed bytes.
  Result<size_t> read_raw(char* data, size_t size);
  std::string_view buffered() const { return {buffer_.data() + begin_, end_ - begin_}; }

  int descriptor_;
  bool is_owned_;
  std::optional<uint64_t> file_bytes_;  // of a regular file that we opened
  std::vector<char> buffer_;
  size_t begin_ = 0;  // [begin_, end_) of buffer_ is read and not yet taken
  size_t end_ = 0;
  uint64_t bytes_read_ = 0;
  Unpacker::Read read_;  // instead of the descriptor
  struct PutBack {
    std::string bytes;
    size_t at = 0;  // of the next one
  };
  std::vector<PutBack> put_back_;  // to read before the others, the last first
  std::string packed_;             // the first bytes for the unpacker
  std::unique_ptr<Unpacker> unpacker_;
  std::optional<Error> error_ahead_;  // met behind what head() or peek() showed
  std::string line_;                  // a line that did not lie in the buffer as a whole
};

}  // namespace depesche
