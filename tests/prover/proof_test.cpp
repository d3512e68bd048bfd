// The solvers against programs whose names say what is true: every claim of *.proved.tier is
// proved, every one of *.refuted.tier refuted, by a proof or by the search, and of *.unknown.tier
// nothing is said but what stands in the way.
#include <gtest/gtest.h>

#include "tests/prover/all_claims.hpp"
#include "tests/prover/named_programs.hpp"
#include "tools/prove/examination.hpp"

namespace tierline::prover {
namespace {

constexpr int kMilliseconds = 5'000;
constexpr uint64_t kCases = 20'000;

class ProofFiles : public testing::TestWithParam<fs::path> {
 protected:
  void SetUp() override {
    if (smt::available_solvers().empty()) GTEST_SKIP() << "there is no solver";
    const compiler::Compiled compiled = compile(text_of(GetParam()));
    ASSERT_TRUE(compiled.bytecode);
    provable_ = prove::make_provable(*compiled.checked, "");
    ASSERT_TRUE(provable_);
    const std::vector<size_t> claims = all_claims(*provable_);
    proofs_ = prove::prove_claims({&*provable_, claims, kMilliseconds, false, nullptr});
    ASSERT_FALSE(proofs_.empty());
  }
  prove::SearchReport examined() const {
    prove::ExaminationRequest request{&*provable_, all_claims(*provable_)};
    request.milliseconds = kMilliseconds;
    request.cases = kCases;
    request.seed = 1;
    auto found = prove::examine(request);
    EXPECT_TRUE(found);
    return std::move(found).value().report;
  }
  const std::string& name(const prove::ClaimProof& proof) const {
    return provable_->claims.claims[proof.result.claim].name;
  }
  std::optional<prove::Provable> provable_;
  std::vector<prove::ClaimProof> proofs_;
};

class ProvedFiles : public ProofFiles {};
class RefutedFiles : public ProofFiles {};
class UnknownFiles : public ProofFiles {};

TEST_P(ProvedFiles, AreProved) {
  for (const prove::ClaimProof& proof : proofs_) {
    EXPECT_EQ(proof.result.verdict.outcome, Outcome::Proved)
        << name(proof) << ": " << proof.result.verdict.why;
  }
  for (const prove::SearchResult& result : examined().results) {
    EXPECT_EQ(result.verdict.outcome, Outcome::Proved) << result.verdict.why;
    EXPECT_TRUE(result.speaks) << "nobody is known of whom it speaks";
  }
}

TEST_P(RefutedFiles, AreNotProved) {
  for (const prove::ClaimProof& proof : proofs_) {
    EXPECT_NE(proof.result.verdict.outcome, Outcome::Proved) << name(proof);
    if (proof.result.verdict.outcome != Outcome::Refuted) continue;
    EXPECT_EQ(proof.result.replayed.finding, prove::Finding::Fails) << name(proof);
  }
}

TEST_P(UnknownFiles, SayWhatIsMissing) {
  for (const prove::ClaimProof& proof : proofs_) {
    EXPECT_EQ(proof.result.verdict.outcome, Outcome::Unknown) << name(proof);
    EXPECT_NE(proof.result.verdict.why.find("only bounds are known of"), std::string::npos)
        << name(proof) << ": " << proof.result.verdict.why;
    const auto found = prove::search({&*provable_, {proof.result.claim}, kCases, 1, nullptr});
    ASSERT_TRUE(found);
    EXPECT_FALSE(found.value().results[0].verdict.example) << name(proof);
    EXPECT_GT(found.value().results[0].counts.held, 0U) << name(proof);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, ProvedFiles, testing::ValuesIn(files_of(".proved.tier")), name_of);
INSTANTIATE_TEST_SUITE_P(Files, RefutedFiles, testing::ValuesIn(files_of(".refuted.tier")),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Files, UnknownFiles, testing::ValuesIn(files_of(".unknown.tier")),
                         name_of);

TEST(ProverFiles, AreEnough) {
  EXPECT_GE(files_of(".tier").size(), 60U);
  EXPECT_GE(files_of(".unknown.tier").size(), 2U);
}

}  // namespace
}  // namespace tierline::prover
