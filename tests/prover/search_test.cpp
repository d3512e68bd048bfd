// The search against programs whose names say what is true: every claim of *.refuted.tier is
// refuted, none of *.proved.tier. What refutes does so again before the slow judge, and as a
// scenario that is pasted into the program.
#include "tools/prove/search.hpp"
#include "tests/prover/all_claims.hpp"

#include <gtest/gtest.h>

#include "tests/prover/named_programs.hpp"
#include "tools/cli/input/scenarios.hpp"
#include "tools/prove/scenario_text.hpp"
#include "tools/prove/second_opinion.hpp"

namespace tierline::prover {
namespace {

constexpr uint64_t kCases = 20'000;
constexpr uint64_t kSeed = 1;

prove::SearchReport search(const prove::Provable& provable) {
  const std::vector<size_t> claims = all_claims(provable);
  const prove::SearchRequest request{&provable, claims, kCases, kSeed, nullptr};
  auto report = prove::search(request);
  EXPECT_TRUE(report) << "nobody can be drawn";
  return std::move(report).value();
}

class Refuted : public testing::TestWithParam<fs::path> {};
class Proved : public testing::TestWithParam<fs::path> {};

/// The scenarios of an example, pasted behind the program, fail one and all.
void expect_pasted_fails(const std::string& text, const std::string& scenarios, size_t count) {
  const compiler::Compiled pasted = compile(text + "\n" + scenarios);
  ASSERT_TRUE(pasted.bytecode) << scenarios;
  const auto results = cli::run_scenarios(*pasted.checked, *pasted.bytecode, "does not hold");
  ASSERT_EQ(results.size(), count) << scenarios;
  for (const cli::ScenarioResult& result : results) {
    ASSERT_FALSE(result.passed()) << scenarios;
    const std::string& actual = result.failures.front().actual;
    EXPECT_TRUE(actual == "`no`" || actual.find("in one world") != std::string::npos) << actual;
  }
}

TEST_P(Refuted, IsRefutedReplayedAndPasted) {
  const std::string text = text_of(GetParam());
  const compiler::Compiled compiled = compile(text);
  ASSERT_TRUE(compiled.bytecode);
  const auto provable = prove::make_provable(*compiled.checked, "");
  ASSERT_TRUE(provable);
  const prove::SearchReport report = search(*provable);
  ASSERT_FALSE(report.results.empty());
  for (const prove::SearchResult& result : report.results) {
    const Claim& claim = provable->claims.claims[result.claim];
    ASSERT_EQ(result.verdict.outcome, Outcome::Refuted) << claim.name << ": " << result.verdict.why;
    EXPECT_EQ(prove::second_opinion(*provable, claim, *result.verdict.example),
              prove::Finding::Fails)
        << claim.name;
    const auto& example = *result.verdict.example;
    expect_pasted_fails(text, prove::scenario_text(provable->claims.program, claim, example),
                        example.worlds.size());
  }
}

TEST_P(Proved, IsNotRefutedAndMeetsItsCondition) {
  const compiler::Compiled compiled = compile(text_of(GetParam()));
  ASSERT_TRUE(compiled.bytecode);
  const auto provable = prove::make_provable(*compiled.checked, "");
  ASSERT_TRUE(provable);
  const prove::SearchReport report = search(*provable);
  ASSERT_FALSE(report.results.empty());
  for (const prove::SearchResult& result : report.results) {
    const Claim& claim = provable->claims.claims[result.claim];
    EXPECT_EQ(result.verdict.outcome, Outcome::Unknown)
        << claim.name << " is refuted:\n"
        << prove::scenario_text(provable->claims.program, claim,
                                result.verdict.example.value_or(Counterexample{}));
    EXPECT_GT(result.counts.held, 0U) << claim.name << " was never looked at";
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Refuted, testing::ValuesIn(files_of(".refuted.tier")), name_of);
INSTANTIATE_TEST_SUITE_P(Files, Proved, testing::ValuesIn(files_of(".proved.tier")), name_of);

TEST(SearchFiles, AreThere) {
  EXPECT_GE(files_of(".refuted.tier").size(), 20U);
  EXPECT_GE(files_of(".proved.tier").size(), 20U);
}

TEST(Search, SaysTheSameForTheSameSeed) {
  const compiler::Compiled compiled = compile(text_of(files_of("returns.refuted.tier").at(0)));
  const auto provable = prove::make_provable(*compiled.checked, "");
  const auto once = search(*provable);
  const auto again = search(*provable);
  ASSERT_EQ(once.results.size(), again.results.size());
  EXPECT_EQ(once.cases, again.cases);
  for (size_t i = 0; i < once.results.size(); ++i) {
    const Claim& claim = provable->claims.claims[i];
    EXPECT_EQ(prove::scenario_text(*compiled.checked, claim, *once.results[i].verdict.example),
              prove::scenario_text(*compiled.checked, claim, *again.results[i].verdict.example));
  }
}

TEST(Search, SaysThatGivenHeldForNobody) {
  const compiler::Compiled compiled = compile(
      "program \"A\" { in force from 2024-01-01 }\n"
      "subject account { key id : text  points : int in 0 .. 10 }\n"
      "decide points\n"
      "invariant empty : points > 100 given points > 10\n");
  const auto provable = prove::make_provable(*compiled.checked, "");
  const auto report = search(*provable);
  EXPECT_TRUE(report.results.at(0).is_vacuous());
  EXPECT_EQ(report.results.at(0).verdict.why, "`given` held in none of 20000 cases");
}

TEST(Search, EndsWhenAskedTo) {
  const compiler::Compiled compiled = compile(text_of(files_of("cap.proved.tier").at(0)));
  const auto provable = prove::make_provable(*compiled.checked, "");
  const std::atomic<bool> stop = true;
  const auto report = prove::search({&*provable, {0}, kCases, kSeed, &stop});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report.value().stopped);
  EXPECT_EQ(report.value().cases, 0U);
}

}  // namespace
}  // namespace tierline::prover
