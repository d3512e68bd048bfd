// Bytecode read back into steps. Opcodes and steps are matched by their names in the two tables, not by
// what the emitter takes them for; a register is what was written into it last.
#include <map>

#include "base/assert.hpp"
#include "compiler/prover/translation/translation.hpp"

namespace tierline::prover {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Operand;
using bytecode::Phase;
using bytecode::ValueKind;
using ir::StepId;

ir::Op step_of(bytecode::Op op) {
  static const std::map<std::string_view, ir::Op> by_name = {
#define TIERLINE_STEP(name, result, a, b, c) {#name, ir::Op::name##_},
#include "compiler/ir/steps.def"
#undef TIERLINE_STEP
  };
  const auto found = by_name.find(bytecode::info(op).name);
  TIERLINE_ASSERT(found != by_name.end());
  return found->second;
}

ir::Storage storage_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::Bool:
      return ir::Storage::Bool;
    case ValueKind::Number:
      return ir::Storage::Number;
    case ValueKind::Day:
      return ir::Storage::Day;
    case ValueKind::Enum:
      return ir::Storage::Enum;
    case ValueKind::Text:
      break;
  }
  return ir::Storage::Text;
}

checked::Table table_of(const Bytecode& code, const bytecode::Table& table) {
  checked::Table made;
  made.name = table.name + " of the bytecode";
  const int scale = static_cast<int>(table.type.scale);
  for (uint32_t i = 0; i < table.values.size(); ++i) {
    auto& cell = made.cells.emplace_back();
    if (table.known[i] == 0) continue;
    cell.emplace();
    if (table.type.kind == ValueKind::Text) {
      cell->value.text = code.texts[static_cast<size_t>(table.values[i])];
      continue;
    }
    const auto wide = table.wide.find(i);
    const bool is_wide = table.values[i] == bytecode::kWideCell && wide != table.wide.end();
    cell->value.number = {is_wide ? wide->second : BigInt(table.values[i]), scale};
  }
  return made;
}

class Joining {
 public:
  Joining(const ir::Ir& lowered, const Bytecode& code)
      : code_(code), joined_(std::make_unique<Joined>()), registers_(code.registers.size()) {
    joined_->program = *lowered.program;
    joined_->ir = lowered;
    ir().program = &joined_->program;
    first_list_ = static_cast<uint32_t>(ir().lists.size());
    first_table_ = static_cast<uint32_t>(joined_->program.tables.size());
    demands_ = lowered.demands;
    tier_demands_ = lowered.tier_demands;
    outputs_ = lowered.outputs;
    // Every one of them is compared; none is taken for granted.
    ir().demands.clear();
    ir().tier_demands.clear();
    ir().outputs.clear();
  }

  std::unique_ptr<Joined> run() {
    add_facts();
    for (uint32_t i = 0; i < code_.constants.size(); ++i) add_constant(i);
    for (const bytecode::Section& section : code_.sections) {
      if (section.phase != Phase::Require && section.phase != Phase::Decide) continue;
      for (uint32_t at = section.begin; at < section.end; ++at) add(code_.code[at], section);
    }
    compare_outputs();
    compare_tiers();
    compare_status();
    compare_splits();
    compare_faults("faults", demands_, faults_of_decide_);
    compare_faults("faults of the tier", tier_demands_, faults_of_require_);
    return std::move(joined_);
  }

 private:
  ir::Ir& ir() { return joined_->ir; }

  StepId append(const ir::Step& step) {
    ir().steps.push_back(step);
    return StepId{static_cast<uint32_t>(ir().steps.size() - 1)};
  }

  void add_facts() {
    for (const bytecode::List& list : code_.lists) {
      ir().lists.push_back({storage_of(list.kind), list.numbers, list.texts});
    }
    for (const bytecode::Table& table : code_.tables) {
      joined_->program.tables.push_back(table_of(code_, table));
      ir().tables.emplace_back();
    }
  }

  ir::Type type_of(uint32_t number) const {
    const bytecode::Register& found = code_.registers[number];
    return {storage_of(found.kind), static_cast<int>(found.scale), found.enum_index};
  }

  void add_constant(uint32_t number) {
    ir::Constant value{code_.constants[number].number, {}};
    if (type_of(number).kind == ir::Storage::Text) {
      value.text = code_.texts[static_cast<size_t>(value.number)];
    }
    ir().constants.push_back(std::move(value));
    ir::Step step;
    step.op = ir::Op::constant_;
    step.type = type_of(number);
    step.ref = static_cast<uint32_t>(ir().constants.size() - 1);
    registers_[number] = append(step);
  }

  /// An operand that is no register: a field, a month, or one of our tables and lists.
  uint32_t reference(Operand operand, uint32_t number) const {
    if (operand == Operand::Table) return number + first_table_;
    const bool list = operand == Operand::NumberList || operand == Operand::TextList ||
                      operand == Operand::DayList;
    return list ? number + first_list_ : number;
  }

