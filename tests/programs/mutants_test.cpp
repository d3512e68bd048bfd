// Would anybody notice? A sample of the Milestone program's mutants, the same each time, and a few
// of every other program: that they can be made at all and that the program is sound without them.
#include <gtest/gtest.h>

#include "tests/programs/shipped_program.hpp"
#include "tools/cli/input/scenarios.hpp"
#include "tools/mutate/survey.hpp"

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

TEST(Mutants, OfEveryProgramCanBeMade) {
  for (const std::string& name : shipped_names()) {
    const mutate::Survey done = survey(name, 10, 2);
    EXPECT_EQ(done.mutants.size(), 10U) << name;
    EXPECT_FALSE(done.stopped);
  }
}

}  // namespace

}  // namespace tierline::programs
