// Ops on single values: the edges that a program cannot reach easily.
#include <gtest/gtest.h>

#include "runtime/ops/ops.hpp"

namespace tierline::ops {
namespace {

using decimal::BigInt;
using decimal::Int128;

TEST(Ops, DaysStayInTheCalendar) {
  EXPECT_EQ(add_days<int64_t>(0, 1), 1);
  EXPECT_EQ(add_days<int64_t>(calendar::kDayMax, 1), std::nullopt);
  EXPECT_EQ(add_days<int64_t>(calendar::kDayMin, -1), std::nullopt);
  EXPECT_EQ(add_days<int64_t>(calendar::kDayMin, calendar::kDayMax - calendar::kDayMin),
            calendar::kDayMax);
}

TEST(Ops, HugeCountsHaveNoDay) {
  EXPECT_EQ(add_days<int64_t>(0, INT64_MAX), std::nullopt);
  EXPECT_EQ(add_days<int64_t>(0, INT64_MIN), std::nullopt);
  EXPECT_EQ(add_days<Int128>(0, static_cast<Int128>(INT64_MAX) * INT64_MAX), std::nullopt);
  const BigInt huge = BigInt(1) << 300;
  EXPECT_EQ(add_days<BigInt>(0, huge), std::nullopt);
  EXPECT_EQ(add_months<BigInt>(0, -huge, 1), std::nullopt);
  const calendar::BusinessCalendar office({5, 6}, {}, {});
  EXPECT_EQ(add_business<BigInt>(0, huge, office), std::nullopt);
  EXPECT_EQ(add_business<int64_t>(0, 1, office), 1);
}

TEST(Ops, FindsOrSaysMinusOne) {
  const std::vector<int64_t> list = {-5, 0, 7};
  EXPECT_EQ(find<int64_t>(list, -5), 0);
  EXPECT_EQ(find<int64_t>(list, 7), 2);
  EXPECT_EQ(find<int64_t>(list, 1), -1);
  EXPECT_EQ(find<int64_t>(list, 8), -1);
  EXPECT_EQ(find<int64_t>({}, 8), -1);
}

TEST(Ops, IntervalsBeginOnTheirDay) {
  const std::vector<Day> days = {10, 20};
  EXPECT_EQ(interval(days, 9), 0);
  EXPECT_EQ(interval(days, 10), 1);
  EXPECT_EQ(interval(days, 19), 1);
  EXPECT_EQ(interval(days, 20), 2);
}

TEST(Ops, PeriodsByMode) {
  const Day day = *calendar::parse_day("2022-05-15");
  EXPECT_EQ(period(day, 0, 1).first, *calendar::parse_day("2022-05-01"));
  EXPECT_EQ(period(day, 2, 7).first, *calendar::parse_day("2021-07-01"));
  EXPECT_EQ(period(day, 2 | bytecode::kPeriodBefore, 1).last, *calendar::parse_day("2021-12-31"));
}

}  // namespace
}  // namespace tierline::ops
