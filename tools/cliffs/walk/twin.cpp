#include "tools/cliffs/walk/twin.hpp"

#include <map>

#include "base/assert.hpp"
#include "tools/cliffs/walk/varied.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Form;
using bytecode::Instruction;
using bytecode::kNone;
using bytecode::Op;
using bytecode::Section;
using bytecode::ValueKind;

/// Walks the code once and writes it again, with a second copy of each amount behind the first.
class Maker {
 public:
  Maker(const Bytecode& program, const Lever& lever, const Coarse& followed)
      : program_(program),
        lever_(lever),
        followed_(followed),
        varied_(find_varied(program, lever)) {
    out_.code = program;
    out_.code.code.clear();
    out_.outputs = program.outputs.size();
    second_.assign(program.registers.size(), kNone);
    add_fields();
  }

  std::optional<Twin> make();

 private:
  void add_fields();
  void add_section(const Section& section);
  void add_copy(const Instruction& step, const Section& section);
  void add_meaning(const Instruction& step, const Instruction& copy, const Section& section);
  std::vector<uint8_t> outputs_behind(uint32_t reg) const;
  bool has_copy(const Instruction& step) const;
  void add_probes(const Instruction& step, const Section& section);
  size_t seen(uint32_t reg, const Section& section);
  size_t how_many(uint32_t reg);
  uint32_t folded(uint32_t reg, const Section& section);
  uint32_t new_register(bytecode::Register reg);
  size_t add_output(uint32_t reg);
  void add(Instruction step) { out_.code.code.push_back(step); }

  const Bytecode& program_;
  const Lever& lever_;
  const Coarse& followed_;
  Varied varied_;
  Twin out_;
  std::vector<uint32_t> second_;         // by register: its copy for amounts
  std::map<uint32_t, size_t> shown_;     // by register: the output that shows it
  std::map<uint32_t, uint32_t> folded_;  // by entry register: what it is in the varied entry
  std::map<uint32_t, uint32_t> marks_;   // by level: the register of the mark
  std::vector<Instruction> reductions_;  // of the section at hand
  std::vector<uint8_t> probed_;          // by register: its probe is there
  std::vector<std::pair<uint32_t, Meaningless>> meanings_;  // of registers of amounts
};

void Maker::add_fields() {
  const bool account = lever_.level == bytecode::kAccountLevel;
  bytecode::Schema& schema = out_.code.schema;
  auto& fields = account ? schema.account.fields : schema.ledgers[lever_.level - 1].fields;
  bytecode::FieldInfo amounts = fields[lever_.field];
  amounts.name += " of amounts";
  out_.amounts = static_cast<uint32_t>(fields.size());
  fields.push_back(std::move(amounts));
  if (account) return;
  bytecode::FieldInfo mark;
  mark.name = "is varied";
  out_.mark = static_cast<uint32_t>(fields.size());
  fields.push_back(std::move(mark));
}

uint32_t Maker::new_register(bytecode::Register reg) {
  out_.code.registers.push_back(reg);
  return static_cast<uint32_t>(out_.code.registers.size() - 1);
}

size_t Maker::add_output(uint32_t reg) {
  const bytecode::Register& of = out_.code.registers[reg];
  bytecode::OutputInfo info;
  info.name = "probe";
  info.type.kind = of.kind;
  info.type.scale = of.scale;
  info.type.enum_index = of.enum_index;
  bytecode::Output output;
  output.value = reg;
  output.scope = program_.outputs.empty() ? kNone : program_.outputs.front().scope;
  out_.code.outputs.push_back(output);
  out_.code.schema.outputs.push_back(std::move(info));
  return out_.code.outputs.size() - 1;
}

// ---- amounts ------------------------------------------------------------------------------------

