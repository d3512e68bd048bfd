// The code: every section stands where it may, every instruction is what opcodes.def says.
#include "runtime/bytecode/validate.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"
#include "runtime/decimal/rounding.hpp"

namespace tierline::bytecode {

namespace {

constexpr uint32_t kWrittenByConstant = 0xfffffffeU;

}  // namespace

void Validator::check_code() {
  for (uint32_t i = 0; i < program_.constants.size(); ++i) written_[i] = kWrittenByConstant;
  ever_written_ = written_;
  known_to_outputs_ = written_;
  known_to_asks_ = written_;
  uint32_t end = 0;
  for (const Section& section : program_.sections) {
    at("section at {}", section.begin);
    need(section.phase <= Phase::Explain && section.phase >= phase_, "phases out of order");
    if (phase_ == Phase::Require && section.phase != Phase::Require) known_to_tier_ = written_;
    phase_ = section.phase;
    need(section.begin == end && section.begin <= section.reduce_begin &&
             section.reduce_begin <= section.end && section.end <= program_.code.size(),
         "its bounds do not follow the section before it");
    need(section.level <= program_.schema.ledgers.size(), "unknown ledger");
    end = section.end;
    if (!fault_) check_section(section);
    if (phase_ <= Phase::Decide) known_to_outputs_ = written_;
    if (phase_ <= Phase::Distance) known_to_asks_ = written_;
    if (fault_) return;
  }
  if (phase_ == Phase::Require) known_to_tier_ = written_;
  place_.clear();
  need(end == program_.code.size(), "code after the last section");
}

void Validator::check_section(const Section& section) {
  need(section.level != kAccountLevel || section.reduce_begin == section.end,
       "reductions outside an entry section");
  for (uint32_t i = section.begin; i < section.end && !fault_; ++i) {
    check_instruction(i, section);
    if (fault_) return;
    const bool reduces = info(program_.code[i].op).form == Form::Reduce;
    need(reduces == (i >= section.reduce_begin), "a reduction among the steps, or a step after it");
    // A reduction has its value when all entries have gone by, not before.
    if (!fault_ && !reduces) check_result(i, section);
  }
  for (uint32_t i = section.reduce_begin; i < section.end && !fault_; ++i) {
    check_result(i, section);
  }
  forget_entries();
}

void Validator::check_instruction(uint32_t index, const Section& section) {
  const Instruction& code = program_.code[index];
  at("instruction {}", index);
  if (!need(static_cast<size_t>(code.op) < kOpCount, "unknown opcode {}",
            static_cast<int>(code.op))) {
    return;
  }
  const OpInfo& op = info(code.op);
  at("instruction {} ({})", index, op.name);
  check_mode(code);
  const uint32_t operands[] = {code.a, code.b, code.c};
  for (size_t i = 0; i < 3 && !fault_; ++i) check_operand(op.operands[i], operands[i], section);
  if (fault_) return;
  need(op.form != Form::Demand || code.dst == 0, "a result where there is none");
  need(op.form != Form::Demand || section.level == kAccountLevel, "a demand for one entry");
  need(code.op != Op::tier_ || phase_ != Phase::Require, "the tier before it is known");
  need(code.op != Op::tier_before_ || program_.status, "yesterday's tier without a status");
  check_same_kinds(code);
  if (!fault_) check_loaded_type(code, section);
}

void Validator::check_mode(const Instruction& code) {
  const ModeKind kind = info(code.op).mode;
  unsigned last = 0;
  if (kind == ModeKind::Rounding) last = static_cast<unsigned>(decimal::Rounding::Floor);
  if (kind == ModeKind::MonthEnd) last = static_cast<unsigned>(calendar::MonthEnd::Next);
  if (kind == ModeKind::Period) last = static_cast<unsigned>(calendar::Unit::Year);
  const unsigned mode = kind == ModeKind::Period ? code.mode & ~unsigned{kPeriodBefore} : code.mode;
  need(mode <= last, "unknown mode {}", code.mode);
}

void Validator::check_operand(Operand operand, uint32_t value, const Section& section) {
  if (is_register(operand)) return check_register_operand(operand, value, section);
  size_t count = 0;
  auto list = [&](ValueKind kind) {
    const bool fits = value < program_.lists.size() && program_.lists[value].kind == kind;
    count = fits ? value + size_t{1} : 0;
  };
  switch (operand) {
    case Operand::AccountField:
      count = program_.schema.account.fields.size();
      break;
    case Operand::EntryField:
      if (section.level != kAccountLevel) {
        count = program_.schema.ledgers[section.level - 1].fields.size();
      }
      break;
    case Operand::NumberList:
      list(ValueKind::Number);
      break;
    case Operand::TextList:
      list(ValueKind::Text);
      break;
    case Operand::DayList:
      list(ValueKind::Day);
      break;
    case Operand::Table:
      count = program_.tables.size();
      break;
    case Operand::Calendar:
      count = program_.calendars.size();
      break;
    case Operand::Month:
      count = value == 0 ? 0 : 13;
      break;
    default:
      count = 1;
      break;  // None
  }
  need(value < count, "operand {} is not a {}", value, name_of(operand));
}

void Validator::check_register_operand(Operand operand, uint32_t value, const Section& section) {
  if (!need(value < program_.registers.size(), "register {} does not exist", value)) return;
  const Register& reg = program_.registers[value];
  need(reg.level == kAccountLevel || reg.level == section.level,
       "register {} belongs to another ledger", value);
  need(written_[value] != kNone, "register {} is read before it is written", value);
  bool fits = true;
  switch (operand) {
    case Operand::Number:
      fits = reg.kind == ValueKind::Number;
      break;
    case Operand::Bool:
      fits = reg.kind == ValueKind::Bool;
      break;
    case Operand::Day:
      fits = reg.kind == ValueKind::Day;
      break;
    case Operand::Enum:
      fits = reg.kind == ValueKind::Enum;
      break;
    case Operand::Text:
      fits = reg.kind == ValueKind::Text;
      break;
    case Operand::Same:
      fits = reg.kind != ValueKind::Text;
      break;
    default:
      break;
  }
  need(fits, "register {} is not of kind {}", value, name_of(operand));
}

void Validator::check_same_kinds(const Instruction& code) {
  const OpInfo& op = info(code.op);
  const uint32_t operands[] = {code.a, code.b, code.c};
  std::optional<ValueKind> kind;
  auto agree = [&](Operand operand, uint32_t index) {
    if (operand != Operand::Same) return;
    const ValueKind found = program_.registers[index].kind;
    need(!kind || *kind == found, "operands of different kinds");
    kind = found;
  };
  for (size_t i = 0; i < 3; ++i) agree(op.operands[i], operands[i]);
  if (op.result == Operand::Same && need(code.dst < program_.registers.size(), "no such result")) {
    agree(op.result, code.dst);
  }
}

void Validator::check_result(uint32_t index, const Section& section) {
  const Instruction& code = program_.code[index];
  const OpInfo& op = info(code.op);
  if (op.form == Form::Demand) return;
  at("instruction {} ({})", index, op.name);
  if (!need(code.dst < program_.registers.size(), "register {} does not exist", code.dst)) return;
  const Register& reg = program_.registers[code.dst];
  const uint32_t level = op.form == Form::Reduce ? kAccountLevel : section.level;
  need(reg.level == level, "its result belongs to another level");
  const uint32_t before = ever_written_[code.dst];
  const bool again = before < program_.code.size() && level != kAccountLevel &&
                     written_[code.dst] == kNone && program_.code[before] == code;
  need(before == kNone || again, "register {} is written twice", code.dst);
  written_[code.dst] = index;
  ever_written_[code.dst] = index;
  const auto kind_of = [](Operand operand) -> std::optional<ValueKind> {
    switch (operand) {
      case Operand::Number:
        return ValueKind::Number;
      case Operand::Bool:
        return ValueKind::Bool;
      case Operand::Day:
        return ValueKind::Day;
      case Operand::Enum:
        return ValueKind::Enum;
      case Operand::Text:
        return ValueKind::Text;
      default:
        return std::nullopt;
    }
  };
  const auto kind = kind_of(op.result);
  need(!kind || reg.kind == *kind, "its result is not of kind {}", name_of(op.result));
}

/// What comes from a field or a table is of the field's or the table's type.
void Validator::check_loaded_type(const Instruction& code, const Section& section) {
  const ValueType* type = nullptr;
  if (code.op == Op::account_field_) type = &program_.schema.account.fields[code.a].type;
  if (code.op == Op::entry_field_) {
    type = &program_.schema.ledgers[section.level - 1].fields[code.a].type;
  }
  if (code.op == Op::cell_) type = &program_.tables[code.b].type;
  if (type == nullptr || code.dst >= program_.registers.size()) return;
  need(program_.registers[code.dst].kind == type->kind, "its result is of another type");
}

void Validator::forget_entries() {
  for (uint32_t i = 0; i < written_.size(); ++i) {
    if (entry_level(i)) written_[i] = kNone;
  }
}

}  // namespace tierline::bytecode
