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
  Day first = kDayMin;  // the known days
  Day last = kDayMax;

  BusinessCalendar calendar() const { return {weekend, holidays, working, first, last}; }

  bool knows(Day day) const { return day >= first && day <= last; }

  bool works(Day day) const {
    if (std::find(working.begin(), working.end(), day) != working.end()) return true;
    if (std::find(holidays.begin(), holidays.end(), day) != holidays.end()) return false;
    return !weekend.contains(weekday(day));
  }

  std::optional<Day> add(Day day, int64_t n) const {
    if (!knows(day)) return std::nullopt;
    if (n == 0 && works(day)) return day;
    const int step = n < 0 ? -1 : 1;
    int64_t left = n < 0 ? -n : std::max<int64_t>(n, 1);
    while (left > 0) {
      day += step;
      if (!knows(day)) return std::nullopt;
      if (works(day)) --left;
    }
    return day;
  }

  std::optional<int64_t> between(Day from, Day to) const {
    if (!knows(from) || !knows(to)) return std::nullopt;
    int64_t count = 0;
    for (Day day = std::min(from, to) + 1; day <= std::max(from, to); ++day) {
      count += works(day) ? 1 : 0;
    }
    return to < from ? -count : count;
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
    const BusinessCalendar calendar = walk.calendar();
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

/// Known days around a middle: none, one, a few or many, and open at either side.
Walk some_known(Day middle) {
  Walk walk{some_weekend(), some_days(middle), some_days(middle)};
  const int sides = *rc::gen::inRange(1, 4);
  if ((sides & 1) != 0) walk.first = near(middle);
  if ((sides & 2) != 0) walk.last = near(middle);
  return walk;
}

/// Near a middle, and often right at an edge of the known days.
Day near_edges(const Walk& walk, Day middle) {
  const Day edge = *rc::gen::element(walk.first, walk.last, near(middle), near(middle));
  return std::clamp(edge + *rc::gen::inRange(-2, 3), kDayMin, kDayMax);
}

TEST(LawBusinessDays, TheClosedFormIsTheWalkAmongKnownDays) {
  EXPECT_TRUE(rc::check("is_business_day, add, between = a walk that stays inside", [] {
    const Day middle = some_middle();
    const Walk walk = some_known(middle);
    const BusinessCalendar calendar = walk.calendar();
    RC_ASSERT(calendar.first_known() == walk.first);
    RC_ASSERT(calendar.last_known() == walk.last);
    for (int i = 0; i < 40; ++i) {
      const Day from = near_edges(walk, middle);
      const int64_t n = *rc::gen::inRange(-60, 61);
      RC_ASSERT(calendar.knows(from) == walk.knows(from));
      RC_ASSERT(calendar.is_business_day(from) == (walk.knows(from) && walk.works(from)));
      if (walk.weekend.size() < 7) {
        RC_ASSERT(calendar.add(from, n) == walk.add(from, n));
      }
      const Day to = near(middle);
      if (std::abs(to - from) <= 4 * kSpan) {
        RC_ASSERT(calendar.between(from, to) == walk.between(from, to));
      }
    }
  }));
}

TEST(LawBusinessDays, AddAndBetweenAreInverse) {
  EXPECT_TRUE(rc::check("between(d, add(d, n)) = n, and add(d + n, -n) goes back", [] {
    const Day middle = *rc::gen::inRange(-20000, 40000);
    const BusinessCalendar calendar = some_known(middle).calendar();
    const Day from = near(middle);
    const int64_t n = *rc::gen::inRange(1, *rc::gen::element(3, 200, 5000));
    const auto to = calendar.add(from, n);
    RC_PRE(to.has_value());
    RC_ASSERT(calendar.between(from, *to) == n);
    RC_ASSERT(calendar.between(*to, from) == -n);
    RC_ASSERT(calendar.is_business_day(*to));
    // Back again: to the day itself if it is worked, else to the last business day before it.
    const auto back = calendar.add(*to, -n);
    if (calendar.is_business_day(from)) {
      RC_ASSERT(back == from);
    } else if (back) {
      RC_ASSERT(*back < from);
      RC_ASSERT(calendar.between(*back, from) == 0);
    }
  }));
}

TEST(LawBusinessDays, BetweenAndAddAreInverse) {
  EXPECT_TRUE(rc::check("add(d, between(d, e)) = e, for a business day e after d", [] {
    const Day middle = *rc::gen::inRange(-20000, 40000);
    const BusinessCalendar calendar = some_known(middle).calendar();
    for (int i = 0; i < 20; ++i) {
      const Day from = near(middle);
      const Day to = near(middle);
      if (from >= to || !calendar.knows(from) || !calendar.is_business_day(to)) continue;
      RC_ASSERT(calendar.add(from, calendar.between(from, to).value()) == to);
    }
  }));
}

TEST(LawBusinessDays, KnownDaysOnlyTakeAnswersAway) {
  EXPECT_TRUE(rc::check("an answer among known days is the answer without bounds", [] {
    const Day middle = *rc::gen::inRange(-20000, 40000);
    Walk walk = some_known(middle);
    const BusinessCalendar bounded = walk.calendar();
    walk.first = kDayMin;
    walk.last = kDayMax;
    const BusinessCalendar open = walk.calendar();
    const Day from = near(middle);
    const int64_t n = *rc::gen::inRange(-200, 201);
    const auto answer = open.add(from, n);
    const bool known = bounded.knows(from) && answer && bounded.knows(*answer);
    RC_ASSERT(bounded.add(from, n) == (known ? answer : std::nullopt));
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
