// Claim programs: the program's own outputs stay where they are, each claim finds its values behind
// them; and the program that is run knows nothing of claims.
#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "compiler/prover/claim.hpp"

namespace tierline::prover {
namespace {

constexpr std::string_view kShop =
    "program \"A\" { in force from 2024-01-01  currency EUR }\n"
    "tiers Silver < Gold\n"
    "subject account { key id : text  points : int in 0 .. 100 }\n"
    "ledger sale of account { on : date  amount : EUR  half = amount * 50% rounded up  site : text "
    "}\n"
    "define spent : EUR = sum of sale.half\n"
    "tier Silver { requires some : points >= 10 }\n"
    "tier Gold extends Silver { requires many : points >= 50 }\n"
    "bands rate on spent : percent { below 100 EUR : 1%  from 100 EUR : 2% }\n"
    "define rebate : EUR = whole rate of spent rounded half even\n"
    "define fee : EUR = 5 EUR\n"
    "  except cheap when points > 90 = 4 EUR\n"
    "decide tier, rebate, fee\n";
constexpr std::string_view kClaims =
    "invariant capped : rebate <= 2% * spent + 0.01 EUR given spent >= 0 EUR\n"
    "invariant rises : tier never falls as points rises\n"
    "invariant falls : rebate never rises as sale.amount rises given points = 1\n"
    "invariant sites : fee stays the same as sale.site changes\n"
    "invariant more : tier never falls as sale is added\n";

compiler::Compiled compile(const std::string& text) {
  return compiler::compile({source::SourceSet({{"a.tier", text}}), {}});
}

std::string shop() { return std::string(kShop); }
std::string shop_with_claims() { return shop() + std::string(kClaims); }

TEST(ClaimProgram, KeepsTheOutputsAndPutsTheValuesBehind) {
  const auto compiled = compile(shop_with_claims());
  ASSERT_TRUE(compiled.bytecode);
  const ClaimProgram out = claim_program(*compiled.checked);
  const auto& outputs = out.program.outputs;
  EXPECT_EQ(outputs[0].name, "tier");
  EXPECT_EQ(outputs[2].name, "fee");
  ASSERT_EQ(out.claims.size(), 5U);
  EXPECT_EQ(outputs[out.claims[0].subject].name, "subject of capped");
  EXPECT_EQ(outputs[*out.claims[0].given].name, "given of capped");
  EXPECT_EQ(outputs[out.claims[0].subject].type.kind, checked::Kind::Bool);
  EXPECT_EQ(outputs[out.claims[1].subject].type.kind, checked::Kind::Enum);
  EXPECT_EQ(compiled.checked->outputs.size(), 3U) << "the program itself is as it was";
}

TEST(ClaimProgram, SaysWhatDiffers) {
  const auto compiled = compile(shop_with_claims());
  const ClaimProgram out = claim_program(*compiled.checked);
  const auto& ledger = out.program.ledgers[0];
  EXPECT_EQ(out.claims[0].kind, ClaimKind::Always);
  EXPECT_EQ(out.claims[1].kind, ClaimKind::NeverFalls);
  EXPECT_EQ(out.claims[1].how, Varied::AccountField);
  EXPECT_EQ(out.program.account.fields[out.claims[1].varied].name, "points");
  EXPECT_EQ(out.claims[2].kind, ClaimKind::NeverRises);
  EXPECT_EQ(out.claims[2].how, Varied::EntryField);
  EXPECT_EQ(ledger.fields[out.claims[2].varied].name, "amount");
  EXPECT_EQ(out.claims[3].kind, ClaimKind::Same);
  EXPECT_EQ(ledger.fields[out.claims[3].varied].name, "site") << "derived fields count too";
  EXPECT_EQ(out.claims[4].how, Varied::NewEntry);
}

TEST(ClaimProgram, NamesWhatIsToBeReached) {
  const auto compiled = compile(shop());
  const ClaimProgram out = claim_program(*compiled.checked);
  std::vector<std::string> names;
  for (const Reach& reach : out.reaches) names.push_back(reach.name);
  const std::vector<std::string> wanted = {"tier none",
                                           "tier Silver",
                                           "tier Gold",
                                           "requirement some of Silver met",
                                           "requirement some of Silver not met",
                                           "requirement many of Gold met",
                                           "requirement many of Gold not met",
                                           "band rate below 100.00 EUR",
                                           "band rate from 100.00 EUR",
                                           "exception cheap of fee met",
                                           "exception cheap of fee not met"};
  EXPECT_EQ(names, wanted);
}

TEST(ClaimProgram, CanBeEmitted) {
  const auto compiled = compile(shop_with_claims());
  const auto bytecode = compiler::to_bytecode(claim_program(*compiled.checked).program, "");
  ASSERT_TRUE(bytecode);
  EXPECT_EQ(bytecode->schema.outputs[0].name, "tier");
  EXPECT_GT(bytecode->schema.outputs.size(), 10U);
}

/// But for the digest of the text and the places in it, which stand before the claims here.
TEST(Claims, ChangeNothingOfTheBytecodeThatRuns) {
  const auto without = compile(shop());
  const auto with = compile(shop_with_claims());
  ASSERT_TRUE(without.bytecode && with.bytecode);
  EXPECT_NE(without.bytecode->header.digest, with.bytecode->header.digest);
  bytecode::Bytecode alike = *with.bytecode;
  alike.header.digest = without.bytecode->header.digest;
  EXPECT_EQ(bytecode::write(alike), bytecode::write(*without.bytecode));
}

}  // namespace
}  // namespace tierline::prover
