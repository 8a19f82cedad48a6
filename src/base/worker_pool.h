// WorkerPool: a fixed number of threads that share out the items of a list. On Boost.Asio's thread pool.
//
// Threads: for_each() may be called from one thread at a time, never from inside an item.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace depesche {

class WorkerPool {
 public:
  // `threads` >= 1. With 1 everything runs on the caller's thread.
  explicit WorkerPool(size_t threads);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  size_t threads() const { return threads_; }

  // Calls work(item, worker) once for every item in [0, count), worker in [0, threads()), and returns when all are done.
  // Which worker gets which item is left to chance, so an item's result must not depend on it. `work` does not throw.
  void for_each(size_t count, const std::function<void(size_t item, size_t worker)>& work);

 private:
  struct Threads;
  size_t threads_;
  std::unique_ptr<Threads> pool_;
};

}  // namespace depesche
