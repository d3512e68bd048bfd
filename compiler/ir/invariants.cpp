// What every Ir promises. The passes must keep it; emit relies on it.
#include <fmt/format.h>

#include "compiler/ir/ir.hpp"

namespace tierline::ir {

namespace {

class Check {
 public:
  explicit Check(const Ir& ir) : ir_(ir) {}

  std::optional<std::string> run() {
    for (uint32_t i = 0; i < ir_.steps.size() && !broken_; ++i) check_step(i);
    if (!broken_) check_roots();
    if (!broken_) check_scopes();
    return broken_;
  }

 private:
  template <class... Args>
  void need(bool holds, fmt::format_string<Args...> words, Args&&... args) {
    if (!holds && !broken_) broken_ = place_ + fmt::format(words, std::forward<Args>(args)...);
  }

  static bool fits(Operand operand, Storage kind) {
    switch (operand) {
      case Operand::None:
        return false;
      case Operand::Bool:
        return kind == Storage::Bool;
      case Operand::Number:
        return kind == Storage::Number;
      case Operand::Day:
        return kind == Storage::Day;
      case Operand::Enum:
        return kind == Storage::Enum;
      case Operand::Text:
        return kind == Storage::Text;
      case Operand::Same:
        return kind != Storage::Text;
      case Operand::Any:
        return true;
    }
    return false;
  }

  void check_step(uint32_t index) {
    const Step& step = ir_.steps[index];
    const OpInfo& op = info(step.op);
    place_ = fmt::format("step %{} ({}): ", index, op.name);
    for (size_t i = 0; i < 3; ++i) {
      const StepId arg = step.args[i];
      need(arg.is_none() == (op.operands[i] == Operand::None), "operand {} is missing or extra", i);
      if (arg.is_none() || broken_) continue;
      need(arg.value < index, "operand {} comes later", i);
      if (broken_) return;
      need(fits(op.operands[i], ir_[arg].type.kind), "operand {} is of another kind", i);
      check_level(step, ir_[arg]);
    }
    if (broken_) return;
    need(op.result == Operand::None || fits(op.result, step.type.kind), "its own kind");
    check_types(step, op);
  }

  void check_level(const Step& step, const Step& arg) {
    const uint32_t level = is_reduction(step.op) ? step.ref + 1 : step.level;
    need(arg.level == kAccountLevel || arg.level == level, "an operand of another ledger");
    need(!is_reduction(step.op) || step.level == kAccountLevel, "a reduction inside a ledger");
  }

  /// Numbers that meet have one scale; only a product has the sum of two, only a division any.
  void check_types(const Step& step, const OpInfo& op) {
    const auto scale = [&](size_t i) { return ir_[step.args[i]].type.scale; };
    if (step.op == Op::mul_) return need(step.type.scale == scale(0) + scale(1), "its scale");
    if (step.op == Op::divide_) return;
    std::optional<Type> same;
    for (size_t i = 0; i < 3; ++i) {
      if (op.operands[i] != Operand::Same) continue;
      const Type& type = ir_[step.args[i]].type;
      need(!same || *same == type, "operands of different types");
      same = type;
    }
    if (op.result == Operand::Same) need(same && *same == step.type, "a result of another type");
    if (step.op == Op::add_ || step.op == Op::sub_) {
      need(scale(0) == scale(1) && scale(0) == step.type.scale, "numbers of different scales");
    }
    if (step.op == Op::negate_ || step.op == Op::reduce_sum_ || step.op == Op::collect_) {
      need(scale(0) == step.type.scale, "another scale than its operand");
    }
  }

  void check_roots() {
    place_ = "outputs: ";
    need(ir_.outputs.size() == ir_.program->outputs.size(), "not one for each of the program");
    for (const Output& output : ir_.outputs) {
      need(output.value.value < ir_.steps.size(), "no such step");
      need(broken_ || ir_[output.value].level == kAccountLevel, "an output of an entry");
    }
    place_ = "splits: ";
    need(ir_.splits.size() == ir_.program->splits.size(), "not one for each of the program");
    for (size_t i = 0; i < ir_.splits.size() && !broken_; ++i) check_split(i);
    place_ = "requirements: ";
    for (const Tier& tier : ir_.tiers) {
      for (const Requirement& requirement : tier.requirements) {
        need(requirement.flag.value < ir_.steps.size(), "no such step");
        need(broken_ || ir_[requirement.flag].type.kind == Storage::Bool, "a flag is a bool");
        for (const Ask& ask : requirement.asks) {
          check_condition(ask.met);
          check_condition(ask.known);
          need(ask.distance.is_none() || ask.distance.value < ir_.steps.size(), "no such step");
        }
      }
    }
    place_ = "demands: ";
    for (const StepId demand : ir_.demands) check_demand(demand);
    for (const StepId demand : ir_.tier_demands) check_demand(demand);
    if (ir_.status) check_status(*ir_.status);
  }

  void check_demand(StepId demand) {
    need(demand.value < ir_.steps.size() && ir_[demand].op == Op::demand_, "not a demand");
  }

  void check_status(const Status& status) {
    place_ = "status: ";
    const auto check = [&](StepId id, Storage kind) {
      if (id.is_none()) return;
      need(id.value < ir_.steps.size(), "no such step");
      need(broken_ || ir_[id].type.kind == kind, "a step of another kind");
      need(broken_ || ir_[id].level == kAccountLevel, "a step of an entry");
    };
    check(status.exists, Storage::Bool);
    check(status.assessing, Storage::Bool);
    check(status.promote_on, Storage::Day);
    check(status.promote_fault, Storage::Number);
    check(status.holds_until, Storage::Day);
    check(status.holds_fault, Storage::Number);
    check(status.ends, Storage::Day);
    check(status.ends_known, Storage::Bool);
  }

  void check_split(size_t index) {
    const Split& split = ir_.splits[index];
    const checked::Split& asked = ir_.program->splits[index];
    const size_t steps = ir_.steps.size();
    need(split.amount.value < steps && split.collected.value < steps, "no such step");
    if (broken_) return;
    const Step& amount = ir_[split.amount];
    need(amount.level == kAccountLevel && amount.type.kind == Storage::Number &&
             amount.type.scale == asked.type.scale,
         "an amount of another type");
    const Step& collected = ir_[split.collected];
    need(collected.op == Op::collect_ && collected.ref == asked.ledger, "nothing is collected");
  }

  void check_condition(StepId condition) {
    if (condition.is_none()) return;
    need(condition.value < ir_.steps.size(), "no such step");
    need(broken_ || ir_[condition].type.kind == Storage::Bool, "a condition is a bool");
  }

  void check_scopes() {
    for (uint32_t i = 0; i < ir_.scopes.size() && !broken_; ++i) {
      place_ = fmt::format("scope {}: ", i);
      for (const uint32_t group : ir_.scopes[i].groups) {
        need(group < ir_.groups.size(), "no such group");
        if (broken_) return;
        for (const RuleEntry& entry : ir_.groups[group].entries) {
          check_condition(entry.condition);
          need(entry.scope == kNone || entry.scope < i, "an entry leads to a later scope");
        }
      }
      for (const RuleEdge& edge : ir_.scopes[i].edges) {
        check_condition(edge.condition);
        need(edge.scope < i, "an edge leads to a later scope");
      }
    }
  }

  const Ir& ir_;
  std::string place_;
  std::optional<std::string> broken_;
};

}  // namespace

std::optional<std::string> find_broken_invariant(const Ir& ir) { return Check(ir).run(); }

}  // namespace tierline::ir
