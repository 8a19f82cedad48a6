#include "store/packed.h"

#include <zstd.h>

#include <memory>
#include <new>
#include <string_view>

#include "base/fail.h"

namespace depesche::store {
namespace {

constexpr int kLevel = 9;

constexpr std::string_view kSample =
#include "store/packing_sample.inc"
    ;

// What packer and unpacker know beforehand: what all records have in common, then what this one repeats of its article.
std::string prefix_of(const Known& known) {
  std::string prefix(kSample);
  for (const std::string* part : {&known.engine.version, &known.engine.reader, &known.engine.knowledge, &known.sha256})
    prefix += *part;
  for (const auto* part : {&known.title, &known.url}) prefix += part->value_or("");
  return prefix + known.text;
}

constexpr unsigned long long kLargest = 1ull << 31;  // of an unpacked record

}  // namespace

std::string pack(std::string_view json, const Known& known) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  if (!context) throw std::bad_alloc();
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  const std::string prefix = prefix_of(known);
  ZSTD_CCtx_refPrefix(context.get(), prefix.data(), prefix.size());
  std::string packed(ZSTD_compressBound(json.size()), '\0');
  const size_t size = ZSTD_compress2(context.get(), packed.data(), packed.size(), json.data(), json.size());
  if (ZSTD_isError(size)) throw std::bad_alloc();  // the one fault left, as the room suffices
  packed.resize(size);
  return packed;
}

Result<std::string> unpack(std::string_view packed, const Known& known) {
  const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > kLargest) {
    return fail(ErrorCode::kCorrupt, "the packed record is damaged");
  }
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 31);
  const std::string prefix = prefix_of(known);
  ZSTD_DCtx_refPrefix(context.get(), prefix.data(), prefix.size());
  std::string json(size, '\0');
  const size_t got = ZSTD_decompressDCtx(context.get(), json.data(), json.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) || got != size) return fail(ErrorCode::kCorrupt, "the packed record is damaged");
  return json;
}

}  // namespace depesche::store
