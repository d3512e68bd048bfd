// Certificate: a claim about one whole number x, such as cents of revenue, as cases that arithmetic
// alone can check. In each case the value is constant + slope * x + a sum of roundings, each of
// them times * ((slope * x + constant) / divisor), down to a whole number or to the nearest one
// with ties to even. The checker shares no code with compiler, machines or prover, and uses no
// solver. What it cannot see is whether the cases are those of the program: docs/auditing says
// more. Made by: tools/prove/certificate_json.cpp    Read by: tools/verifier/main.cpp, tools/prove
// Tested by: tests/unit/tools_verifier
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace tierline::verifier {

/// Why a certificate is refused; empty if every case of it holds.
std::string refusal_of(const nlohmann::json& certificate);

}  // namespace tierline::verifier
