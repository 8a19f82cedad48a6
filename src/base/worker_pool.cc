#include "base/worker_pool.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <latch>

namespace depesche {

struct WorkerPool::Threads {
  explicit Threads(size_t count) : pool(count) {}
  boost::asio::thread_pool pool;
};

WorkerPool::WorkerPool(size_t threads)
    : threads_(std::max<size_t>(threads, 1)), pool_(threads_ > 1 ? std::make_unique<Threads>(threads_) : nullptr) {}

WorkerPool::~WorkerPool() = default;

void WorkerPool::for_each(size_t count, const std::function<void(size_t, size_t)>& work) {
  const size_t workers = std::min(threads_, count);
  if (workers <= 1) {
    for (size_t item = 0; item < count; ++item) work(item, 0);
    return;
  }
  std::atomic<size_t> next{0};
  std::latch done(static_cast<std::ptrdiff_t>(workers));
  for (size_t worker = 0; worker < workers; ++worker) {
    boost::asio::post(pool_->pool, [&, worker] {
      for (size_t item = next++; item < count; item = next++) work(item, worker);
      done.count_down();
    });
  }
  done.wait();
}

}  // namespace depesche
