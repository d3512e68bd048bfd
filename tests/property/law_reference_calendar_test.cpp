// Calendar: the slow judge counts days and months one by one on the standard library's calendar;
// the runtime computes them. Both agree on periods, month ends and working days.
//
// To see it red: let first_month_of in runtime/calendar/period.cpp ignore its `first_month`.
#include "runtime/calendar/business.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"
#include "tests/property/law.hpp"
#include "tools/reference/calendar.hpp"

namespace tierline {
namespace {

using calendar::Day;

constexpr uint64_t kCases = 3'000;

/// Any valid day; those at both ends of time more often than others.
Day any_day() {
  switch (*rc::gen::inRange(0, 8)) {
    case 0:
      return static_cast<Day>(calendar::kDayMin + *rc::gen::inRange(0, 800));
    case 1:
      return static_cast<Day>(calendar::kDayMax - *rc::gen::inRange(0, 800));
    default:
      return *rc::gen::inRange<Day>(calendar::kDayMin, calendar::kDayMax + 1);
  }
}

TEST(LawCalendar, PeriodsAgree) {
  law::holds("periods are found by walking back to where one begins", kCases, [] {
    const Day day = any_day();
    const auto unit =
        *rc::gen::element(calendar::Unit::Month, calendar::Unit::Quarter, calendar::Unit::Year);
    const int first_month = *rc::gen::inRange(1, 13);
    const auto of = calendar::period_of(unit, day, first_month);
    const auto before = calendar::period_before(unit, day, first_month);
    RC_ASSERT((reference::Days{of.first, of.last}) ==
              reference::period(unit, false, first_month, day));
    RC_ASSERT((reference::Days{before.first, before.last}) ==
              reference::period(unit, true, first_month, day));
    RC_ASSERT(of.first <= day);
    RC_ASSERT(day <= of.last);
  });
}

TEST(LawCalendar, MonthsAgree) {
  law::holds("months are added by the policy's definition", kCases, [] {
    const Day day = any_day();
    const int64_t months = *rc::gen::inRange<int64_t>(-30, 31);
    const auto policy = *rc::gen::element(calendar::MonthEnd::Reject, calendar::MonthEnd::Clamp,
                                          calendar::MonthEnd::Next);
    RC_ASSERT(calendar::add_months(day, months, policy) ==
              reference::add_months(day, months, policy));
  });
}

checked::CalendarInfo any_calendar(Day about) {
  checked::CalendarInfo info;
  info.weekend = *rc::gen::element(std::vector<int>{5, 6}, std::vector<int>{6},
                                   std::vector<int>{4, 5}, std::vector<int>{});
  const auto days = rc::gen::container<std::vector<Day>>(rc::gen::map(
      rc::gen::inRange(-40, 41), [=](int away) { return static_cast<Day>(about + away); }));
  info.holidays = *days;
  info.working_days = *days;
  return info;
}

TEST(LawCalendar, WorkingDaysAgree) {
  law::holds("working days are counted one by one", kCases, [] {
    const Day day = *rc::gen::inRange<Day>(18'000, 20'000);
    const checked::CalendarInfo info = any_calendar(day);
    const reference::WorkingDays slow(info);
    const calendar::BusinessCalendar fast({info.weekend.begin(), info.weekend.end()}, info.holidays,
                                          info.working_days);
    const int64_t count = *rc::gen::inRange<int64_t>(-40, 41);
    RC_ASSERT(fast.is_business_day(day) == slow.works(day));
    RC_ASSERT(fast.add(day, count) == slow.add(day, count));
  });
}

TEST(LawCalendar, DaysPrintAlike) {
  law::holds("a day is written by both alike", kCases, [] {
    const Day day = any_day();
    RC_ASSERT(calendar::to_text(day) == reference::day_text(day));
  });
}

}  // namespace
}  // namespace tierline
