// The program that the benchmarks decide compiles, and its scenarios hold.
#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::bench {
namespace {

TEST(MilestoneDecision, ScenariosHold) {
  const compiler::LoadedProgram loaded =
      compiler::load_program(TIERLINE_SOURCE_DIR "/bench/bulk/decision");
  ASSERT_TRUE(loaded.program.has_value()) << loaded.error;
  const compiler::Compiled compiled = compiler::compile(*loaded.program);
  ASSERT_TRUE(compiled.bytecode.has_value());
  const auto results = cli::run_scenarios(*compiled.checked, *compiled.bytecode, "");
  EXPECT_GE(results.size(), 5U);
  for (const auto& result : results) {
    for (const cli::ScenarioFailure& failure : result.failures) {
      ADD_FAILURE() << result.title << ": expected " << failure.expected << ", got "
                    << failure.actual;
    }
  }
}

}  // namespace
}  // namespace tierline::bench
