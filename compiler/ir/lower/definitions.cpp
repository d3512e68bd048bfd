// Definitions with their exceptions, requirements, and the tier.
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

using checked::Define;
using checked::Exception;

struct Lowering::Alternative {
  StepId applies;
  StepId tried_fault;  // of its `when`
  Value value;
};

Value Lowering::define(const Define& define, const Context& context) {
  const uint32_t clause = define.clause.value_or(kNone);
  RuleGroup group;
  group.name = define.name;
  if (define.exceptions.empty()) {
    const Value value = to_type(lower(define.value, context), define.type);
    group.entries.push_back({"", {}, kNone, clause, define.span});
    if (clause != kNone) scopes_.show(context.scope, std::move(group));
    return value;
  }
  Context general = context;
  general.scope = scopes_.open();
  const Value value = to_type(lower(define.value, general), define.type);
  const Value chosen = with_exceptions(define, checked::kNone, value, {}, group, context);
  group.entries.push_back({"otherwise", {}, general.scope, clause, define.span});
  scopes_.show(context.scope, std::move(group));
  return chosen;
}

/// The first exception to `parent` that applies, else the general value. The group's entries come
/// out so that the first whose condition holds is the one that decided: inner exceptions first.
Value Lowering::with_exceptions(const Define& define, uint32_t parent, const Value& general,
                                StepId guard, RuleGroup& group, const Context& context) {
  std::vector<Alternative> alternatives;
  Context left = context;  // looked at only as long as no sibling before it applies
  for (uint32_t i = 0; i < define.exceptions.size(); ++i) {
    if (define.exceptions[i].parent != parent) continue;
    alternatives.push_back(alternative(define, i, guard, group, left));
    left = inside(left, alternatives.back().applies, false);
  }
  Value chosen = general;
  for (auto at = alternatives.rbegin(); at != alternatives.rend(); ++at) {
    chosen = select(at->applies, at->value, chosen);
    chosen.fault = worst(at->tried_fault, chosen.fault);
  }
  return chosen;
}

Lowering::Alternative Lowering::alternative(const Define& define, uint32_t index, StepId guard,
                                            RuleGroup& group, const Context& context) {
  const Exception& exception = define.exceptions[index];
  Alternative made;
  made.applies = dated(exception.from, exception.until, context.today);
  if (exception.when) {
    const StepId in_time = made.applies;
    const Value when = lower(*exception.when, inside(context, in_time, true));
    made.applies = both(in_time, when.first);
    made.tried_fault = fault_if(in_time, when.fault);
  }
  Context own = context;
  own.scope = scopes_.open();
  const Value value = to_type(lower(exception.value, own), define.type);
  const StepId holds = guard.is_none() ? made.applies : both(guard, made.applies);
  made.value =
      with_exceptions(define, index, value, holds, group, inside(context, made.applies, true));
  const uint32_t clause = exception.clause.value_or(define.clause.value_or(kNone));
  group.entries.push_back({exception.name, holds, own.scope, clause, exception.span});
  return made;
}

/// from <= today <= until, as far as they are given.
StepId Lowering::dated(std::optional<checked::Day> from, std::optional<checked::Day> until,
                       StepId today) {
  StepId holds = build_.boolean(true);
  if (from) holds = both(holds, compare_steps(Relation::LessEqual, day(*from), today));
  if (until) holds = both(holds, compare_steps(Relation::LessEqual, today, day(*until)));
  return holds;
}

/// Met outside its days; within them when its condition holds.
Value Lowering::condition(const checked::Requirement& requirement, const Context& context,
                          uint32_t& scope) {
  const StepId asked = dated(requirement.from, requirement.until, context.today);
  Context own = context;
  own.scope = scopes_.open();
  scope = own.scope;
  const Context inner = inside(own, asked, true);
  const Value holds = lower(
      Instance{InstanceKind::Condition, requirement.condition.value, kNone, context.today, {}},
      inner);
  return {.kind = checked::Kind::Bool,
          .first = either(negation(asked), holds.first),
          .fault = fault_if(asked, holds.fault)};
}

Value Lowering::tier_now(const Context& context) {
  if (context.today != now_) {
    return lower(Instance{InstanceKind::TierAt, 0, kNone, context.today, {}}, context);
  }
  scopes_.show(context.scope, tier_group_);
  const Type tier{.kind = Storage::Enum, .scale = 0, .enum_index = checked::kTierEnum.value};
  return {.kind = checked::Kind::Enum, .first = step(Op::tier_, tier), .fault = tier_fault_};
}

StepId Lowering::fault_of_all(const std::vector<Value>& requirements) {
  StepId fault;
  for (auto at = requirements.rbegin(); at != requirements.rend(); ++at) {
    fault = worst(at->fault, fault_if(at->first, fault));
  }
  return fault;
}

/// The tier on another day: the highest of which all requirements are met then.
Value Lowering::tier_at(const Context& context) {
  const Type type{.kind = Storage::Enum, .scale = 0, .enum_index = checked::kTierEnum.value};
  Value value{.kind = checked::Kind::Enum, .first = build_.constant(type, 0)};
  RuleGroup group;
  group.name = "tier";
  group.pick = Pick::Last;
  group.entries.push_back({program_.enums[0].words[0], {}, kNone, kNone, {}});
  for (const checked::Tier& tier : program_.tiers) {
    StepId met = build_.boolean(true);
    std::vector<Value> all;
    Context own = context;
    own.scope = scopes_.open();
    for (const checked::Requirement& requirement : tier.requirements) {
      RuleEdge edge;
      all.push_back(condition(requirement, context, edge.scope));
      scopes_.lead(own.scope, edge);
      met = both(met, all.back().first);
    }
    value.fault = worst(fault_of_all(all), fault_if(negation(met), value.fault));
    value.first = choose_step(met, build_.constant(type, tier.word), value.first);
    group.entries.push_back({program_.enums[0].words[tier.word], met, own.scope, kNone, tier.span});
  }
  scopes_.show(context.scope, std::move(group));
  return value;
}

}  // namespace tierline::ir