/// Amounts are numbers and days that come from the varied fact by way of amounts alone.
bool Maker::has_copy(const Instruction& step) const {
  if (info(step.op).form == Form::Demand) return false;
  const ValueKind kind = program_.registers[step.dst].kind;
  if (kind != ValueKind::Number && kind != ValueKind::Day) return false;
  if (varied_.reads_it[step.dst]) return true;
  if (is_discrete(step.op)) return false;
  if (is_in(followed_, step.dst)) return false;
  bool any = false;
  bytecode::for_each_operand(step, [&](uint32_t reg) { any |= second_[reg] != kNone; });
  return any;
}

/// A division by nothing and a day that does not exist have some value or other: that they have
/// none that means anything is seen beside it.
void Maker::add_meaning(const Instruction& step, const Instruction& copy, const Section& section) {
  std::optional<Op> fault;
  if (step.op == Op::add_days_) fault = Op::add_days_fault_;
  if (step.op == Op::add_months_) fault = Op::add_months_fault_;
  if (step.op == Op::add_business_) fault = Op::add_business_fault_;
  const bool divides = step.op == Op::divide_ && copy.b != step.b;
  if (!fault && !divides) return;
  // Of many entries that all look at a fact of the account there is no number that says it.
  if (section.level != bytecode::kAccountLevel && section.level != lever_.level) return;
  Meaningless out;
  out.is_zero = divides;
  uint32_t of_rules = step.b;
  uint32_t of_amounts = copy.b;
  if (fault) {
    for (const auto& [from, to] : {std::pair{&step, &of_rules}, std::pair{&copy, &of_amounts}}) {
      Instruction asked = *from;
      asked.op = *fault;
      asked.dst = *to = new_register({ValueKind::Number, section.level, 0, 0});
      add(asked);
    }
  }
  out.rules = seen(of_rules, section);
  out.amounts = seen(of_amounts, section);
  meanings_.emplace_back(copy.dst, std::move(out));
}

/// The outputs of the program to which a register of an amount leads.
std::vector<uint8_t> Maker::outputs_behind(uint32_t reg) const {
  std::vector<uint8_t> reached(out_.code.registers.size(), 0);
  reached[reg] = 1;
  for (const Instruction& step : out_.code.code) {
    if (info(step.op).form == Form::Demand) continue;
    bytecode::for_each_operand(step, [&](uint32_t from) { reached[step.dst] |= reached[from]; });
  }
  std::vector<uint8_t> out;
  for (size_t i = 0; i < out_.outputs; ++i) out.push_back(reached[out_.code.outputs[i].value]);
  return out;
}

void Maker::add_copy(const Instruction& step, const Section& section) {
  Instruction copy = step;
  if (varied_.reads_it[step.dst]) {
    copy.a = out_.amounts;
  } else {
    const bytecode::OpInfo& op = info(step.op);
    uint32_t* operands[] = {&copy.a, &copy.b, &copy.c};
    for (size_t i = 0; i < 3; ++i) {
      const bool reg = bytecode::is_register(op.operands[i]);
      if (reg && second_[*operands[i]] != kNone) *operands[i] = second_[*operands[i]];
    }
  }
  // Entry code that stands in two sections writes the same register again.
  if (second_[step.dst] == kNone) second_[step.dst] = new_register(program_.registers[step.dst]);
  copy.dst = second_[step.dst];
  add(copy);
  add_meaning(step, copy, section);
}

// ---- conditions ---------------------------------------------------------------------------------

/// What an entry's register is in the varied entry, as a register of the account.
uint32_t Maker::folded(uint32_t reg, const Section& section) {
  const auto found = folded_.find(reg);
  if (found != folded_.end()) return found->second;
  auto mark = marks_.find(section.level);
  TIERLINE_ASSERT(mark != marks_.end());
  bytecode::Register account = out_.code.registers[reg];
  account.level = bytecode::kAccountLevel;
  const uint32_t out = new_register(account);
  reductions_.push_back({Op::reduce_max_, 0, out, reg, mark->second, 0});
  folded_.emplace(reg, out);
  return out;
}

/// Of how many entries it is true.
size_t Maker::how_many(uint32_t reg) {
  const uint32_t count = new_register({ValueKind::Number, bytecode::kAccountLevel, 0, 0});
  reductions_.push_back({Op::reduce_count_, 0, count, reg, 0, 0});
  return add_output(count);
}

