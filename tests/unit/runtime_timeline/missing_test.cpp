// Missing: what is said of each requirement that a higher tier asks for and that is not met.
#include <gtest/gtest.h>

#include "tests/unit/support/rig.hpp"

namespace tierline::test {
namespace {

using Lines = std::vector<std::string>;

const Rig& rig() {
  static const Rig made(with_head(R"(
tiers Silver < Gold
subject account { signed_on : date?  active : bool = no  returns : percent = 0%  n : int = 0 }
ledger sale of account { on : date  amount : EUR }
ledger plan of account { on : date }
define revenue = sum of sale.amount
tier Silver {
  requires revenue : revenue >= 100 EUR
  requires signed  : signed_on by today
}
tier Gold extends Silver {
  requires revenue  : revenue > 1_000.50 EUR
  requires plan     : any plan
  requires active   : active
  requires returns  : returns <= 5%
  requires either   : any of (n >= 3, all of (n >= 1, revenue >= 200 EUR))
}
decide tier
)"));
  return made;
}

Account account(Facts facts, const std::string& amount) {
  return {std::move(facts), {{"sale", {{"on", "2022-01-01"}, {"amount", amount}}}}};
}

TEST(Missing, DistancesComeFromTheComparison) {
  EXPECT_EQ(rig().missing(account({{"returns", "7.5%"}}, "87.60"), "2022-06-01"),
            (Lines{"Silver revenue: 12.40 EUR more", "Silver signed: not stated",
                   "Gold revenue: over 912.90 EUR more", "Gold signed: not stated",
                   "Gold plan: 1 more", "Gold active: not met", "Gold returns: 2.5% less",
                   "Gold either: 3 more or (1 more and 112.40 EUR more)"}));
}

TEST(Missing, OnlyTiersAboveTheOneHeldAndOnlyWhatIsNotMet) {
  const Facts facts = {{"signed_on", "2022-01-01"}, {"active", "yes"}, {"n", "1"}};
  EXPECT_EQ(rig().missing(account(facts, "150.00"), "2022-06-01"),
            (Lines{"Gold revenue: over 850.50 EUR more", "Gold plan: 1 more",
                   "Gold either: 2 more or 50.00 EUR more"}));
}

TEST(Missing, ADayThatComesLater) {
  EXPECT_EQ(rig().missing(account({{"signed_on", "2022-06-13"}}, "150.00"), "2022-06-01")[0],
            "Silver signed: 12 days");
}

}  // namespace
}  // namespace tierline::test
