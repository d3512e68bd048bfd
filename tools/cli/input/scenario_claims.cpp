#include "tools/cli/input/scenario_claims.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::cli {

namespace {

std::string seen_text(const prove::Replayed& replayed) {
  if (replayed.seen.size() < 2) return fmt::format("`{}`", replayed.seen[0].subject);
  return fmt::format("{} in one world, {} in the other", replayed.seen[0].subject,
                     replayed.seen[1].subject);
}

/// A scenario's facts, and what it supposes as facts of the claim program.
prover::World world_of(const checked::CheckedProgram& program, const checked::Scenario& scenario) {
  prover::World out{scenario.facts};
  auto account = std::find_if(out.facts.begin(), out.facts.end(),
                              [](const auto& facts) { return facts.ledger == checked::kNone; });
  if (account == out.facts.end()) account = out.facts.emplace(out.facts.begin());
  for (const checked::FactValue& one : scenario.supposed) {
    for (uint32_t i = 0; i < program.account.fields.size(); ++i) {
      const bool found = program.account.fields[i].name == program.defines[one.field].name;
      if (found) account->values.push_back({i, one.value});
    }
  }
  return out;
}

bool is_asked_on(const checked::Scenario& scenario, calendar::Day today) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [&](const checked::ScenarioStep& step) { return step.today == today; });
}

}  // namespace

std::optional<std::string> ScenarioClaims::failure_of(const prover::Claim& claim,
                                                      calendar::Day today,
                                                      std::vector<prover::World> worlds) {
  const prove::Replayed replayed = prove::replay(*provable_, claim, {today, std::move(worlds)});
  if (replayed.finding == prove::Finding::Fails) return seen_text(replayed);
  if (replayed.finding == prove::Finding::Undetermined) {
    return "undetermined: " + replayed.problem;
  }
  return std::nullopt;
}

std::optional<std::string> ScenarioClaims::failure_of_pairs(const checked::Scenario& scenario,
                                                            calendar::Day today,
                                                            const prover::Claim& claim) {
  bool paired = false;
  for (const checked::Scenario& other : program_.scenarios) {
    if (&other == &scenario || !is_asked_on(other, today)) continue;
    const checked::CheckedProgram& claims = provable_->claims.program;
    auto worlds =
        prove::as_worlds_of(claims, claim, world_of(claims, scenario), world_of(claims, other));
    if (!worlds) continue;
    paired = true;
    if (auto failed = failure_of(claim, today, *std::move(worlds))) {
      return fmt::format("{}, with scenario \"{}\"", *failed, other.title);
    }
  }
  if (paired) return std::nullopt;
  return "no other scenario of this day differs from this one in just what the claim varies";
}

std::optional<std::string> ScenarioClaims::failure(const checked::Scenario& scenario,
                                                   calendar::Day today, uint32_t claim) {
  if (!provable_) provable_ = prove::make_provable(program_, "");
  if (!provable_) return "the program is too large for its claims";
  const prover::Claim& what = provable_->claims.claims[claim];
  if (what.kind != prover::ClaimKind::Always) return failure_of_pairs(scenario, today, what);
  return failure_of(what, today, {world_of(provable_->claims.program, scenario)});
}

}  // namespace tierline::cli
