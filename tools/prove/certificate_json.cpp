#include "tools/prove/certificate_json.hpp"

#include <nlohmann/json.hpp>

namespace tierline::prove {

namespace {

using Json = nlohmann::ordered_json;

Json rounding_json(const prover::RoundedLine& rounding) {
  return {{"times", rounding.times.str()},
          {"slope", rounding.of.slope.str()},
          {"constant", rounding.of.constant.str()},
          {"divisor", rounding.divisor.str()},
          {"to", rounding.half_even ? "half even" : "floor"}};
}

Json case_json(const prover::CertificateCase& one) {
  Json roundings = Json::array();
  for (const prover::RoundedLine& rounding : one.value.roundings) {
    roundings.push_back(rounding_json(rounding));
  }
  return {{"from", one.stretch.from.str()},
          {"to", one.stretch.to.str()},
          {"slope", one.value.line.slope.str()},
          {"constant", one.value.line.constant.str()},
          {"roundings", std::move(roundings)}};
}

}  // namespace

Json certificate_json(const prover::Certificate& certificate, const CertificateTitle& title) {
  Json branches = Json::array();
  for (const auto& cases : certificate.branches) {
    Json branch = Json::array();
    for (const prover::CertificateCase& one : cases) branch.push_back(case_json(one));
    branches.push_back(std::move(branch));
  }
  const bool falls = certificate.stated == prover::Stated::NeverFalls;
  return {{"certificate", "steps 1"},
          {"claim", title.claim},
          {"program", title.program},
          {"digest", title.digest},
          {"states", falls ? "never falls" : "never below 0"},
          {"x", certificate.x},
          {"x_digits", certificate.x_digits},
          {"from", certificate.range.from.str()},
          {"to", certificate.range.to.str()},
          {"conditions", certificate.conditions},
          {"branches", std::move(branches)}};
}

}  // namespace tierline::prove
