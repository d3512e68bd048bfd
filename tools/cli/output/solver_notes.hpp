// Notes about solvers: that one of the two is missing, or failed. What the other one proves is
// proved; but whoever wanted two should know.
// Read by: tools/cli/prove.cpp, tools/cli/compare.cpp, tools/cli/mutate.cpp
// Tested by: tests/cli/evidence_test.cpp
#pragma once

#include "compiler/prover/conditions/prove.hpp"

namespace tierline::cli {

/// Says on standard error which solver is not there.
void note_missing_solvers();

/// Says on standard error how solvers failed, a line for each.
void note_failed_solvers(const prover::SolverFailures& failures);

}  // namespace tierline::cli
