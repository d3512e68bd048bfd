// What all who add up entries know of reductions; and those that a decision needs: those of
// sections of entries up to phase Decide, in the order of the code, which is the order of
// batch::Batch::reduced. Read by: everything in runtime/scalar that adds up entries Tested by:
// tests/unit/runtime_scalar/roll_up_test.cpp
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

/// A count and an `any` have a condition alone.
inline bool has_value(const bytecode::Instruction& reduction) {
  return reduction.op != bytecode::Op::reduce_count_ && reduction.op != bytecode::Op::reduce_any_;
}
inline uint32_t condition_of(const bytecode::Instruction& reduction) {
  return has_value(reduction) ? reduction.b : reduction.a;
}

/// What one entry more makes of an `any`: one that has it settles the answer as long as it has it.
///   last   the last day on which the entry has it, or does not
///   until  that of the answer
inline void meet_any(bool here, calendar::Day last, int64_t& any, calendar::Day& until) {
  if (here) {
    until = any == 0 ? last : std::max(until, last);
    any = 1;
  } else if (any == 0) {
    until = std::min(until, last);
  }
}

struct Reduction {
  bytecode::Instruction code;
  size_t section = 0;
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
