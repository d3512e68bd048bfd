// Search: looks for partners for whom claims do not hold. Every case is one partner on one day,
// drawn near what the program compares facts with, or made from a partner who came to something
// new; a claim about two worlds gets a second one from it. What fails is made small, replayed, and
// only then a verdict. That nothing was found proves nothing. Everything follows from the program,
// the seed and the number of cases.
//
// Made of: draw.hpp, change.hpp, pool.hpp, judge.hpp, shrink.hpp, replay.hpp
//
// Read by: tools/cli/prove.cpp    Tested by: tests/prover, tests/cli/prove_test.cpp
#pragma once

#include <atomic>

#include "base/result.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/prove/replay.hpp"

namespace tierline::prove {

struct SearchRequest {
  const Provable* program = nullptr;
  std::vector<size_t> claims;  // which of the program's
  uint64_t cases = 0;
  uint64_t seed = 0;
  const std::atomic<bool>* stop = nullptr;  // set by somebody else: end soon
  bool end_at_first = false;                // as soon as a claim is refuted
  std::vector<size_t> proved = {};  // of the claims: of these somebody of whom they speak is enough
};

/// How often a claim came to what.
struct Counts {
  uint64_t held = 0;
  uint64_t not_given = 0;
  uint64_t undetermined = 0;
  uint64_t not_varied = 0;  // the partner had nothing that the claim varies
};

struct SearchResult {
  size_t claim = 0;
  prover::Verdict verdict;
  Counts counts;
  Replayed replayed;    // of the example, if there is one
  bool speaks = false;  // somebody was found for whom it holds, whatever is asked by `given`

  /// `given` held in no case: what was found says nothing.
  bool is_vacuous() const { return !verdict.example && !speaks && counts.not_given > 0; }
};

/// Whether somebody came to something, and who.
struct ReachResult {
  size_t reach = 0;  // of the claim program
  std::optional<prover::Counterexample> example;
  std::string nobody_by;  // the solver that proved that nobody can
};

struct SearchReport {
  uint64_t cases = 0;  // fewer than asked for if it was stopped, or all claims are refuted
  bool stopped = false;
  std::vector<SearchResult> results;  // in the order of the request
  std::vector<ReachResult> reaches;   // all of the claim program
};

/// An example that was found otherwise, as small as one that the search finds: replayed, in the
/// verdict. Nothing where a number of it is beyond 64 bits, or it does not fail.
std::optional<SearchResult> made_small(const Provable& program, size_t claim,
                                       const prover::Counterexample& example);

/// The error says why no partner can be drawn at all.
base::Result<SearchReport, bulk::RunError> search(const SearchRequest& request);

}  // namespace tierline::prove
