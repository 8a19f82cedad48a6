#include "intake/unpack.h"

#include <gmock/gmock.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>

namespace depesche {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

// `window_bits` as zlib has them: 31 for gzip, 15 for zlib, -15 for raw deflate.
std::string deflated(std::string_view text, int window_bits) {
  z_stream stream{};
  deflateInit2(&stream, 1, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string gzipped(std::string_view text) { return deflated(text, 31); }

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size()));
  return out;
}

struct Unpacked {
  std::string text;
  std::vector<std::string> errors;
};

// Fed in pieces of `piece` bytes.
Unpacked unpack(std::string_view bytes, size_t piece = 1000) {
  const auto unpacker = Unpacker::create(packing_of(bytes), [&](char* data, size_t size) -> Result<size_t> {
    const size_t count = std::min({size, piece, bytes.size()});
    std::copy_n(bytes.data(), count, data);
    bytes.remove_prefix(count);
    return count;
  });
  Unpacked unpacked;
  char buffer[777];
  for (int rounds = 0; rounds < 1'000'000; ++rounds) {
    const auto size = unpacker->unpack(buffer, sizeof buffer);
    if (!size) {
      unpacked.errors.push_back(size.error().message);
    } else if (*size == 0) {
      return unpacked;
    } else {
      unpacked.text.append(buffer, *size);
    }
  }
  ADD_FAILURE() << "no end";
  return unpacked;
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919 % 10007) + " ";
  return text;
}

TEST(Unpack, TellsPackingsApart) {
  EXPECT_EQ(packing_of(gzipped("a")), Packing::kGzip);
  EXPECT_EQ(packing_of(zstd("a")), Packing::kZstd);
  EXPECT_EQ(packing_of("plain"), Packing::kNone);
  EXPECT_EQ(packing_of(""), Packing::kNone);
}

TEST(Unpack, ReadsMembersOneAfterTheOther) {
  for (const auto pack : {&gzipped, &zstd}) {
    const std::string bytes = pack("one ") + pack(long_text()) + pack("three");
    for (const size_t piece : {1, 13, 100'000}) {
      const Unpacked unpacked = unpack(bytes, piece);
      EXPECT_EQ(unpacked.text, "one " + long_text() + "three");
      EXPECT_THAT(unpacked.errors, IsEmpty());
    }
  }
}

TEST(Unpack, ABrokenMemberCostsItself) {
  for (const auto pack : {&gzipped, &zstd}) {
    std::string broken = pack(long_text());
    for (size_t i = broken.size() / 2; i < broken.size() / 2 + 20; ++i) broken[i] = static_cast<char>(~broken[i]);
    const Unpacked unpacked = unpack(pack("before ") + broken + pack("after"));
    EXPECT_TRUE(unpacked.text.starts_with("before "));
    EXPECT_TRUE(unpacked.text.ends_with("after"));
    ASSERT_THAT(unpacked.errors, testing::Not(IsEmpty()));
    EXPECT_THAT(unpacked.errors.front(), HasSubstr("is broken at byte"));
  }
}

TEST(Unpack, SaysWhatIsCutOffOrNoMember) {
  const std::string whole = gzipped(long_text());
  EXPECT_THAT(unpack(whole.substr(0, whole.size() / 2)).errors, testing::ElementsAre(HasSubstr("cut off")));
  const Unpacked unpacked = unpack(gzipped("a") + "no member" + gzipped("b"));
  EXPECT_EQ(unpacked.text, "ab");
  EXPECT_THAT(unpacked.errors, testing::ElementsAre(HasSubstr("9 bytes at byte")));
  EXPECT_THAT(unpack(gzipped("a") + std::string(512, '\0')).errors, IsEmpty());
}

TEST(Unpack, ABombIsGivenUp) {
  const std::string bomb = gzipped(std::string(Unpacker::kMostBytes + 5'000'000, ' '));
  const Unpacked unpacked = unpack(bomb + gzipped("after"), 100'000);
  EXPECT_THAT(unpacked.errors, testing::Contains(HasSubstr("more than 100 times its size")));
  EXPECT_TRUE(unpacked.text.ends_with("after"));
}

TEST(Unpack, UndoesContentEncodings) {
  const std::string text = "<p>" + long_text();
  const struct {
    const char* encoding;
    std::string body;
  } cases[] = {{"", text},
               {"identity", text},
               {"gzip", gzipped(text)},
               {"x-gzip", gzipped(text)},
               {"deflate", deflated(text, 15)},
               {"deflate", deflated(text, -15)},
               {"zstd", zstd(text)},
               {"zstd, gzip", gzipped(zstd(text))},
               {"gzip", text},  // the header was kept and the packing not
               {"br", text}};
  for (const auto& c : cases) EXPECT_EQ(unpack_body(c.body, c.encoding, 1 << 24).value_or("error"), text) << c.encoding;
  EXPECT_EQ(unpack_body("x", "compress", 100).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(unpack_body(gzipped(text), "gzip", 100).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(unpack_body(gzipped(text).substr(0, 500), "gzip", 1 << 24).error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace depesche
