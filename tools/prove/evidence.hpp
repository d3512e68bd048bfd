// Evidence: what an auditor needs to ask again with solvers of their own: each question as an
// SMT-LIB 2 file, what each solver answered, which version it was, and the digests of it all.
// Made by: evidence.cpp    Read by: tools/cli/prove.cpp    Tested by: tests/cli/prove_test.cpp
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tools/bulk/run_error.hpp"
#include "tools/prove/proof.hpp"

namespace tierline::prove {

/// Writes evidence.json and a file for each question into a new folder, whole or not at all.
std::optional<bulk::RunError> write_evidence(const std::filesystem::path& folder,
                                             const Provable& program,
                                             const std::vector<ClaimProof>& proofs,
                                             const std::string& tool_version);

}  // namespace tierline::prove
