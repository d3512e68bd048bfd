// Comparable: two programs as they are, and the same two aligned, ready to be asked about one
// partner. The aligned ones are what solvers, search and shrinking look at; the last word has a
// replay in the programs as they are.
// Made by: comparable.cpp    Read by: everything in tools/compare
// Tested by: tests/unit/tools_compare, tests/cli/compare_test.cpp
#pragma once

#include "base/result.hpp"
#include "compiler/prover/comparison/equality.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "tools/bulk/run_error.hpp"
#include "tools/prove/case.hpp"

namespace tierline::compare {

using bytecode::Bytecode;
using prover::Compared;
using prover::Counterexample;
using prover::Item;

/// A program as it was compiled; both outlive whoever compares.
struct Original {
  const checked::CheckedProgram* checked = nullptr;
  const Bytecode* bytecode = nullptr;
};

struct Comparable {
  Original originals[2];  // OLD, NEW
  prover::Alignment alignment;
  Bytecode aligned[2];  // with what somebody ought to come to behind the outputs
  Bytecode given;       // NEW, of which only whether a partner is compared
};

/// The error says why the two cannot be compared at all.
///   except  conditions of NEW: partners for whom one holds are left out
base::Result<Comparable, bulk::RunError> make_comparable(
    const Original& first, const Original& second, const std::vector<checked::ExprId>& except);

/// An example of the aligned facts as columns; nothing if a number of it is too large for a search.
std::optional<prove::Case> case_of(const Comparable& programs, const Counterexample& example);

}  // namespace tierline::compare
