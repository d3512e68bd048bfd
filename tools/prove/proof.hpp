// Proof: asks the solvers about claims. What a solver takes for an example is replayed in the
// engine before anybody sees it; what no solver decides is left for the search.
// Made of: compiler/prover/conditions, replay.hpp    Read by: tools/cli/prove.cpp
// Tested by: tests/cli/prove_test.cpp
#pragma once

#include <atomic>

#include "tools/prove/search.hpp"

namespace tierline::prove {

struct ProofRequest {
  const Provable* program = nullptr;
  std::vector<size_t> claims;  // which of the program's
  int milliseconds = 0;        // for each question to a solver
  const std::atomic<bool>* stop = nullptr;
};

/// One result for each claim, in order. Without any solver all are unknown, and say why.
std::vector<SearchResult> prove_claims(const ProofRequest& request);

}  // namespace tierline::prove
