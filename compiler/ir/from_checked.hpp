// lower: the only door from the checked program to the Ir.
// Read by: compiler/compile.cpp, tools/cli (dump)    Tested by: tests/unit/compiler_ir
#pragma once

#include "compiler/checked/checked_program.hpp"
#include "compiler/ir/ir.hpp"

namespace tierline::ir {

/// Lowers a checked program, as it stands, without any optimisation. It does not fail, but stops
/// with `too_large` set. The program must outlive the Ir.
Ir lower(const checked::CheckedProgram& program);

}  // namespace tierline::ir
