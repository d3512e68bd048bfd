// Every valid day, 1583 to 9999: months, periods and year numbers against the standard library's
// calendar; business days against a list of them all. day_test.cpp does the same for days alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "runtime/calendar/business.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"

namespace tierline::calendar {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

Day number(sys_days day) { return static_cast<Day>(day.time_since_epoch().count()); }

std::optional<Day> valid_or_none(Day day) {
  if (day < kDayMin || day > kDayMax) return std::nullopt;
  return day;
}

year_month month_of(Day day) {
  const year_month_day date{sys_days{std::chrono::days{day}}};
  return date.year() / date.month();
}

// ---- months ----

/// What the standard library says to `count` months after a day, under each policy.
std::array<std::optional<Day>, 3> std_sums(Day day, int count) {
  const year_month_day from{sys_days{std::chrono::days{day}}};
  const year_month month = from.year() / from.month() + months{count};
  // A year outside ours has no answers, under no policy; 9999-12-31 plus nothing has one.
  if (int{month.year()} < kYearMin || int{month.year()} > kYearMax) return {};
  const year_month_day there = month / from.day();
  if (there.ok()) {
    const Day sum = number(there);
    return {sum, sum, sum};
  }
  const Day last = number(month / std::chrono::last);
  return {std::nullopt, valid_or_none(last), valid_or_none(last + 1)};
}

void expect_sums(Day day, int count) {
  const std::array<std::optional<Day>, 3> got = {add_months(day, count, MonthEnd::Reject),
                                                 add_months(day, count, MonthEnd::Clamp),
                                                 add_months(day, count, MonthEnd::Next)};
  if (got != std_sums(day, count)) {
    ADD_FAILURE() << to_text(day) << " and " << count << " months";
  }
}

TEST(EveryDay, MonthsAreThoseOfTheStandardCalendar) {
  // A month either way at every day; a quarter, a year and more at one of these, by turns.
  constexpr std::array kCounts = {3, -3, 12, -12, 48, -48, 1200, -1200, 2, -6, 25};
  for (Day day = kDayMin; day <= kDayMax; ++day) {
    expect_sums(day, day % 2 == 0 ? 1 : -1);
    expect_sums(day, kCounts[static_cast<size_t>(day - kDayMin) % kCounts.size()]);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(EveryDay, EveryMonthsLastDaysAndEveryNumberOfMonths) {
  for (int year : {1583, 1599, 1600, 1899, 1900, 2000, 2023, 2024, 9998, 9999}) {
    for (Day day = to_day({year, 1, 1}); day <= to_day({year, 12, 31}); ++day) {
      if (to_civil(day).day > 1 && to_civil(day).day < 28) continue;
      for (int count = -60; count <= 60; ++count) expect_sums(day, count);
      if (testing::Test::HasFailure()) return;
    }
  }
}

// ---- periods ----

/// Walks back a month at a time until a period of this length begins.
year_month std_start(year_month month, int length, int first_month) {
  const auto begins = [&] {
    return (static_cast<int>(unsigned{month.month()}) - first_month + 12) % length == 0;
  };
  while (!begins()) month -= months{1};
  return month;
}

Period std_period(year_month start, int length) {
  const Day first = number(start / 1);
  const Day last = number((start + months{length}) / 1) - 1;
  return {std::clamp(first, kDayMin, kDayMax), std::clamp(last, kDayMin, kDayMax)};
}

struct Length {
  Unit unit;
  int months;
};
constexpr std::array<Length, 3> kLengths = {
    {{Unit::Month, 1}, {Unit::Quarter, 3}, {Unit::Year, 12}}};

/// Asks for the periods of all days of one month, with the year starting in `first_month`.
void expect_periods(year_month month, int first_month) {
  const Day last = number(month / std::chrono::last);
  for (const Length length : kLengths) {
    const year_month start = std_start(month, length.months, first_month);
    const Period holds = std_period(start, length.months);
    const Period before = std_period(start - months{length.months}, length.months);
    for (Day day = number(month / 1); day <= last; ++day) {
      if (period_of(length.unit, day, first_month) != holds ||
          period_before(length.unit, day, first_month) != before) {
        ADD_FAILURE() << to_text(day) << ", years from month " << first_month;
      }
    }
  }
  const year_month year = std_start(month, 12, first_month);
  EXPECT_EQ(year_number(last, first_month), int{year.year()});
  EXPECT_EQ(year_number(number(month / 1), first_month), int{year.year()});
}

TEST(EveryDay, PeriodsAreThoseOfTheStandardCalendar) {
  const year_month end = month_of(kDayMax);
  int turn = 0;
  for (year_month month = month_of(kDayMin); month <= end; month += months{1}) {
    // Years start one month later each year, so that in twelve years each month meets each start.
    expect_periods(month, 1 + (turn + turn / 12) % 12);
    ++turn;
    if (testing::Test::HasFailure()) return;
  }
}

// ---- business days ----

/// Saturdays and Sundays; each 1 January and 25 December off; each 1 June and 30 November worked.
struct LongCalendar {
  std::vector<Day> holidays, working, business;

  LongCalendar() {
    for (int year = kYearMin; year <= kYearMax; ++year) {
      holidays.insert(holidays.end(), {to_day({year, 12, 25}), to_day({year, 1, 1})});
      working.insert(working.end(), {to_day({year, 11, 30}), to_day({year, 6, 1})});
    }
    std::vector<bool> worked;
    for (Day day = kDayMin; day <= kDayMax; ++day) worked.push_back(weekday(day) < 5);
    for (const Day day : holidays) worked[static_cast<size_t>(day - kDayMin)] = false;
    for (const Day day : working) worked[static_cast<size_t>(day - kDayMin)] = true;
    for (Day day = kDayMin; day <= kDayMax; ++day) {
      if (worked[static_cast<size_t>(day - kDayMin)]) business.push_back(day);
    }
  }

  std::optional<Day> at(int64_t index) const {
    if (index < 0 || index >= static_cast<int64_t>(business.size())) return std::nullopt;
    return business[static_cast<size_t>(index)];
  }
};

TEST(EveryDay, BusinessDaysAreAListOfDays) {
  const LongCalendar all;
  const BusinessCalendar calendar({5, 6}, all.holidays, all.working);
  const int64_t first = all.business.front() == kDayMin ? 1 : 0;
  int64_t passed = 0;  // business days before the day at hand
  for (Day day = kDayMin; day <= kDayMax; ++day) {
    const bool works = all.at(passed) == day;
    const int64_t next = passed + (works ? 1 : 0);
    const int64_t n = 1 + (day & 1023);
    const bool good = calendar.is_business_day(day) == works &&
                      calendar.add(day, 0) == all.at(passed) &&
                      calendar.add(day, n) == all.at(next + n - 1) &&
                      calendar.add(day, -n) == all.at(passed - n) &&
                      calendar.between(kDayMin, day) == next - first;
    ASSERT_TRUE(good) << to_text(day) << " and " << n << " business days";
    passed = next;
  }
  EXPECT_EQ(passed, static_cast<int64_t>(all.business.size()));
}

}  // namespace
}  // namespace tierline::calendar
