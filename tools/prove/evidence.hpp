// Evidence: what an auditor needs to ask again with solvers of their own: each question as an
// SMT-LIB 2 file, what each solver answered, which version it was, and the digests of it all. A
// claim about bands in step form has a certificate besides, which needs no solver at all. Made by:
// evidence.cpp    Read by: tools/cli/prove.cpp    Tested by: tests/cli/prove_test.cpp
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tools/bulk/run_error.hpp"
#include "tools/prove/proof.hpp"

namespace tierline::prove {

/// What the evidence is about, besides its answers.
struct EvidenceTitle {
  std::string tool_version;
  std::string digest;               // of the program's texts and files
  std::vector<std::string> claims;  // each claim of the program as it is written
};

/// Writes evidence.json, a file for each question and a certificate where a claim has one into a
/// new folder, whole or not at all.
std::optional<bulk::RunError> write_evidence(const std::filesystem::path& folder,
                                             const Provable& program,
                                             const std::vector<ClaimProof>& proofs,
                                             const EvidenceTitle& title);

}  // namespace tierline::prove
