#include "compiler/emit/from_ir.hpp"

#include "base/assert.hpp"
#include "compiler/emit/facts.hpp"
#include "compiler/emit/schedule.hpp"

namespace tierline::emit {

namespace {

using bytecode::kNone;
using ir::StepId;

bytecode::Op opcode_of(ir::Op op) {
  switch (op) {
    case ir::Op::constant_:
    case ir::Op::moment_:
      break;
#define TIERLINE_OPCODE(name, form, result, a, b, c, mode, meaning) \
  case ir::Op::name##_:                                             \
    return bytecode::Op::name##_;
#include "runtime/bytecode/opcodes.def"
#undef TIERLINE_OPCODE
  }
  TIERLINE_ASSERT(!"this is no instruction");
}

class Emitter {
 public:
  Emitter(const ir::Ir& ir, std::string digest)
      : ir_(ir), texts_(out_), registers_(ir.steps.size(), kNone) {
    out_.header.digest = std::move(digest);
  }

  bytecode::Bytecode emit() {
    add_facts(ir_, texts_, out_);
    const Schedule plan = schedule(ir_);
    for (const StepId id : plan.constants) add_constant(id);
    for (const Section& section : plan.sections) add_section(section);
    add_tiers();
    add_outputs();
    add_splits();
    add_rules();
    return std::move(out_);
  }

 private:
  void add_constant(StepId id) {
    const ir::Constant& constant = ir_.constants[ir_[id].ref];
    const bool text = ir_[id].type.kind == ir::Storage::Text;
    const bytecode::BigInt number = text ? texts_.index_of(constant.text) : constant.number;
    register_of_result(id);
    out_.constants.push_back({number});
  }

  /// One register for each step, numbered in the order in which the code meets them.
  uint32_t register_of_result(StepId id) {
    uint32_t& found = registers_[id.index()];
    if (found != kNone) return found;
    found = static_cast<uint32_t>(out_.registers.size());
    const ir::Step& step = ir_[id];
    bytecode::Register reg;
    reg.kind = static_cast<bytecode::ValueKind>(step.type.kind);
    reg.level = step.level;
    reg.scale = static_cast<uint32_t>(step.type.scale);
    reg.enum_index = step.type.enum_index;
    out_.registers.push_back(reg);
    return found;
  }

  uint32_t register_of(StepId id) const {
    if (id.is_none()) return kNone;
    TIERLINE_ASSERT(registers_[id.index()] != kNone);
    return registers_[id.index()];
  }

  void add_section(const Section& section) {
    bytecode::Section made;
    made.phase = section.phase;
    made.level = section.level;
    made.begin = static_cast<uint32_t>(out_.code.size());
    for (const StepId id : section.steps) add_instruction(id);
    made.reduce_begin = static_cast<uint32_t>(out_.code.size());
    for (const StepId id : section.reductions) add_instruction(id);
    made.end = static_cast<uint32_t>(out_.code.size());
    out_.sections.push_back(made);
  }

  /// Operands that are registers come from the step's operands in order, the other one from ref.
  void add_instruction(StepId id) {
    const ir::Step& step = ir_[id];
    bytecode::Instruction code;
    code.op = opcode_of(step.op);
    code.mode = step.mode;
    const bytecode::OpInfo& info = bytecode::info(code.op);
    uint32_t* operands[] = {&code.a, &code.b, &code.c};
    size_t next_arg = 0;
    for (size_t i = 0; i < 3; ++i) {
      if (info.operands[i] == bytecode::Operand::None) continue;
      const bool reg = bytecode::is_register(info.operands[i]);
      *operands[i] = reg ? register_of(step.args[next_arg++]) : step.ref;
    }
    if (info.form != bytecode::Form::Demand) code.dst = register_of_result(id);
    out_.code.push_back(code);
  }

  void add_tiers() {
    for (const ir::Tier& tier : ir_.tiers) {
      bytecode::Tier made;
      made.word = tier.word;
      made.span = tier.span;
      for (const ir::Requirement& need : tier.requirements) {
        made.requirements.push_back({need.name, register_of(need.flag),
                                     static_cast<bytecode::Keep>(need.keep),
                                     static_cast<uint32_t>(need.grace_days), asks(need), need.scope,
                                     need.clause, need.span});
      }
      out_.tiers.push_back(std::move(made));
    }
    if (ir_.status) add_status(*ir_.status, *ir_.program->status);
  }

