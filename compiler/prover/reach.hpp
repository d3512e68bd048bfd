// Reach: what of a program somebody ought to come to, as extra outputs of its claim program. What
// depends on an argument of a definition is left out: it is not one thing but many.
// Made by: reach.cpp, rows.cpp    Read by: compiler/prover/claim_program.cpp
// Tested by: tests/unit/compiler_prover
#pragma once

#include "compiler/prover/claim.hpp"
#include "compiler/prover/rows.hpp"

namespace tierline::prover {

void add_reaches(ClaimProgram& out);

}  // namespace tierline::prover
