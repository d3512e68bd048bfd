// ProgressDisplay: shows how far a run or a survey is, on standard error: a bar on a terminal, now
// and then a line in a log. It only looks at counters, from a thread of its own, and nothing waits
// for it. Read by: tools/cli/run.cpp, tools/cli/mutate.cpp    Tested by:
// tests/cli/progress_test.cpp
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "tools/bulk/run.hpp"
#include "tools/cli/arguments/arguments.hpp"

namespace tierline::cli {

/// What is done, and to what.
struct ProgressWords {
  std::string_view doing = "deciding";
  std::string_view things = "accounts";
};

/// How far something is, in words.
struct HowFar {
  std::string_view doing;  // "deciding"
  std::string counted;     // "1,200,000 of 4,000,000 accounts"
  std::string pace;        // ", 400,000 a second, 7 s left", as far as it is known
  uint64_t done = 0;
  uint64_t in_all = 0;
  bool has_end = true;  // else nobody knows how much there is in all
};
HowFar deciding(uint64_t done, uint64_t in_all, uint64_t begun_with,
                std::chrono::milliseconds since_begin, ProgressWords words = {});
/// Of how many bytes are read; 0 in all: nobody knows.
HowFar reading(uint64_t bytes, uint64_t in_all, std::chrono::milliseconds since_begin);

/// For a log: `deciding: 1,200,000 of 4,000,000 accounts (30%), 400,000 a second, 7 s left`
std::string log_line(const HowFar& reached);

/// For a terminal, less than `columns` wide, so that it stays one line there:
/// `[#####............] 1,200,000 of 4,000,000 accounts, 400,000 a second, 7 s left`
std::string bar_line(const HowFar& reached, size_t columns);

class ProgressDisplay {
 public:
  /// The progress must outlive the display, which ends what it shows when it goes.
  ProgressDisplay(const bulk::Progress& progress, Showing showing, ProgressWords words = {});
  ~ProgressDisplay();
  ProgressDisplay(const ProgressDisplay&) = delete;
  ProgressDisplay& operator=(const ProgressDisplay&) = delete;

 private:
  void show_until_end();
  HowFar look();

  const bulk::Progress& progress_;
  const ProgressWords words_;
  const bool on_terminal_;
  const std::chrono::milliseconds every_;
  std::chrono::steady_clock::time_point begin_ =
      std::chrono::steady_clock::now();  // of reading, or of deciding
  uint64_t begun_with_ = 0;              // accounts that were decided before
  bool is_deciding_ = false;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool is_ended_ = false;
  std::thread thread_;
};

}  // namespace tierline::cli
