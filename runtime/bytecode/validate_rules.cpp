// The rule map: what a trace follows. Scopes lead to smaller scopes only, so following them ends.
#include "base/limits.hpp"
#include "runtime/bytecode/validate.hpp"

namespace tierline::bytecode {

void Validator::check_rules() {
  check_outputs();
  check_splits();
  check_tiers();
  check_groups();
  check_scopes();
}

void Validator::check_outputs() {
  at("outputs");
  if (!need(program_.outputs.size() == program_.schema.outputs.size(),
            "not one for each output of the schema")) {
    return;
  }
  for (size_t i = 0; i < program_.outputs.size() && !fault_; ++i) {
    const Output& output = program_.outputs[i];
    const OutputInfo& wanted = program_.schema.outputs[i];
    at("output `{}`", wanted.name);
    if (!need(output.value < program_.registers.size(), "no such register")) return;
    const Register& reg = program_.registers[output.value];
    need(reg.level == kAccountLevel && known_to_outputs_[output.value] != kNone,
         "its register is not written");
    need(reg.kind == wanted.type.kind && reg.scale == wanted.type.scale &&
             reg.enum_index == wanted.type.enum_index,
         "its register is of another type");
    check_scope_below(output.scope, kNone, kAccountLevel);
  }
}

void Validator::check_splits() {
  at("splits");
  if (!need(program_.splits.size() == program_.schema.splits.size(),
            "not one for each split of the schema")) {
    return;
  }
  for (size_t i = 0; i < program_.splits.size() && !fault_; ++i) {
    at("split `{}`", program_.schema.splits[i].name);
    check_split(program_.splits[i], program_.schema.splits[i]);
  }
}

void Validator::check_split(const Split& split, const SplitInfo& info) {
  const size_t registers = program_.registers.size();
  if (!need(split.amount < registers && split.collected < registers, "no such register")) return;
  const Register& amount = program_.registers[split.amount];
  need(amount.level == kAccountLevel && known_to_outputs_[split.amount] != kNone,
       "its amount is not written");
  need(amount.kind == ValueKind::Number && amount.scale == info.type.scale,
       "its amount is of another type");
  const uint32_t index = known_to_outputs_[split.collected];
  if (!need(index < program_.code.size() && program_.code[index].op == Op::collect_,
            "its weights are not collected")) {
    return;
  }
  for (const Section& section : program_.sections) {
    if (index < section.begin || index >= section.end) continue;
    need(section.level == info.ledger + 1, "its weights are those of another ledger");
  }
  check_scope_below(split.scope, kNone, kAccountLevel);
}

void Validator::check_tiers() {
  at("tiers");
  need(program_.tiers.size() <= base::kTierMax, "too many");
  uint32_t below = 0;  // `none`
  for (const Tier& tier : program_.tiers) {
    const bool rising = tier.word > below && tier.word < program_.schema.enums[0].words.size();
    if (!need(rising, "not in rising order")) return;
    below = tier.word;
    for (const Requirement& requirement : tier.requirements) check_requirement(requirement);
  }
  if (program_.status && !fault_) check_status(*program_.status);
}

void Validator::check_requirement(const Requirement& requirement) {
  at("requirement `{}`", requirement.name);
  check_known_to_tier(requirement.flag, ValueKind::Bool);
  need(requirement.keep <= Keep::Assessed, "unknown way to be kept");
  need(requirement.grace_days <= base::kGraceDaysMax, "{} days of grace", requirement.grace_days);
  check_asks(requirement.asks);
  check_scope_below(requirement.scope, kNone, kAccountLevel);
  check_clause(requirement.clause);
}

/// A tree, parents first: every subtree ends where the one around it ends, or earlier.
void Validator::check_asks(const std::vector<Ask>& asks) {
  const auto check = [&](uint32_t index, ValueKind kind) {
    if (!need(index < program_.registers.size(), "no such register")) return;
    const Register& reg = program_.registers[index];
    need(reg.kind == kind && reg.level == kAccountLevel && known_to_asks_[index] != kNone,
         "register {} is not known when a distance is asked for", index);
  };
  std::vector<size_t> ends = {asks.size()};
  for (size_t i = 0; i < asks.size() && !fault_; ++i) {
    const Ask& ask = asks[i];
    while (ends.size() > 1 && ends.back() == i) ends.pop_back();
    need(i == 0 || ends.size() > 1, "two roots of what is asked for");
    need(ask.join <= Join::Any && ask.size >= 1 && ask.size <= ends.back() - i &&
             (ask.join == Join::Leaf) == (ask.size == 1),
         "what is asked for is no tree");
    if (fault_) return;
    ends.push_back(i + ask.size);
    check(ask.met, ValueKind::Bool);
    if (ask.distance != kNone) check(ask.distance, ValueKind::Number);
    if (ask.known != kNone) check(ask.known, ValueKind::Bool);
    check_type(ask.type);
  }
}

void Validator::check_known_to_tier(uint32_t index, ValueKind kind) {
  if (!need(index < program_.registers.size(), "no such register")) return;
  const Register& reg = program_.registers[index];
  need(reg.kind == kind && reg.level == kAccountLevel && known_to_tier_[index] != kNone,
       "register {} is not known when the tier is asked for", index);
}

void Validator::check_status(const Status& status) {
  at("status");
  need(program_.header.in_force_from.has_value(), "a program without a first day");
  const auto check = [&](uint32_t index, ValueKind kind) {
    if (index != kNone) check_known_to_tier(index, kind);
  };
  check(status.exists, ValueKind::Bool);
  check(status.assessing, ValueKind::Bool);
  check(status.promote_on, ValueKind::Day);
  check(status.promote_fault, ValueKind::Number);
  check(status.holds_until, ValueKind::Day);
  check(status.holds_fault, ValueKind::Number);
  check(status.ends, ValueKind::Day);
  check(status.ends_known, ValueKind::Bool);
  for (const uint32_t clause : {status.launch_clause, status.promote_clause, status.assess_clause,
                                status.demote_clause, status.holds_clause}) {
    check_clause(clause);
  }
}

void Validator::check_groups() {
  for (const RuleGroup& group : program_.groups) {
    at("rule group `{}`", group.name);
    if (fault_) return;
    need(group.pick <= Pick::Tier, "unknown way to pick");
    if (group.pick == Pick::Cell) {
      need(group.table < program_.tables.size(), "unknown table");
      need(group.index < program_.registers.size(), "no such register");
    }
    for (const RuleEntry& entry : group.entries) check_clause(entry.clause);
  }
}

void Validator::check_scopes() {
  for (uint32_t i = 0; i < program_.scopes.size() && !fault_; ++i) {
    at("rule scope {}", i);
    check_scope(i);
  }
}

void Validator::check_scope(uint32_t scope) {
  const RuleScope& rules = program_.scopes[scope];
  if (!need(rules.level <= program_.schema.ledgers.size(), "unknown ledger")) return;
  for (const uint32_t group : rules.groups) {
    if (!need(group < program_.groups.size(), "unknown group")) return;
    check_group_in_scope(program_.groups[group], scope);
  }
  for (const RuleEdge& edge : rules.edges) {
    uint32_t level = rules.level;
    if (edge.ledger != kNone) {
      if (!need(edge.ledger < program_.schema.ledgers.size(), "unknown ledger")) return;
      level = edge.ledger + 1;
    }
    check_condition(edge.condition, ValueKind::Bool, level);
    need(edge.scope != kNone, "an edge to nowhere");
    check_scope_below(edge.scope, scope, level);
  }
}

void Validator::check_group_in_scope(const RuleGroup& group, uint32_t scope) {
  const uint32_t level = program_.scopes[scope].level;
  if (group.pick == Pick::Cell) check_condition(group.index, ValueKind::Number, level);
  for (const RuleEntry& entry : group.entries) {
    check_condition(entry.condition, ValueKind::Bool, level);
    check_scope_below(entry.scope, scope, level);
  }
  if (group.pick != Pick::Tier) return;
  for (const Tier& tier : program_.tiers) {
    for (const Requirement& requirement : tier.requirements) {
      check_scope_below(requirement.scope, scope, kAccountLevel);
    }
  }
}

void Validator::check_condition(uint32_t index, ValueKind kind, uint32_t level) {
  if (index == kNone) return;
  if (!need(index < program_.registers.size(), "no such register")) return;
  const Register& reg = program_.registers[index];
  need(reg.kind == kind, "a condition of another kind");
  need(reg.level == kAccountLevel || reg.level == level, "a condition of another ledger");
  need(ever_written_[index] != kNone, "a condition that is never computed");
}

/// A scope that is looked at from `above`, at `level`; kNone is no scope.
void Validator::check_scope_below(uint32_t scope, uint32_t above, uint32_t level) {
  if (scope == kNone) return;
  if (!need(scope < program_.scopes.size() && scope < above, "a scope that does not come before")) {
    return;
  }
  const uint32_t found = program_.scopes[scope].level;
  need(found == kAccountLevel || found == level, "a scope of another ledger");
}

void Validator::check_clause(uint32_t clause) {
  need(clause == kNone || clause < program_.clauses.size(), "unknown clause");
}

}  // namespace tierline::bytecode
