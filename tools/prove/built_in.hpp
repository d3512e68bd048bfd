// Built in: what is claimed of every program without writing it: one tier for everybody, no gap and
// no overlap, amounts in the digits of their currency, and nothing that nobody comes to. The
// compiler has refused whatever breaks the first three; the rest is shown by examples, or a solver
// proves that there can be none.
// Made of: compiler/prover/conditions, replay.hpp    Read by: tools/cli/prove.cpp
// Tested by: tests/cli/prove_test.cpp, tests/prover/shipped_test.cpp
#pragma once

#include <string>
#include <vector>

#include "tools/prove/search.hpp"

namespace tierline::prove {

struct BuiltIn {
  std::string claim;
  prover::Outcome outcome = prover::Outcome::Unknown;
  std::string by;   // "the compiler", "search", or a solver
  std::string why;  // what nobody came to
};

/// Asks solvers about what nobody was found to come to: somebody is found, or nobody can be.
///   milliseconds  for each question
void ask_about_unreached(const Provable& program, int milliseconds, const std::atomic<bool>* stop,
                         std::vector<ReachResult>& reaches);

/// All of them that the program gives a reason for, in a fixed order.
std::vector<BuiltIn> built_in_claims(const Provable& program, const SearchReport& report);

}  // namespace tierline::prove
