// Judge: what a claim comes to in a case, as the scalar machine decides its worlds.
// Made by: judge.cpp    Read by: shrink.cpp, search.cpp, replay.cpp
// Tested by: tests/unit/tools_prove/judge_test.cpp
#pragma once

#include "tools/prove/case.hpp"
#include "tools/prove/claim_decider.hpp"

namespace tierline::prove {

enum class Finding : uint8_t {
  Holds,
  Fails,
  NotGiven,      // `given` does not hold in every world: the claim says nothing of this case
  Undetermined,  // a world has no answer
};

/// What the claim says of the decisions of its worlds, of which `second` is the one with more.
Finding judge(const prover::Claim& claim, const decision::Decision& first,
              const decision::Decision* second);

class Judge {
 public:
  /// The bytecode of a claim program, which must outlive the judge.
  ///   held  the tiers of other days for which its claims ask, counted as in the schema
  explicit Judge(const bytecode::Bytecode& program, std::vector<prover::HeldOn> held = {})
      : program_(program), decider_(program, std::move(held)) {}

  void decide(const Partner& partner, Day today, decision::Decision& out);
  Finding judge(const prover::Claim& claim, const Case& one);

  const bytecode::Schema& schema() const { return program_.schema; }

 private:
  const bytecode::Bytecode& program_;
  ClaimDecider decider_;
  decision::Decision first_;
  decision::Decision second_;
};

}  // namespace tierline::prove
