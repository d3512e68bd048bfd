// The tier of an account: the highest one met, or one that days before have led to, of which only
// what the day itself says is known.
#include <algorithm>

#include "compiler/prover/conditions/encoder.hpp"

namespace tierline::prover {

using ir::StepId;

namespace {

bool are_kept_alike(const checked::Requirement& a, const checked::Requirement& b) {
  return a.keep == b.keep && a.grace_days == b.grace_days;
}

bool are_alike(const checked::Tier& a, const checked::Tier& b) {
  return a.word == b.word &&
         std::equal(a.requirements.begin(), a.requirements.end(), b.requirements.begin(),
                    b.requirements.end(), are_kept_alike);
}

/// Whether two programs take the same step from one day to the next, if all that they ask of the
/// facts has the same answers.
bool steps_are_alike(const checked::CheckedProgram& a, const checked::CheckedProgram& b) {
  if (!a.status || !b.status) return !a.status && !b.status;
  return a.in_force_from == b.in_force_from &&
         a.status->launch_at_once == b.status->launch_at_once &&
         a.status->demote_limit == b.status->demote_limit &&
         std::equal(a.tiers.begin(), a.tiers.end(), b.tiers.begin(), b.tiers.end(), are_alike);
}

}  // namespace

/// What the tier step looks at on each day; none where the program says nothing.
std::vector<StepId> Encoder::movers_of_tier(int world) const {
  const ir::Ir& program = programs_.of(world);
  std::vector<StepId> movers = program.tier_demands;
  for (const ir::Tier& tier : program.tiers) {
    for (const ir::Requirement& requirement : tier.requirements) movers.push_back(requirement.flag);
  }
  if (!program.status) return movers;
  const ir::Status& status = *program.status;
  movers.insert(movers.end(),
                {status.exists, status.assessing, status.promote_on, status.promote_fault,
                 status.holds_until, status.holds_fault, status.ends, status.ends_known});
  return movers;
}

void Encoder::compare_tiers(const Claim& claim, const Alike& alike) {
  for (int world = 0; world < 2; ++world) {
    std::vector<StepId> movers = movers_of_tier(world);
    std::erase_if(movers, [](StepId step) { return step.is_none(); });
    encode(world, claim, movers);
  }
  own_tiers_ = !movers_are_alike(alike);
  if (!own_tiers_) return;
  // What was encoded of the second world took the tier of the day before for a common one.
  values_[1].assign(programs_.of(1).steps.size(), {});
  std::vector<StepId> movers = movers_of_tier(1);
  std::erase_if(movers, [](StepId step) { return step.is_none(); });
  encode(1, claim, movers);
}

/// Whatever moves the tier from one day to the next says the same in both worlds. The tier of the
/// day before is one variable for both here: by induction over the days it is the same.
bool Encoder::movers_are_alike(const Alike& alike) {
  if (!steps_are_alike(*programs_.of(0).program, *programs_.of(1).program)) return false;
  const std::vector<StepId> first = movers_of_tier(0);
  const std::vector<StepId> second = movers_of_tier(1);
  const auto same = [&](StepId a, StepId b) {
    if (a.is_none() || b.is_none()) return a.is_none() && b.is_none();
    const Term zero = value(0, a);
    const Term one = value(1, b);
    return zero == one || (alike && alike(zero, one));
  };
  return std::equal(first.begin(), first.end(), second.begin(), second.end(), same);
}

/// A tier that days before the one at hand have led to.
Term Encoder::held(Term variable) {
  definitions_.approximate(variable, kHeldTier);
  return variable;
}

/// A day of the past; where the state has no such day, any that suits.
Term Encoder::moment(uint32_t number) {
  Range days = any_day();
  days.low = BigInt(*program().in_force_from);
  return terms_.integer_variable("state.day " + std::to_string(number + 1), std::move(days));
}

bool Encoder::is_held(const Place& place) const {
  return place.ledger == UINT32_MAX && program().account.fields[place.field].held.has_value();
}

/// The tier of another day. Each world has its own, for what differs may have moved it.
Term Encoder::tier_on(Place place) {
  if (claim_->kind != ClaimKind::Always) place.world = world_;
  const Term tier = held(inputs_.at(place, false).value);
  if (!step_) return tier;
  tier_before();
  step_->say_of_tier_on(place.field, tier);
  return tier;
}

Term Encoder::tier_before() {
  if (encoding_.first_day) return terms_.number(0);
  const Term before = held(inputs_.tier_before(tier_world(), program()));
  return step_ ? step_->before(before, inputs_.today()) : before;
}

Term Encoder::tier() {
  if (!program().status) return highest_met();
  if (step_) {
    tier_before();
    return step_->now();
  }
  const StepId step = ir().status->exists;
  const Term exists = step.is_none() ? terms_.truth(true) : value(world_, step);
  const Term placed = terms_.choose(exists, highest_met(), terms_.number(0));
  if (encoding_.first_day) return placed;
  const Term tier = held(inputs_.tier(tier_world(), program()));
  say_of_tier(tier, exists, placed);
  return tier;
}

/// What of a held tier follows from the facts of the day alone: none before the first day, nor for
/// an account that does not exist; on the first day, where all are placed at once, the highest that
/// is met; and what is neither graced nor assessed is met by whoever holds the tier.
void Encoder::say_of_tier(Term tier, Term exists, Term placed) {
  const checked::Status& status = *program().status;
  const Term none = terms_.equal(tier, terms_.number(0));
  definitions_.fact(tier, terms_.either(exists, none));
  if (program().in_force_from) {
    const Term first = terms_.number(*program().in_force_from);
    const Term today = inputs_.today();
    definitions_.fact(tier, terms_.implies(terms_.below(today, first), none));
    if (status.launch_at_once) {
      const Term is_placed = terms_.equal(tier, placed);
      definitions_.fact(tier, terms_.implies(terms_.equal(today, first), is_placed));
    }
  }
  if (status.holds_until || status.demote_limit != 0) return;
  for (const ir::Tier& level : ir().tiers) {
    const Term held = terms_.equal(tier, terms_.number(level.word));
    for (const ir::Requirement& requirement : level.requirements) {
      if (requirement.keep != checked::Keep::Plain) continue;
      definitions_.fact(tier, terms_.implies(held, value(world_, requirement.flag)));
    }
  }
}

Term Encoder::highest_met() {
  Term tier = terms_.number(0);
  for (const ir::Tier& above : ir().tiers) {
    std::vector<Term> flags;
    for (const ir::Requirement& requirement : above.requirements) {
      flags.push_back(value(world_, requirement.flag));
    }
    tier = terms_.choose(terms_.all(flags), terms_.number(above.word), tier);
  }
  return tier;
}

}  // namespace tierline::prover
