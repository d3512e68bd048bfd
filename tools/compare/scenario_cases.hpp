// scenario_cases: the partners of a program's own scenarios, on the days that they ask about.
// Whoever wrote them had what the program is about in mind, so a search for a difference looks at
// them first and goes on from there. Made by: scenario_cases.cpp    Read by: compare.cpp    Tested
// by: tests/unit/tools_compare
#pragma once

#include <vector>

#include "tools/compare/comparable.hpp"

namespace tierline::compare {

/// Those of both programs that the aligned facts can say: not what supposes something, names a
/// fact that only the other program has, or has a number that is too large for a search.
std::vector<prove::Case> scenario_cases(const Comparable& programs);

}  // namespace tierline::compare
