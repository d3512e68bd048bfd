// ScenarioOfPair: a difference as a scenario that expects OLD's answer: it holds in OLD, and pasted
// into NEW it fails. Where NEW cannot expect that answer, all of it is a comment.
// Made by: scenario_of_pair.cpp    Read by: tools/cli/output/comparison.cpp
// Tested by: tests/cli/compare_test.cpp
#pragma once

#include "tools/compare/replay_pair.hpp"

namespace tierline::compare {

std::string scenario_text(const Comparable& programs, const Item& item,
                          const Counterexample& example, const Replayed& replayed);

}  // namespace tierline::compare
