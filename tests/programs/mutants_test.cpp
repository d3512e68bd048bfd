// Would anybody notice? A sample of the Milestone program's mutants, the same each time, and a few
// of every other program: that they can be made at all and that the program is sound without them.
#include <gtest/gtest.h>

#include "tests/programs/shipped_program.hpp"
#include "tools/cli/input/scenarios.hpp"
#include "tools/mutate/compiled.hpp"
#include "tools/mutate/survey.hpp"
#include "tools/prove/proof.hpp"

namespace tierline::programs {

namespace {

mutate::Survey survey(const std::string& name, uint64_t sample, size_t threads) {
  const auto loaded =
      compiler::load_program(std::filesystem::path(TIERLINE_SOURCE_DIR) / "programs" / name);
  mutate::SurveyRequest request;
  request.settings.scenarios = cli::scenarios_hold;
  request.settings.cases = 1000;
  request.settings.seed = 1;
  request.sample = sample;
  request.threads = threads;
  auto done = mutate::survey(*loaded.program, request);
  if (!done) throw std::runtime_error(done.error().message);
  return std::move(done).value();
}

TEST(Mutants, OfMilestoneAreKilled) {
  const mutate::Survey done = survey("milestone", 120, 2);
  EXPECT_GT(done.made, 400U);
  EXPECT_GT(done.judged(), 80U);
  EXPECT_TRUE(done.kills(95)) << done.killed() << " of " << done.judged();
}

TEST(Mutants, DoNotDependOnThreads) {
  const mutate::Survey one = survey("milestone", 20, 1);
  const mutate::Survey three = survey("milestone", 20, 3);
  ASSERT_EQ(one.mutants.size(), 20U);
  for (size_t i = 0; i < one.mutants.size(); ++i) {
    EXPECT_EQ(one.mutants[i].edits, three.mutants[i].edits);
    EXPECT_EQ(one.verdicts[i].fate, three.verdicts[i].fate);
    EXPECT_EQ(one.verdicts[i].by, three.verdicts[i].by);
  }
}

/// What becomes of the claim of a mutant before the solvers alone.
prover::Outcome proof_of(const mutate::Original& original, const mutate::Mutant& mutant,
                         const std::string& claim) {
  const auto made = mutate::compile_mutant(
      mutate::program_of(mutate::altered(original.texts, mutant.edits), original.load));
  const auto provable = prove::make_provable(*made.program, "");
  prove::ProofRequest request;
  request.program = &*provable;
  for (size_t i = 0; i < provable->claims.claims.size(); ++i) {
    if (provable->claims.claims[i].name == claim) request.claims.push_back(i);
  }
  request.milliseconds = 2'000;
  request.wanted = prover::Wanted::Proof;
  return prove::prove_claims(request).at(0).result.verdict.outcome;
}

/// Of a mutant a claim nearly holds: no solver may be taken in.
TEST(Mutants, WhatTheSearchRefutesOfThemIsNotProved) {
  mutate::SurveyRequest request;
  request.settings.scenarios = [](const auto&, const auto&) { return [](size_t) { return true; }; };
  request.settings.cases = 500;
  request.settings.seed = 1;
  request.sample = 60;
  request.threads = 2;
  const auto loaded =
      compiler::load_program(std::filesystem::path(TIERLINE_SOURCE_DIR) / "programs" / "milestone");
  const auto done = mutate::survey(*loaded.program, request);
  ASSERT_TRUE(done) << done.error().message;
  size_t asked = 0;
  for (size_t i = 0; i < done.value().mutants.size(); ++i) {
    const mutate::Verdict& verdict = done.value().verdicts[i];
    if (verdict.fate != mutate::Fate::Claim || verdict.by_name) continue;
    ++asked;
    EXPECT_NE(proof_of(done.value().original, done.value().mutants[i], verdict.by),
              prover::Outcome::Proved)
        << verdict.by << " of mutant " << i;
  }
  EXPECT_GE(asked, 15U);
}

TEST(Mutants, OfEveryProgramCanBeMade) {
  for (const std::string& name : shipped_names()) {
    const mutate::Survey done = survey(name, 10, 2);
    EXPECT_EQ(done.mutants.size(), 10U) << name;
    EXPECT_FALSE(done.stopped);
  }
}

}  // namespace

}  // namespace tierline::programs
