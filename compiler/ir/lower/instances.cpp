// Instances: what is lowered once and used often, and the drivers that lower all outputs and
// requirements. Definitions may call each other in chains of any length; the stack may not.
#include "base/assert.hpp"
#include "compiler/ir/lower/lowering.hpp"

namespace tierline::ir {

namespace {

// Instances on top of each other on the stack. Each may hold an expression as deep as
// base::kNestingMax allows, some 200 KiB; beyond this many they are lowered from the bottom up.
constexpr int kInstancesDeep = 12;

std::vector<uint32_t> key_of(const Instance& instance) {
  std::vector<uint32_t> key = {static_cast<uint32_t>(instance.kind), instance.ref, instance.ledger,
                               instance.today.value};
  for (const Value& value : instance.arguments) {
    key.insert(key.end(), {static_cast<uint32_t>(value.kind), value.first.value, value.second.value,
                           value.known.value, value.fault.value});
  }
  return key;
}

}  // namespace

Lowering::Lowering(const checked::CheckedProgram& program) : program_(program), build_(ir_) {
  ir_.program = &program;
  now_ = step(Op::today_, kDay);
  RuleGroup tier;
  tier.name = "tier";
  tier.pick = Pick::Tier;
  tier_group_ = scopes_.add_group(std::move(tier));
}

Ir Lowering::run(const std::vector<AskedMoment>& moments) {
  add_table_lists();
  lower_tiers();
  lower_outputs();
  lower_splits();
  for (const AskedMoment& asked : moments) {
    ir_.moments.push_back(settled([&] { return lower_moment(asked); }));
  }
  scopes_.finish(ir_);
  return std::move(ir_);
}

/// Lowers the instance unless it has been, and notes that the context looked at it.
Value Lowering::lower(const Instance& instance, const Context& context) {
  const std::vector<uint32_t> key = key_of(instance);
  auto found = instances_.find(key);
  if (found == instances_.end()) {
    if (depth_ >= kInstancesDeep) throw Postponed{instance};
    ++depth_;
    const Span outer = span_;
    Lowered lowered = lower_body(instance);
    span_ = outer;
    --depth_;
    found = instances_.emplace(key, std::move(lowered)).first;
  }
  RuleEdge edge;
  edge.scope = found->second.scope;
  scopes_.lead(context.scope, edge);
  return found->second.value;
}

Lowering::Lowered Lowering::lower_body(const Instance& instance) {
  Context context;
  context.today = instance.today;
  context.ledger = instance.ledger;
  context.scope = scopes_.open();
  context.parameters = &instance.arguments;
  Value value;
  switch (instance.kind) {
    case InstanceKind::Define:
      value = define(program_.defines[instance.ref], context);
      break;
    case InstanceKind::Derived: {
      const checked::Field& field = program_.ledgers[instance.ledger].fields[instance.ref];
      value = to_type(lower(*field.value, context), field.type);
      if (!field.clause) break;
      RuleGroup group;
      group.name = program_.ledgers[instance.ledger].name + "." + field.name;
      group.entries.push_back({"", {}, kNone, *field.clause, field.span});
      scopes_.show(context.scope, std::move(group));
      break;
    }
    case InstanceKind::Axis:
      value = lower(program_.bands[instance.ref].axis, context);
      break;
    case InstanceKind::Condition:
      value = lower(ExprId{instance.ref}, context);
      break;
    case InstanceKind::TierAt:
      value = tier_at(context);
      break;
  }
  return {value, context.scope};
}

/// Lowers an instance from the bottom up: whatever is postponed comes first.
void Lowering::settle(Instance first) {
  std::vector<Instance> work;
  work.push_back(std::move(first));
  while (!work.empty()) {
    Context nobody;
    nobody.scope = scopes_.open();
    depth_ = 0;
    try {
      lower(Instance(work.back()), nobody);
      work.pop_back();
    } catch (Postponed& postponed) {
      work.push_back(std::move(postponed.instance));
    }
  }
  depth_ = 0;
}

template <class Work>
auto Lowering::settled(Work work) -> decltype(work()) {
  while (true) {
    try {
      return work();
    } catch (Postponed& postponed) {
      settle(std::move(postponed.instance));
    }
  }
}

/// With a status every requirement is asked for on every day; without one only those from the
/// highest tier down, no further than to the first tier that is met.
void Lowering::lower_tiers() {
  StepId fault_of_any;
  for (const checked::Tier& tier : program_.tiers) {
    std::vector<Value> flags;
    ir_.tiers.push_back(lower_tier(tier, flags));
    StepId met = build_.boolean(true);
    for (const Value& flag : flags) {
      met = both(met, flag.first);
      fault_of_any = worst(fault_of_any, flag.fault);
    }
    tier_fault_ = worst(fault_of_all(flags), fault_if(negation(met), tier_fault_));
  }
  if (!program_.status) return;
  tier_fault_ = {};
  lower_status(*program_.status, fault_of_any);
}

Tier Lowering::lower_tier(const checked::Tier& tier, std::vector<Value>& flags) {
  Tier lowered;
  lowered.word = tier.word;
  lowered.span = tier.span;
  for (const checked::Requirement& asked : tier.requirements) {
    Requirement requirement;
    requirement.name = asked.name;
    requirement.keep = asked.keep;
    requirement.grace_days = asked.grace_days;
    requirement.clause = asked.clause.value_or(kNone);
    requirement.span = asked.span;
    Context context;
    context.today = now_;
    flags.push_back(settled([&] { return condition(asked, context, requirement.scope); }));
    requirement.flag = flags.back().first;
    requirement.asks = settled([&] { return asks_of(asked.condition, context); });
    lowered.requirements.push_back(std::move(requirement));
  }
  return lowered;
}

/// What an account must answer while it exists is demanded before the tier is known. The faults of
/// days that are needed only when a tier is reached stand beside them.
void Lowering::lower_status(const checked::Status& status, StepId fault) {
  const auto lowered = [&](const std::optional<ExprId>& id) {
    if (!id) return Value{};
    return settled([&] {
      Context context;
      context.today = now_;
      context.scope = scopes_.open();
      return lower(*id, context);
    });
  };
  const Value exists = lowered(status.exists);
  const Value ends = lowered(status.ends);
  const Value assessing = lowered(status.assessing);
  const Value promote_on = lowered(status.promote_on);
  const Value holds_until = lowered(status.holds_until);
  fault = worst(fault, assessing.fault);
  if (!exists.first.is_none()) fault = worst(exists.fault, fault_if(exists.first, fault));
  if (!fault.is_none()) ir_.tier_demands.push_back(step(Op::demand_, {}, fault));
  ir_.status = {exists.first,      assessing.first,   promote_on.first, promote_on.fault,
                holds_until.first, holds_until.fault, ends.first,       ends.known};
}

void Lowering::lower_outputs() {
  for (const checked::Output& output : program_.outputs) {
    Output lowered;
    const Value value = settled([&] {
      Context context;
      context.today = now_;
      context.scope = lowered.scope = scopes_.open();
      return to_type(lower(output.value, context), output.type);
    });
    TIERLINE_ASSERT(value.known.is_none());
    TIERLINE_ASSERT(value.second.is_none());
    lowered.value = value.first;
    if (!value.fault.is_none()) ir_.demands.push_back(step(Op::demand_, {}, value.fault));
    ir_.outputs.push_back(lowered);
  }
}

void Lowering::lower_splits() {
  for (const checked::Split& asked : program_.splits) {
    ir_.splits.push_back(settled([&] { return split(asked); }));
  }
}

}  // namespace tierline::ir
