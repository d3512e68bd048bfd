#include "compiler/prover/comparison/equality.hpp"

#include <algorithm>

#include "compiler/ir/from_checked.hpp"
#include "compiler/ir/passes.hpp"

namespace tierline::prover {

namespace {

using ir::StepId;

Proof unknown(std::string why) {
  Proof proof;
  proof.why = std::move(why);
  return proof;
}

void add_splits(ir::Ir& steps) {
  for (const ir::Split& split : steps.splits) {
    steps.outputs.push_back({split.amount, ir::kNone});
    steps.outputs.push_back({split.collected, ir::kNone});
  }
}

/// As many outputs as the other steps have: what follows must stand at one place in both.
void pad_outputs(ir::Ir& steps, size_t count) {
  while (steps.outputs.size() < count) {
    steps.outputs.push_back({ir::Builder(steps).boolean(false), ir::kNone});
  }
}

std::vector<StepId> faults_of(const ir::Ir& steps) {
  std::vector<StepId> out;
  for (const auto& demands : {steps.demands, steps.tier_demands}) {
    for (const StepId demand : demands) out.push_back(steps[demand].args[0]);
  }
  return out;
}

bool can_fault(const ir::Ir& steps) {
  if (!faults_of(steps).empty()) return true;
  return steps.status &&
         !(steps.status->promote_fault.is_none() && steps.status->holds_fault.is_none());
}

/// Whether anything is without an answer on the day, as one more output of steps that demand
/// nothing.
ir::Ir answers_of(ir::Ir steps) {
  const std::vector<StepId> faults = faults_of(steps);
  steps.demands.clear();
  steps.tier_demands.clear();
  ir::Builder build(steps);
  StepId any = build.boolean(false);
  for (const StepId fault : faults) {
    const StepId none = build.number(0, steps[fault].type.scale);
    const auto step = [&](ir::Op op, StepId a, StepId b) {
      ir::Step made;
      made.op = op;
      made.args[0] = a;
      made.args[1] = b;
      return build.append(made);
    };
    any = step(ir::Op::or_, any, step(ir::Op::not_equal_, fault, none));
  }
  steps.outputs.push_back({any, ir::kNone});
  return steps;
}

}  // namespace

Equality::Equality(const Alignment& alignment)
    : given_(alignment.given), splits_(alignment.programs[0].outputs.size()) {
  for (size_t side = 0; side < 2; ++side) {
    steps_[side] = ir::lower(alignment.programs[side]);
    if (steps_[side].too_large) continue;
    steps_[side] = ir::optimise(steps_[side]);
    can_fault_ = can_fault_ || can_fault(steps_[side]);
    moves_in_time_ = moves_in_time_ || steps_[side].status.has_value();
    add_splits(steps_[side]);
    fault_ = std::max(fault_, steps_[side].outputs.size());
  }
  if (too_large()) return;
  for (size_t side = 0; side < 2; ++side) {
    pad_outputs(steps_[side], fault_);
    answers_[side] = answers_of(steps_[side]);
  }
}

Claim Equality::claim(const std::string& name, size_t subject) const {
  Claim claim;
  claim.name = name;
  claim.kind = ClaimKind::Same;
  claim.subject = subject;
  claim.given = given_;
  claim.how = Varied::Program;
  return claim;
}

/// Of a split the amount; its weights follow behind.
Claim Equality::claim_of(const Item& item) const {
  switch (item.what) {
    case Compared::Output:
      return claim(item.name, item.index);
    case Compared::Split:
      return claim(item.name, splits_ + 2 * item.index);
    case Compared::Answer:
      break;
  }
  return claim(item.name, fault_);
}

/// A day before can leave an account without an answer, unless tiers move alike.
bool Equality::days_before_may_differ(const Solvers& solvers, const ProveOptions& options) const {
  if (!moves_in_time_) return false;
  const Claim given = claim("tiers move alike", given_);
  return !tiers_move_alike({steps_[0], steps_[1]}, given, solvers, options);
}

std::optional<Proof> Equality::same_text(const Item& item) const {
  const bool answer = item.what == Compared::Answer;
  if (answer && days_before_may_differ({}, {})) return std::nullopt;
  const auto& steps = answer ? answers_ : steps_;
  const Programs programs(steps[0], steps[1]);
  const Claim what = claim_of(item);
  if (item.what == Compared::Split) {
    if (!same_term(programs, claim(item.name + ", weights", what.subject + 1))) return std::nullopt;
  }
  return same_term(programs, what);
}

Proof Equality::prove(const Item& item, const Solvers& solvers, const ProveOptions& options) const {
  if (item.what == Compared::Answer) return prove_answer(item, solvers, options);
  if (item.what == Compared::Split) return prove_split(item, solvers, options);
  return prover::prove({steps_[0], steps_[1]}, claim_of(item), solvers, options);
}

/// Equal sums of weights are not equal weights: only the same term for any one entry is.
Proof Equality::prove_split(const Item& item, const Solvers& solvers,
                            const ProveOptions& options) const {
  const Programs programs(steps_[0], steps_[1]);
  const Claim amount = claim_of(item);
  Proof proof = prover::prove(programs, amount, solvers, options);
  if (proof.outcome != Outcome::Proved) return proof;
  if (same_term(programs, claim(item.name + ", weights", amount.subject + 1))) return proof;
  return unknown("the amount is equal, but the weights are said in other words");
}

Proof Equality::prove_answer(const Item& item, const Solvers& solvers,
                             const ProveOptions& options) const {
  if (days_before_may_differ(solvers, options)) {
    return unknown("tiers do not move alike, and days before may be without an answer");
  }
  return prover::prove({answers_[0], answers_[1]}, claim_of(item), solvers, options);
}

bool Equality::nobody_is_left(const Solvers& solvers, const smt::Limits& limits) const {
  const Programs programs(steps_[0], steps_[1]);
  Formula formula(programs, claim("somebody is compared", given_), {.name = "any entries"});
  const smt::Script premise = formula.premise();
  return std::any_of(solvers.begin(), solvers.end(), [&](const auto& solver) {
    return std::holds_alternative<smt::Unsat>(solver->check(premise, limits, {}));
  });
}

}  // namespace tierline::prover
