// Claims with their verdicts: the names of the claims say what they must come out as. What is refuted
// was replayed in the engine; what is proved is proved by each solver that is here.
#include "compiler/prover/conditions/prove.hpp"

#include <gtest/gtest.h>

#include "tests/unit/compiler_prover/conditions/rig.hpp"

namespace tierline::prover {
namespace {

const char* const kHead = R"(
program "Test" { version "1" in force from 2000-01-01 currency EUR month end clamp }
)";

const char* const kShop = R"(
tiers Bronze < Silver < Gold
enum Region { North, South, East }
subject account { key id : text  revenue : EUR  points : int in 0 .. 1_000_000
  rate : percent in 0% .. 100%  region : Region  joined : date  left : date?  base : EUR in 0 EUR .. 1_000_000 EUR }
ledger sale of account { on : date  price : EUR  quantity : int in 0 .. 1000  share : percent in 0% .. 100%
  site : text
  net = price * (1 - share) rounded half even }
table minimum(Region) : EUR unique complete { North : 100 EUR  South : 200 EUR  East : 300 EUR }
tier Bronze { requires r : points >= 100 }
tier Silver { requires r : points >= 1000 }
tier Gold { requires r : points >= 5000 requires s : revenue >= minimum(region) }
bands rate_of on points : percent { below 100 : 0%  from 100 : 2%  from 500 : 2.5%  from 5_000 : 4% }
define rebate : EUR = whole rate_of of max(revenue, 0 EUR) rounded half even
bands rates on revenue : percent { below 100 EUR : 0%  from 100 EUR : 2%  from 1_000 EUR : 2.5%  from 5_000 EUR : 4% }
bands falling on revenue : percent { below 100 EUR : 4%  from 100 EUR : 2% }
define own : EUR = whole rates of revenue rounded half even
define lost : EUR = whole falling of revenue rounded half even
define sliced : EUR = marginal rates of revenue rounded half even
define spent : EUR = sum of sale.net
define items : int = sum of sale.quantity
define items_year : int = sum of sale.quantity where sale.on in year of today
define many : int = count of sale where quantity > 5
define net : EUR = revenue * (1 - rate) rounded half even
define attained = revenue / (120% * base) otherwise 0%
bands growth on attained : percent { below 100% : 0%  from 100% : 2.5%  from 125% : 3% }
define earned : EUR = whole growth of revenue rounded half even
define age : int = today - joined
decide tier, rebate, own, sliced, spent, net
)";

const char* const kClaims = R"(
invariant proved_tier_rises : tier never falls as points rises
invariant proved_rebate_rises : rebate never falls as points rises
invariant proved_progressive : own never falls as revenue rises
invariant proved_sliced : sliced never falls as revenue rises
invariant proved_capped : own <= 4% * revenue + 0.01 EUR given revenue >= 0 EUR
invariant refuted_capped : own <= 3.9% * revenue + 0.01 EUR given revenue >= 0 EUR
invariant refuted_lost : lost never falls as revenue rises
invariant proved_discount : net never rises as rate rises given revenue >= 0 EUR
invariant refuted_discount : net never rises as rate rises
invariant proved_net : net never falls as revenue rises
invariant refuted_net_price : revenue - own never falls as revenue rises
invariant proved_earned : earned >= 0 EUR given revenue >= 0 EUR
invariant proved_goal : earned = 0 EUR given revenue < 120% * base
invariant refuted_goal : earned = 0 EUR given revenue < 121% * base
invariant proved_earned_rises : earned never falls as revenue rises
invariant proved_base : earned never rises as base rises given revenue >= 0 EUR and base > 0 EUR
invariant refuted_base : earned never rises as base rises given revenue >= 0 EUR
invariant proved_items : items >= 0
invariant proved_part : items_year <= items
invariant refuted_part : items_year >= items
invariant proved_count : many <= count of sale
invariant proved_region : rebate stays the same as region changes
invariant refuted_region : tier stays the same as region changes
invariant proved_added : items never falls as sale is added
invariant refuted_added : spent never falls as sale is added
invariant proved_price : spent never falls as sale.price rises
invariant proved_share : spent never rises as sale.share rises given not any sale where price < 0 EUR
invariant refuted_share : spent never rises as sale.share rises
invariant proved_site : spent stays the same as sale.site changes
invariant proved_quantity : many never falls as sale.quantity rises
invariant proved_quarter : today <= end of quarter of today
invariant proved_year : (year number of today) - (year number of joined) <= 1 given age <= 300 and age >= 0
invariant refuted_year : (year number of today) - (year number of joined) <= 0 given age <= 300 and age >= 0
invariant vacuous_points : tier = Gold given points > 2_000_000
invariant vacuous_rising : own never falls as revenue rises given points > 2_000_000
)";

