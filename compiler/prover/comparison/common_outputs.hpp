// CommonOutputs: what both programs decide, at the same place and of the same type in either. Words
// of an enum are compared as words, wherever they stand among the others; a number of fewer digits
// is one of more. What only one decides, or what cannot be compared, is noted.
// Made by: common_outputs.cpp    Read by: align.cpp
// Tested by: tests/unit/compiler_prover/comparison
#pragma once

#include "compiler/prover/comparison/alignment.hpp"
#include "compiler/prover/comparison/onto_facts.hpp"

namespace tierline::prover {

/// Gives the programs of the alignment the outputs that both have, and lists them.
///   sides  the programs as they were
void keep_common_outputs(const Sides& sides, Shared& shared, Alignment& alignment,
                         Remarks& remarks);

}  // namespace tierline::prover