/// The output that shows a register.
size_t Maker::seen(uint32_t reg, const Section& section) {
  if (out_.code.registers[reg].level != bytecode::kAccountLevel) reg = folded(reg, section);
  const auto found = shown_.find(reg);
  if (found != shown_.end()) return found->second;
  const size_t output = add_output(reg);
  shown_.emplace(reg, output);
  return output;
}

void Maker::add_probes(const Instruction& step, const Section& section) {
  const bool coarse = info(step.op).form != Form::Demand && is_in(followed_, step.dst);
  if (!varied_.asks(step) && !coarse) return;
  if (probed_[step.dst] != 0) return;
  probed_[step.dst] = 1;
  // Of another question to each entry there is no number that says it; it counts as unsure.
  const bool each = varied_.asks_of_every_entry(step, section, lever_);
  if (each && program_.registers[step.dst].kind != ValueKind::Bool) return;
  Probe probe;
  if (each || coarse) {
    probe.kind = ProbeKind::Value;
    probe.a = each ? how_many(step.dst) : seen(step.dst, section);
  } else if (step.op == Op::find_number_ || step.op == Op::interval_) {
    probe = {ProbeKind::Rank, seen(step.a, section), 0, step.b};
  } else {
    probe.kind = step.op == Op::less_         ? ProbeKind::Less
                 : step.op == Op::less_equal_ ? ProbeKind::LessEqual
                                              : ProbeKind::Order;
    probe.a = seen(step.a, section);
    probe.b = seen(step.b, section);
  }
  out_.probes.push_back(probe);
}

// ---- the code -----------------------------------------------------------------------------------

void Maker::add_section(const Section& section) {
  Section& written = out_.code.sections.emplace_back(section);
  written.begin = static_cast<uint32_t>(out_.code.code.size());
  reductions_.clear();
  const bool decides = section.phase <= bytecode::Phase::Decide;
  if (decides && section.level != bytecode::kAccountLevel && section.level == lever_.level) {
    auto mark = marks_.find(section.level);
    if (mark == marks_.end()) {
      mark =
          marks_.emplace(section.level, new_register({ValueKind::Bool, section.level, 0, 0})).first;
    }
    add({Op::entry_field_, 0, mark->second, out_.mark, 0, 0});
  }
  for (uint32_t i = section.begin; i < section.end; ++i) {
    if (i == section.reduce_begin) {
      written.reduce_begin = static_cast<uint32_t>(out_.code.code.size());
    }
    const Instruction& step = program_.code[i];
    add(step);
    if (!decides) continue;
    if (has_copy(step)) add_copy(step, section);
    add_probes(step, section);
  }
  if (section.reduce_begin == section.end) {
    written.reduce_begin = static_cast<uint32_t>(out_.code.code.size());
  }
  for (const Instruction& reduction : reductions_) add(reduction);
  written.end = static_cast<uint32_t>(out_.code.code.size());
  if (section.level == bytecode::kAccountLevel) written.reduce_begin = written.end;
}

std::optional<Twin> Maker::make() {
  probed_.assign(program_.registers.size(), 0);
  out_.code.sections.clear();
  for (const Section& section : program_.sections) add_section(section);
  for (size_t i = 0; i < out_.outputs; ++i) {
    const uint32_t second = second_[program_.outputs[i].value];
    if (second != kNone) out_.code.outputs[i].value = second;
  }
  for (auto& [reg, meaning] : meanings_) {
    meaning.touches = outputs_behind(reg);
    out_.meaningless.push_back(std::move(meaning));
  }
  if (bytecode::over_limits(out_.code)) return std::nullopt;
  const auto wrong = bytecode::validate(out_.code);
  TIERLINE_ASSERT(!wrong);
  return std::move(out_);
}

}  // namespace

std::optional<Twin> make_twin(const Bytecode& program, const Lever& lever, const Coarse& followed) {
  return Maker(program, lever, followed).make();
}

}  // namespace tierline::cliffs
