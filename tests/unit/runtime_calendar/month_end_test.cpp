// Adding months: the three policies on days that the month reached does not have, and the bounds.
// The published cases are in tests/suites/dates.
#include "runtime/calendar/month_end.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace tierline::calendar {
namespace {

constexpr std::string_view kNone = "none";

std::string sum(std::string_view from, int64_t months, MonthEnd policy) {
  const auto day = add_months(parse_day(from).value(), months, policy);
  return day ? to_text(*day) : std::string(kNone);
}

struct Case {
  std::string_view from;
  int64_t months;
  std::string_view reject, clamp, next;
};

constexpr Case kCases[] = {
    {"2022-01-31", 0, "2022-01-31", "2022-01-31", "2022-01-31"},
    {"2022-01-31", 1, kNone, "2022-02-28", "2022-03-01"},
    {"2024-01-31", 1, kNone, "2024-02-29", "2024-03-01"},
    {"2022-01-28", 1, "2022-02-28", "2022-02-28", "2022-02-28"},
    {"2022-01-29", 1, kNone, "2022-02-28", "2022-03-01"},
    {"2022-03-31", -1, kNone, "2022-02-28", "2022-03-01"},
    {"2022-03-31", 1, kNone, "2022-04-30", "2022-05-01"},
    {"2022-12-31", 2, kNone, "2023-02-28", "2023-03-01"},
    {"2022-12-31", 1, "2023-01-31", "2023-01-31", "2023-01-31"},
    {"2022-01-01", -1, "2021-12-01", "2021-12-01", "2021-12-01"},
    {"2024-02-29", 12, kNone, "2025-02-28", "2025-03-01"},
    {"2024-02-29", 48, "2028-02-29", "2028-02-29", "2028-02-29"},
    {"2024-02-29", -1200 - 24 * 12, kNone, "1900-02-28", "1900-03-01"},
    {"9999-11-30", 1, "9999-12-30", "9999-12-30", "9999-12-30"},
    {"9999-12-31", -1, kNone, "9999-11-30", "9999-12-01"},
    {"9999-12-01", 1, kNone, kNone, kNone},
    {"1583-01-31", -1, kNone, kNone, kNone},
    {"1583-02-28", -1, "1583-01-28", "1583-01-28", "1583-01-28"},
};

TEST(AddMonths, EachPolicy) {
  for (const Case& c : kCases) {
    EXPECT_EQ(sum(c.from, c.months, MonthEnd::Reject), c.reject) << c.from << " " << c.months;
    EXPECT_EQ(sum(c.from, c.months, MonthEnd::Clamp), c.clamp) << c.from << " " << c.months;
    EXPECT_EQ(sum(c.from, c.months, MonthEnd::Next), c.next) << c.from << " " << c.months;
  }
}

TEST(AddMonths, AnyNumberOfMonthsHasAnAnswerOrNone) {
  for (const auto policy : {MonthEnd::Reject, MonthEnd::Clamp, MonthEnd::Next}) {
    for (const int64_t months :
         {std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min(),
          int64_t{1} << 32, -(int64_t{1} << 32), int64_t{8417} * 12, int64_t{-8417} * 12}) {
      EXPECT_EQ(add_months(0, months, policy), std::nullopt) << months;
    }
  }
  EXPECT_EQ(add_months(kDayMin, (int64_t{kYearMax} - kYearMin) * 12 + 11, MonthEnd::Reject),
            kDayMax - 30);
}

}  // namespace
}  // namespace tierline::calendar
