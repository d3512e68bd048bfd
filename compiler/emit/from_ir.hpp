// emit: the only door from the Ir to bytecode.
// The same Ir gives the same bytes: nothing here looks at a clock, a pointer or the order of a
// hash. Read by: compiler/compile.cpp    Tested by: tests/unit/compiler_emit, tests/golden/bytecode
#pragma once

#include <string>

#include "compiler/ir/ir.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::emit {

/// Emits a program.
///   digest  SHA-256 of the program's texts and of the CSV files that it names, for the header
bytecode::Bytecode emit(const ir::Ir& ir, std::string digest);

}  // namespace tierline::emit
