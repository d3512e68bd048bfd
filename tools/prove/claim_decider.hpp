// ClaimDecider: decides an account by a claim program, in which the tier of another day is a fact
// that no data has. The days for which claims ask are decided first, then the tier at the end of
// each, and then all of it once more with these facts.
// Made of: runtime/timeline    Read by: judge.hpp, replay.cpp
// Tested by: tests/prover (tier_on_day.refuted.tier, law_over_time_test.cpp)
#pragma once

#include "compiler/prover/claim.hpp"
#include "runtime/timeline/decider.hpp"

namespace tierline::prove {

/// The fields of `held` counted as in the schema, which has no derived ones.
std::vector<prover::HeldOn> held_in_schema(const prover::ClaimProgram& claims);

class ClaimDecider {
 public:
  /// The bytecode must outlive the decider.
  ///   held  counted as in the schema
  explicit ClaimDecider(const bytecode::Bytecode& program, std::vector<prover::HeldOn> held = {});

  /// Decides the account of a batch of one.
  void decide(batch::Batch batch, calendar::Day today, decision::Decision& out);

 private:
  std::optional<decision::Fault> hold(const prover::HeldOn& held, batch::Batch& batch,
                                      const decision::Decision& found);

  const bytecode::Bytecode& program_;
  const std::vector<prover::HeldOn> held_;
  timeline::Decider decider_;
};

}  // namespace tierline::prove
