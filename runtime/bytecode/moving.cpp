#include "runtime/bytecode/moving.hpp"

#include <algorithm>

namespace tierline::bytecode {

bool is_today(const Bytecode& program, uint32_t index) {
  return std::any_of(program.code.begin(), program.code.end(), [index](const Instruction& at) {
    return at.op == Op::today_ && at.dst == index;
  });
}

/// The code is in running order, so one walk finds them all.
std::vector<uint8_t> find_moving(const Bytecode& program) {
  std::vector<uint8_t> moving(program.registers.size(), 0);
  for (const Instruction& at : program.code) {
    if (info(at.op).form == Form::Demand) continue;
    for_each_operand(at, [&](uint32_t index) { moving[at.dst] |= moving[index]; });
    if (at.op == Op::today_) moving[at.dst] = 1;
  }
  return moving;
}

namespace {

/// Whether it brings in what differs from account to account.
bool is_fact(const Bytecode& program, const Instruction& at) {
  const Operand source = info(at.op).operands[0];
  const Register& dst = program.registers[at.dst];
  return source == Operand::AccountField || source == Operand::EntryField || at.op == Op::tier_ ||
         at.op == Op::tier_before_ || info(at.op).form == Form::Reduce ||
         dst.level != kAccountLevel || dst.kind == ValueKind::Text;
}

}  // namespace

std::vector<uint8_t> find_factual(const Bytecode& program) {
  std::vector<uint8_t> factual(program.registers.size(), 0);
  for (const Instruction& at : program.code) {
    if (info(at.op).form == Form::Demand) continue;
    for_each_operand(at, [&](uint32_t index) { factual[at.dst] |= factual[index]; });
    if (is_fact(program, at)) factual[at.dst] = 1;
  }
  return factual;
}

namespace {

/// Whether a demand that every run meets asks for something that moves.
bool a_fault_moves(const Bytecode& program, const std::vector<uint8_t>& moving) {
  for (const Section& section : program.sections) {
    if (section.phase > Phase::Decide) break;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& at = program.code[i];
      if (at.op == Op::demand_ && moving[at.a] != 0) return true;
    }
  }
  return false;
}

}  // namespace

bool looks_at_the_day(const Bytecode& program) {
  if (program.status) return true;
  const std::vector<uint8_t> moving = find_moving(program);
  const auto moves = [&](uint32_t index) { return moving[index] != 0; };
  return std::ranges::any_of(program.outputs, moves, &Output::value) ||
         std::ranges::any_of(program.splits, moves, &Split::amount) ||
         std::ranges::any_of(program.splits, moves, &Split::collected) ||
         std::ranges::any_of(program.tiers,
                             [&](const Tier& tier) {
                               return std::ranges::any_of(tier.requirements, moves,
                                                          &Requirement::flag);
                             }) ||
         a_fault_moves(program, moving);
}

}  // namespace tierline::bytecode
