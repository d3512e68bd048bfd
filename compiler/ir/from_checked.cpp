#include "compiler/ir/from_checked.hpp"

#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

Ir lower(const checked::CheckedProgram& program) {
  try {
    return Lowering(program).run();
  } catch (const TooManySteps&) {
    Ir ir;
    ir.program = &program;
    ir.too_large = true;
    return ir;
  }
}

}  // namespace tierline::ir
