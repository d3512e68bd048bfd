// Certificate as JSON: what tierline-check-certificate reads. Whole numbers are texts, because
// they may be longer than JSON's readers take.
// Made of: compiler/prover/certificate    Read by: evidence.cpp
// Tested by: tests/cli/evidence_test.cpp
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "compiler/prover/certificate/certificate.hpp"

namespace tierline::prove {

/// What the auditor reads a certificate by.
struct CertificateTitle {
  std::string claim;    // as the program writes it
  std::string program;  // its name and version
  std::string digest;   // of its texts and files
};

nlohmann::ordered_json certificate_json(const prover::Certificate& certificate,
                                        const CertificateTitle& title);

}  // namespace tierline::prove
