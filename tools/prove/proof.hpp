// Proof: asks the solvers about claims. What a solver takes for an example is replayed in the
// engine before anybody sees it; what no solver decides is left for the search.
// Made of: compiler/prover/conditions, compiler/prover/translation, replay.hpp    Read by:
// tools/cli/prove.cpp Tested by: tests/cli/prove_test.cpp
#pragma once

#include <atomic>

#include "compiler/prover/conditions/prove.hpp"
#include "compiler/prover/translation/translation.hpp"
#include "tools/prove/search.hpp"

namespace tierline::prove {

struct ProofRequest {
  const Provable* program = nullptr;
  std::vector<size_t> claims;  // which of the program's
  int milliseconds = 0;        // for each question to a solver
  bool all_answers = false;    // wait for each solver, for evidence
  const std::atomic<bool>* stop = nullptr;
  prover::Wanted wanted = prover::Wanted::ProofOrExample;
  std::vector<size_t> speaking = {};  // of the claims: somebody is known of whom they speak
};

/// What became of a claim, and what each solver was asked and said.
struct ClaimProof {
  SearchResult result;
  std::vector<prover::Attempt> attempts;
  prover::SolverFailures failures;
};

/// One for each claim, in order. Without any solver all are unknown, and say why.
std::vector<ClaimProof> prove_claims(const ProofRequest& request);

/// Whether the bytecode of a program is the program.
///   milliseconds  for each question to a solver
prover::Translation prove_compiler(const checked::CheckedProgram& program,
                                   const bytecode::Bytecode& bytecode, int milliseconds,
                                   const std::atomic<bool>* stop);

}  // namespace tierline::prove
