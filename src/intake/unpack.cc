#include "intake/unpack.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/fail.h"

namespace depesche {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B\x08", kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::string_view kDictionaryMagic = "\x5D\x2A\x4D\x18";  // of a skippable frame, as WARC files begin with
constexpr size_t kInputBytes = size_t{1} << 16;

bool begins_skippable(std::string_view bytes) {
  return bytes.size() >= 4 && (bytes[0] & 0xF0) == 0x50 && bytes.substr(1, 3) == kDictionaryMagic.substr(1);
}

// What the two kinds have in common: input, members and what happens where one is broken.
class MemberUnpacker : public Unpacker {
 public:
  explicit MemberUnpacker(Read read) : read_(std::move(read)), input_(kInputBytes) {}

  Result<size_t> unpack(char* data, size_t size) override {
    for (;;) {
      if (begin_ == end_ && !is_ended_) {
        if (const auto filled = fill(); !filled) return tl::unexpected(filled.error());
      }
      if (begin_ == end_) {
        if (!in_member_) return size_t{0};
        in_member_ = false;
        return fail(ErrorCode::kCorrupt, "cut off: the packed member that begins at byte {} has no end", member_at_);
      }
      if (!in_member_) {
        if (const auto begun = begin_member(); !begun) return tl::unexpected(begun.error());
        if (!in_member_) return size_t{0};
      }
      size_t consumed = 0, produced = 0;
      const Step step = run({input_.data() + begin_, end_ - begin_}, data, size, consumed, produced);
      begin_ += consumed;
      position_ += consumed;
      unpacked_ += produced;
      if (step == Step::kEnd) in_member_ = false;
      const bool bomb = unpacked_ > kMostBytes && unpacked_ > kMostTimes * (position_ - member_at_);
      if (step == Step::kBroken || bomb) return skip(bomb);
      if (produced > 0) return produced;
    }
  }

 protected:
  enum class Step { kMore, kEnd, kBroken };
  static constexpr size_t kMagicBytes = 4;  // the longest
  // Whether a member begins with these bytes, as many as the longest magic number unless the input ends.
  virtual bool begins(std::string_view bytes) const = 0;
  // At a member that begins with these bytes, `at` bytes behind the beginning of the input.
  virtual bool start(std::string_view bytes, uint64_t at) = 0;
  virtual Step run(std::string_view input, char* data, size_t size, size_t& consumed, size_t& produced) = 0;

 private:
  Result<void> fill() {
    std::copy(input_.begin() + static_cast<std::ptrdiff_t>(begin_), input_.begin() + static_cast<std::ptrdiff_t>(end_),
              input_.begin());
    end_ -= begin_;
    begin_ = 0;
    const Result<size_t> size = read_(input_.data() + end_, input_.size() - end_);
    if (!size) return tl::unexpected(size.error());
    end_ += *size;
    is_ended_ = *size == 0;
    return {};
  }

  // Zero bytes and line ends may stand between members; anything else is passed over, and told.
  Result<void> begin_member() {
    const uint64_t from = position_;
    bool told = false;
    const bool is_rest_of_broken = std::exchange(is_broken_, false);  // which was told already
    for (;;) {
      while (end_ - begin_ < kMagicBytes && !is_ended_) {
        if (auto filled = fill(); !filled) return filled;
      }
      const std::string_view rest(input_.data() + begin_, end_ - begin_);
      if (rest.empty() || begins(rest)) break;
      told = told || (rest[0] != 0 && rest[0] != '\n' && rest[0] != '\r');
      ++begin_;
      ++position_;
    }
    if (begin_ < end_ && start({input_.data() + begin_, end_ - begin_}, position_)) {
      in_member_ = true;
      member_at_ = position_;
      unpacked_ = 0;
    }
    if (told && !is_rest_of_broken) {
      return fail(ErrorCode::kCorrupt, "{} bytes at byte {} are no packed member; they were passed over", position_ - from,
                  from);
    }
    return {};
  }

  // Leaves the member; the next call looks for the magic number of another.
  tl::unexpected<Error> skip(bool bomb) {
    in_member_ = false;
    is_broken_ = true;
    // Its own magic number must lie behind us, else it would be found again.
    if (position_ == member_at_) {
      ++begin_;
      ++position_;
    }
    return bomb ? fail(ErrorCode::kTooLarge,
                       "the packed member that begins at byte {} unpacks to more than {} times its size; it was given up",
                       member_at_, kMostTimes)
                : fail(ErrorCode::kCorrupt,
                       "the packed member that begins at byte {} is broken at byte {}; it was given up there", member_at_,
                       position_);
  }

