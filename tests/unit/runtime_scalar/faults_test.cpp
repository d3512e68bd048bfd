// Faults: a day that does not exist counts only where its value is needed.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kNoDay = "fault: a day is computed that does not exist in the calendar";

/// Decides one bool over a day field d and a switch c, with the last valid day as d.
std::string with_last_day(const std::string& expression, const char* c) {
  const Rig rig(with_head(R"(
calendar office { weekend Saturday, Sunday }
tiers Silver < Gold
subject account { id : text = "a"  d : date  c : bool  o : date? }
ledger sale of account { on : date  use : bool }
tier Silver { requires any : c or d + 1 day > today }
tier Gold extends Silver { requires more : d + 1 day > today  from 2022-01-01 until 2022-12-31 }
define shifted(x : date, u : bool) : bool = u and x > today
define r : bool = )" + expression +
                          "\ndecide r\n"));
  if (!rig.ok()) return "error";
  const Account account{{{"d", "9999-12-31"}, {"c", c}},
                        {{"sale", {{"on", "2022-01-01"}, {"use", c}}},
                         {"sale", {{"on", "2099-01-01"}, {"use", "yes"}}}}};
  return rig.decide(account, "2023-06-01");
}

TEST(Faults, ADayBeyondTheCalendar) {
  EXPECT_EQ(with_last_day("d + 1 day > today", "no"), kNoDay);
  EXPECT_EQ(with_last_day("d + 1 month > today", "no"), kNoDay);
  EXPECT_EQ(with_last_day("d - 1 day > today", "no"), "r=yes");
  EXPECT_EQ(with_last_day("d + 1 office day > today", "no"),
            "fault: calendar `office`: business days are counted beyond the years 1583 to 9999");
}

TEST(Faults, OnlyTheChosenBranchCounts) {
  EXPECT_EQ(with_last_day("if c then d + 1 day > today else no", "no"), "r=no");
  EXPECT_EQ(with_last_day("if c then d + 1 day > today else no", "yes"), kNoDay);
  EXPECT_EQ(with_last_day("if d + 1 day > today then yes else no", "no"), kNoDay);
}

TEST(Faults, AndOrGoFromLeftToRight) {
  EXPECT_EQ(with_last_day("c and d + 1 day > today", "no"), "r=no");
  EXPECT_EQ(with_last_day("c and d + 1 day > today", "yes"), kNoDay);
  EXPECT_EQ(with_last_day("c or d + 1 day > today", "yes"), "r=yes");
  EXPECT_EQ(with_last_day("c or d + 1 day > today", "no"), kNoDay);
  EXPECT_EQ(with_last_day("d + 1 day > today and c", "no"), kNoDay);
}

TEST(Faults, AbsentFactsNeedNothingFurther) {
  EXPECT_EQ(with_last_day("o by d + 1 day", "no"), "r=no");
  EXPECT_EQ(with_last_day("d by d + 1 day", "no"), kNoDay);
  EXPECT_EQ(with_last_day("(o otherwise d + 1 day) > today", "no"), kNoDay);
}

TEST(Faults, ArgumentsCountWhereTheyAreUsed) {
  EXPECT_EQ(with_last_day("shifted(d + 1 day, c)", "no"), "r=no");
  EXPECT_EQ(with_last_day("shifted(d + 1 day, c)", "yes"), kNoDay);
}

TEST(Faults, EntriesThatDoNotCountCannotFault) {
  EXPECT_EQ(with_last_day("any sale where use and d + 1 day > on", "no"), "r=no");
  EXPECT_EQ(with_last_day("any sale where use and d + 1 day > on", "yes"), kNoDay);
}

TEST(Faults, TheTierCountsOnlyWhereItIsNeeded) {
  EXPECT_EQ(with_last_day("yes", "no"), "r=yes");
  EXPECT_EQ(with_last_day("tier >= Silver", "yes"), "r=yes") << "Gold's day is not asked in 2023";
  EXPECT_EQ(with_last_day("tier = Silver", "no"), kNoDay);
}

TEST(Faults, AtNeedsItsDay) {
  EXPECT_EQ(with_last_day("(today > d) at (d + 1 day)", "no"), kNoDay);
  EXPECT_EQ(with_last_day("(today > d) at d", "no"), "r=no");
}

}  // namespace
}  // namespace tierline::test
