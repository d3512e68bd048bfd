// SecondOpinion: what the slow judge says of a counterexample that the engine found to fail. It has
// nothing of the machine that found it: it walks the checked program, day by day, on rationals.
// Made of: tools/reference    Read by: replay.cpp
// Tested by: tests/unit/tools_prove/replay_test.cpp, tests/prover
#pragma once

#include "tools/prove/judge.hpp"
#include "tools/prove/provable.hpp"

namespace tierline::prove {

/// Further after its program's first day the slow judge does not walk.
inline constexpr Day kMostDaysWalked = 40'000;

/// Whether a day is near enough for the slow judge; only tiers that move in time are walked.
bool can_walk_to(const prover::ClaimProgram& program, Day today);

Finding second_opinion(const Provable& program, const prover::Claim& claim,
                       const prover::Counterexample& example);

}  // namespace tierline::prove
