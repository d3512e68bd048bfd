// The reductions that a decision needs: those of sections of entries up to phase Decide, in the
// order of the code, which is the order of batch::Batch::reduced.
// Read by: machine.cpp, entry_shares.cpp, roll_up.cpp
// Tested by: tests/unit/runtime_scalar/roll_up_test.cpp
#pragma once

#include <cstddef>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

struct Reduction {
  bytecode::Instruction code;
  size_t section = 0;

  /// A count and an `any` have a condition alone.
  bool has_value() const {
    return code.op != bytecode::Op::reduce_count_ && code.op != bytecode::Op::reduce_any_;
  }
  uint32_t condition() const { return has_value() ? code.b : code.a; }
};

inline std::vector<Reduction> reductions_of(const bytecode::Bytecode& program) {
  std::vector<Reduction> all;
  for (size_t i = 0; i < program.sections.size(); ++i) {
    const bytecode::Section& section = program.sections[i];
    if (section.phase > bytecode::Phase::Decide || section.level == bytecode::kAccountLevel)
      continue;
    for (uint32_t at = section.reduce_begin; at < section.end; ++at) {
      all.push_back({program.code[at], i});
    }
  }
  return all;
}

}  // namespace tierline::scalar
