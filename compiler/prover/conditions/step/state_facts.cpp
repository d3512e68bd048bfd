// What holds of every state that an account can come to. Each fact is an invariant of the step in
// runtime/timeline/step.cpp: it holds before the first day, and a step from a state of which all of
// them hold leads to one of which they hold; the reason stands at each. Only accounts that are
// decided today count, so no day up to today had a fault.
// A fact too much would prove what is not true. tests/property/law_encoding_test.cpp compares all
// of them with what accounts really come to.
#include "compiler/prover/conditions/in_time.hpp"
#include "compiler/prover/conditions/step/tier_step.hpp"

namespace tierline::prover {

using checked::Keep;
using ir::StepId;

// ---- what is asked on other days ----

/// What asks for the tier of the day before would ask for that of another day here.
std::optional<Term> TierStep::usable(StepId step) {
  if (step.is_none() || looks_back_[step.index()]) return std::nullopt;
  return value_(step);
}

std::optional<Term> TierStep::exists(size_t moment) {
  if (!status_.exists) return terms_.truth(true);
  return usable(ir_.moments[moment].status.exists);
}

std::optional<Term> TierStep::flag(size_t moment, size_t requirement) {
  return usable(ir_.moments[moment].flags[requirement]);
}

/// The flags of a tier that are known.
std::vector<Term> TierStep::flags(size_t moment, size_t tier) {
  std::vector<Term> known;
  for (size_t i = of_tier_[tier].first; i < of_tier_[tier].end; ++i) {
    if (const auto met = flag(moment, i)) known.push_back(*met);
  }
  return known;
}

/// Whether all of a tier is met; nothing if some flag is not known.
std::optional<Term> TierStep::all_met(size_t moment, size_t tier) {
  const std::vector<Term> known = flags(moment, tier);
  if (known.size() < of_tier_[tier].end - of_tier_[tier].first) return std::nullopt;
  return terms_.all(known);
}

Term TierStep::within(Term low, Term day, Term high) {
  return terms_.both(terms_.at_most(low, day), terms_.at_most(day, high));
}

// ---- the state ----

/// Before the first day, and at the end of a day on which the account does not exist, the state is
/// the start state: start() is called, and nothing else is done.
void TierStep::say_of_start() {
  std::vector<Term> start = {terms_.equal(state_.tier, terms_.number(0)),
                             terms_.negation(state_.held_until.there)};
  for (const Crossing& each : state_.crossed) start.push_back(terms_.negation(each.since.there));
  for (const MaybeDay& each : state_.last_met) start.push_back(terms_.negation(each.there));
  for (const Term each : state_.passed) start.push_back(each);
  for (const Term each : start) say(terms_.either(existed_, each));
}

/// The day before the first one of those on which the account has existed without a break, it did
/// not exist, or the program was not in force. Where existing has no gap, it has existed since any
/// day on which it did.
void TierStep::say_of_existence() {
  say(terms_.implies(existed_, within(first_, state_.begun, yesterday_)));
  const auto on_it = exists(plan_.begun);
  const auto before_it = exists(plan_.before_begun);
  if (on_it) say(terms_.implies(existed_, *on_it));
  if (before_it) {
    const Term later = terms_.both(existed_, terms_.below(first_, state_.begun));
    say(terms_.implies(later, terms_.negation(*before_it)));
  }
  const bool no_gap = !status_.exists || has_no_gap_in_time(ir_, ir_.status->exists);
  for (const size_t said : said_) {
    const auto then = exists(said);
    if (!then) continue;
    const Term lasts = terms_.both(existed_, within(state_.begun, day(said), yesterday_));
    say(terms_.implies(lasts, *then));
    const Term was = terms_.all({existed_, within(first_, day(said), yesterday_), *then});
    if (no_gap) say(terms_.implies(was, terms_.at_most(state_.begun, day(said))));
  }
}

/// note_crossings: `crossed` is the day since which the tier has been fully met on every day, as
/// long as the account has existed; it is there if and only if the tier was fully met yesterday.
/// `effective` is what `promote on` said on that day, and had no fault: else the account would be
/// undetermined.
void TierStep::say_of_crossing(size_t tier) {
  const Crossing& crossed = state_.crossed[tier];
  const Term there = crossed.since.there;
  const Term since = crossed.since.day;
  say(terms_.implies(there, terms_.both(existed_, within(state_.begun, since, yesterday_))));
  for (const Term met : flags(plan_.crossed[tier], tier)) say(terms_.implies(there, met));
  for (const Term met : flags(plan_.yesterday, tier)) say(terms_.implies(there, met));
  if (const auto met = all_met(plan_.yesterday, tier)) {
    say(terms_.implies(terms_.both(existed_, *met), there));
  }
  if (const auto met = all_met(plan_.before_crossed[tier], tier)) {
    const Term later = terms_.both(there, terms_.below(state_.begun, since));
    say(terms_.implies(later, terms_.negation(*met)));
  }
  if (const auto fault = usable(ir_.moments[plan_.crossed[tier]].status.promote_fault)) {
    say(terms_.implies(there, terms_.equal(*fault, terms_.number(0))));
  }
  say(terms_.implies(terms_.both(there, was_due(crossed)),
                     terms_.at_most(word(tier), state_.tier)));
}

/// promotable() of yesterday was no more than yesterday's tier, which is the higher of that and
/// another. What was met at the launch, and ever since, is held since: it is kept on each day,
/// assessments included.
Term TierStep::was_due(const Crossing& crossed) {
  const Term due = terms_.at_most(crossed.due, yesterday_);
  if (!status_.launch_at_once) return due;
  return terms_.either(due, terms_.equal(crossed.since.day, first_));
}

/// remember_flags: `last_met` is the last day on which the requirement was met, since the account
/// has existed. What is crossed was met yesterday.
void TierStep::say_of_last_met(size_t requirement) {
  if (!plan_.met[requirement]) return;
  const MaybeDay& last = state_.last_met[requirement];
  const Term on_yesterday = terms_.both(last.there, terms_.equal(last.day, yesterday_));
  say(terms_.implies(last.there,
                     terms_.both(existed_, within(state_.begun, last.day, yesterday_))));
  const size_t first = plan_.alike[requirement];
  const size_t asked = plan_.met[first] == plan_.met[requirement] ? first : requirement;
  if (const auto met = flag(*plan_.met[requirement], asked)) {
    say(terms_.implies(last.there, *met));
  }
  if (const auto met = flag(plan_.yesterday, requirement)) {
    say(terms_.implies(terms_.both(existed_, *met), on_yesterday));
  }
  for (size_t i = 0; i < state_.crossed.size(); ++i) {
    const bool asks = requirement >= of_tier_[i].first && requirement < of_tier_[i].end;
    if (asks) say(terms_.implies(state_.crossed[i].since.there, on_yesterday));
  }
}

/// A day that the claim asks for: from `crossed` on all was met on it, and what was met on it was
/// met no longer ago.
void TierStep::say_of_said(size_t moment) {
  for (size_t i = 0; i < state_.crossed.size(); ++i) {
    const MaybeDay& since = state_.crossed[i].since;
    const Term lasts = terms_.both(since.there, within(since.day, day(moment), yesterday_));
    for (const Term met : flags(moment, i)) say(terms_.implies(lasts, met));
  }
  const Term existed = terms_.both(existed_, within(state_.begun, day(moment), yesterday_));
  for (size_t i = 0; i < requirements_.size(); ++i) {
    const auto met = flag(moment, i);
    if (!plan_.met[i] || !met) continue;
    const Term no_earlier =
        terms_.both(state_.last_met[i].there, terms_.at_most(day(moment), state_.last_met[i].day));
    say(terms_.implies(terms_.both(existed, *met), no_earlier));
  }
}

/// reach: `held until` is what was said on the day on which the tier was reached, without a fault;
/// `none` is not held.
void TierStep::say_of_hold() {
  const Term none = terms_.equal(state_.tier, terms_.number(0));
  say(terms_.either(none, terms_.both(existed_, within(state_.begun, state_.reached, yesterday_))));
  if (!status_.holds_until) return;
  say(terms_.same(state_.held_until.there, terms_.negation(none)));
  if (const auto fault = usable(ir_.moments[plan_.reached].status.holds_fault)) {
    say(terms_.either(none, terms_.equal(*fault, terms_.number(0))));
  }
}

/// Whether yesterday's tier stood because it was kept, or met altogether, and not because a hold or
/// the limit of a fall kept it up. Where a fall may end because of the limit, that is sure only of
/// a tier that was held before yesterday: a day later it would have fallen on. A hold that ended
/// before yesterday, or began with a tier reached yesterday, kept nothing up.
Term TierStep::checked_yesterday(size_t tier) {
  Term checked = terms_.truth(true);
  const size_t limit = status_.demote_limit;
  const bool lands_here = limit != 0 && tier + limit < ir_.tiers.size();
  if (lands_here) checked = terms_.below(state_.reached, yesterday_);
  if (!status_.holds_until) return checked;
  const Term over = terms_.either(terms_.below(state_.held_until.day, yesterday_),
                                  terms_.equal(state_.reached, yesterday_));
  return terms_.both(checked, over);
}

/// What is assessed: while a tier is held without a hold, no assessment can have failed: on its day
/// the tier would neither have been kept nor fully met. Under a hold an assessment may have failed,
/// and the tier stand because all of it is met again.
Term TierStep::kept_yesterday(size_t tier, size_t requirement) {
  const ir::Requirement& asked = *requirements_[requirement];
  if (asked.keep == Keep::Grace) {
    const MaybeDay& last = state_.last_met[requirement];
    const Term end = terms_.add(last.day, terms_.number(asked.grace_days));
    return terms_.both(last.there, terms_.at_most(yesterday_, end));
  }
  if (asked.keep == Keep::Plain) {
    return flag(plan_.yesterday, requirement).value_or(terms_.truth(true));
  }
  if (!status_.holds_until) return state_.passed[requirement];
  return terms_.either(state_.passed[requirement], state_.crossed[tier].since.there);
}

/// Yesterday's tier was kept yesterday, requirement by requirement: it is the higher of the highest
/// one kept and one that was fully met, and what is met is kept, but for an assessment that failed.
void TierStep::say_of_holding(size_t tier) {
  const Term held = terms_.both(terms_.equal(state_.tier, word(tier)), checked_yesterday(tier));
  for (size_t i = of_tier_[tier].first; i < of_tier_[tier].end; ++i) {
    say(terms_.implies(held, kept_yesterday(tier, i)));
  }
}

/// On the first day on which the account exists nothing is held, so the tier is one that is
/// promotable; at the launch the highest that is met.
void TierStep::say_of_first_day() {
  const Term began = terms_.both(existed_, terms_.equal(state_.begun, yesterday_));
  Term level = terms_.number(0);
  for (size_t i = 0; i < state_.crossed.size(); ++i) {
    const Crossing& crossed = state_.crossed[i];
    level = terms_.choose(terms_.both(crossed.since.there, was_due(crossed)), word(i), level);
  }
  say(terms_.implies(began, terms_.equal(state_.tier, level)));
}

// ---- the tier of another day ----

/// A moment whose day asks for the tier before is no day that can be spoken of.
void TierStep::say_of_tier_on(uint32_t field, Term tier) {
  const auto moment = plan_.held.find(field);
  if (moment == plan_.held.end()) return;
  const StepId day = ir_.moments[moment->second].day;
  if (!looks_back_[day.index()]) say_of_day(moment->second, tier);
}

/// None before the first day, nor when the account does not exist; the tier of yesterday and of
/// today are known, and yesterday's was held since it was reached, and not on the day before.
void TierStep::say_of_day(size_t moment, Term tier) {
  const Term on = day(moment);
  const Term none = terms_.equal(tier, terms_.number(0));
  const auto say_if = [&](Term when, Term then) {
    definitions_.fact(tier, terms_.implies(when, then));
  };
  say_if(terms_.below(on, first_), none);
  if (const auto there = exists(moment)) say_if(terms_.negation(*there), none);
  const Term same = terms_.equal(tier, state_.tier);
  say_if(terms_.both(terms_.equal(on, yesterday_), terms_.below(first_, today_)), same);
  say_if(terms_.equal(on, today_), terms_.equal(tier, now()));
  const Term held = terms_.negation(terms_.equal(state_.tier, terms_.number(0)));
  say_if(terms_.both(held, within(state_.reached, on, yesterday_)), same);
  const Term before = terms_.add(state_.reached, terms_.number(-1));
  say_if(terms_.both(held, terms_.equal(on, before)), terms_.negation(same));
  for (size_t i = 0; i < ir_.tiers.size(); ++i) say_of_holding_on(moment, tier, i);
}

/// As say_of_crossing and say_of_holding, of the end of that day. What had been met within the
/// grace then was met no longer ago since, if the account has existed without a break.
void TierStep::say_of_holding_on(size_t moment, Term tier, size_t level) {
  const Term on = day(moment);
  const Crossing& crossed = state_.crossed[level];
  Term due = terms_.at_most(crossed.due, on);
  if (status_.launch_at_once) due = terms_.either(due, terms_.equal(crossed.since.day, first_));
  const Term was =
      terms_.all({crossed.since.there, within(crossed.since.day, on, yesterday_), due});
  definitions_.fact(tier, terms_.implies(was, terms_.at_most(word(level), tier)));
  if (status_.holds_until || status_.demote_limit != 0) return;
  const Term held = terms_.equal(tier, word(level));
  const Term lasts = terms_.all({held, existed_, within(state_.begun, on, yesterday_)});
  for (size_t i = of_tier_[level].first; i < of_tier_[level].end; ++i) {
    const ir::Requirement& asked = *requirements_[i];
    if (asked.keep == Keep::Plain) {
      if (const auto met = flag(moment, i)) definitions_.fact(tier, terms_.implies(held, *met));
    }
    if (asked.keep != Keep::Grace) continue;
    const MaybeDay& last = state_.last_met[i];
    const Term end = terms_.add(last.day, terms_.number(asked.grace_days));
    const Term met = terms_.both(last.there, terms_.at_most(on, end));
    definitions_.fact(tier, terms_.implies(lasts, met));
  }
}

}  // namespace tierline::prover
