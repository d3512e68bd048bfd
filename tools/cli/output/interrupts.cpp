#include "tools/cli/output/interrupts.hpp"

#include <csignal>
#include <ctime>

namespace tierline::cli {

namespace {

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may take no lock");

// What comes within this time of the first signal is the same wish: a shell and `timeout` tell the
// process and its group.
constexpr time_t kSameWish = 1;  // seconds

std::atomic<time_t> asked_at{0};  // 0: nobody has asked
static_assert(std::atomic<time_t>::is_always_lock_free);

time_t seconds_now() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);  // may be called in a signal's handler
  return now.tv_sec;
}

extern "C" void ask_to_stop(int signal) {
  time_t first = 0;
  if (asked_at.compare_exchange_strong(first, seconds_now())) {
    stop_asked.store(true, std::memory_order_relaxed);
  } else if (seconds_now() - first > kSameWish) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

const std::atomic<bool>* listen_for_interrupts() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    // A signal that is ignored (nohup, a job in the background) stays ignored.
    if (std::signal(signal, ask_to_stop) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
  return &stop_asked;
}

}  // namespace tierline::cli
