// The programs that the benchmarks decide compile, and their scenarios hold.
#include <gtest/gtest.h>

#include "compiler/compile.hpp"
#include "tools/cli/input/scenarios.hpp"

namespace tierline::bench {
namespace {

class MeasuredProgram : public testing::TestWithParam<const char*> {};

TEST_P(MeasuredProgram, ScenariosHold) {
  const compiler::LoadedProgram loaded =
      compiler::load_program(std::string(TIERLINE_SOURCE_DIR "/bench/bulk/") + GetParam());
  ASSERT_TRUE(loaded.program.has_value()) << loaded.error;
  const compiler::Compiled compiled = compiler::compile(*loaded.program);
  ASSERT_TRUE(compiled.bytecode.has_value());
  const auto results = cli::run_scenarios(*compiled.checked, *compiled.bytecode, "");
  EXPECT_GE(results.size(), 3U);
  for (const auto& result : results) {
    for (const cli::ScenarioFailure& failure : result.failures) {
      ADD_FAILURE() << result.title << ": expected " << failure.expected << ", got "
                    << failure.actual;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Bench, MeasuredProgram, testing::Values("decision", "ledger"));

}  // namespace
}  // namespace tierline::bench