/// What a claim came out as, in the word that its name begins with.
std::string word_for(const Proof& proof) {
  if (proof.outcome == Outcome::Proved) return "proved";
  if (proof.outcome == Outcome::Refuted) return "refuted";
  return proof.why.starts_with("nothing is claimed") ? "vacuous" : "unknown";
}

void expect_verdicts(const ClaimRig& rig) {
  ASSERT_TRUE(rig.ok());
  for (const Claim& claim : rig.claims()) {
    if (claim.built_in) continue;
    const Proof proof = rig.prove(claim);
    EXPECT_TRUE(claim.name.starts_with(word_for(proof)))
        << claim.name << " is " << word_for(proof) << ": " << proof.why;
  }
}

class ProveTest : public testing::Test {
 protected:
  void SetUp() override {
    if (smt::available_solvers().empty()) GTEST_SKIP() << "no solver is here";
  }
};

TEST_F(ProveTest, ClaimsComeOutAsTheirNamesSay) {
  expect_verdicts(ClaimRig(std::string(kHead) + kShop + kClaims));
}

TEST_F(ProveTest, EachSolverProvesAlone) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  const size_t count = smt::available_solvers().size();
  for (size_t i = 0; i < count; ++i) {
    for (const Claim& claim : rig.claims()) {
      if (!claim.name.starts_with("proved_")) continue;
      auto all = smt::available_solvers();
      std::vector<std::unique_ptr<smt::Solver>> alone;
      alone.push_back(std::move(all[i]));
      const std::string name = alone[0]->name();
      const Proof proof = rig.prove(claim, std::move(alone));
      EXPECT_EQ(proof.outcome, Outcome::Proved) << claim.name << ", " << name << ": " << proof.why;
    }
  }
}

TEST_F(ProveTest, WithoutASolverNothingIsProved) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  const Proof proof = rig.prove(rig.claim("proved_items"), {});
  EXPECT_EQ(proof.outcome, Outcome::Unknown);
  EXPECT_EQ(proof.why, "there is no solver");
}

TEST_F(ProveTest, ASolverThatSaysNothingProvesNothing) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  std::vector<std::unique_ptr<smt::Solver>> solvers;
  solvers.push_back(smt::process_solver({"/bin/sh", "-c", "echo unknown"}, "shy"));
  const Proof proof = rig.prove(rig.claim("proved_items"), std::move(solvers));
  EXPECT_EQ(proof.outcome, Outcome::Unknown);
  EXPECT_EQ(proof.why, "shy: unknown");
}

/// Of two that contradict each other one is wrong, and nobody knows which.
TEST_F(ProveTest, AContradictionIsSaid) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  auto solvers = smt::available_solvers();
  solvers.resize(1);
  solvers.push_back(smt::process_solver({"/bin/sh", "-c", "echo unsat"}, "liar"));
  ProveOptions options;
  options.all_answers = true;
  const Proof proof =
      prove(rig.ir(), rig.claim("refuted_lost"), solvers, options);
  EXPECT_EQ(proof.outcome, Outcome::Unknown);
  EXPECT_EQ(proof.why, "the solvers contradict each other");
}

TEST_F(ProveTest, AStopIsHeard) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  std::stop_source stop;
  stop.request_stop();
  ProveOptions options;
  options.stop = stop.get_token();
  const Proof proof = prove(rig.ir(), rig.claim("proved_items"), smt::available_solvers(), options);
  EXPECT_EQ(proof.why, "it was stopped");
}

TEST_F(ProveTest, EvidenceIsWhatWasAsked) {
  const ClaimRig rig(std::string(kHead) + kShop + kClaims);
  ASSERT_TRUE(rig.ok());
  const Proof proof = rig.prove(rig.claim("proved_capped"));
  ASSERT_FALSE(proof.attempts.empty());
  EXPECT_NE(proof.attempts[0].script.find("; claim: proved_capped"), std::string::npos);
  EXPECT_NE(proof.attempts[0].script.find("(check-sat)"), std::string::npos);
  EXPECT_EQ(proof.attempts.back().encoding, "any two worlds, premise");
}

}  // namespace
}  // namespace tierline::prover
