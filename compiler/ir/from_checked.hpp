// lower: the only door from the checked program to the Ir.
// Read by: compiler/compile.cpp, tools/cli (dump)    Tested by: tests/unit/compiler_ir
#pragma once

#include "compiler/checked/checked_program.hpp"
#include "compiler/ir/ir.hpp"

namespace tierline::ir {

/// Lowers a checked program, as it stands, without any optimisation. It does not fail, but stops
/// with `too_large` set. The program must outlive the Ir.
Ir lower(const checked::CheckedProgram& program);

/// A day on which a proof asks what the tier step would look at.
struct AskedMoment {
  enum class Day : uint8_t { Today, Any, Said };  // Any: step `moment`, which may be any day
  Day day{};
  uint32_t ref = kNone;          // Any: which one; Said: an expression of the program, asked today
  bool day_before = false;       // the day before that one
  std::vector<bool> flags = {};  // of which requirements, lowest tier first
  bool status = false;           // whether the account exists, when tiers begin, and the like
};

/// The same, and what is asked on some other days. The program has a status.
Ir lower(const checked::CheckedProgram& program, const std::vector<AskedMoment>& moments);

}  // namespace tierline::ir
