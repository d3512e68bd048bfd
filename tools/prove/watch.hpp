// Watch: asks for an end as soon as somebody else does. A solver waits for a stop token; an
// interrupt can only set a flag, so somebody has to look at it.
// Read by: proof.cpp, built_in.cpp    Tested by: tests/cli/evidence_test.cpp
#pragma once

#include <atomic>
#include <chrono>
#include <stop_token>
#include <thread>

namespace tierline::prove {

class Watch {
 public:
  explicit Watch(const std::atomic<bool>* stop) {
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
