// history: changes of tier as lines for people.
// Read by: tools/cli/replay.cpp, tools/cli/input/scenarios.cpp
// Tested by: tests/cli/time/status_test.cpp
#pragma once

#include <string>

#include "runtime/timeline/timeline.hpp"

namespace tierline::cli {

/// "2022-10-06  Silver -> Gold  promotion: all requirements met since 2022-10-03  (faq.promotion)"
std::string change_line(const timeline::Change& change, const bytecode::Bytecode& program);

/// The id of the clause that a change rests on, or "".
std::string clause_of(const timeline::Change& change, const bytecode::Bytecode& program);

}  // namespace tierline::cli
