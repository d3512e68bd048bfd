// The bytecode of each program of ../ir, disassembled.
#include "compiler/compile.hpp"
#include "tests/golden/golden.hpp"

namespace tierline {
namespace {

TEST(GoldenBytecode, EachProgram) {
  for (const auto& path : golden::programs("ir")) {
    const compiler::LoadedProgram loaded = compiler::load_program(path);
    ASSERT_TRUE(loaded.program) << loaded.error;
    const compiler::Compiled made = compiler::compile(*loaded.program);
    ASSERT_TRUE(made.bytecode) << path;
    const auto file = golden::folder("bytecode") / path.filename().replace_extension(".bytecode");
    golden::expect_same(file, bytecode::disassemble(*made.bytecode));
  }
}

}  // namespace
}  // namespace tierline
