// Laws of the calendar: business days = a walk day by day; periods tile the calendar; months added
// stay in the month they should.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>

#include "runtime/calendar/business.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"

namespace tierline::calendar {
namespace {

// ---- business days: the walk is the definition ----

struct Walk {
  std::set<int> weekend;
  std::vector<Day> holidays, working;

  bool works(Day day) const {
    if (std::find(working.begin(), working.end(), day) != working.end()) return true;
    if (std::find(holidays.begin(), holidays.end(), day) != holidays.end()) return false;
    return !weekend.contains(weekday(day));
  }

  std::optional<Day> add(Day day, int64_t n) const {
    if (n == 0 && works(day)) return day;
    const int step = n < 0 ? -1 : 1;
    int64_t left = n < 0 ? -n : std::max<int64_t>(n, 1);
    while (left > 0) {
      day += step;
      if (day < kDayMin || day > kDayMax) return std::nullopt;
      if (works(day)) --left;
    }
    return day;
  }

  int64_t between(Day from, Day to) const {
    if (to < from) return -between(to, from);
    int64_t count = 0;
    for (Day day = from + 1; day <= to; ++day) count += works(day) ? 1 : 0;
    return count;
  }
};

constexpr int kSpan = 120;  // days around the middle of a case

std::vector<Day> some_days(Day middle) {
  const auto size = static_cast<size_t>(*rc::gen::inRange(0, 40));
  std::vector<Day> days(size);
  for (Day& day : days) day = middle + *rc::gen::inRange(-kSpan, kSpan);
  return days;
}

std::set<int> some_weekend() {
  const int mask =
      *rc::gen::element(0b1100000, 0b0110000, 0b1000000, 0, 0b0101010, 0b0111111, 0b1111111);
  std::set<int> weekend;
  for (int i = 0; i < 7; ++i) {
    if ((mask >> i) & 1) weekend.insert(i);
  }
  return weekend;
}

/// In the middle of history, and at both edges of the valid days.
Day some_middle() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return kDayMin + *rc::gen::inRange(0, kSpan);
    case 1:
      return kDayMax - *rc::gen::inRange(0, kSpan);
    default:
      return *rc::gen::inRange(-20000, 40000);
  }
}

Day near(Day middle) {
  return std::clamp(middle + *rc::gen::inRange(-kSpan, kSpan), kDayMin, kDayMax);
}

TEST(LawBusinessDays, TheClosedFormIsTheWalk) {
  EXPECT_TRUE(rc::check("is_business_day, add, between = a walk", [] {
    const Day middle = some_middle();
    const Walk walk{some_weekend(), some_days(middle), some_days(middle)};
    const BusinessCalendar calendar(walk.weekend, walk.holidays, walk.working);
    for (int i = 0; i < 40; ++i) {
      const Day from = near(middle);
      const Day to = near(middle);
      const int64_t n = *rc::gen::inRange(-60, 61);
      RC_ASSERT(calendar.is_business_day(from) == walk.works(from));
      RC_ASSERT(calendar.between(from, to) == walk.between(from, to));
      // A week without work would make the walk as long as history.
      if (walk.weekend.size() < 7) {
        RC_ASSERT(calendar.add(from, n) == walk.add(from, n));
      }
    }
  }));
}

TEST(LawBusinessDays, AddAndBetweenAreInverse) {
  EXPECT_TRUE(rc::check("between(d, add(d, n)) = n for n > 0", [] {
    const Day middle = *rc::gen::inRange(-20000, 40000);
    const BusinessCalendar calendar(some_weekend(), some_days(middle), some_days(middle));
    const Day from = near(middle);
    const int64_t n = *rc::gen::inRange(1, 5000);
    const auto to = calendar.add(from, n);
    RC_PRE(to.has_value());
    RC_ASSERT(calendar.between(from, *to) == n);
    RC_ASSERT(calendar.is_business_day(*to));
    RC_ASSERT(calendar.add(*to + 1, -1) == to);
  }));
}

// ---- periods ----

TEST(LawPeriods, TheyTileTheCalendar) {
  for (const Unit unit : {Unit::Month, Unit::Quarter, Unit::Year}) {
    const int months = unit == Unit::Month ? 1 : unit == Unit::Quarter ? 3 : 12;
    for (int first_month = 1; first_month <= 12; ++first_month) {
      const Day start = to_day({1999, 1, 1});
      for (Day day = start; day < start + 1600; ++day) {
        const Period period = period_of(unit, day, first_month);
        ASSERT_LE(period.first, day);
        ASSERT_GE(period.last, day);
        ASSERT_EQ(to_civil(period.first).day, 1);
        ASSERT_EQ(add_months(period.first, months, MonthEnd::Reject), period.last + 1);
        ASSERT_EQ(period_of(unit, period.first, first_month), period);
        ASSERT_EQ(period_of(unit, period.last, first_month), period);
        ASSERT_EQ(period_before(unit, day, first_month),
                  period_of(unit, period.first - 1, first_month));
        if (unit == Unit::Year) {
          ASSERT_EQ(to_civil(period.first).month, first_month);
          ASSERT_EQ(year_number(day, first_month), to_civil(period.first).year);
        }
      }
    }
  }
}

// ---- months ----

TEST(LawMonths, PoliciesDifferOnlyWhenTheDayIsMissing) {
  EXPECT_TRUE(rc::check("reject, clamp and next", [] {
    const Day from = *rc::gen::inRange(kDayMin, kDayMax + 1);
    const int64_t months = *rc::gen::inRange(-3000, 3001);
    const auto rejected = add_months(from, months, MonthEnd::Reject);
    const auto clamped = add_months(from, months, MonthEnd::Clamp);
    const auto next = add_months(from, months, MonthEnd::Next);
    RC_ASSERT(clamped.has_value() == next.has_value());
    RC_PRE(clamped.has_value());
    const Civil start = to_civil(from);
    const Civil end = to_civil(*clamped);
    RC_ASSERT((end.year - start.year) * 12 + end.month - start.month == months);
    if (rejected) {
      RC_ASSERT(end.day == start.day);
      RC_ASSERT(rejected == clamped);
      RC_ASSERT(rejected == next);
    } else {
      RC_ASSERT(end.day == days_in_month(end.year, end.month));
      RC_ASSERT(end.day < start.day);
      RC_ASSERT(*next == *clamped + 1);
    }
  }));
}

}  // namespace
}  // namespace tierline::calendar

// RapidCheck's own default is 100 cases; RC_PARAMS still has the last word.
int main(int argc, char** argv) {
  setenv("RC_PARAMS", "max_success=1000", 0);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
