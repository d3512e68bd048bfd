// Business days: a weekend, holidays, and extra working days that override both.
// Counting is a closed form for whole weeks plus the exceptions up to a day, kept as running sums;
// so every question costs one binary search, however far apart the days are.
// Made by: the program's `calendar` declaration    Read by: runtime/ops, tools
// Tested by: tests/unit/runtime_calendar/business_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "runtime/calendar/day.hpp"

namespace tierline::calendar {

class BusinessCalendar {
 public:
  /// Weekend days are 0 Monday .. 6 Sunday; duplicates and holidays on a weekend do no harm.
  BusinessCalendar(std::set<int> weekend_days, std::vector<Day> holidays,
                   std::vector<Day> working_days);

  bool is_business_day(Day day) const;

  /// Returns the n-th business day strictly after (n > 0) or before (n < 0) the day; for n = 0 the
  /// day itself, or the next business day. Nothing when that lies outside the valid years.
  std::optional<Day> add(Day day, int64_t n) const;

  /// Counts business days after the first day up to the second, both ways round: the count is
  /// negative when the second lies before the first.
  int64_t between(Day from_exclusive, Day to_inclusive) const;

 private:
  struct Exception {
    Day day;
    bool works;     // an extra working day, or else a holiday
    int64_t sum;    // working days less holidays among exceptions up to this one
    int64_t count;  // business days counted up to this day, the measure of count_to
  };

  bool works_by_week(Day day) const;
  int64_t count_by_week(int64_t day) const;
  int64_t count_to(int64_t day) const;
  std::optional<Day> day_of_count(int64_t count) const;
  std::optional<Day> day_of_week_count(int64_t count) const;

  std::array<bool, 7> works_{};            // by weekday
  std::array<int64_t, 8> works_before_{};  // business days of a week before each weekday
  std::vector<Exception> exceptions_;      // by day; only those that change the week's answer
};

}  // namespace tierline::calendar
