// Certificate: a claim about bands in step form, as cases of one whole number x that anybody can
// check with exact arithmetic. x is a number of the account, or a sum over entries; everything else
// that the claim looks at is a condition that may hold or not. The cases are written down here and
// judged elsewhere: tools/verifier decides whether they show the claim.
// Not every claim has this form: values that depend on two numbers at once, or on days and texts in
// between, have none, and stay with the solvers.
// Made by: certificate.cpp    Read by: tools/prove/certificate_json.cpp
// Tested by: tests/unit/compiler_prover/certificate
#pragma once

#include <functional>
#include <string>

#include "compiler/ir/ir.hpp"
#include "compiler/prover/certificate/form.hpp"
#include "compiler/prover/claim.hpp"

namespace tierline::prover {

struct CertificateCase {
  Stretch stretch;
  Form value;
};

enum class Stated : uint8_t {
  NeverFalls,     // the value, as x rises; of a claim that it never rises, minus the value
  NeverBelowZero  // the value: what the claim leaves between its two sides
};

struct Certificate {
  std::string x;  // what it is: "points", "sum of sale.amount"
  int x_digits = 0;
  Stated stated{};
  Stretch range;
  size_t conditions = 0;
  std::vector<std::vector<CertificateCase>> branches;  // one for each way they can hold
};

/// The first certificate of a claim that is accepted; nothing if none is, or none can be written.
std::optional<Certificate> certify(const ir::Ir& ir, const Claim& claim,
                                   const std::function<bool(const Certificate&)>& accepts);

}  // namespace tierline::prover
