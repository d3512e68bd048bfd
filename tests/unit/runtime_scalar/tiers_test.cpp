// Tiers: the highest of which everything is met; days on which a requirement is asked.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

constexpr const char* kTiers = R"(
tiers Silver < Gold < Platinum
subject account { id : text = "a"  terms : date? }
ledger sale of account { on : date  amount : EUR }
define total : EUR = sum of sale.amount
tier Silver { requires terms : terms by today }
tier Gold extends Silver { requires revenue : total >= 100 EUR }
tier Platinum extends Gold {
  requires revenue : total >= 1_000 EUR
  requires late : total >= 2_000 EUR from 2023-01-01
  requires early : total >= 5_000 EUR until 2021-12-31
}
table benefits(Tier) complete {
             none  Silver  Gold  Platinum
  discount : 0%    10%     20%   30%
  support  : no    no      yes   yes
}
define last_year = tier at end of year before today
decide tier, discount, support, last_year
)";

Account account(const char* amount, const char* terms = "2020-01-01") {
  return {{{"terms", terms}}, {{"sale", {{"on", "2020-06-01"}, {"amount", amount}}}}};
}

TEST(Tiers, TheHighestThatIsMet) {
  const Rig rig(with_head(kTiers));
  ASSERT_TRUE(rig.ok());
  const auto decide = [&](const char* amount, const char* day) {
    return rig.decide(account(amount), day);
  };
  EXPECT_EQ(decide("99.99", "2022-06-01"), "tier=Silver discount=10% support=no last_year=Silver");
  EXPECT_EQ(decide("100.00", "2022-06-01"), "tier=Gold discount=20% support=yes last_year=Gold");
  EXPECT_EQ(decide("1000.00", "2022-01-01"),
            "tier=Platinum discount=30% support=yes last_year=Gold");
  EXPECT_EQ(decide("1000.00", "2021-12-31"), "tier=Gold discount=20% support=yes last_year=Gold");
  EXPECT_EQ(decide("1000.00", "2022-12-31"),
            "tier=Platinum discount=30% support=yes last_year=Gold");
  EXPECT_EQ(decide("1000.00", "2023-01-01"),
            "tier=Gold discount=20% support=yes last_year=Platinum");
  EXPECT_EQ(decide("2000.00", "2023-01-01"),
            "tier=Platinum discount=30% support=yes last_year=Platinum");
}

TEST(Tiers, NoneWhenTheLowestIsNotMet) {
  const Rig rig(with_head(kTiers));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide(account("9999.00", ""), "2022-06-01"),
            "tier=none discount=0% support=no last_year=none");
  EXPECT_EQ(rig.because(account("9999.00", ""), "2022-06-01"), "tier/none, Silver/terms: not met");
}

TEST(Tiers, ExplainWhatIsMetAndWhatIsMissing) {
  const Rig rig(with_head(kTiers));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.because(account("150.00"), "2022-06-01"),
            "tier/Gold, Gold/terms, Gold/revenue, Platinum/revenue: not met");
  EXPECT_EQ(rig.because(account("150.00"), "2022-06-01", 1),
            "tier/Gold, Gold/terms, Gold/revenue, Platinum/revenue: not met, discount/Gold");
}

TEST(Tiers, AProgramWithoutTiers) {
  const Rig rig(with_head("subject account { id : text = \"a\"  n : int }\ndecide n\n"));
  ASSERT_TRUE(rig.ok());
  EXPECT_EQ(rig.decide({{{"n", "7"}}, {}}, "2022-06-01"), "n=7");
}

}  // namespace
}  // namespace tierline::test