  Read read_;
  std::vector<char> input_;
  size_t begin_ = 0, end_ = 0;  // of input_, read and not yet taken
  bool is_ended_ = false, in_member_ = false;
  bool is_broken_ = false;  // we stand within a member that was given up
  uint64_t position_ = 0;   // of begin_ in the stream
  uint64_t member_at_ = 0, unpacked_ = 0;
};

class GzipUnpacker final : public MemberUnpacker {
 public:
  explicit GzipUnpacker(Read read) : MemberUnpacker(std::move(read)) {}
  ~GzipUnpacker() override { inflateEnd(&stream_); }

 private:
  bool begins(std::string_view bytes) const override { return bytes.starts_with(kGzipMagic); }

  bool start(std::string_view /*bytes*/, uint64_t /*at*/) override {
    inflateEnd(&stream_);
    stream_ = {};
    return inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK;
  }

  Step run(std::string_view input, char* data, size_t size, size_t& consumed, size_t& produced) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
    stream_.avail_in = static_cast<uInt>(input.size());
    stream_.next_out = reinterpret_cast<Bytef*>(data);
    stream_.avail_out = static_cast<uInt>(std::min<size_t>(size, UINT32_MAX));
    const uInt room = stream_.avail_out;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    consumed = input.size() - stream_.avail_in;
    produced = room - stream_.avail_out;
    if (code == Z_STREAM_END) return Step::kEnd;
    return code == Z_OK || (code == Z_BUF_ERROR && (consumed > 0 || produced > 0)) ? Step::kMore : Step::kBroken;
  }

  z_stream stream_{};
};

tl::unexpected<Error> too_large(uint64_t max_bytes) {
  return fail(ErrorCode::kTooLarge, "unpacks to more than the limit of {} bytes; raise --max-bytes", max_bytes);
}

Result<std::string> members_body(std::string_view body, Packing packing, uint64_t max_bytes);

// A dictionary for all frames may stand in front, in a skippable frame of its own and packed itself (the form of IIPC for
// WARC, https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
class ZstdUnpacker final : public MemberUnpacker {
 public:
  explicit ZstdUnpacker(Read read) : MemberUnpacker(std::move(read)), context_(ZSTD_createDCtx()) {}
  ~ZstdUnpacker() override { ZSTD_freeDCtx(context_); }

 private:
  bool begins(std::string_view bytes) const override { return bytes.starts_with(kZstdMagic) || begins_skippable(bytes); }

  bool start(std::string_view bytes, uint64_t at) override {
    in_dictionary_ = at == 0 && bytes.starts_with(kDictionaryMagic);
    // A window is memory that the file asks for: 128 MiB is what the format recommends to allow.
    return !ZSTD_isError(ZSTD_DCtx_reset(context_, ZSTD_reset_session_only)) &&
           !ZSTD_isError(ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, 27));
  }

  Step run(std::string_view input, char* data, size_t size, size_t& consumed, size_t& produced) override {
    if (in_dictionary_) return read_dictionary(input, consumed);
    ZSTD_inBuffer in{input.data(), input.size(), 0};
    ZSTD_outBuffer out{data, size, 0};
    const size_t code = ZSTD_decompressStream(context_, &out, &in);
    consumed = in.pos;
    produced = out.pos;
    if (ZSTD_isError(code)) return Step::kBroken;
    return code == 0 ? Step::kEnd : Step::kMore;
  }

  Step read_dictionary(std::string_view input, size_t& consumed) {
    constexpr size_t kHeadBytes = 8;  // magic number and size
    uint32_t size = 0;
    const auto take = [&](size_t wanted) {
      const size_t count = std::min(input.size() - consumed, wanted - dictionary_.size());
      dictionary_.append(input.substr(consumed, count));
      consumed += count;
      return dictionary_.size() == wanted;
    };
    if (dictionary_.size() < kHeadBytes && !take(kHeadBytes)) return Step::kMore;
    for (size_t i = kHeadBytes; i-- > kDictionaryMagic.size();)
      size = size << 8 | static_cast<unsigned char>(dictionary_[i]);
    if (size > kMostDictionaryBytes) return Step::kBroken;
    if (!take(kHeadBytes + size)) return Step::kMore;
    dictionary_.erase(0, kHeadBytes);
    if (dictionary_.starts_with(kZstdMagic)) {
      auto unpacked = members_body(dictionary_, Packing::kZstd, kMostDictionaryBytes);
      if (!unpacked) return Step::kBroken;
      dictionary_ = std::move(*unpacked);
    }
    const size_t code = ZSTD_DCtx_loadDictionary(context_, dictionary_.data(), dictionary_.size());
    dictionary_ = {};
    return ZSTD_isError(code) ? Step::kBroken : Step::kEnd;
  }

  static constexpr size_t kMostDictionaryBytes = size_t{1} << 26;
  ZSTD_DCtx* context_;
  bool in_dictionary_ = false;
  std::string dictionary_;  // as far as it was read
};

