// Scenarios: the examples that a program carries, each decided by the machine from facts that are
// read like any others, and compared with what it expects.
// Read by: tools/cli/test.cpp, tools/cli/mutate.cpp    Tested by: tests/cli
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.hpp"
#include "compiler/checked/checked_program.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::cli {

/// One expectation that does not hold.
struct ScenarioFailure {
  base::Span span{};
  std::string today;
  std::string expected;                         // "earned = 22500.00 because accelerator from 125%"
  std::string actual;                           // "earned = 18750.00", or why there is no answer
  std::vector<decision::DecidingRule> because;  // what did decide
  std::vector<std::string> history;             // where a day was expected: the changes of tier
};

struct ScenarioResult {
  std::string title;
  base::Span span{};
  std::vector<ScenarioFailure> failures;
  bool passed() const { return failures.empty(); }
};

/// Runs the scenarios whose title holds `filter`, in the order of the text.
std::vector<ScenarioResult> run_scenarios(const checked::CheckedProgram& program,
                                          const bytecode::Bytecode& bytecode,
                                          std::string_view filter);

/// Asks of one scenario after the other whether it holds. Both must outlive what is returned.
std::function<bool(size_t)> scenarios_hold(const checked::CheckedProgram& program,
                                           const bytecode::Bytecode& bytecode);

/// "accelerator from 125% (faq.accelerator)"
std::string describe(const decision::DecidingRule& rule);

}  // namespace tierline::cli
