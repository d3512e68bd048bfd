#include "tools/prove/provable.hpp"

#include "compiler/compile.hpp"

namespace tierline::prove {

std::optional<Provable> make_provable(const checked::CheckedProgram& program,
                                      std::string_view digest) {
  Provable out{prover::claim_program(program), {}};
  auto bytecode = compiler::to_bytecode(out.claims.program, digest);
  if (!bytecode) return std::nullopt;
  out.bytecode = *std::move(bytecode);
  return out;
}

}  // namespace tierline::prove
