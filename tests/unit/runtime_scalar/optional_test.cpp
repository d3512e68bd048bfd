// Facts that are absent: known, otherwise, by; and what they pass through.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kProgram = R"(
subject account { id : text = "a"  joined : date?  limit : EUR?  note : text? }
ledger sale of account {
  on : date  bonus : EUR?  plain : EUR = 0 EUR
  paid = bonus otherwise 1 EUR
}
define has = known(joined)
define in_time : bool = joined by 2022-06-30
define cap : EUR = limit otherwise 50 EUR
define noted : bool = (note otherwise "none") = "none"
define first : EUR = (if known(limit) then limit else max of sale.plain) otherwise -1 EUR
define bonuses : EUR = sum of sale.paid
decide has, in_time, cap, noted, first, bonuses
)";

TEST(Optional, AbsentFacts) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({}, "2022-06-01"),
            "has=no in_time=no cap=50.00 noted=yes first=-1.00 bonuses=0.00");
}

TEST(Optional, KnownFacts) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  const Account account{{{"joined", "2022-06-30"}, {"limit", "7.00"}, {"note", "x"}},
                        {{"sale", {{"on", "2022-01-01"}, {"plain", "3.00"}}},
                         {"sale", {{"on", "2022-01-01"}, {"bonus", "2.50"}}}}};
  EXPECT_EQ(rig.decide(account, "2022-06-01"),
            "has=yes in_time=yes cap=7.00 noted=no first=7.00 bonuses=3.50");
}

TEST(Optional, ByIsInclusiveAndAbsentIsNotInTime) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  const auto in_time = [&](const char* day) {
    return rig.decide({{{"joined", day}}, {}}, "2022-06-01").substr(8, 11);
  };
  EXPECT_EQ(in_time("2022-06-30"), "in_time=yes");
  EXPECT_EQ(in_time("2022-07-01"), "in_time=no ");
}

TEST(Optional, AnAbsentAggregateInsideAChoice) {
  const Rig rig(with_head(kProgram));
  ASSERT_TRUE(rig.ok());
  const Account account{{}, {{"sale", {{"on", "2022-01-01"}, {"plain", "3.00"}}}}};
  EXPECT_EQ(rig.decide(account, "2022-06-01"),
            "has=no in_time=no cap=50.00 noted=yes first=3.00 bonuses=1.00");
}

}  // namespace
}  // namespace tierline::test
