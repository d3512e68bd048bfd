// Translation: is the emitted bytecode the program? The bytecode is read back into steps,
// instruction by instruction, and laid beside the steps of the program as lowered, before any pass;
// then "output i of the one equals output i of the other" is a claim like any other. So is every
// requirement, every day that the tier step asks for, and whether there is a fault. What it covers:
// the passes, the schedule, registers, constants, lists, tables, calendars, schema. What it does
// not: the lowering itself, which the slow judge of the tests holds to the text, and the rule map,
// which decides nothing. Made of: from_bytecode.cpp, compiler/prover/conditions    Read by:
// tools/prove Tested by: tests/unit/compiler_prover/translation
#pragma once

#include "compiler/prover/conditions/prove.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::prover {

/// One thing that must be the same, and whether it is.
struct ProvedPart {
  std::string name;  // "output earned", "requirement Gold.revenue", "faults"
  Proof proof;
};

struct Translation {
  /// Differences that need no proof: a field, a calendar, a number of outputs. Empty: there are
  /// none.
  std::vector<std::string> differences;
  std::vector<ProvedPart> equalities;

  bool proved() const;
};

/// Compares the bytecode with the program that it should be.
///   options  `replay`: whether the two differ for this example in the engine
Translation validate_translation(const checked::CheckedProgram& program,
                                 const bytecode::Bytecode& code,
                                 const std::vector<std::unique_ptr<smt::Solver>>& solvers,
                                 const ProveOptions& options);

/// Two programs side by side in one Ir: the outputs are the claims that they are the same.
struct Joined {
  checked::CheckedProgram program;
  ir::Ir ir;
  std::vector<Claim> claims;
};

/// Reads the bytecode back into steps beside those of `lowered`. The bytecode must be valid.
std::unique_ptr<Joined> join(const ir::Ir& lowered, const bytecode::Bytecode& code);

/// Where the facts that a bytecode asks for are not those of the program.
std::vector<std::string> differences_of_facts(const checked::CheckedProgram& program,
                                              const bytecode::Bytecode& code);

}  // namespace tierline::prover
