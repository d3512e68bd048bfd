// MarkedDays: a stretch of days of which some are marked, one bit a day. It counts the marks up to
// a day and finds the n-th mark, both in constant time: neither the length of the stretch nor the
// number of marks matters. It takes some two bytes for every eight days.
// Made by: business.cpp    Read by: business.cpp
// Tested by: tests/unit/runtime_calendar/marked_days_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/calendar/day.hpp"

namespace tierline::calendar {

class MarkedDays {
 public:
  MarkedDays() = default;
  /// The stretch starts on `first` and has one day for each element.
  MarkedDays(Day first, const std::vector<bool>& marked);

  int64_t marks() const { return marks_; }
  bool starts_after(int64_t day) const { return day < first_; }
  bool holds(int64_t day) const { return day >= first_ && day < first_ + days_; }
  /// Of a day of the stretch.
  bool is_marked(Day day) const;
  /// Counts the marks from the start of the stretch to a day of it, that day included.
  int64_t count_to(Day day) const;
  /// Finds the n-th marked day, 1 <= n <= marks().
  Day day_of(int64_t n) const;

 private:
  struct Block {
    uint64_t bits = 0;       // of 64 days, the earliest in the lowest bit
    int32_t before = 0;      // marks in earlier blocks
    uint32_t next_used = 0;  // the next block with a mark in it
  };

  void count_blocks();
  void link_blocks();

  int64_t first_ = 0;
  int64_t days_ = 0;
  int64_t marks_ = 0;
  std::vector<Block> blocks_;
  // For the marks 1, 65, 129 and so on: the block that has it. The 63 marks that follow lie at
  // most 63 used blocks later.
  std::vector<uint32_t> starts_;
};

}  // namespace tierline::calendar
