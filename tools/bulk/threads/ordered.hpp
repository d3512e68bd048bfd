// run_in_order: work that many threads do and one thread takes, in the order in which it was given
// out. So a result never depends on how many threads there were, and no more than a few results
// wait at any time. It stands on the standard library alone, whose locks the thread sanitizer
// knows. Read by: tools/bulk/decide    Tested by: tests/unit/tools_bulk/ordered_test.cpp
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace tierline::bulk {

template <class Task, class Result>
class OrderedLine {
 public:
  /// At most `ahead` tasks are given out and not yet taken.
  explicit OrderedLine(size_t ahead) : ahead_(ahead) {}

  /// One worker: asks for tasks until there are no more. What it throws ends all.
  template <class Next, class MakeWorker>
  void work(Next& next, MakeWorker& make_worker) {
    try {
      work_on(next, make_worker());
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      ended_ = true;
      changed_.notify_all();
    }
  }

  /// The next result in order; nothing after the last. Throws what a worker threw.
  std::optional<Result> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return failure_ || results_.contains(taken_) || (ended_ && taken_ == given_);
    });
    if (failure_) std::rethrow_exception(failure_);
    auto node = results_.extract(taken_);
    if (node.empty()) return std::nullopt;
    ++taken_;
    changed_.notify_all();
    return std::move(node.mapped());
  }

  /// Gives out no more tasks.
  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

 private:
  template <class Next, class Work>
  void work_on(Next& next, Work work) {
    while (true) {
      size_t ordinal = 0;
      std::optional<Task> task = give_out(next, ordinal);
      if (!task) return;
      Result result = work(std::move(*task));
      const std::lock_guard lock(mutex_);
      results_.emplace(ordinal, std::move(result));
      changed_.notify_all();
    }
  }

  template <class Next>
  std::optional<Task> give_out(Next& next, size_t& ordinal) {
    const std::lock_guard one_at_a_time(next_mutex_);
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return ended_ || given_ - taken_ < ahead_; });
      if (ended_) return std::nullopt;
    }
    std::optional<Task> task = next();
    const std::lock_guard lock(mutex_);
    if (!task || ended_) {
      ended_ = true;
      changed_.notify_all();
      return std::nullopt;
    }
    ordinal = given_++;
    return task;
  }

  const size_t ahead_;
  std::mutex next_mutex_;  // held while somebody asks for a task
  std::mutex mutex_;       // guards what follows
  std::condition_variable changed_;
  std::map<size_t, Result> results_;  // by ordinal
  size_t given_ = 0;
  size_t taken_ = 0;
  bool ended_ = false;
  std::exception_ptr failure_;  // of the first worker that threw
};

/// The workers of a line; they are waited for whatever happens.
template <class Line>
class Crew {
 public:
  explicit Crew(Line& line) : line_(line) {}
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    line_.end();
    for (std::thread& worker : workers_) worker.join();
  }

  /// So many, or as many as the system lets a process have, at least one.
  template <class Next, class MakeWorker>
  void hire(size_t threads, Next& next, MakeWorker& make_worker) {
    workers_.reserve(threads);
    try {
      while (workers_.size() < threads) {
        workers_.emplace_back([this, &next, &make_worker] { line_.work(next, make_worker); });
      }
    } catch (const std::system_error&) {
      if (workers_.empty()) throw;
    }
  }

 private:
  Line& line_;
  std::vector<std::thread> workers_;
};

/// Does all tasks.
///   next         the next task, or nothing after the last; called by one thread at a time
///   make_worker  makes what does a task: worker(Task) -> Result; called once for each thread
///   take         is given every result in order, on the calling thread; false ends all early
/// With one thread nothing but the calling thread works. Throws what any of them throws, and only
/// when all threads have come to their end.
///   returns      whether all was taken
template <class Task, class Result, class Next, class MakeWorker, class Take>
bool run_in_order(size_t threads, Next next, MakeWorker make_worker, Take take) {
  if (threads <= 1) {
    auto worker = make_worker();
    while (std::optional<Task> task = next()) {
      if (!take(worker(std::move(*task)))) return false;
    }
    return true;
  }
  OrderedLine<Task, Result> line(2 * threads);
  Crew crew(line);
  crew.hire(threads, next, make_worker);
  while (std::optional<Result> result = line.take()) {
    if (!take(std::move(*result))) return false;
  }
  return true;
}

}  // namespace tierline::bulk
