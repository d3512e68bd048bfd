// Tables: enum, bool, text and number keys, several keys, dated rows, rows that are not there.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

TEST(Tables, EveryKindOfKey) {
  const Rig rig(with_head(R"(
enum Region { North, South }
subject account { id : text = "a"  region : Region  country : text  year : int  new : bool }
table fee(Region, bool) : EUR unique complete {
  North, no : 1 EUR   North, yes : 2 EUR   South, any : 3 EUR
}
table rate(text) : percent unique { "DK" : 25%  "SE" or "NO" : 12.5%  "" : 1% }
table base(int, Region) : EUR unique { 2021, any : 5 EUR  2023, South : 7 EUR }
define f : EUR = fee(region, new)
define r : percent = rate(country) otherwise 0%
define b : EUR = base(year, region) otherwise -1 EUR
decide f, r, b
)"));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* region, const char* country, const char* year,
                          const char* is_new) {
    return rig.decide(
        {{{"region", region}, {"country", country}, {"year", year}, {"new", is_new}}, {}},
        "2022-01-01");
  };
  EXPECT_EQ(decide("North", "DK", "2021", "no"), "f=1.00 r=25% b=5.00");
  EXPECT_EQ(decide("North", "NO", "2023", "yes"), "f=2.00 r=12.5% b=-1.00");
  EXPECT_EQ(decide("South", "SE", "2023", "yes"), "f=3.00 r=12.5% b=7.00");
  EXPECT_EQ(decide("South", "SEK", "2022", "no"), "f=3.00 r=0% b=-1.00");
  EXPECT_EQ(decide("South", "D", "99999999999999999999999", "no"), "f=3.00 r=0% b=-1.00");
}

TEST(Tables, OtherKeysHaveTheirRow) {
  const Rig rig(with_head(R"(
subject account { id : text = "a"  country : text }
table rate(text) : percent first complete { "DK" : 25%  any : 10% }
define r : percent = rate(country)
decide r
)"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"country", "DK"}}, {}}, "2022-01-01"), "r=25%");
  EXPECT_EQ(rig.decide({{{"country", "FR"}}, {}}, "2022-01-01"), "r=10%");
  EXPECT_EQ(rig.because({{{"country", "FR"}}, {}}, "2022-01-01"), "rate/any");
  EXPECT_EQ(rig.because({{{"country", "DK"}}, {}}, "2022-01-01"), "rate/\"DK\"");
}

TEST(Tables, DatedRowsFollowTheDayAsked) {
  const Rig rig(with_head(R"(
enum Region { North, South }
subject account { id : text = "a"  region : Region }
table price(Region) : EUR unique {
  North : 1 EUR until 2021-12-31
  North : 2 EUR from 2022-01-01 until 2022-06-30
  North : 3 EUR from 2022-07-01
  South : 9 EUR
}
define now : EUR = price(region)
define before : EUR = price(region) at 2021-06-01
define next : EUR = price(region) at (today + 1 day)
decide now, before, next
)"));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* region, const char* day) {
    return rig.decide({{{"region", region}}, {}}, day);
  };
  EXPECT_EQ(decide("North", "2021-12-31"), "now=1.00 before=1.00 next=2.00");
  EXPECT_EQ(decide("North", "2022-01-01"), "now=2.00 before=1.00 next=2.00");
  EXPECT_EQ(decide("North", "2022-06-30"), "now=2.00 before=1.00 next=3.00");
  EXPECT_EQ(decide("North", "2022-07-01"), "now=3.00 before=1.00 next=3.00");
  EXPECT_EQ(decide("South", "2022-07-01"), "now=9.00 before=9.00 next=9.00");
}

}  // namespace
}  // namespace tierline::test
