#include "intake/unpack.h"

#include <brotli/encode.h>
#include <gmock/gmock.h>
#include <zdict.h>
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

std::string brotli(std::string_view text) {
  size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string out(size, '\0');
  BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(),
                        reinterpret_cast<const uint8_t*>(text.data()), &size, reinterpret_cast<uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

std::string skippable(char kind, std::string_view content) {
  std::string frame = {kind, '\x2A', '\x4D', '\x18'};
  for (int shift = 0; shift < 32; shift += 8) frame += static_cast<char>(content.size() >> shift & 0xFF);
  return frame.append(content);
}

std::string trained_dictionary() {
  std::string samples;
  std::vector<size_t> sizes;
  for (int i = 0; i < 2'000; ++i) {
    const std::string sample = "Der Rat der Stadt Lindenau hat am " + std::to_string(i % 31) + ". Mai " +
                               std::to_string(i * i) + " Mal über die Brücke beraten.";
    samples += sample;
    sizes.push_back(sample.size());
  }
  std::string dictionary(2'000, '\0');
  dictionary.resize(ZDICT_trainFromBuffer(dictionary.data(), dictionary.size(), samples.data(), sizes.data(),
                                          static_cast<unsigned>(sizes.size())));
  return dictionary;
}

std::string zstd_with(std::string_view dictionary, std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  out.resize(ZSTD_compress_usingDict(context.get(), out.data(), out.size(), text.data(), text.size(), dictionary.data(),
                                     dictionary.size(), 3));
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

// The form of IIPC: one dictionary for all members, packed or not, in a skippable frame in front.
TEST(Unpack, ADictionaryInFront) {
  const std::string dictionary = trained_dictionary();
  ASSERT_LT(dictionary.size(), 2'001u);
  const std::string text = "Der Rat der Stadt Lindenau hat am Montag beraten.";
  const std::string members =
      zstd_with(dictionary, text) + zstd_with(dictionary, long_text()) + zstd_with(dictionary, "Ende");
  for (const std::string& front : {dictionary, zstd(dictionary)}) {
    const std::string bytes = skippable('\x5D', front) + members;
    EXPECT_EQ(packing_of(bytes), Packing::kZstd);
    for (const size_t piece : {1, 13, 100'000}) {
      const Unpacked unpacked = unpack(bytes, piece);
      EXPECT_EQ(unpacked.text, text + long_text() + "Ende");
      EXPECT_THAT(unpacked.errors, IsEmpty());
    }
  }
  // Without it, with half of it, with none of that size: told, and no end of reading.
  for (const std::string& front :
       {std::string(), skippable('\x5D', dictionary.substr(0, 600)), skippable('\x5D', zstd(dictionary).substr(0, 100)),
        std::string("\x5D\x2A\x4D\x18\xFF\xFF\xFF\xFF", 8)}) {
    EXPECT_THAT(unpack(front + members).errors, testing::Not(IsEmpty()));
  }
  EXPECT_THAT(unpack(skippable('\x5D', dictionary).substr(0, 700)).errors, testing::ElementsAre(HasSubstr("cut off")));
  EXPECT_THAT(unpack(skippable('\x5D', "")).errors, IsEmpty());
}

TEST(Unpack, SkippableFramesAreSkipped) {
  const std::string bytes = skippable('\x50', "abc") + zstd("one ") + skippable('\x5F', long_text()) +
                            skippable('\x5D', "no dictionary but in front") + zstd("two") + skippable('\x5A', "");
  for (const size_t piece : {1, 13, 100'000}) {
    const Unpacked unpacked = unpack(bytes, piece);
    EXPECT_EQ(unpacked.text, "one two");
    EXPECT_THAT(unpacked.errors, IsEmpty());
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
               {"br", brotli(text)},
               {"br, gzip", gzipped(brotli(text))},
               {"zstd, gzip", gzipped(zstd(text))},
               {"gzip", text},  // the header was kept and the packing not
               {"br", text},
               {"deflate", "\xEF\xBB\xBF \n" + text}};
  for (const auto& c : cases) {
    const std::string unpacked = unpack_body(c.body, c.encoding, 1 << 24).value_or("error");
    EXPECT_EQ(unpacked, c.body.ends_with(text) ? c.body : text) << c.encoding;
  }
  EXPECT_EQ(unpack_body("x", "compress", 100).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(unpack_body(gzipped(text), "gzip", 100).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(unpack_body(gzipped(text).substr(0, 500), "gzip", 1 << 24).error().code, ErrorCode::kCorrupt);
  EXPECT_EQ(unpack_body(brotli(text), "br", 100).error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(unpack_body(brotli(text).substr(0, brotli(text).size() / 2), "br", 1 << 24).error().code, ErrorCode::kCorrupt);
}

}  // namespace
}  // namespace depesche
