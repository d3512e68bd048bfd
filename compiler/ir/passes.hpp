// Passes: each takes an Ir and returns one that decides the same, for every account and day, with
// the same rules and faults, in fewer steps. Every pass also drops the steps that nobody needs.
// Made of: rewrite.cpp    Read by: compiler/compile.cpp, tests
// Tested by: tests/unit/compiler_ir/passes_test.cpp
#pragma once

#include <functional>

#include "compiler/ir/builder.hpp"

namespace tierline::ir {

/// Computes steps whose operands are all constant.
Ir fold_constants(const Ir& ir);

/// Removes what has no effect: x + 0, x * 1, a choice between equals, a doubled `not`.
Ir simplify(const Ir& ir);

/// Both at once, as compile() uses them.
Ir optimise(const Ir& ir);

/// Copies what is needed, step by step. `change` gets each step with its operands moved to the
/// copy, and returns the step that stands for it there.
Ir rewrite(const Ir& ir, const std::function<StepId(Builder&, const Step&)>& change);

/// One step of each pass: the step that stands for this one, or none to keep it.
StepId folded(Builder& build, const Step& step, const Ir& ir);
StepId simplified(Builder& build, const Step& step);

}  // namespace tierline::ir
