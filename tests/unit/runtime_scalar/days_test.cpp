// Days: months and business days, periods, counts of days, `at`.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

TEST(Days, ArithmeticAndPeriods) {
  const Rig rig(with_head(R"(
calendar office { weekend Saturday, Sunday  holidays 2022-12-26  working days 2022-12-24 }
subject account { id : text = "a"  d : date }
define later : date = d + 10 days
define month : date = d + 1 month
define year : date = d - 1 year
define office_day : date = d + 3 office days
define between : int = today - d
define quarter_end : date = end of quarter of d
define fiscal : date = start of fiscal year of d
define last : date = end of month before d
define number : int = year number of d
define inside : bool = d in quarter of today
decide later, month, year, office_day, between, quarter_end, fiscal, last, number, inside
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"d", "2022-12-23"}}, {}}, "2022-12-31"),
            "later=2023-01-02 month=2023-01-23 year=2021-12-23 office_day=2022-12-28 between=8 "
            "quarter_end=2022-12-31 fiscal=2022-07-01 last=2022-11-30 number=2022 inside=yes");
  EXPECT_EQ(rig.decide({{{"d", "2024-02-29"}}, {}}, "2024-01-01"),
            "later=2024-03-10 month=2024-03-29 year=2023-02-28 office_day=2024-03-05 between=-59 "
            "quarter_end=2024-03-31 fiscal=2023-07-01 last=2024-01-31 number=2024 inside=yes");
  EXPECT_EQ(rig.decide({{{"d", "2023-01-31"}}, {}}, "2022-12-31").substr(0, 33),
            "later=2023-02-10 month=2023-02-28");
}

TEST(Days, RejectedMonthEndsAreAbsent) {
  const Rig rig(R"(program "Test" { version "1" in force from 2000-01-01 month end reject }
subject account { id : text = "a"  d : date }
define month : date = d + 1 month otherwise 2000-01-01
decide month
)");
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"d", "2022-01-28"}}, {}}, "2022-12-31"), "month=2022-02-28");
  EXPECT_EQ(rig.decide({{{"d", "2022-01-29"}}, {}}, "2022-12-31"), "month=2000-01-01");
  EXPECT_EQ(rig.decide({{{"d", "9999-12-31"}}, {}}, "2022-12-31"), "month=2000-01-01");
}

TEST(Days, AtMovesTodayForEverything) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  joined : date }
ledger sale of account { on : date  amount : EUR }
define total : EUR = sum of sale.amount
define in_year : EUR = sum of sale.amount where on in year of today
define joining : EUR = total at joined
define year_then : EUR = in_year at end of year before today
define month_ago : EUR = total at (today - 30 days)
define twice : EUR = (total at (today - 30 days)) at joined
decide total, joining, year_then, month_ago, twice
)"));
  ASSERT_TRUE(rig.ok());
  Account account{{{"joined", "2021-07-01"}}, {}};
  const char* days[] = {"2021-06-01", "2021-07-01", "2021-12-31", "2022-05-15"};
  for (const char* day : days)
    account.entries.push_back({"sale", {{"on", day}, {"amount", "1.00"}}});
  EXPECT_EQ(rig.decide(account, "2022-06-01"),
            "total=4.00 joining=2.00 year_then=3.00 month_ago=3.00 twice=1.00");
}

}  // namespace
}  // namespace tierline::test
