// Certificates: which claims have one, that the auditor's checker takes it, and that its cases are
// what the engine decides.
#include "compiler/prover/certificate/certificate.hpp"

#include <nlohmann/json.hpp>

#include "tests/unit/compiler_prover/conditions/rig.hpp"
#include "tools/prove/certificate_json.hpp"
#include "tools/verifier/certificate.hpp"

namespace tierline::prover {
namespace {

constexpr std::string_view kShop =
    "program \"Shop\" { version \"1\"  in force from 2024-01-01  currency EUR }\n"
    "tiers Silver < Gold\n"
    "subject account { key id : text  points : int in 0 .. 1_000  paid : EUR in 0 EUR .. 9_999 EUR "
    "}\n"
    "ledger sale of account { on : date  site : text  amount : EUR in 0 EUR .. 1_000 EUR }\n"
    "define spent : EUR = sum of sale.amount\n"
    "tier Silver { requires some : points >= 10 }\n"
    "tier Gold extends Silver { requires many : points >= 500 }\n"
    "bands rate on spent : percent { below 100 EUR : 0%  from 100 EUR : 2.5%  above 300 EUR : 4% "
    "}\n"
    "define rebate : EUR = whole rate of spent rounded half even\n"
    "define sliced : EUR = marginal rate of spent rounded half up\n"
    "define net : EUR = spent - rebate\n"
    "define gold_rebate : EUR = if tier = Gold then rebate else 0 EUR\n"
    "decide tier, rebate, sliced, net, gold_rebate\n";

class CertificateTest : public testing::Test {
 protected:
  /// What is claimed, with its certificate, if there is one that the checker takes.
  std::optional<Certificate> of(const std::string& claim) {
    rig_.emplace(std::string(kShop) + "invariant c : " + claim + "\n");
    if (!rig_->ok()) return std::nullopt;
    const auto accepts = [](const Certificate& made) {
      return verifier::refusal_of(prove::certificate_json(made, {})).empty();
    };
    return certify(rig_->ir(), rig_->claim("c"), accepts);
  }
  std::optional<ClaimRig> rig_;
};

TEST_F(CertificateTest, ClaimsAboutBandsHaveOne) {
  for (const char* claim : {
           "rebate never falls as spent rises",
           "sliced never falls as spent rises",
           "rebate never falls as sale.amount rises",
           "rebate never falls as sale is added",
           "gold_rebate never falls as spent rises",
           "rebate <= 4% * spent + 0.01 EUR",
           "gold_rebate <= 4% * spent + 0.01 EUR",
           "sliced <= 4% * spent + 0.01 EUR",
           "rebate >= 0 EUR given spent >= 0 EUR",
           "100 EUR - spent never rises as spent rises",
           "net >= 0 EUR given spent >= 0 EUR and points > 5",
           "not rebate < 0 EUR given spent >= 0 EUR",
       }) {
    EXPECT_TRUE(of(claim)) << claim;
  }
}

TEST_F(CertificateTest, WhatDoesNotHoldHasNone) {
  for (const char* claim : {
           "net never falls as spent rises",
           "rebate never rises as spent rises",
           "rebate <= 4% * spent",
           "spent <= 100 EUR",
       }) {
    EXPECT_FALSE(of(claim)) << claim;
  }
}

TEST_F(CertificateTest, NorHasWhatIsNoMatterOfOneNumber) {
  for (const char* claim : {
           "tier never falls as points rises",
           "rebate stays the same as sale.site changes",
           "rebate + paid * 2 >= paid given points > 3",
           "tier = none given points < 10",
       }) {
    EXPECT_FALSE(of(claim)) << claim;
  }
}

BigInt value_at(const Certificate& certificate, const BigInt& x) {
  for (const CertificateCase& one : certificate.branches[0]) {
    if (x < one.stretch.from || one.stretch.to < x) continue;
    const auto constant = [&](const Line& line) { return Line{0, line.slope * x + line.constant}; };
    BigInt out = constant(one.value.line).constant;
    for (const RoundedLine& rounding : one.value.roundings) {
      const auto mode = rounding.half_even ? decimal::Rounding::HalfEven : decimal::Rounding::Floor;
      const Form whole{constant(rounding.of), {}};
      out += rounding.times * divide(whole, rounding.divisor, mode, {x, x})->line.constant;
    }
    return out;
  }
  ADD_FAILURE() << "no case holds " << x;
  return 0;
}

/// The account of whom so much is supposed, and nothing else is known.
World spending(const checked::CheckedProgram& program, int cents) {
  checked::Facts facts;
  for (uint32_t i = 0; i < program.account.fields.size(); ++i) {
    checked::Constant value;
    value.text = "A";
    if (program.account.fields[i].name == "spent") value.number = {cents, 2};
    facts.values.push_back({i, value});
  }
  return {{facts}};
}

/// At every edge, its neighbours and ties between.
TEST_F(CertificateTest, TheCasesAreWhatTheEngineDecides) {
  for (const char* claim :
       {"rebate never falls as spent rises", "sliced never falls as spent rises"}) {
    const auto made = of(claim);
    ASSERT_TRUE(made) << claim;
    EXPECT_EQ(made->x, "spent");
    EXPECT_EQ(made->conditions, 0U);
    for (const int x : {0, 1, 20, 9'999, 10'000, 10'001, 10'020, 10'060, 29'999, 30'000, 30'001}) {
      const auto decided =
          rig_->decide(spending(rig_->program(), x), *rig_->program().in_force_from);
      EXPECT_EQ(value_at(*made, x), decided.outputs[rig_->claim("c").subject].number) << x;
    }
  }
}

TEST_F(CertificateTest, ConditionsMakeBranches) {
  const auto made = of("gold_rebate <= 4% * spent + 0.01 EUR");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->conditions, 1U) << "the tier is Gold, or not";
  EXPECT_EQ(made->branches.size(), 2U);
}

}  // namespace
}  // namespace tierline::prover
