#include "runtime/timeline/lasting_decider.hpp"

namespace tierline::timeline {

using decision::Decision;

void LastingDecider::decide(const batch::Batch& batch, size_t account, Day today,
                            Decision& decision) {
  state_.day = kNoDay;
  ask(batch, account, today, decision);
  if (!decision.fault) extend(batch, account, today, decision);
}

void LastingDecider::decide(const batch::Batch& batch, size_t account, Day today,
                            Decision& decision, decision::Trace& trace) {
  engine_.decide(batch, account, today, later_, trace);
  decide(batch, account, today, decision);
}

/// With a status the account's state is carried on from the day asked for last.
void LastingDecider::ask(const batch::Batch& batch, size_t account, Day day, Decision& decision) {
  if (program_.status) {
    engine_.go_on(batch, account, day, state_, decision);
  } else {
    engine_.decide(batch, account, day, decision);
  }
}

void LastingDecider::extend(const batch::Batch& batch, size_t account, Day today,
                            Decision& decision) {
  const Day last = program_.header.in_force_until.value_or(calendar::kDayMax);
  // Totals are of one day, and only of programs for which one look is enough.
  if (!batch.reduced.empty() && decision.valid_until.value_or(last) < last) return;
  for (Day asked = today; decision.valid_until.value_or(last) < last;) {
    if (*decision.valid_until == asked) return;
    asked = *decision.valid_until;
    ask(batch, account, asked, later_);
    if (later_.fault) return;
    decision.valid_until = later_.valid_until;
  }
  decision.valid_until = program_.header.in_force_until;
}

}  // namespace tierline::timeline
