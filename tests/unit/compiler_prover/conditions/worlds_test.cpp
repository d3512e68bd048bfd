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
invariant proved_points : tier never falls as points rises
invariant open_added : tier stays the same as sale is added
)";

const char* const kLadder = R"(
program "Test" { version "1" in force from 2020-01-01 currency EUR month end clamp }
tiers Silver < Gold
calendar weekday { weekend Saturday, Sunday }
subject account { key id : text  joined : date  points : int  terms : date?  country : text }
ledger sale of account { on : date  price : EUR  quantity : int in 0 .. 9 }
define spent : EUR = sum of sale.price where sale.on in year of today
tier Silver {
  requires terms : terms by today
  requires spent : spent >= 100 EUR assessed yearly
  requires points : points >= 10 grace 30 days
}
tier Gold extends Silver {
  requires spent : spent >= 200 EUR assessed yearly
  requires points : points >= LIMIT grace 30 days
}
status tier {
  launch  placed at once
  starts  joined
  promote on if country = "DK" then today + 3 weekday days else today + 5 days
  assess  on 1 January
  demote  to the best tier kept
}
decide tier
invariant points_help : tier never falls as points rises
invariant sales_help : tier never falls as sale.price rises
invariant terms_help : tier never rises as terms rises
invariant more_help : tier never falls as sale is added
invariant joining : tier never rises as joined rises
)";

std::string ladder(const std::string& limit) {
  std::string text = kLadder;
  return text.replace(text.find("LIMIT"), 5, limit);
}

/// Meeting more on every day is no worse, whatever the days before were, if tiers are nested.
TEST(Worlds, WhoMeetsMoreHoldsNoLess) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  const ClaimRig rig(ladder("20"));
  ASSERT_TRUE(rig.ok());
  for (const char* name : {"points_help", "sales_help", "terms_help"}) {
    const Proof proof = rig.prove(rig.claim(name));
    EXPECT_EQ(proof.outcome, Outcome::Proved) << name << ": " << proof.why;
  }
  // A return costs a tier; and who joins later is not there yet, which is another course.
  for (const char* name : {"more_help", "joining"}) {
    EXPECT_NE(rig.prove(rig.claim(name)).outcome, Outcome::Proved) << name;
  }
}

/// Who falls from Gold had not passed the assessment of Silver, and loses both.
TEST(Worlds, UnlessWhatIsAssessedIsNotNested) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  std::string text = ladder("5");
  const ClaimRig nested(text);
  ASSERT_TRUE(nested.ok());
  EXPECT_EQ(nested.prove(nested.claim("points_help")).outcome, Outcome::Proved);
  text.replace(text.find("spent >= 200"), 12, "spent >= 99 ");
  const ClaimRig rig(text);
  ASSERT_TRUE(rig.ok());
  EXPECT_NE(rig.prove(rig.claim("points_help")).outcome, Outcome::Proved);
}

TEST(Worlds, TheTierIsSharedOnlyIfNothingThatMovesItDiffers) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  const ClaimRig rig(kProgram);
  ASSERT_TRUE(rig.ok());
  for (const Claim& claim : rig.claims()) {
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
