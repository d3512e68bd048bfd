// Provable: a claim program and its bytecode, ready to be asked.
// Made by: provable.cpp    Read by: replay.hpp, search.hpp, proof.hpp, tools/cli, tools/mutate
#pragma once

#include <optional>
#include <string_view>

#include "compiler/prover/claim.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::prove {

/// A claim program that can be asked.
struct Provable {
  prover::ClaimProgram claims;
  bytecode::Bytecode bytecode;
};

/// Nothing if the claims make the program too large to run.
std::optional<Provable> make_provable(const checked::CheckedProgram& program,
                                      std::string_view digest);

}  // namespace tierline::prove
