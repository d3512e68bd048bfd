#include "tools/prove/claim_decider.hpp"

#include "tools/prove/case.hpp"

namespace tierline::prove {

std::vector<prover::HeldOn> held_in_schema(const prover::ClaimProgram& claims) {
  std::vector<prover::HeldOn> out = claims.held;
  for (prover::HeldOn& held : out) held.field = in_schema(claims.program.account, held.field);
  return out;
}

ClaimDecider::ClaimDecider(const bytecode::Bytecode& program, std::vector<prover::HeldOn> held)
    : program_(program), held_(std::move(held)), decider_(program) {}

/// At the end of a day before the program's first the tier is `none`.
std::optional<decision::Fault> ClaimDecider::hold(const prover::HeldOn& held, batch::Batch& batch,
                                                  const decision::Decision& found) {
  const auto said = static_cast<calendar::Day>(found.outputs[held.day].number);
  const calendar::Day day = held.before ? said - 1 : said;
  timeline::State state;
  if (day >= *program_.header.in_force_from) {
    const auto stop = decider_.carry(batch, 0, day, state);
    if (stop) return stop->fault;
  }
  batch.columns[held.field].values[0] = state.tier;
  return std::nullopt;
}

void ClaimDecider::decide(batch::Batch batch, calendar::Day today, decision::Decision& out) {
  decider_.decide(batch, 0, today, out);
  if (held_.empty() || out.fault) return;
  const decision::Decision found = out;
  for (const prover::HeldOn& held : held_) {
    const auto fault = hold(held, batch, found);
    if (!fault) continue;
    out = {};
    out.fault = fault;
    return;
  }
  decider_.decide(batch, 0, today, out);
}

}  // namespace tierline::prove
