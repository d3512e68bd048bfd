// Scenario text: a counterexample as a program writes it. Pasted into the program, it fails there:
// one scenario that expects the claim, or two of which each is the other's second world.
// Made by: scenario_text.cpp    Read by: tools/cli/prove.cpp, tools/cliffs/scenario.cpp
// Tested by: tests/cli/prove_test.cpp, tests/prover
#pragma once

#include <optional>
#include <string>

#include "compiler/prover/claim.hpp"

namespace tierline::prove {

/// One partner on one day, and what is expected: what follows the word `expect`, or nothing.
std::string scenario(const checked::CheckedProgram& program, const std::string& title,
                     const prover::World& world, checked::Day today, const std::string& expected);

std::string scenario_text(const checked::CheckedProgram& program, const prover::Claim& claim,
                          const prover::Counterexample& example);

/// Somebody who comes to what is to be reached. Nothing if no scenario can expect it: only the tier
/// can be, where it is decided.
std::optional<std::string> scenario_text(const checked::CheckedProgram& program,
                                         const prover::Reach& reach,
                                         const prover::Counterexample& example);

/// One world as a scenario; `expects` stands behind the day.
std::string scenario_text(const checked::CheckedProgram& program, const std::string& title,
                          const prover::World& world, calendar::Day today,
                          const std::string& expects);

}  // namespace tierline::prove
