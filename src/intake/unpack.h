// Unpacking: gzip and zstd streams of many members as they come, whole bodies of HTTP.
//
// Not thread-safe: one thread works on one Unpacker.
#pragma once

#include <depesche/error.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace depesche {

enum class Packing { kNone, kGzip, kZstd };

// By the magic number.
Packing packing_of(std::string_view head);

// Members one after the other, as WARC files have one a record. A member that is broken costs itself: what follows is looked
// for by its magic number.
class Unpacker {
 public:
  // A member that grows to more than this many bytes and more than kMostTimes its packed size is given up: a bomb.
  static constexpr uint64_t kMostBytes = UINT64_C(1) << 28;
  static constexpr uint64_t kMostTimes = 100;

  // `read(data, size)` gives up to `size` packed bytes, 0 at the end.
  using Read = std::function<Result<size_t>(char* data, size_t size)>;
  static std::unique_ptr<Unpacker> create(Packing packing, Read read);
  virtual ~Unpacker() = default;

  // Up to `size` unpacked bytes, one at least; 0 at the end.
  // Errors  those of `read`; kCorrupt once for each broken stretch, with its place and how many packed bytes were passed
  // over.
  //         Calling again goes on behind it.
  virtual Result<size_t> unpack(char* data, size_t size) = 0;
};

// A whole body of HTTP by its Content-Encoding ("gzip", "deflate", "br", "zstd", several with commas, "identity", "").
// Errors  kCorrupt: broken, or an encoding that nobody knows; kTooLarge: more than `max_bytes`.
Result<std::string> unpack_body(std::string body, std::string_view encoding, uint64_t max_bytes);

}  // namespace depesche
