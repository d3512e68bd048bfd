#include "runtime/scalar/alike.hpp"

#include <vector>

#include "runtime/bytecode/moving.hpp"

namespace tierline::scalar {

namespace {

using bytecode::Bytecode;
using bytecode::Form;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::Phase;
using bytecode::Section;

class Alike {
 public:
  explicit Alike(const Bytecode& program)
      : program_(program),
        moving_(bytecode::find_moving(program)),
        needed_(program.registers.size(), 0),
        has_facts_(program.registers.size(), 0),
        drifts_(program.registers.size(), 0) {}

  bool all() {
    mark_needed();
    for (const Section& section : program_.sections) {
      if (section.phase > Phase::Decide) break;
      for (uint32_t i = section.begin; i < section.end; ++i) {
        const Instruction& at = program_.code[i];
        if (bytecode::info(at.op).form == Form::Demand) {
          // A fault that comes for some accounts only ends the answers of those.
          if (moving_[at.a] != 0 && has_facts_[at.a] != 0) return false;
        } else if (needed_[at.dst] != 0 && !step(at)) {
          return false;
        }
      }
    }
    return true;
  }

 private:
  void mark_needed();
  bool step(const Instruction& at);
  bool lasts_as_operands(const Instruction& at) const;
  bool moves(uint32_t index) const { return moving_[index] != 0; }

  const Bytecode& program_;
  const std::vector<uint8_t> moving_;
  std::vector<uint8_t> needed_;     // an answer is made of it
  std::vector<uint8_t> has_facts_;  // not the same for all accounts
  std::vector<uint8_t> drifts_;     // may change every day, as today does
};

/// One walk backwards.
void Alike::mark_needed() {
  for (const bytecode::Output& output : program_.outputs) needed_[output.value] = 1;
  for (const bytecode::Tier& tier : program_.tiers) {
    for (const bytecode::Requirement& need : tier.requirements) needed_[need.flag] = 1;
  }
  for (size_t i = program_.code.size(); i-- > 0;) {
    const Instruction& at = program_.code[i];
    const bool demand = bytecode::info(at.op).form == Form::Demand;
    if (!demand && needed_[at.dst] == 0) continue;
    bytecode::for_each_operand(at, [&](uint32_t index) { needed_[index] = 1; });
  }
}

/// Whether what a step makes of something that changes every day may do so too.
bool hands_on_drift(Op op) {
  switch (op) {
    case Op::add_:
    case Op::sub_:
    case Op::days_between_:
    case Op::negate_:
    case Op::mul_:
    case Op::ordinal_:
    case Op::maximum_:
    case Op::minimum_:
    case Op::select_:
    case Op::text_select_:
    case Op::add_days_:
      return true;
    default:
      return false;
  }
}

/// What a step makes of its operands. False: how long its value stays may differ from account to
/// account.
bool Alike::step(const Instruction& at) {
  bool any_drifts = false;
  bytecode::for_each_operand(at, [&](uint32_t index) {
    has_facts_[at.dst] |= has_facts_[index];
    any_drifts = any_drifts || drifts_[index] != 0;
  });
  switch (at.op) {
    case Op::account_field_:
    case Op::account_known_:
    case Op::entry_field_:
    case Op::entry_known_:
    case Op::tier_:
    case Op::tier_before_:
      has_facts_[at.dst] = 1;
      return true;
    case Op::today_:
      drifts_[at.dst] = 1;
      return true;
    default:
      break;
  }
  if (bytecode::info(at.op).form == Form::Reduce) has_facts_[at.dst] = 1;
  drifts_[at.dst] = any_drifts && hands_on_drift(at.op) ? 1 : 0;
  if (has_facts_[at.dst] == 0 || !moves(at.dst)) return true;
  return !any_drifts && lasts_as_operands(at);
}

/// Whether a step that facts have a part in lasts as long as all of its operands do, whatever they
/// are.
bool Alike::lasts_as_operands(const Instruction& at) const {
  switch (at.op) {
    case Op::select_:
    case Op::text_select_:
      return !moves(at.b) && !moves(at.c);  // else it is as long as what was taken
    case Op::and_:
    case Op::or_:  // one operand may settle the answer alone
    case Op::add_days_:
      return false;
    default:
      return bytecode::info(at.op).form != Form::Reduce;  // who has no entries, has no end
  }
}

}  // namespace

bool lasts_alike(const Bytecode& program) { return !program.status && Alike(program).all(); }

}  // namespace tierline::scalar
