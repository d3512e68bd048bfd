// Evidence: what an auditor needs to ask again with solvers of their own: each question as an
// SMT-LIB 2 file, what each solver answered, which version it was, and the digests of it all. A
// claim about bands in step form has a certificate besides, which needs no solver at all. Made by:
// evidence.cpp    Read by: tools/cli/prove.cpp    Tested by: tests/cli/prove_test.cpp
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "tools/bulk/run_error.hpp"
#include "tools/bulk/write/out_folder.hpp"
#include "tools/prove/examination.hpp"

namespace tierline::prove {

/// What the evidence is about, besides its answers.
struct EvidenceTitle {
  std::string tool_version;
  std::string digest;               // of the program's texts and files
  std::vector<std::string> claims;  // each claim of the program as it is written
};

/// A folder for evidence: new or empty.
base::Result<bulk::OutFolder, bulk::RunError> evidence_folder(const std::filesystem::path& path);

/// Writes evidence.json, a file for each question and a certificate where a claim has one, whole or
/// not at all.
std::optional<bulk::RunError> write_evidence(bulk::OutFolder& folder, const Provable& program,
                                             const Examination& examination,
                                             const EvidenceTitle& title);

}  // namespace tierline::prove
