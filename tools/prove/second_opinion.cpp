#include "tools/prove/second_opinion.hpp"

#include "tools/reference/days/days.hpp"

namespace tierline::prove {

namespace {

using checked::CheckedProgram;
using prover::Claim;
using prover::ClaimKind;
using prover::World;

bool is_yes(const reference::Value& value) { return std::get<bool>(value); }

bool holds(ClaimKind kind, const reference::Value& first, const reference::Value& second) {
  switch (kind) {
    case ClaimKind::Always:
      return is_yes(first);
    case ClaimKind::NeverFalls:
      return first <= second;
    case ClaimKind::NeverRises:
      return first >= second;
    case ClaimKind::Same:
      return first == second;
  }
  return false;
}

/// Finds the tiers of other days for which claims ask, day by day; the fault of who has none.
std::optional<reference::FaultKind> hold(const Provable& program, const reference::Result& found,
                                         reference::Facts& facts) {
  const CheckedProgram& checked = program.claims.program;
  for (const prover::HeldOn& held : program.claims.held) {
    const auto said = std::get<reference::Day>(found.outputs[held.day]);
    const reference::Day day = held.before ? said - 1 : said;
    uint32_t tier = 0;
    if (day >= *checked.in_force_from) {
      const reference::History history = reference::evaluate_days(checked, facts, day);
      if (history.fault) return history.fault;
      tier = history.on(day).tier;
    }
    facts.account[held.field] = reference::Word{tier};
  }
  return std::nullopt;
}

reference::Result decide(const Provable& program, const World& world, checked::Day today) {
  const CheckedProgram& checked = program.claims.program;
  reference::Facts facts = reference::to_facts(checked, world.facts);
  reference::Result found = reference::evaluate_as_of(checked, facts, today);
  if (program.claims.held.empty() || found.fault || !found.broken.empty()) return found;
  if (const auto fault = hold(program, found, facts)) {
    found.fault = fault;
    return found;
  }
  return reference::evaluate_as_of(checked, facts, today);
}

}  // namespace

bool can_walk_to(const prover::ClaimProgram& program, Day today) {
  const CheckedProgram& checked = program.program;
  return !checked.status || today - *checked.in_force_from <= kMostDaysWalked;
}

Finding second_opinion(const Provable& program, const Claim& claim,
                       const prover::Counterexample& example) {
  std::vector<reference::Result> results;
  for (const World& world : example.worlds) {
    results.push_back(decide(program, world, example.today));
    if (results.back().fault || !results.back().broken.empty()) return Finding::Undetermined;
    if (claim.given && !is_yes(results.back().outputs[*claim.given])) return Finding::NotGiven;
  }
  const bool held = holds(claim.kind, results.front().outputs[claim.subject],
                          results.back().outputs[claim.subject]);
  return held ? Finding::Holds : Finding::Fails;
}

}  // namespace tierline::prove
