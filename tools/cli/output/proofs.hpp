// Proofs: what became of a program's claims, a line each, and the scenarios of those that do not
// hold; or all of it as JSON.
// Read by: tools/cli/prove.cpp    Tested by: tests/cli/prove_test.cpp
#pragma once

#include <string>

#include "tools/cli/output/terminal.hpp"
#include "tools/prove/built_in.hpp"
#include "tools/prove/proof.hpp"
#include "tools/prove/search.hpp"

namespace tierline::cli {

struct Proofs {
  const prove::Provable* program = nullptr;
  const prove::SearchReport* report = nullptr;
  uint64_t seed = 0;
  std::string by;         // "search", "proof", "proof and search"
  bool examples = false;  // of everybody who came to a tier
  std::vector<prove::BuiltIn> built_in = {};

  size_t count(prover::Outcome outcome) const;
  /// Of what is built in: rules that nobody can come to.
  size_t count_dead() const;
};

std::string proofs_text(const Proofs& proofs, Color color);
std::string proofs_json(const Proofs& proofs);

/// Whether the bytecode is the program: a line for each thing that must be the same.
std::string translation_text(const checked::CheckedProgram& program,
                             const prover::Translation& translation, Color color);
std::string translation_json(const checked::CheckedProgram& program,
                             const prover::Translation& translation);

}  // namespace tierline::cli
