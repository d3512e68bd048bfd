// The tier of an account: the highest one met, or one that days before have led to, of which only
// what the day itself says is known.
#include <algorithm>

#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

using ir::StepId;

/// What the tier step looks at on each day.
std::vector<StepId> Encoder::movers_of_tier() const {
  std::vector<StepId> movers = ir_.tier_demands;
  for (const ir::Tier& tier : ir_.tiers) {
    for (const ir::Requirement& requirement : tier.requirements) movers.push_back(requirement.flag);
  }
  if (!ir_.status) return movers;
  const ir::Status& status = *ir_.status;
  for (const StepId step :
       {status.exists, status.assessing, status.promote_on, status.promote_fault,
        status.holds_until, status.holds_fault, status.ends, status.ends_known}) {
    if (!step.is_none()) movers.push_back(step);
  }
  return movers;
}

void Encoder::compare_tiers(const Claim& claim) {
  const std::vector<StepId> movers = movers_of_tier();
  encode(0, claim, movers);
  encode(1, claim, movers);
  own_tiers_ = std::any_of(movers.begin(), movers.end(),
                           [&](StepId step) { return value(0, step) != value(1, step); });
  if (!own_tiers_) return;
  // What was encoded of the second world took the tier of the day before for a common one.
  values_[1].assign(ir_.steps.size(), {});
  encode(1, claim, movers);
}

/// A tier that days before the one at hand have led to.
Term Encoder::held(Term variable) {
  definitions_.approximate(variable, "the tier that an account holds from the days before");
  return variable;
}

Term Encoder::tier() {
  if (!program_.status) return highest_met();
  const StepId step = ir_.status->exists;
  const Term exists = step.is_none() ? terms_.truth(true) : value(world_, step);
  const Term placed = terms_.choose(exists, highest_met(), terms_.number(0));
  if (encoding_.first_day) return placed;
  const Term tier = held(inputs_.tier(tier_world()));
  say_of_tier(tier, exists, placed);
  return tier;
}

/// What of a held tier follows from the facts of the day alone: none before the first day, nor for
/// an account that does not exist; on the first day, where all are placed at once, the highest that
/// is met; and what is neither graced nor assessed is met by whoever holds the tier.
void Encoder::say_of_tier(Term tier, Term exists, Term placed) {
  const checked::Status& status = *program_.status;
  const Term none = terms_.equal(tier, terms_.number(0));
  definitions_.fact(tier, terms_.either(exists, none));
  if (program_.in_force_from) {
    const Term first = terms_.number(*program_.in_force_from);
    const Term today = inputs_.today();
    definitions_.fact(tier, terms_.implies(terms_.below(today, first), none));
    if (status.launch_at_once) {
      const Term is_placed = terms_.equal(tier, placed);
      definitions_.fact(tier, terms_.implies(terms_.equal(today, first), is_placed));
    }
  }
  if (status.holds_until || status.demote_limit != 0) return;
  for (const ir::Tier& level : ir_.tiers) {
    const Term held = terms_.equal(tier, terms_.number(level.word));
    for (const ir::Requirement& requirement : level.requirements) {
      if (requirement.keep != checked::Keep::Plain) continue;
      definitions_.fact(tier, terms_.implies(held, value(world_, requirement.flag)));
    }
  }
}

Term Encoder::highest_met() {
  Term tier = terms_.number(0);
  for (const ir::Tier& above : ir_.tiers) {
    std::vector<Term> flags;
    for (const ir::Requirement& requirement : above.requirements) {
      flags.push_back(value(world_, requirement.flag));
    }
    tier = terms_.choose(terms_.all(flags), terms_.number(above.word), tier);
  }
  return tier;
}

}  // namespace tierline::prover