  std::vector<bytecode::Ask> asks(const ir::Requirement& requirement) const {
    std::vector<bytecode::Ask> made;
    for (const ir::Ask& ask : requirement.asks) {
      bytecode::Ask& out = made.emplace_back();
      out.join = static_cast<bytecode::Join>(ask.join);
      out.size = ask.size;
      out.met = register_of(ask.met);
      out.distance = register_of(ask.distance);
      out.known = register_of(ask.known);
      out.less = ask.less;
      out.beyond = ask.beyond;
      out.days = ask.days;
      if (ask.distance.is_none()) continue;
      out.type.kind = bytecode::ValueKind::Number;
      out.type.measure = static_cast<bytecode::Measure>(ask.unit.measure);
      out.type.currency = ask.unit.currency;
      out.type.scale = static_cast<uint32_t>(ir_[ask.distance].type.scale);
    }
    return made;
  }

  void add_status(const ir::Status& steps, const checked::Status& status) {
    bytecode::Status& made = out_.status.emplace();
    made.launch_at_once = status.launch_at_once;
    made.exists = register_of(steps.exists);
    made.assessing = register_of(steps.assessing);
    made.promote_on = register_of(steps.promote_on);
    made.promote_fault = register_of(steps.promote_fault);
    made.holds_until = register_of(steps.holds_until);
    made.holds_fault = register_of(steps.holds_fault);
    made.ends = register_of(steps.ends);
    made.ends_known = register_of(steps.ends_known);
    made.demote_limit = status.demote_limit;
    made.launch_clause = status.launch_clause.value_or(kNone);
    made.promote_clause = status.promote_clause.value_or(kNone);
    made.assess_clause = status.assess_clause.value_or(kNone);
    made.demote_clause = status.demote_clause.value_or(kNone);
    made.holds_clause = status.holds_clause.value_or(kNone);
    made.span = status.span;
  }

  void add_outputs() {
    for (size_t i = 0; i < ir_.outputs.size(); ++i) {
      const ir::Output& output = ir_.outputs[i];
      out_.outputs.push_back(
          {register_of(output.value), output.scope, ir_.program->outputs[i].span});
    }
  }

  void add_splits() {
    for (size_t i = 0; i < ir_.splits.size(); ++i) {
      const ir::Split& split = ir_.splits[i];
      out_.splits.push_back({register_of(split.amount), register_of(split.collected), split.scope,
                             ir_.program->splits[i].span});
    }
  }

  void add_rules() {
    for (const ir::RuleGroup& group : ir_.groups) {
      bytecode::RuleGroup made;
      made.name = group.name;
      made.pick = static_cast<bytecode::Pick>(group.pick);
      made.table = group.table;
      made.index = register_of(group.index);
      for (const ir::RuleEntry& entry : group.entries) {
        made.entries.push_back(
            {entry.label, register_of(entry.condition), entry.scope, entry.clause, entry.span});
      }
      out_.groups.push_back(std::move(made));
    }
    for (const ir::RuleScope& scope : ir_.scopes) {
      bytecode::RuleScope made;
      made.level = scope.level;
      made.groups = scope.groups;
      for (const ir::RuleEdge& edge : scope.edges) {
        made.edges.push_back({edge.scope, register_of(edge.condition), edge.expected, edge.ledger});
      }
      out_.scopes.push_back(std::move(made));
    }
  }

  const ir::Ir& ir_;
  bytecode::Bytecode out_;
  Texts texts_;
  std::vector<uint32_t> registers_;  // by step
};

static_assert(static_cast<int>(ir::Storage::Text) == static_cast<int>(bytecode::ValueKind::Text));
static_assert(static_cast<int>(ir::Pick::Tier) == static_cast<int>(bytecode::Pick::Tier));
static_assert(static_cast<int>(ir::Join::Any) == static_cast<int>(bytecode::Join::Any));
static_assert(static_cast<int>(checked::Keep::Assessed) ==
              static_cast<int>(bytecode::Keep::Assessed));
static_assert(ir::kPeriodBefore == bytecode::kPeriodBefore);
static_assert(ir::kNothingToSplitOver == bytecode::kNothingToSplitOver);

}  // namespace

bytecode::Bytecode emit(const ir::Ir& ir, std::string digest) {
  return Emitter(ir, std::move(digest)).emit();
}

}  // namespace tierline::emit
