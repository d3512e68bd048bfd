// Business days by example; the comparison with a walk day by day is in law_calendar_test.cpp.
#include "runtime/calendar/business.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace tierline::calendar {
namespace {

Day day(std::string_view text) { return parse_day(text).value(); }
std::string text(std::optional<Day> d) { return d ? to_text(*d) : "none"; }

constexpr int64_t kHuge = std::numeric_limits<int64_t>::max();
constexpr int64_t kHugeBack = std::numeric_limits<int64_t>::min();

/// Saturday and Sunday off; Christmas 2022 (a Sunday) and its second day; Saturday 17 December is
/// worked, and so is Good Friday 2023, which is also listed as a holiday.
BusinessCalendar christmas() {
  return {{5, 6},
          {day("2022-12-25"), day("2022-12-26"), day("2022-12-26"), day("2023-04-07")},
          {day("2022-12-17"), day("2023-04-07"), day("2022-12-19")}};
}

TEST(BusinessCalendar, WhichDaysAreWorked) {
  const auto calendar = christmas();
  EXPECT_TRUE(calendar.is_business_day(day("2022-12-23")));   // an ordinary Friday
  EXPECT_FALSE(calendar.is_business_day(day("2022-12-24")));  // Saturday
  EXPECT_FALSE(calendar.is_business_day(day("2022-12-25")));  // Sunday and holiday
  EXPECT_FALSE(calendar.is_business_day(day("2022-12-26")));  // holiday on a Monday
  EXPECT_TRUE(calendar.is_business_day(day("2022-12-17")));   // worked Saturday
  EXPECT_TRUE(calendar.is_business_day(day("2022-12-19")));   // worked on a Monday: no change
  EXPECT_TRUE(calendar.is_business_day(day("2023-04-07")));   // worked although a holiday
}

struct Case {
  std::string_view why, from;
  int64_t n;
  std::string_view want;
};

constexpr Case kAdds[] = {
    {"the next day", "2022-12-21", 1, "2022-12-22"},
    {"over the weekend and the holiday", "2022-12-23", 1, "2022-12-27"},
    {"from a weekend", "2022-12-24", 1, "2022-12-27"},
    {"three after a Tuesday", "2022-12-20", 3, "2022-12-23"},
    {"a worked Saturday counts", "2022-12-16", 2, "2022-12-19"},
    {"and can be the answer", "2022-12-16", 1, "2022-12-17"},
    {"back to the worked Saturday", "2022-12-19", -1, "2022-12-17"},
    {"back over holiday and weekend", "2022-12-27", -1, "2022-12-23"},
    {"back from a holiday", "2022-12-26", -2, "2022-12-22"},
    {"zero on a business day stays", "2022-12-27", 0, "2022-12-27"},
    {"zero on a holiday goes on", "2022-12-25", 0, "2022-12-27"},
    {"zero on a worked Saturday stays", "2022-12-17", 0, "2022-12-17"},
    {"520 weeks of five, a holiday and a worked Saturday", "2022-01-03", 2600, "2031-12-22"},
    {"the largest step", "2022-01-03", kHuge, "none"},
    {"the largest step back", "2022-01-03", kHugeBack, "none"},
    {"the last day is a Friday", "9999-12-30", 1, "9999-12-31"},
    {"no business day after it", "9999-12-31", 1, "none"},
    {"the first day is a Saturday", "1583-01-03", -1, "none"},
    {"the first business day", "1583-01-01", 1, "1583-01-03"},
};

TEST(BusinessCalendar, Adds) {
  const auto calendar = christmas();
  for (const Case& c : kAdds) EXPECT_EQ(text(calendar.add(day(c.from), c.n)), c.want) << c.why;
}

TEST(BusinessCalendar, CountsBetween) {
  const auto calendar = christmas();
  EXPECT_EQ(calendar.between(day("2022-12-23"), day("2022-12-27")), 1);
  EXPECT_EQ(calendar.between(day("2022-12-23"), day("2022-12-23")), 0);
  EXPECT_EQ(calendar.between(day("2022-12-16"), day("2022-12-23")), 6);
  EXPECT_EQ(calendar.between(day("2022-12-27"), day("2022-12-23")), -1);
  EXPECT_EQ(calendar.between(day("2021-12-31"), day("2022-12-31")), 260);
}

TEST(BusinessCalendar, AWeekWithoutWorkHasOnlyItsExtraDays) {
  const BusinessCalendar calendar({0, 1, 2, 3, 4, 5, 6}, {},
                                  {day("2022-05-05"), day("2022-08-08")});
  EXPECT_EQ(text(calendar.add(day("2022-01-01"), 0)), "2022-05-05");
  EXPECT_EQ(text(calendar.add(day("2022-01-01"), 2)), "2022-08-08");
  EXPECT_EQ(text(calendar.add(day("2022-01-01"), 3)), "none");
  EXPECT_EQ(text(calendar.add(day("2022-12-31"), -2)), "2022-05-05");
  EXPECT_EQ(text(calendar.add(day("2022-12-31"), -3)), "none");
  EXPECT_EQ(calendar.between(kDayMin, kDayMax), 2);
}

TEST(BusinessCalendar, AWeekWithoutWeekendCountsAllDays) {
  const BusinessCalendar calendar({}, {}, {});
  EXPECT_EQ(text(calendar.add(day("2022-01-01"), 365)), "2023-01-01");
  EXPECT_EQ(text(calendar.add(day("2022-01-01"), -1)), "2021-12-31");
  EXPECT_EQ(calendar.between(kDayMin, kDayMax), kDayMax - kDayMin);
  EXPECT_EQ(calendar.add(kDayMin, kDayMax - kDayMin), kDayMax);
  EXPECT_EQ(calendar.add(kDayMin, kDayMax - kDayMin + 1), std::nullopt);
  EXPECT_EQ(calendar.add(kDayMax, kDayMin - kDayMax), kDayMin);
}

}  // namespace
}  // namespace tierline::calendar
