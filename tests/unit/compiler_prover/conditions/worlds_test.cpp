// Two worlds of a program whose tier moves in time: what moves the tier differs, or it does not.
#include <gtest/gtest.h>

#include "tests/unit/compiler_prover/conditions/rig.hpp"

namespace tierline::prover {
namespace {

const char* const kProgram = R"(
program "Test" { version "1" in force from 2020-01-01 currency EUR month end clamp }
tiers Silver < Gold
subject account { key id : text  joined : date  points : int  note : text  revenue : EUR in 0 EUR .. 100 EUR }
ledger sale of account { on : date  quantity : int  site : text }
tier Silver { requires a : points >= 10 grace 30 days }
tier Gold { requires b : (sum of sale.quantity) >= 10 }
status tier {
  launch  placed at once
  starts  joined
  promote after 3 days
}
define discount : percent = if tier = Gold then 10% else if tier = Silver then 5% else 0%
define price : EUR = revenue * (1 - discount) rounded half even
decide tier, discount, price

invariant proved_discount : discount <= 10%
invariant proved_price : price <= revenue
invariant proved_note : tier stays the same as note changes
invariant proved_site : discount stays the same as sale.site changes
invariant proved_revenue : tier stays the same as revenue changes
invariant proved_price_rises : price never falls as revenue rises
invariant refuted_points : tier stays the same as points changes
invariant open_joined : tier stays the same as joined changes
invariant open_points : tier never falls as points rises
invariant open_added : tier stays the same as sale is added
)";

TEST(Worlds, TheTierIsSharedOnlyIfNothingThatMovesItDiffers) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  const ClaimRig rig(kProgram);
  ASSERT_TRUE(rig.ok());
  for (const Claim& claim : rig.claims()) {
    if (claim.built_in) continue;
    const Proof proof = rig.prove(claim);
    const bool proved = claim.name.starts_with("proved_");
    EXPECT_EQ(proof.outcome == Outcome::Proved, proved) << claim.name << ": " << proof.why;
    if (claim.name.starts_with("refuted_")) {
      EXPECT_EQ(proof.outcome, Outcome::Refuted) << claim.name << ": " << proof.why;
    }
  }
}

}  // namespace
}  // namespace tierline::prover
