#include "tools/cliffs/walk/settled.hpp"

#include "runtime/decimal/text.hpp"
#include "runtime/timeline/decider.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::kAccountLevel;
using bytecode::Op;
using bytecode::Section;
using bytecode::ValueKind;

/// Whether no entry of the lever's ledger looks at something of the account that moves.
bool others_stay(const Bytecode& program, const Lever& lever, const Varied& varied) {
  if (lever.level == kAccountLevel) return false;
  for (const Section& section : program.sections) {
    if (section.level != lever.level) continue;
    for (uint32_t i = section.begin; i < section.reduce_begin; ++i) {
      const Instruction& step = program.code[i];
      const bool tier = step.op == Op::tier_ || step.op == Op::tier_before_;
      if (tier && varied.hangs[step.dst] != 0) return false;
      if (varied.asks_of_every_entry(step, section, lever)) return false;
    }
  }
  return true;
}

/// The scaled integer behind a printed value; nothing of words.
std::optional<BigInt> read(const bytecode::Register& reg, const std::string& text) {
  if (reg.kind == ValueKind::Bool) return BigInt(text == "yes" ? 1 : 0);
  if (reg.kind == ValueKind::Day) {
    const auto day = calendar::parse_day(text);
    return day ? std::optional(BigInt(*day)) : std::nullopt;
  }
  if (reg.kind != ValueKind::Number) return std::nullopt;
  const auto parsed = decimal::parse_decimal(text);
  const auto* number = std::get_if<decimal::Decimal>(&parsed);
  if (!number) return std::nullopt;
  return decimal::round(*number, static_cast<int>(reg.scale), decimal::Rounding::Down).coefficient;
}

void take_values(const Bytecode& program, const Lever& lever, const decision::Trace& trace,
                 Settled& out) {
  for (const decision::StepValue& one : trace.steps) {
    const uint32_t at = program.code[one.instruction].dst;
    const bytecode::Register& reg = program.registers[at];
    const bool of_account = reg.level == kAccountLevel;
    const bool of_varied = out.others_stay && reg.level == lever.level && one.entry == lever.entry;
    if (of_account || of_varied) out.seen[at] = read(reg, one.text);
  }
}

/// Whether what the step writes moves, once what does not move is known by its value.
bool moves(const Instruction& step, const Settled& settled) {
  const std::vector<uint8_t>& hangs = settled.varied.hangs;
  switch (step.op) {
    case Op::and_:
      if (settled.is(step.a, 0) || settled.is(step.b, 0)) return false;
      break;
    case Op::or_:
      if (settled.is(step.a, 1) || settled.is(step.b, 1)) return false;
      break;
    case Op::select_:
    case Op::text_select_:
      if (settled.value(step.a)) return hangs[settled.is(step.a, 1) ? step.b : step.c] != 0;
      break;
    case Op::reduce_sum_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      // Only of the varied entry is the condition known, and only if no other entry moves.
      if (settled.is(step.b, 0)) return false;
      break;
    case Op::tier_:
    case Op::tier_before_:
    case Op::account_field_:
    case Op::entry_field_:
      return true;
    default:
      break;
  }
  bool any = false;
  bytecode::for_each_operand(step, [&](uint32_t reg) { any |= hangs[reg] != 0; });
  return any;
}

/// In running order, so that all operands are narrowed before; of steps that may move.
void narrow(const Bytecode& program, Settled& out) {
  const std::vector<uint8_t> may_move = out.varied.hangs;
  // A register that two sections write moves if it does in one of them.
  out.varied.hangs.assign(may_move.size(), 0);
  for (const Section& section : program.sections) {
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& step = program.code[i];
      if (info(step.op).form == bytecode::Form::Demand || may_move[step.dst] == 0) continue;
      if (moves(step, out)) out.varied.hangs[step.dst] = 1;
    }
  }
}

batch::Batch batch_at_low(const Bytecode& program, const Course& course) {
  return prove::batch_of(program.schema, with_fact(course.partner, course.lever, course.low));
}

Settled settled_by(const Bytecode& program, const Lever& lever, const decision::Decision& decision,
                   const decision::Trace& trace) {
  Settled out = settle_nothing(program, lever);
  if (decision.fault) return out;
  out.others_stay = others_stay(program, lever, out.varied);
  take_values(program, lever, trace, out);
  narrow(program, out);
  return out;
}

}  // namespace

prove::Partner with_fact(prove::Partner partner, const Lever& lever, int64_t value) {
  prove::Record& record = lever.level == kAccountLevel
                              ? partner.account
                              : partner.ledgers[lever.level - 1][lever.entry];
  record[lever.field] = {true, value, ""};
  return partner;
}

Settled settle_nothing(const Bytecode& program, const Lever& lever) {
  Settled out;
  out.varied = find_varied(program, lever);
  out.seen.resize(program.registers.size());
  for (size_t i = 0; i < program.constants.size(); ++i) out.seen[i] = program.constants[i].number;
  return out;
}

Settled settle_today(const Bytecode& program, const Course& course) {
  decision::Decision decision;
  decision::Trace trace;
  timeline::Decider(program).decide(batch_at_low(program, course), 0, course.today, decision,
                                    trace);
  return settled_by(program, course.lever, decision, trace);
}

Settled settle_day(const Bytecode& program, const Course& course, Day day) {
  decision::Decision decision;
  decision::Trace trace;
  const batch::Batch batch = batch_at_low(program, course);
  scalar::Machine(program).decide({batch, 0, day, scalar::HeldTier{}}, decision, trace);
  return settled_by(program, course.lever, decision, trace);
}

}  // namespace tierline::cliffs
