// Examination: what becomes of a program's claims. First a glance, a short search, since what does
// not hold mostly fails near the thresholds; then the solvers, about the others; then a longer
// search for who breaks what is not proved, and for anybody of whom a proved claim speaks: of
// nobody everything holds, and that is no proof.
// Made of: search.hpp, proof.hpp    Read by: tools/cli/prove.cpp
// Tested by: tests/prover/examination_test.cpp, tests/cli/prove_test.cpp
#pragma once

#include "tools/prove/proof.hpp"

namespace tierline::prove {

struct ExaminationRequest {
  const Provable* program = nullptr;
  std::vector<size_t> claims;  // which of the program's
  bool ask_solvers = true;
  bool look_for_examples = true;  // else the search finds only of whom a proved claim speaks
  bool all_answers = false;       // ask every solver about every claim, for evidence
  int milliseconds = 0;           // for each question to a solver
  uint64_t cases = 0;             // of the longer search
  uint64_t seed = 0;
  const std::atomic<bool>* stop = nullptr;
};

struct Examination {
  SearchReport report;             // the verdicts, in the order of the request
  std::vector<ClaimProof> proofs;  // of the claims that solvers were asked about
  prover::SolverFailures failures;
};

/// The error says why no partner can be drawn at all.
base::Result<Examination, bulk::RunError> examine(const ExaminationRequest& request);

}  // namespace tierline::prove