  void add(const Instruction& code, const bytecode::Section& section) {
    const bytecode::OpInfo& info = bytecode::info(code.op);
    ir::Step step;
    step.op = step_of(code.op);
    step.mode = code.mode;
    step.level = section.level;
    const uint32_t operands[] = {code.a, code.b, code.c};
    size_t next = 0;
    for (size_t i = 0; i < 3; ++i) {
      if (bytecode::is_register(info.operands[i])) {
        step.args[next++] = registers_[operands[i]];
      } else if (info.operands[i] != Operand::None) {
        step.ref = reference(info.operands[i], operands[i]);
      }
    }
    if (info.form == bytecode::Form::Demand) {
      auto& faults = section.phase == Phase::Require ? faults_of_require_ : faults_of_decide_;
      faults.push_back(step.args[0]);
      return;
    }
    if (info.form == bytecode::Form::Reduce) {
      step.ref = section.level - 1;
      step.level = ir::kAccountLevel;
    }
    step.type = type_of(code.dst);
    registers_[code.dst] = append(step);
  }

  // ---- claims ----

  StepId truth(ir::Op op, StepId a, StepId b) {
    ir::Step step;
    step.op = op;
    step.args[0] = a;
    step.args[1] = b;
    return append(step);
  }

  void claim(const std::string& name, StepId holds) {
    Claim made;
    made.name = name;
    made.subject = ir().outputs.size();
    joined_->claims.push_back(made);
    ir().outputs.push_back({holds, ir::kNone});
  }

  void compare(const std::string& name, StepId expected, StepId found) {
    const bool same_type = ir()[expected].type == ir()[found].type;
    if (!same_type) return claim(name, never());
    const bool text = ir()[expected].type.kind == ir::Storage::Text;
    claim(name, truth(text ? ir::Op::text_equal_ : ir::Op::equal_, expected, found));
  }

  StepId constant(const ir::Type& type, int value) {
    ir().constants.push_back({BigInt(value), {}});
    ir::Step step;
    step.op = ir::Op::constant_;
    step.type = type;
    step.ref = static_cast<uint32_t>(ir().constants.size() - 1);
    return append(step);
  }

  StepId never() { return constant({}, 0); }

  /// One of the two may be missing; both must be.
  void compare_register(const std::string& name, StepId expected, uint32_t number) {
    const bool there = number != bytecode::kNone;
    if (expected.is_none() && !there) return;
    if (expected.is_none() || !there) return claim(name, never());
    compare(name, expected, registers_[number]);
  }

  void compare_outputs() {
    for (size_t i = 0; i < outputs_.size() && i < code_.outputs.size(); ++i) {
      compare("output " + joined_->program.outputs[i].name, outputs_[i].value,
              registers_[code_.outputs[i].value]);
    }
  }

  void compare_tiers() {
    for (size_t i = 0; i < ir().tiers.size() && i < code_.tiers.size(); ++i) {
      const ir::Tier tier = ir().tiers[i];
      const bytecode::Tier& found = code_.tiers[i];
      const std::string name = joined_->program.enums[0].words[tier.word];
      for (size_t k = 0; k < tier.requirements.size() && k < found.requirements.size(); ++k) {
        compare_register("requirement " + name + "." + tier.requirements[k].name,
                         tier.requirements[k].flag, found.requirements[k].flag);
      }
    }
  }

  void compare_status() {
    if (!ir().status || !code_.status) return;
    const ir::Status asked = *ir().status;
    const bytecode::Status& found = *code_.status;
    compare_register("status, exists", asked.exists, found.exists);
    compare_register("status, assessing", asked.assessing, found.assessing);
    compare_register("status, promote on", asked.promote_on, found.promote_on);
    compare_register("status, promote on, fault", asked.promote_fault, found.promote_fault);
    compare_register("status, holds until", asked.holds_until, found.holds_until);
    compare_register("status, holds until, fault", asked.holds_fault, found.holds_fault);
    compare_register("status, ends", asked.ends, found.ends);
    compare_register("status, ends, known", asked.ends_known, found.ends_known);
  }

  void compare_splits() {
    for (size_t i = 0; i < ir().splits.size() && i < code_.splits.size(); ++i) {
      const std::string name = "split " + joined_->program.splits[i].name;
      compare_register(name + ", amount", ir().splits[i].amount, code_.splits[i].amount);
      compare_register(name + ", weights", ir().splits[i].collected, code_.splits[i].collected);
    }
  }

  StepId any_fault(const std::vector<StepId>& faults) {
    StepId any = never();
    for (const StepId fault : faults) {
      const StepId zero = constant(ir()[fault].type, 0);
      any = truth(ir::Op::or_, any, truth(ir::Op::not_equal_, fault, zero));
    }
    return any;
  }

  void compare_faults(const std::string& name, const std::vector<StepId>& demands,
                      const std::vector<StepId>& found) {
    std::vector<StepId> expected;
    for (const StepId demand : demands) expected.push_back(ir()[demand].args[0]);
    if (expected.empty() && found.empty()) return;
    compare(name, any_fault(expected), any_fault(found));
  }

  const Bytecode& code_;
  std::unique_ptr<Joined> joined_;
  std::vector<StepId> registers_;
  uint32_t first_list_ = 0;
  uint32_t first_table_ = 0;
  std::vector<StepId> demands_;
  std::vector<StepId> tier_demands_;
  std::vector<ir::Output> outputs_;
  std::vector<StepId> faults_of_require_;
  std::vector<StepId> faults_of_decide_;
};

}  // namespace

std::unique_ptr<Joined> join(const ir::Ir& lowered, const Bytecode& code) {
  return Joining(lowered, code).run();
}

}  // namespace tierline::prover
