#include "compiler/ir/from_checked.hpp"

#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

Ir lower(const checked::CheckedProgram& program) { return lower(program, {}); }

Ir lower(const checked::CheckedProgram& program, const std::vector<AskedMoment>& moments) {
  try {
    return Lowering(program).run(moments);
  } catch (const TooManySteps&) {
    Ir ir;
    ir.program = &program;
    ir.too_large = true;
    return ir;
  }
}

}  // namespace tierline::ir
