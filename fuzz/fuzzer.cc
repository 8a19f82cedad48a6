// A libFuzzer program for one target: DEPESCHE_TARGET, its place in kTargets.
#include <cstddef>
#include <cstdint>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  depesche::fuzz::kTargets[DEPESCHE_TARGET].run({reinterpret_cast<const char*>(data), size});
  return 0;
}
