#include "compiler/prover/conditions/step/tier_step.hpp"

#include <set>

#include "base/assert.hpp"
#include "compiler/prover/conditions/days.hpp"

namespace tierline::prover {

using checked::Keep;
using ir::StepId;

TierStep::TierStep(const ir::Ir& ir, const StepPlan& plan, Terms& terms, Definitions& definitions,
                   Numbers& numbers, ValueOf value)
    : ir_(ir),
      plan_(plan),
      terms_(terms),
      definitions_(definitions),
      numbers_(numbers),
      value_(std::move(value)),
      status_(*ir.program->status),
      looks_back_(ir.steps.size()) {
  for (size_t i = 0; i < ir.steps.size(); ++i) {
    looks_back_[i] = ir.steps[i].op == ir::Op::tier_before_ || ir.steps[i].op == ir::Op::tier_;
    for (const StepId arg : ir.steps[i].args) {
      looks_back_[i] = looks_back_[i] || (!arg.is_none() && looks_back_[arg.index()]);
    }
  }
  for (const ir::Tier& tier : ir.tiers) {
    const size_t first = requirements_.size();
    for (const ir::Requirement& each : tier.requirements) requirements_.push_back(&each);
    of_tier_.push_back({first, requirements_.size()});
  }
  std::set<StepId> days;
  for (const size_t said : plan.said) {
    const StepId day = ir.moments[said].day;
    if (!looks_back_[day.index()] && days.insert(day).second) said_.push_back(said);
  }
}

std::vector<StepId> TierStep::needed_before() const {
  std::vector<StepId> needed;
  const auto add = [&](StepId id) {
    if (!id.is_none() && !looks_back_[id.index()]) needed.push_back(id);
  };
  for (const ir::Moment& moment : ir_.moments) {
    add(moment.day);
    for (const StepId flag : moment.flags) add(flag);
    const ir::Status& status = moment.status;
    for (const StepId id : {status.exists, status.promote_on, status.promote_fault,
                            status.holds_until, status.holds_fault}) {
      add(id);
    }
  }
  return needed;
}

std::vector<StepId> TierStep::needed_today() const {
  std::vector<StepId> needed;
  for (const ir::Requirement* each : requirements_) needed.push_back(each->flag);
  const ir::Status& status = *ir_.status;
  for (const StepId id :
       {status.exists, status.assessing, status.promote_on, status.promote_fault}) {
    if (!id.is_none()) needed.push_back(id);
  }
  return needed;
}

// ---- the state at the end of the day before ----

Term TierStep::free_truth(const std::string& name) {
  const Term made = terms_.boolean_variable("state." + name);
  definitions_.approximate(made, kHeldTier);
  return made;
}

Term TierStep::free_day(const std::string& name) {
  const Term made = terms_.integer_variable("state." + name, any_day());
  definitions_.approximate(made, kHeldTier);
  return made;
}

TierStep::MaybeDay TierStep::maybe(const std::string& name, size_t moment) {
  definitions_.approximate(day(moment), kHeldTier);
  return {free_truth(name), day(moment)};
}

void TierStep::make_state() {
  const auto name_of = [&](size_t tier) {
    return ir_.program->enums[0].words[ir_.tiers[tier].word];
  };
  yesterday_ = terms_.subtract(today_, terms_.number(1));
  first_ = terms_.number(*ir_.program->in_force_from);
  const auto there = exists(plan_.yesterday);
  existed_ = terms_.both(terms_.below(first_, today_), there ? *there : free_truth("existed"));
  state_.begun = day(plan_.begun);
  state_.reached = day(plan_.reached);
  state_.held_until = {terms_.truth(false), first_};
  if (status_.holds_until) {
    const auto until = usable(ir_.moments[plan_.reached].status.holds_until);
    state_.held_until = {free_truth("held"), until ? *until : free_day("held until")};
  }
  for (size_t i = 0; i < ir_.tiers.size(); ++i) {
    const MaybeDay since = maybe("fully met: " + name_of(i), plan_.crossed[i]);
    Term due = since.day;
    if (status_.promote_on) {
      const auto on = usable(ir_.moments[plan_.crossed[i]].status.promote_on);
      due = on ? *on : free_day("due: " + name_of(i));
    }
    state_.crossed.push_back({since, due});
  }
  for (size_t i = 0; i < requirements_.size(); ++i) {
    const std::string name = std::to_string(i + 1) + " " + requirements_[i]->name;
    const size_t first = plan_.alike[i];
    state_.passed.push_back(first < i ? state_.passed[first] : free_truth("passed: " + name));
    MaybeDay met{terms_.truth(false), first_};
    if (plan_.met[i]) {
      const bool known = first < i && plan_.met[first];
      met = known ? state_.last_met[first] : maybe("met: " + name, *plan_.met[i]);
    }
    state_.last_met.push_back(met);
  }
}

Term TierStep::before(Term before, Term today) {
  if (!state_.tier.is_none()) return state_.tier;
  state_.tier = before;
  today_ = today;
  definitions_.approximate(before, kHeldTier);
  make_state();
  say_of_start();
  say_of_existence();
  for (size_t i = 0; i < ir_.tiers.size(); ++i) say_of_crossing(i);
  for (size_t i = 0; i < requirements_.size(); ++i) say_of_last_met(i);
  for (const size_t said : said_) say_of_said(said);
  say_of_hold();
  for (size_t i = 0; i < ir_.tiers.size(); ++i) say_of_holding(i);
  say_of_first_day();
  return state_.tier;
}

// ---- today ----

Term TierStep::exists_today() {
  const StepId step = ir_.status->exists;
  return step.is_none() ? terms_.truth(true) : value_(step);
}

Term TierStep::met_today(size_t tier) {
  std::vector<Term> all;
  for (size_t i = of_tier_[tier].first; i < of_tier_[tier].end; ++i) all.push_back(flag_today(i));
  return terms_.all(all);
}

Term TierStep::highest_met() {
  Term level = terms_.number(0);
  for (size_t i = 0; i < ir_.tiers.size(); ++i) {
    level = terms_.choose(met_today(i), word(i), level);
  }
  return level;
}

/// A tier that is crossed today is due on the day to which today leads.
Term TierStep::promotable() {
  const StepId step = ir_.status->promote_on;
  const Term due_from_today = step.is_none() ? today_ : value_(step);
  Term level = terms_.number(0);
  for (size_t i = 0; i < ir_.tiers.size(); ++i) {
    const Crossing& crossed = state_.crossed[i];
    const Term due = terms_.choose(crossed.since.there, terms_.at_most(crossed.due, today_),
                                   terms_.at_most(due_from_today, today_));
    level = terms_.choose(terms_.both(met_today(i), due), word(i), level);
  }
  return level;
}

/// On an assessment day what is met that day counts; on others what was found on the last one.
Term TierStep::kept_today(size_t requirement) {
  const Term met = flag_today(requirement);
  const ir::Requirement& asked = *requirements_[requirement];
  if (asked.keep == Keep::Plain) return met;
  if (asked.keep == Keep::Grace) {
    const MaybeDay& last = state_.last_met[requirement];
    const Term end = terms_.add(last.day, terms_.number(asked.grace_days));
    return terms_.either(met, terms_.both(last.there, terms_.at_most(today_, end)));
  }
  const StepId assessing = ir_.status->assessing;
  if (assessing.is_none()) return state_.passed[requirement];
  return terms_.choose(value_(assessing), met, state_.passed[requirement]);
}

Term TierStep::keepable() {
  Term level = terms_.number(0);
  for (size_t i = 0; i < ir_.tiers.size(); ++i) {
    std::vector<Term> all = {terms_.at_most(word(i), state_.tier)};
    for (size_t k = of_tier_[i].first; k < of_tier_[i].end; ++k) all.push_back(kept_today(k));
    level = terms_.choose(terms_.all(all), word(i), level);
  }
  const Term held =
      terms_.both(state_.held_until.there, terms_.at_most(today_, state_.held_until.day));
  return terms_.choose(held, state_.tier, limited(level));
}

/// Not below the tier that stands so many below yesterday's.
Term TierStep::limited(Term level) {
  const size_t limit = status_.demote_limit;
  if (limit == 0) return level;
  Term floor = terms_.number(0);
  for (size_t i = limit; i < ir_.tiers.size(); ++i) {
    floor = terms_.choose(terms_.at_most(word(i), state_.tier), word(i - limit), floor);
  }
  return numbers_.larger(level, floor);
}

Term TierStep::now() {
  TIERLINE_ASSERT(!state_.tier.is_none());
  if (!now_.is_none()) return now_;
  Term tier = numbers_.larger(keepable(), promotable());
  if (status_.launch_at_once) {
    tier = terms_.choose(terms_.equal(today_, first_), highest_met(), tier);
  }
  const Term exists = exists_today();
  // Who crosses a tier today, and has no day to which that leads, is undetermined.
  const StepId fault = ir_.status->promote_fault;
  for (size_t i = 0; i < ir_.tiers.size() && !fault.is_none(); ++i) {
    const Term crosses =
        terms_.all({exists, met_today(i), terms_.negation(state_.crossed[i].since.there)});
    say(terms_.implies(crosses, terms_.equal(value_(fault), terms_.number(0))));
  }
  now_ = terms_.choose(exists, tier, terms_.number(0));
  return now_;
}

}  // namespace tierline::prover
