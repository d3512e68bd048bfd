// What the slow judge says of a counterexample: it has nothing of the machine that found it.
// Read by: tests/prover/search_test.cpp
#pragma once

#include "tools/prove/replay.hpp"

namespace tierline::prover {

/// Whether the claim fails in the example, on the judge's own rationals and days.
prove::Finding judge_slowly(const prove::Provable& program, const Claim& claim,
                            const Counterexample& example);

}  // namespace tierline::prover
