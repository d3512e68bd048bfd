// Business days: a weekend, holidays, and extra working days that override both.
// Between the first and the last day that differs from its week, days are counted in a table;
// before and after it whole weeks are multiplied. So every question takes constant time, however
// far apart the days are and however many holidays there are. A calendar may say for which days its
// lists are known; it then answers about no other day. Made by: the program's `calendar`
// declaration    Read by: runtime/ops, tools Tested by:
// tests/unit/runtime_calendar/business_test.cpp, tests/suites/holidays
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "runtime/calendar/day.hpp"
#include "runtime/calendar/marked_days.hpp"

namespace tierline::calendar {

class BusinessCalendar {
 public:
  /// Weekend days are 0 Monday .. 6 Sunday; duplicates and holidays on a weekend do no harm.
  ///   first, last  the known days, both included; nothing: known to the end of the valid years.
  ///                What is listed outside them plays no part
  BusinessCalendar(std::set<int> weekend_days, std::vector<Day> holidays,
                   std::vector<Day> working_days, std::optional<Day> first = std::nullopt,
                   std::optional<Day> last = std::nullopt);

  /// Name the known days, as declared or as far as the valid years go.
  Day first_known() const { return first_known_; }
  Day last_known() const { return last_known_; }
  bool knows(Day day) const { return day >= first_known_ && day <= last_known_; }

  /// Says whether the day is known to be worked.
  bool is_business_day(Day day) const { return knows(day) && works(day); }

  /// Returns the n-th business day strictly after (n > 0) or before (n < 0) the day; for n = 0 the
  /// day itself, or the next business day. Nothing when this day or that one is not known.
  std::optional<Day> add(Day day, int64_t n) const;

  /// Counts business days after the first day up to the second, both ways round: the count is
  /// negative when the second lies before the first. Nothing when one of the two is not known.
  std::optional<int64_t> between(Day from_exclusive, Day to_inclusive) const;

 private:
  void set_week(const std::set<int>& weekend_days);
  void set_table(const std::vector<Day>& holidays, const std::vector<Day>& working_days);

  bool works_by_week(Day day) const;
  bool works(Day day) const;
  int64_t count_by_week(int64_t day) const;
  int64_t count_to(int64_t day) const;
  std::optional<Day> day_of_count(int64_t count) const;
  std::optional<Day> day_of_week_count(int64_t count) const;

  Day first_known_;
  Day last_known_;
  std::array<bool, 7> works_{};            // by weekday
  std::array<int64_t, 8> works_before_{};  // business days of a week before each weekday
  MarkedDays table_;                       // business days, from the first exception to the last
  int64_t before_table_ = 0;               // business days counted before it
  int64_t surplus_ = 0;                    // how many more it has than its weeks alone would have
};

}  // namespace tierline::calendar
