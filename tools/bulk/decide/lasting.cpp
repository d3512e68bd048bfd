#include "tools/bulk/decide/lasting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tierline::bulk {

using calendar::Day;
using decision::Decision;

void LastingDecider::decide(const batch::Batch& batch, size_t account, Day today,
                            Decision& decision) {
  state_.day = timeline::kNoDay;
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
  for (Day asked = today; decision.valid_until.value_or(last) < last;) {
    if (*decision.valid_until == asked) return;
    asked = *decision.valid_until;
    ask(batch, account, asked, later_);
    if (later_.fault) return;
    decision.valid_until = later_.valid_until;
  }
  decision.valid_until = program_.header.in_force_until;
}

std::string describe_fault(const decision::Fault& fault, Day day, Day today,
                           const bytecode::Bytecode& program) {
  const std::string reason = decision::describe(fault, program);
  return day == today ? reason : fmt::format("{}: {}", calendar::to_text(day), reason);
}

std::string describe_fault(const Decision& decision, Day today, const bytecode::Bytecode& program) {
  return describe_fault(*decision.fault, decision.fault_day, today, program);
}

}  // namespace tierline::bulk
