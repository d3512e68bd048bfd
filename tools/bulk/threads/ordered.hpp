// run_in_order: a line of tasks that are fetched in order, worked on by several threads at once, and
// taken in the order in which they were fetched, so that the result is that of one thread. There
// are only so many tasks in the line at once: who fetches waits for who takes.
// Read by: tools/bulk/read    Tested by: tests/unit/tools_bulk/ordered_test.cpp
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace tierline::bulk {

/// The state of a run of run_in_order. Each thread does what is most urgent: take, fetch, work.
template <class Next, class Work, class Take>
class OrderedLine {
  using Task = typename std::invoke_result_t<Next>::value_type;
  using Product = std::invoke_result_t<Work, size_t, Task&&>;

 public:
  OrderedLine(size_t ahead, Next& next, Work& work, Take& take)
      : ahead_(ahead), next_(next), work_(work), take_(take) {}

  void run(size_t thread) {
    std::unique_lock lock(mutex_);
    while (!is_over()) {
      if (can_take()) {
        take_first(lock);
      } else if (can_fetch()) {
        fetch(lock, thread);
      } else {
        changed_.wait(lock);
      }
    }
    changed_.notify_all();
  }

 private:
  bool is_over() const { return is_stopped_ || (is_at_end_ && line_.empty() && !is_taking_); }
  bool can_take() const { return !is_taking_ && !line_.empty() && line_.front().has_value(); }
  bool can_fetch() const { return !is_fetching_ && !is_at_end_ && line_.size() < ahead_; }

  void take_first(std::unique_lock<std::mutex>& lock) {
    is_taking_ = true;
    Product product = std::move(*line_.front());
    line_.pop_front();
    ++first_;
    lock.unlock();
    const bool go_on = take_(std::move(product));
    lock.lock();
    is_taking_ = false;
    is_stopped_ = is_stopped_ || !go_on;
    changed_.notify_all();
  }

  void fetch(std::unique_lock<std::mutex>& lock, size_t thread) {
    is_fetching_ = true;
    lock.unlock();
    auto task = next_();
    lock.lock();
    is_fetching_ = false;
    is_at_end_ = !task.has_value();
    const size_t number = first_ + line_.size();
    if (task) line_.emplace_back();
    changed_.notify_all();
    if (!task) return;
    lock.unlock();
    Product product = work_(thread, std::move(*task));
    lock.lock();
    line_[number - first_] = std::move(product);
    changed_.notify_all();
  }

  const size_t ahead_;
  Next& next_;
  Work& work_;
  Take& take_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::optional<Product>> line_;  // nothing: somebody works on it
  size_t first_ = 0;                         // the number of the task at the front
  bool is_fetching_ = false;
  bool is_taking_ = false;
  bool is_at_end_ = false;
  bool is_stopped_ = false;
};

/// Runs a line of tasks to its end, on this thread and `threads - 1` others.
///   ahead  tasks that are in the line at once, at least 1
///   next   () -> std::optional<Task>: the next task, nothing at the end; one call at a time
///   work   (thread, Task&&) -> Product; many calls at a time, `thread` is below `threads`
///   take   (Product&&) -> bool: in the order of the tasks, one call at a time; false ends the run
template <class Next, class Work, class Take>
void run_in_order(size_t threads, size_t ahead, Next next, Work work, Take take) {
  OrderedLine<Next, Work, Take> line(ahead, next, work, take);
  std::vector<std::thread> others;
  for (size_t i = 1; i < threads; ++i) others.emplace_back([&line, i] { line.run(i); });
  line.run(0);
  for (std::thread& other : others) other.join();
}

}  // namespace tierline::bulk
