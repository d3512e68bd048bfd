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

TEST(BusinessCalendar, ListedDaysOutsideTheValidYearsDoNoHarm) {
  const Day least = std::numeric_limits<Day>::min();
  const Day most = std::numeric_limits<Day>::max();
  const BusinessCalendar calendar({5, 6}, {least, day("2022-06-01"), most},
                                  {least, day("2022-06-04"), most}, least, most);
  EXPECT_EQ(text(calendar.add(day("2022-05-31"), 1)), "2022-06-02");
  EXPECT_EQ(text(calendar.add(day("2022-06-03"), 1)), "2022-06-04");
  EXPECT_EQ(calendar.first_known(), kDayMin);
  EXPECT_EQ(calendar.last_known(), kDayMax);
  EXPECT_EQ(calendar.add(least, 1), std::nullopt);
  EXPECT_EQ(calendar.add(most, -1), std::nullopt);
}

TEST(BusinessCalendar, AWeekWithoutWorkHasNoBusinessDayAtAll) {
  const BusinessCalendar calendar({0, 1, 2, 3, 4, 5, 6}, {day("2022-05-05")}, {});
  for (const int64_t n : {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1000}, kHuge, kHugeBack}) {
    EXPECT_EQ(calendar.add(day("2022-05-05"), n), std::nullopt) << n;
  }
  EXPECT_FALSE(calendar.is_business_day(day("2022-05-05")));
  EXPECT_EQ(calendar.between(kDayMin, kDayMax), 0);
}

TEST(BusinessCalendar, EveryWeekendThereIs) {
  for (unsigned mask = 0; mask < 128; ++mask) {
    std::set<int> weekend;
    for (int i = 0; i < 7; ++i) {
      if (((mask >> i) & 1) != 0) weekend.insert(i);
    }
    const BusinessCalendar calendar(weekend, {}, {});
    const auto per_week = 7 - static_cast<int64_t>(weekend.size());
    const Day start = day("2022-01-05");
    EXPECT_EQ(calendar.between(start, start + 700), per_week * 100) << mask;
    if (per_week == 0) continue;
    // A hundred weeks on it is the same day of the week, if that is worked.
    const Day monday_or_later = calendar.add(start, 0).value();
    EXPECT_EQ(calendar.add(monday_or_later, per_week * 100), monday_or_later + 700) << mask;
    EXPECT_EQ(calendar.add(monday_or_later, -per_week * 100), monday_or_later - 700) << mask;
  }
}

// ---- known days ----

/// The days of 2022 and no other, with the holidays of `christmas`; 31 December is a Saturday.
BusinessCalendar of_2022() {
  return {{5, 6},
          {day("2021-12-31"), day("2022-12-26"), day("2023-01-02")},
          {day("2022-12-17"), day("2023-01-07")},
          day("2022-01-01"),
          day("2022-12-31")};
}

constexpr Case kKnownAdds[] = {
    {"inside", "2022-12-23", 1, "2022-12-27"},
    {"to the last business day", "2022-12-29", 1, "2022-12-30"},
    {"past the last known day", "2022-12-30", 1, "none"},
    {"zero from a day off at the end", "2022-12-31", 0, "none"},
    {"back from the last known day", "2022-12-31", -1, "2022-12-30"},
    {"zero from a day off at the start", "2022-01-01", 0, "2022-01-03"},
    {"forward from the first known day", "2022-01-01", 1, "2022-01-03"},
    {"back past the first known day", "2022-01-03", -1, "none"},
    {"to the first business day", "2022-01-04", -1, "2022-01-03"},
    {"the whole year", "2022-01-01", 260, "2022-12-30"},
    {"a day more than the year", "2022-01-01", 261, "none"},
    {"a start the day after", "2023-01-01", -1, "none"},
    {"a start the day before", "2021-12-31", 1, "none"},
    {"zero outside", "2023-01-03", 0, "none"},
    {"the largest step", "2022-06-01", kHuge, "none"},
    {"the largest step back", "2022-06-01", kHugeBack, "none"},
};

TEST(BusinessCalendar, AddsOnlyAmongKnownDays) {
  const auto calendar = of_2022();
  for (const Case& c : kKnownAdds) {
    EXPECT_EQ(text(calendar.add(day(c.from), c.n)), c.want) << c.why;
  }
}

TEST(BusinessCalendar, CountsOnlyAmongKnownDays) {
  const auto calendar = of_2022();
  EXPECT_EQ(calendar.between(day("2022-01-01"), day("2022-12-31")), 260);
  EXPECT_EQ(calendar.between(day("2022-12-31"), day("2022-01-01")), -260);
  EXPECT_EQ(calendar.between(day("2021-12-31"), day("2022-12-31")), std::nullopt);
  EXPECT_EQ(calendar.between(day("2022-12-31"), day("2023-01-01")), std::nullopt);
  EXPECT_EQ(calendar.between(day("2023-01-01"), day("2023-01-01")), std::nullopt);
  EXPECT_FALSE(calendar.is_business_day(day("2023-01-03")));
  EXPECT_FALSE(calendar.is_business_day(day("2021-12-30")));
}

TEST(BusinessCalendar, NamesItsKnownDays) {
  EXPECT_EQ(to_text(of_2022().first_known()), "2022-01-01");
  EXPECT_EQ(to_text(of_2022().last_known()), "2022-12-31");
  EXPECT_EQ(christmas().first_known(), kDayMin);
  EXPECT_EQ(christmas().last_known(), kDayMax);
  const BusinessCalendar from_then_on({5, 6}, {}, {}, day("2022-01-01"));
  EXPECT_TRUE(from_then_on.knows(kDayMax));
  EXPECT_FALSE(from_then_on.knows(day("2021-12-31")));
  const BusinessCalendar until_then({5, 6}, {}, {}, std::nullopt, day("2022-12-31"));
  EXPECT_TRUE(until_then.knows(kDayMin));
  EXPECT_FALSE(until_then.knows(day("2023-01-01")));
}

TEST(BusinessCalendar, KnowsNothingWhenTheLastDayIsBeforeTheFirst) {
  const BusinessCalendar calendar({5, 6}, {day("2022-06-01")}, {day("2022-06-04")},
                                  day("2022-12-31"), day("2022-01-01"));
  EXPECT_EQ(calendar.add(day("2022-06-01"), 0), std::nullopt);
  EXPECT_EQ(calendar.add(day("2022-12-31"), -1), std::nullopt);
  EXPECT_EQ(calendar.between(day("2022-06-01"), day("2022-06-02")), std::nullopt);
  EXPECT_FALSE(calendar.is_business_day(day("2022-06-02")));
}

TEST(BusinessCalendar, ASingleKnownDay) {
  const Day only = day("2022-06-01");
  const BusinessCalendar calendar({5, 6}, {}, {}, only, only);
  EXPECT_EQ(calendar.add(only, 0), only);
  EXPECT_EQ(calendar.add(only, 1), std::nullopt);
  EXPECT_EQ(calendar.add(only, -1), std::nullopt);
  EXPECT_EQ(calendar.between(only, only), 0);
}

}  // namespace
}  // namespace tierline::calendar
