// ScenarioClaims: whether a claim holds in a scenario: with its own facts, or, of a claim about two
// worlds, with each other scenario that is the second one.
// Made of: tools/prove    Read by: tools/cli/input/scenarios.cpp    Tested by:
// tests/cli/prove_test.cpp
#pragma once

#include <optional>
#include <string>

#include "tools/prove/replay.hpp"

namespace tierline::cli {

class ScenarioClaims {
 public:
  /// The program must outlive this.
  explicit ScenarioClaims(const checked::CheckedProgram& program) : program_(program) {}

  /// Nothing if the claim holds; else what came instead.
  std::optional<std::string> failure(const checked::Scenario& scenario, calendar::Day today,
                                     uint32_t claim);

 private:
  std::optional<std::string> failure_of_pairs(const checked::Scenario& scenario,
                                              calendar::Day today, const prover::Claim& claim);
  std::optional<std::string> failure_of(const prover::Claim& claim, calendar::Day today,
                                        std::vector<prover::World> worlds);

  const checked::CheckedProgram& program_;
  std::optional<prove::Provable> provable_;  // made when the first claim is asked for
};

}  // namespace tierline::cli
