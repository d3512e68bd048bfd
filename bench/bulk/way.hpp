// Way: one way to decide a range of rows, whoever it is: a loop written by hand or a machine. What
// it reads and writes is bound to it, so that bulk_bench can check and time all of them alike.
// A range begins on a multiple of kRowsApart; ways on ranges apart may run at the same time.
// Made by: bench/bulk/by_hand, bench/bulk/by_machine.cpp    Read by: bench/bulk/bulk_bench.cpp
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace tierline::bench {

inline constexpr size_t kRowsApart = 64;

struct Way {
  std::string name;
  size_t rows = 0;  // how many it can decide; a slow one does not get all
  std::function<void(size_t first, size_t end)> decide;
  /// Brings answers into the form of bench::Answers, if they have another; it is not timed.
  std::function<void(size_t first, size_t end)> finish = {};
};

}  // namespace tierline::bench
