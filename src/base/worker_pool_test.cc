#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace depesche {
namespace {

TEST(WorkerPool, DoesEveryItemOnceOnAnyNumberOfThreads) {
  for (const size_t threads : {0u, 1u, 2u, 8u}) {
    WorkerPool pool(threads);
    for (const size_t count : {0u, 1u, 7u, 1000u}) {
      std::vector<std::atomic<int>> done(count);
      pool.for_each(count, [&](size_t item, size_t worker) {
        EXPECT_LT(worker, pool.threads());
        ++done[item];
      });
      for (const auto& times : done) EXPECT_EQ(times, 1);
    }
  }
}

}  // namespace
}  // namespace depesche
