// Replay: a counterexample goes the way of all facts, texts through the readers of data and then
// the scalar machine, and the claim is looked at again; what fails there must fail before the slow
// judge too. Nothing is shown as refuted that does not fail here. The search, a solver's model and
// a scenario's `expect invariant` all end here. Made of: tools/bulk/facts, judge.hpp,
// second_opinion.hpp    Read by: search.cpp, tools/cli Tested by:
// tests/unit/tools_prove/replay_test.cpp, tests/prover
#pragma once

#include <string>
#include <vector>

#include "tools/bulk/facts/account_facts.hpp"
#include "tools/prove/judge.hpp"
#include "tools/prove/provable.hpp"

namespace tierline::prove {

/// A constant as its field's text in data.
std::string fact_text(const checked::CheckedProgram& program, const checked::Type& type,
                      const checked::Constant& constant);

/// What a scenario's facts are as data: each constant as its field's text.
bulk::FactRecord record_of(const checked::CheckedProgram& program, const checked::Facts& facts);
std::vector<bulk::FactRecord> records_of(const checked::CheckedProgram& program,
                                         const std::vector<checked::Facts>& facts);

/// What the claim's values were in one world.
struct Seen {
  std::string subject;
  bool given = true;
};

struct Replayed {
  Finding finding = Finding::Undetermined;
  std::vector<Seen> seen;  // one for each world that was decided
  std::string problem;     // Undetermined: why
};

/// Whether the claim says something of the example, and that holds. Its worlds differ, if it has
/// two.
bool speaks_of(const Provable& program, const prover::Claim& claim,
               const prover::Counterexample& example);

Replayed replay(const Provable& program, const prover::Claim& claim,
                const prover::Counterexample& example);

/// Whether two worlds are alike but for what the claim varies: the one with more of it last.
/// Nothing if they differ in anything else, or in nothing.
std::optional<std::vector<prover::World>> as_worlds_of(const checked::CheckedProgram& program,
                                                       const prover::Claim& claim,
                                                       const prover::World& one,
                                                       const prover::World& other);

}  // namespace tierline::prove
