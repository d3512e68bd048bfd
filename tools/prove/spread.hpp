// Spread: moves two worlds that are a unit apart further apart, as far as the claim still fails.
// An example that lies a unit either side of an edge holds every other amount in its place: no
// entry can go. With room between the worlds entries can, and shrinking moves the worlds together
// again. Made by: spread.cpp    Read by: search.cpp    Tested by:
// tests/unit/tools_prove/shrink_test.cpp
#pragma once

#include "tools/prove/shrink.hpp"

namespace tierline::prove {

/// Of a claim about one world, or about an entry that is added, the case as it is.
///   claim  its fields counted as in the schema
Case spread(const bytecode::Schema& schema, const prover::Claim& claim, Case worlds,
            const Predicate& fails);

}  // namespace tierline::prove