Result<std::string> inflate_body(std::string_view body, int window_bits, uint64_t max_bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) return fail(ErrorCode::kInternal, "zlib cannot start");
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> closing(&stream, &inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::string out;
  std::vector<char> piece(kInputBytes);
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    const int code = inflate(&stream, Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
    if (out.size() > max_bytes) return too_large(max_bytes);
    if (code == Z_STREAM_END) return out;
    if (code != Z_OK)
      return fail(ErrorCode::kCorrupt, "its packed body is broken or cut off after {} bytes of text", out.size());
  }
}

Result<std::string> brotli_body(std::string_view body, uint64_t max_bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance);
  std::string out;
  std::vector<uint8_t> piece(kInputBytes);
  const auto* in = reinterpret_cast<const uint8_t*>(body.data());
  size_t left = body.size();
  for (;;) {
    uint8_t* to = piece.data();
    size_t room = piece.size();
    const auto code = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    out.append(reinterpret_cast<const char*>(piece.data()), piece.size() - room);
    if (out.size() > max_bytes) return too_large(max_bytes);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (code != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
      return fail(ErrorCode::kCorrupt, "its packed body is broken or cut off after {} bytes of text", out.size());
    }
  }
}

// Many archives keep the header and not the packing; these two packings have no magic number.
bool looks_unpacked(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  const size_t at = body.find_first_not_of(" \t\r\n");
  return at != body.npos && body[at] == '<';
}

Result<std::string> members_body(std::string_view body, Packing packing, uint64_t max_bytes) {
  const auto unpacker = Unpacker::create(packing, [&](char* data, size_t size) -> Result<size_t> {
    const size_t count = std::min(size, body.size());
    std::copy_n(body.data(), count, data);
    body.remove_prefix(count);
    return count;
  });
  std::string out;
  std::vector<char> piece(kInputBytes);
  for (;;) {
    const Result<size_t> size = unpacker->unpack(piece.data(), piece.size());
    if (!size) return tl::unexpected(size.error());
    if (*size == 0) return out;
    out.append(piece.data(), *size);
    if (out.size() > max_bytes) return too_large(max_bytes);
  }
}

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with(kGzipMagic)) return Packing::kGzip;
  return head.starts_with(kZstdMagic) || begins_skippable(head) ? Packing::kZstd : Packing::kNone;
}

std::unique_ptr<Unpacker> Unpacker::create(Packing packing, Read read) {
  if (packing == Packing::kGzip) return std::make_unique<GzipUnpacker>(std::move(read));
  return std::make_unique<ZstdUnpacker>(std::move(read));
}

Result<std::string> unpack_body(std::string body, std::string_view encoding, uint64_t max_bytes) {
  // Several are undone from the last to the first.
  while (!encoding.empty()) {
    const size_t comma = encoding.rfind(',');
    std::string_view name = comma == encoding.npos ? encoding : encoding.substr(comma + 1);
    encoding = comma == encoding.npos ? std::string_view() : encoding.substr(0, comma);
    while (name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with(' ')) name.remove_suffix(1);
    Result<std::string> unpacked = std::string();
    if (name.empty() || name == "identity") continue;
    if (name == "gzip" || name == "x-gzip") {
      if (packing_of(body) != Packing::kGzip) continue;  // as those below
      unpacked = members_body(body, Packing::kGzip, max_bytes);
    } else if (name == "deflate") {
      unpacked = inflate_body(body, MAX_WBITS, max_bytes);
      const auto is_broken = [&] { return !unpacked && unpacked.error().code == ErrorCode::kCorrupt; };
      if (is_broken()) unpacked = inflate_body(body, -MAX_WBITS, max_bytes);  // as some servers understand it
      if (is_broken() && looks_unpacked(body)) continue;
    } else if (name == "br") {
      unpacked = brotli_body(body, max_bytes);
      if (!unpacked && looks_unpacked(body) && unpacked.error().code == ErrorCode::kCorrupt) continue;
    } else if (name == "zstd") {
      if (packing_of(body) != Packing::kZstd) continue;
      unpacked = members_body(body, Packing::kZstd, max_bytes);
    } else {
      return fail(ErrorCode::kCorrupt, "its body is packed as '{}', which is not known", name);
    }
    if (!unpacked) return unpacked;
    body = std::move(*unpacked);
  }
  return body;
}

}  // namespace depesche
