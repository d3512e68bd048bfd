// Horizon: the last day on which a decision stays as it is, for each way in which today enters it.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

/// Until when the value of an expression holds, asked on a day.
std::string until(const std::string& value, const std::string& today,
                  const std::vector<Entry>& entries = {}) {
  const Rig rig(with_head(R"(
subject account { day : date = 2022-05-10  late : date?  n : int = 3 }
ledger sale of account { on : date  until : date = 2030-01-01  amount : EUR = 1 EUR }
calendar business { weekend Saturday, Sunday }
)"
                          "define out = " +
                          value + "\ndecide out\n"));
  return rig.valid_until({{}, entries}, today);
}

Entry sale(const std::string& on, const std::string& last = "2030-01-01") {
  return {"sale", {{"on", on}, {"until", last}}};
}

TEST(Horizon, WhatDoesNotLookAtTodayHoldsForEver) {
  EXPECT_EQ(until("n + 1", "2022-01-01"), "");
  EXPECT_EQ(until("day >= 2022-01-01", "2022-01-01"), "");
}

TEST(Horizon, AComparisonHoldsUntilItFlips) {
  EXPECT_EQ(until("today < day", "2022-01-01"), "2022-05-09");
  EXPECT_EQ(until("today <= day", "2022-01-01"), "2022-05-10");
  EXPECT_EQ(until("today >= day", "2022-01-01"), "2022-05-09");
  EXPECT_EQ(until("today > day", "2022-01-01"), "2022-05-10");
  EXPECT_EQ(until("today = day", "2022-01-01"), "2022-05-09");
  EXPECT_EQ(until("today = day", "2022-05-10"), "2022-05-10");
  EXPECT_EQ(until("today >= day", "2022-05-10"), "");
  EXPECT_EQ(until("today != day", "2022-05-11"), "");
}

TEST(Horizon, CountsOfDaysMoveWithToday) {
  EXPECT_EQ(until("day - today > 30", "2022-01-01"), "2022-04-09");
  EXPECT_EQ(until("today - day >= 10", "2022-05-11"), "2022-05-19");
  EXPECT_EQ(until("2 * (day - today) + 1 > 101", "2022-01-01"), "2022-03-20");
  EXPECT_EQ(until("today + 10 days <= day", "2022-01-01"), "2022-04-30");
  EXPECT_EQ(until("day - today", "2022-01-01"), "2022-01-01");
  EXPECT_EQ(until("max(day - today, n)", "2022-05-07"), "");
  EXPECT_EQ(until("max(day - today, n)", "2022-05-06"), "2022-05-06");
}

TEST(Horizon, PeriodsAndYearsHoldToTheirLastDay) {
  EXPECT_EQ(until("year number of today", "2022-05-01"), "2022-12-31");
  EXPECT_EQ(until("start of quarter of today", "2022-05-01"), "2022-06-30");
  EXPECT_EQ(until("day in month before today", "2022-05-20"), "2022-05-31");
  EXPECT_EQ(until("end of fiscal year before today", "2022-05-20"), "2022-06-30");
}

TEST(Horizon, OnlyWhatDecidesCounts) {
  EXPECT_EQ(until("n = 3 or today < day", "2022-01-01"), "");
  EXPECT_EQ(until("n = 4 and today < day", "2022-01-01"), "");
  EXPECT_EQ(until("if n = 3 then 1 else day - today", "2022-01-01"), "");
  EXPECT_EQ(until("if today < day then 1 else 2", "2022-01-01"), "2022-05-09");
  EXPECT_EQ(until("late by today", "2022-01-01"), "");
}

TEST(Horizon, EntriesComeAndGo) {
  EXPECT_EQ(until("count of sale", "2022-01-01", {sale("2022-03-01"), sale("2021-03-01")}),
            "2022-02-28");
  EXPECT_EQ(until("count of sale where today <= until", "2022-01-01",
                  {sale("2021-03-01", "2022-02-15"), sale("2021-03-01", "2021-12-31")}),
            "2022-02-15");
  EXPECT_EQ(until("sum of sale.amount where on in year of today", "2022-01-01",
                  {sale("2021-03-01"), sale("2022-01-01")}),
            "2022-12-31");
}

TEST(Horizon, OneEntryIsEnoughForAny) {
  EXPECT_EQ(until("any sale where today <= until", "2022-01-01",
                  {sale("2021-03-01", "2022-02-15"), sale("2021-03-01", "2022-04-01"),
                   sale("2023-01-01", "2029-01-01")}),
            "2022-04-01");
  EXPECT_EQ(until("any sale", "2022-01-01", {sale("2022-03-01"), sale("2022-02-01")}),
            "2022-01-31");
}

// A fault that comes from the tier lasts as long as the tier, though it has no output to look at.
TEST(Horizon, AFaultLastsNoLongerThanTheTierItComesFrom) {
  const Rig rig(with_head(R"(
tiers Silver
subject account { key id : text }
ledger sale of account { on : date  amount : EUR }
tier Silver { requires it : today <= 2022-05-10 }
define bonus : EUR = if tier = Silver then 10 EUR else 0 EUR
define part = split bonus over sale by amount
decide tier, part
)"));
  EXPECT_EQ(rig.decide({{{"id", "a"}}, {}}, "2022-01-01").substr(0, 6), "fault:");
  EXPECT_EQ(rig.valid_until({{{"id", "a"}}, {}}, "2022-01-01"), "2022-05-10");
  EXPECT_EQ(rig.valid_until({{{"id", "a"}}, {}}, "2022-05-11"), "");
}

TEST(Horizon, BusinessDaysOfTodayHoldForTodayOnly) {
  EXPECT_EQ(until("today + 3 business days", "2022-05-02"), "2022-05-02");
  EXPECT_EQ(until("day + 3 business days <= today", "2022-05-11"), "2022-05-12");
}

}  // namespace
}  // namespace tierline::test
