// The Ir of each program of this folder: `NAME.lowered` as lowered, `NAME.ir` after the passes.
#include "compiler/compile.hpp"
#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

TEST(GoldenIr, EachProgram) {
  for (auto path : golden::programs("ir")) {
    const compiler::LoadedProgram loaded = compiler::load_program(path);
    ASSERT_TRUE(loaded.program) << loaded.error;
    const compiler::Compiled made = compiler::compile(*loaded.program);
    ASSERT_TRUE(made.checked) << path;
    const ir::Ir lowered = ir::lower(*made.checked);
    golden::expect_same(path.replace_extension(".lowered"), ir::print(lowered));
    golden::expect_same(path.replace_extension(".ir"), ir::print(ir::optimise(lowered)));
  }
}

}  // namespace
}  // namespace tierline
