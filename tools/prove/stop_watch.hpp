// StopWatch: a flag that somebody sets (a signal's handler can do no more) as a stop token, which
// solvers listen to.
// Read by: proof.cpp, built_in.cpp, tools/compare
// Tested by: tests/cli/evidence_test.cpp
#pragma once

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

namespace tierline::prove {

/// Asks for an end as soon as somebody else does; a solver cannot look at a flag itself.
class StopWatch {
 public:
  /// The flag must outlive this; without one nobody asks.
  explicit StopWatch(const std::atomic<bool>* stop) {
    if (stop == nullptr) return;
    thread_ = std::jthread([this, stop](const std::stop_token& done) {
      while (!done.stop_requested() && !stop->load()) std::this_thread::sleep_for(kLookEvery);
      if (stop->load()) asked_.request_stop();
    });
  }
  std::stop_token token() const { return asked_.get_token(); }

 private:
  static constexpr std::chrono::milliseconds kLookEvery{20};

  std::stop_source asked_;
  std::jthread thread_;
};

}  // namespace tierline::prove
