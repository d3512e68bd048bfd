// What becomes of claims when search and solvers work together: what nobody was found to be spoken
// of is not proved, what fails at a glance is not put to solvers, and each half works alone.
#include <gtest/gtest.h>

#include "tests/prover/all_claims.hpp"
#include "tests/prover/named_programs.hpp"
#include "tools/prove/examination.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prover {
namespace {

constexpr const char* kProgram = R"(
program "club" { in force from 2024-01-01  currency EUR  month end clamp }
tiers Silver < Gold
subject account {
  key id    : text
  joined_on : date
  points    : int in 0 .. 100 = 0
  fixed     : int in 5 .. 5
}
ledger sale of account { on : date  amount : EUR in 0 EUR .. 1_000 EUR  gift : EUR in 0 EUR .. 0 EUR }
define spent : EUR = sum of sale.amount where sale.on in year of today
define gifts : EUR = sum of sale.gift
define first_on = min of sale.on otherwise 2020-01-01
define last_on = max of sale.on otherwise 2020-01-01
tier Silver { requires some : spent >= 10 EUR }
tier Gold { requires many : spent >= 100 EUR }
status tier { starts joined_on  promote after 3 days }
decide spent, gifts, tier
)";

class Examine : public testing::Test {
 protected:
  void SetUp() override {
    if (smt::available_solvers().empty()) GTEST_SKIP() << "there is no solver";
  }
  /// Of one claim.
  const prove::SearchResult& examined(const std::string& claim, bool solvers = true,
                                      bool examples = true) {
    const compiler::Compiled compiled = compile(kProgram + ("invariant it : " + claim + "\n"));
    EXPECT_TRUE(compiled.bytecode) << claim;
    provable_ = prove::make_provable(*compiled.checked, "");
    prove::ExaminationRequest request{&*provable_, all_claims(*provable_)};
    request.ask_solvers = solvers;
    request.look_for_examples = examples;
    request.milliseconds = 5'000;
    request.cases = 5'000;
    request.seed = 1;
    auto found = prove::examine(request);
    EXPECT_TRUE(found);
    found_ = std::move(found).value();
    return found_.report.results.at(0);
  }
  std::optional<prove::Provable> provable_;
  prove::Examination found_;
};

TEST_F(Examine, WhatSpeaksOfNobodyIsNotProved) {
  for (const char* claim :
       {"spent >= 0 EUR given first_on > last_on", "points <= 7 given points * points = 7",
        "points <= 7 given points * points = 26",
        "tier stays the same as points changes given tier = Gold and "
        "joined_on = today",
        "spent >= 0 EUR given spent = 1 EUR and not any sale where "
        "sale.amount > 0 EUR",
        "spent stays the same as fixed changes", "gifts never falls as sale.gift rises"}) {
    for (const bool examples : {true, false}) {
      const prove::SearchResult& result = examined(claim, true, examples);
      EXPECT_EQ(result.verdict.outcome, Outcome::Unknown) << claim;
      EXPECT_TRUE(result.verdict.why.find("nobody is known of whom it speaks") !=
                      std::string::npos ||
                  result.verdict.why.find("nothing is claimed") != std::string::npos)
          << claim << ": " << result.verdict.why;
      EXPECT_FALSE(result.speaks) << claim;
    }
  }
}

TEST_F(Examine, WhatSpeaksOfFewIsProved) {
  for (const char* claim :
       {"points <= 7 given points * points = 49", "spent >= 100 EUR given spent = 123.45 EUR",
        "spent > 5 EUR given spent > 10 EUR", "spent never falls as sale.amount rises"}) {
    for (const bool examples : {true, false}) {
      const prove::SearchResult& result = examined(claim, true, examples);
      EXPECT_EQ(result.verdict.outcome, Outcome::Proved) << claim << ": " << result.verdict.why;
      EXPECT_TRUE(result.speaks) << claim;
      EXPECT_TRUE(result.verdict.milliseconds);
    }
  }
}

TEST_F(Examine, WhatFailsAtAGlanceIsNotPutToSolvers) {
  EXPECT_EQ(examined("spent <= 50 EUR").verdict.outcome, Outcome::Refuted);
  EXPECT_TRUE(found_.proofs.empty());
  EXPECT_EQ(examined("spent <= 50 EUR", true, false).verdict.outcome, Outcome::Refuted);
  EXPECT_EQ(found_.proofs.size(), 1U) << "without the search they are asked";
}

TEST_F(Examine, TheSearchAloneProvesNothing) {
  const prove::SearchResult& result = examined("spent >= 0 EUR", false);
  EXPECT_EQ(result.verdict.outcome, Outcome::Unknown);
  EXPECT_TRUE(result.speaks);
  EXPECT_FALSE(result.verdict.milliseconds);
  EXPECT_TRUE(found_.proofs.empty());
}

/// Nobody with facts, on a day so long after the program's first.
prove::Replayed replayed_after(const prove::Provable& provable, calendar::Day days) {
  const checked::CheckedProgram& program = provable.claims.program;
  checked::Facts account;
  account.ledger = checked::kNone;
  for (uint32_t i = 0; i < 4; ++i) {  // id, joined_on, points, fixed
    checked::Constant value;
    if (i == 0) value.text = "A";
    if (i == 1) value.number = {*program.in_force_from, 0};
    if (i == 3) value.number = {5, 0};
    account.values.push_back({i, value});
  }
  return prove::replay(provable, provable.claims.claims[0],
                       {*program.in_force_from + days, {World{{account}}}});
}

TEST(SecondOpinion, IsAskedAsFarAsTheSlowJudgeWalks) {
  const compiler::Compiled compiled =
      compile(kProgram + std::string("invariant it : spent > 0 EUR\n"));
  const auto provable = prove::make_provable(*compiled.checked, "");
  EXPECT_EQ(replayed_after(*provable, prove::kMostDaysWalked).finding, prove::Finding::Fails);
  const prove::Replayed beyond = replayed_after(*provable, prove::kMostDaysWalked + 1);
  EXPECT_EQ(beyond.finding, prove::Finding::Undetermined);
  EXPECT_NE(beyond.problem.find("too many days after the program's first"), std::string::npos)
      << beyond.problem;
}

}  // namespace
}  // namespace tierline::prover
