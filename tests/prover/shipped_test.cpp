// What the shipped programs claim: nothing of it is refuted; what programs/milestone/refuted/ says
// does not hold is refuted, and fails again before the slow judge.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/programs/shipped_program.hpp"
#include "tests/prover/all_claims.hpp"
#include "tools/prove/examination.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prover {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kCases = 20'000;
constexpr uint64_t kCasesOfRefuted = 100'000;

prove::SearchReport search(const prove::Provable& provable, uint64_t cases) {
  const std::vector<size_t> claims = all_claims(provable);
  auto report = prove::search({&provable, claims, cases, 1, nullptr});
  EXPECT_TRUE(report);
  return std::move(report).value();
}

TEST(ShippedClaims, AreNotRefuted) {
  size_t claims = 0;
  for (const std::string& name : programs::shipped_names()) {
    const auto shipped = programs::load_shipped(name);
    ASSERT_TRUE(shipped.compiled.checked) << name << shipped.diagnostics;
    const auto provable = prove::make_provable(*shipped.compiled.checked, "");
    ASSERT_TRUE(provable) << name;
    const auto report = search(*provable, kCases);
    for (const prove::SearchResult& result : report.results) {
      const Claim& claim = provable->claims.claims[result.claim];
      EXPECT_FALSE(result.verdict.example) << name << ": " << claim.name << " is refuted";
      EXPECT_GT(result.counts.held, 0U) << name << ": " << claim.name << " was never looked at";
    }
    claims += report.results.size();
  }
  EXPECT_GE(claims, 25U);
}

/// A tier that nobody reaches, a requirement that all meet: the search would be blind there.
TEST(ShippedClaims, EverythingOfMilestoneIsReached) {
  const auto shipped = programs::load_shipped("milestone");
  const auto provable = prove::make_provable(*shipped.compiled.checked, "");
  const auto report = search(*provable, kCases);
  EXPECT_GE(report.reaches.size(), 40U) << "rows of tables count";
  for (const prove::ReachResult& result : report.reaches) {
    EXPECT_TRUE(result.example) << provable->claims.reaches[result.reach].name;
  }
}

TEST(ShippedClaims, AreProved) {
  if (smt::available_solvers().empty()) GTEST_SKIP() << "there is no solver";
  size_t claims = 0;
  for (const std::string& name : programs::shipped_names()) {
    const auto shipped = programs::load_shipped(name);
    const auto provable = prove::make_provable(*shipped.compiled.checked, "");
    ASSERT_TRUE(provable) << name;
    prove::ExaminationRequest request{&*provable, all_claims(*provable)};
    request.milliseconds = 60'000;
    request.cases = kCases;
    request.seed = 1;
    const auto found = prove::examine(request);
    ASSERT_TRUE(found) << name;
    for (const prove::SearchResult& result : found.value().report.results) {
      const Claim& claim = provable->claims.claims[result.claim];
      EXPECT_EQ(result.verdict.outcome, Outcome::Proved)
          << name << ": " << claim.name << ": " << result.verdict.why;
      ++claims;
    }
  }
  EXPECT_GE(claims, 55U);
}

TEST(ShippedClaims, WhatDoesNotHoldIsRefuted) {
  const fs::path folder = fs::path(TIERLINE_SOURCE_DIR) / "programs/milestone";
  std::ifstream file(folder / "refuted/claims.tier");
  std::stringstream text;
  text << file.rdbuf();
  compiler::LoadedProgram loaded = compiler::load_program(folder);
  ASSERT_TRUE(loaded.program) << loaded.error;
  std::vector<source::SourceFile> files;
  for (const source::SourceFile& one : loaded.program->sources.files()) {
    if (one.name.find("claims.tier") == std::string::npos) files.push_back(one);
  }
  files.push_back({"refuted.tier", text.str()});
  loaded.program->sources = source::SourceSet(files);
  const compiler::Compiled compiled = compiler::compile(*loaded.program);
  ASSERT_TRUE(compiled.bytecode);
  const auto provable = prove::make_provable(*compiled.checked, "");
  const auto report = search(*provable, kCasesOfRefuted);
  EXPECT_GE(report.results.size(), 5U);
  for (const prove::SearchResult& result : report.results) {
    const Claim& claim = provable->claims.claims[result.claim];
    ASSERT_TRUE(result.verdict.example) << claim.name;
    EXPECT_EQ(prove::second_opinion(*provable, claim, *result.verdict.example),
              prove::Finding::Fails)
        << claim.name;
  }
}

}  // namespace
}  // namespace tierline::prover
