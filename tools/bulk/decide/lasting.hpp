// What tools ask the engine: an answer with the last day on which it stays, and why there is none.
// Made of: runtime/timeline    Read by: tools/bulk/run.cpp, tools/cli
// Tested by: tests/cli/time/since_test.cpp, tests/cli/time/status_test.cpp
#pragma once

#include <string>

#include "runtime/timeline/lasting_decider.hpp"

namespace tierline::bulk {

using timeline::LastingDecider;

/// Why there is no answer, with the day if it is not the day of the question.
std::string describe_fault(const decision::Fault& fault, calendar::Day day, calendar::Day today,
                           const bytecode::Bytecode& program);
std::string describe_fault(const decision::Decision& decision, calendar::Day today,
                           const bytecode::Bytecode& program);

}  // namespace tierline::bulk
