#include "tools/cliffs/walk/varied.hpp"

#include "tools/cliffs/walk/twin.hpp"
#include "tools/prove/case.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Form;
using bytecode::Instruction;
using bytecode::kNone;
using bytecode::Op;
using bytecode::Section;

/// Whether the tier hangs on the varied fact: by a requirement, or by how it moves.
bool tier_hangs(const Bytecode& program, const std::vector<uint8_t>& hangs) {
  const auto hung = [&](uint32_t reg) { return reg != kNone && hangs[reg] != 0; };
  for (const bytecode::Tier& tier : program.tiers) {
    for (const bytecode::Requirement& one : tier.requirements) {
      if (hung(one.flag)) return true;
    }
  }
  if (!program.status) return false;
  const bytecode::Status& status = *program.status;
  return hung(status.exists) || hung(status.assessing) || hung(status.promote_on) ||
         hung(status.holds_until) || hung(status.ends) || hung(status.ends_known);
}

bool is_lever(const Instruction& step, const Section& section, const Lever& lever) {
  const Op op = lever.level == bytecode::kAccountLevel ? Op::account_field_ : Op::entry_field_;
  return step.op == op && step.a == lever.field &&
         (op == Op::account_field_ || section.level == lever.level);
}

void note_section(const Bytecode& program, const Section& section, const Lever& lever,
                  Varied& out) {
  for (uint32_t i = section.begin; i < section.end; ++i) {
    const Instruction& step = program.code[i];
    if (info(step.op).form == Form::Demand) continue;
    uint8_t hangs = 0;
    bytecode::for_each_operand(step, [&](uint32_t reg) { hangs |= out.hangs[reg]; });
    if (is_lever(step, section, lever)) out.reads_it[step.dst] = hangs = 1;
    if (step.op == Op::tier_ || step.op == Op::tier_before_) {
      hangs = tier_hangs(program, out.hangs) ? 1 : 0;
    }
    out.hangs[step.dst] |= hangs;
  }
}

}  // namespace

bool is_discrete(Op op) {
  switch (op) {
    case Op::find_number_:
    case Op::find_text_:
    case Op::interval_:
    case Op::cell_:
    case Op::reduce_count_:
    case Op::add_days_fault_:
    case Op::add_months_fault_:
    case Op::add_business_fault_:
      return true;
    default:
      return false;
  }
}

bool Varied::asks_of_every_entry(const Instruction& step, const Section& section,
                                 const Lever& lever) const {
  if (section.level == bytecode::kAccountLevel) return false;
  if (section.level != lever.level) return true;
  bool any = false;
  bytecode::for_each_operand(step, [&](uint32_t reg) {
    any |= program->registers[reg].level == bytecode::kAccountLevel && hangs[reg] != 0;
  });
  return any;
}

bool Varied::asks(const Instruction& step) const {
  switch (step.op) {
    case Op::equal_:
    case Op::not_equal_:
    case Op::less_:
    case Op::less_equal_: {
      const bool counted = prove::is_counted(program->registers[step.a].kind);
      return counted && (hangs[step.a] != 0 || hangs[step.b] != 0);
    }
    case Op::find_number_:
    case Op::interval_:
      return hangs[step.a] != 0;
    default:
      return false;
  }
}

Varied find_varied(const Bytecode& program, const Lever& lever) {
  Varied out;
  out.program = &program;
  out.hangs.assign(program.registers.size(), 0);
  out.reads_it.assign(program.registers.size(), 0);
  // Twice, because yesterday's tier is read before the requirements that it hangs on.
  for (int pass = 0; pass < 2; ++pass) {
    for (const Section& section : program.sections) note_section(program, section, lever, out);
  }
  return out;
}

}  // namespace tierline::cliffs
