// What is asked of a formula in which facts and answers are pinned down: that it allows what
// happened, and, where it calls itself exact, nothing else. Header only. Read by:
// law_encoding_test.cpp, law_step_test.cpp
#pragma once

#include <rapidcheck.h>

#include <utility>
#include <variant>
#include <vector>

#include "compiler/prover/conditions/encoder.hpp"
#include "compiler/prover/smt/script.hpp"
#include "compiler/prover/smt/solver.hpp"

namespace tierline::law {

/// How often the solver answered, so that a law that is never asked cannot pass.
struct SolverCounts {
  int allowed = 0;
  int exact = 0;
  int unknown = 0;
};

/// All roots at once, with what the encoder knows of them.
inline smt::Script script_of(prover::Encoder& encoder, smt::Terms& terms,
                             std::vector<smt::Term> roots) {
  smt::Script made;
  made.terms = &terms;
  made.assertions = encoder.definitions().close(std::move(roots));
  return made;
}

inline void check_allowed(const smt::Script& script, smt::Solver& solver, SolverCounts& counts) {
  const smt::Answer answer = solver.check(script, {.milliseconds = 2'000}, {});
  if (std::holds_alternative<smt::Unsat>(answer)) RC_FAIL("excluded:\n" + smt::print(script));
  ++(std::holds_alternative<smt::Sat>(answer) ? counts.allowed : counts.unknown);
}

inline void check_nothing_else(const smt::Script& script, smt::Solver& solver,
                               SolverCounts& counts) {
  const smt::Answer answer = solver.check(script, {.milliseconds = 2'000}, {});
  if (std::holds_alternative<smt::Sat>(answer)) RC_FAIL("not exact:\n" + smt::print(script));
  ++(std::holds_alternative<smt::Unsat>(answer) ? counts.exact : counts.unknown);
}

}  // namespace tierline::law
