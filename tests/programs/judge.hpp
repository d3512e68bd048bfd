// judge_scenarios: a program's scenarios before the slow judge of tools/reference, which shares
// neither lowering nor machine nor arithmetic with the engine.
// Read by: tests/programs/scenarios_test.cpp
#pragma once

#include <string>
#include <vector>

#include "compiler/checked/checked_program.hpp"

namespace tierline::programs {

struct JudgedScenarios {
  size_t scenarios = 0;
  size_t expectations = 0;
  std::vector<std::string> failures;
};

/// `expect missing` is not the judge's to say: it is checked here that the fact is not stated.
JudgedScenarios judge_scenarios(const checked::CheckedProgram& program);

}  // namespace tierline::programs
