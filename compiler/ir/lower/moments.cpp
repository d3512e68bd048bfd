// What the tier step looks at, on other days than today: the same conditions, lowered once more
// under the day of the moment. Their faults are not asked for: whoever is decided today had none on
// any day on which the account existed.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

StepId Lowering::day_of(const AskedMoment& asked) {
  StepId day = now_;
  if (asked.day == AskedMoment::Day::Any) day = step(Op::moment_, kDay, {}, {}, {}, asked.ref);
  if (asked.day == AskedMoment::Day::Said) {
    Context today;
    today.today = now_;
    today.scope = scopes_.open();
    day = lower(ExprId{asked.ref}, today).first;
  }
  return asked.day_before ? step(Op::add_days_, kDay, day, build_.number(-1, 0)) : day;
}

Moment Lowering::lower_moment(const AskedMoment& asked) {
  Context then;
  then.scope = scopes_.open();
  then.today = day_of(asked);
  Moment moment;
  moment.day = then.today;
  for (const checked::Tier& tier : program_.tiers) {
    for (const checked::Requirement& each : tier.requirements) {
      uint32_t scope = kNone;
      const bool wanted =
          asked.flags.size() > moment.flags.size() && asked.flags[moment.flags.size()];
      moment.flags.push_back(wanted ? condition(each, then, scope).first : StepId{});
    }
  }
  if (!asked.status) return moment;
  const auto lowered = [&](const std::optional<ExprId>& id) {
    return id ? lower(*id, then) : Value{};
  };
  const checked::Status& status = *program_.status;
  const Value promote_on = lowered(status.promote_on);
  const Value holds_until = lowered(status.holds_until);
  moment.status.exists = lowered(status.exists).first;
  moment.status.promote_on = promote_on.first;
  moment.status.promote_fault = promote_on.fault;
  moment.status.holds_until = holds_until.first;
  moment.status.holds_fault = holds_until.fault;
  return moment;
}

}  // namespace tierline::ir
