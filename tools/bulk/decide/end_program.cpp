#include "tools/bulk/decide/end_program.hpp"

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Section;

/// Which registers the given ones are computed from, themselves included. The code is in running
/// order, so one walk from its end finds them all.
std::vector<uint8_t> find_needed(const Bytecode& program, std::vector<uint8_t> needed) {
  for (auto at = program.code.rbegin(); at != program.code.rend(); ++at) {
    if (bytecode::info(at->op).form == bytecode::Form::Demand || needed[at->dst] == 0) continue;
    bytecode::for_each_operand(*at, [&](uint32_t index) { needed[index] = 1; });
  }
  return needed;
}

/// Appends the needed instructions of code[begin, end).
void append(std::vector<Instruction>& out, const Bytecode& program, uint32_t begin, uint32_t end,
            const std::vector<uint8_t>& needed) {
  for (uint32_t i = begin; i < end; ++i) {
    const Instruction& at = program.code[i];
    if (bytecode::info(at.op).form != bytecode::Form::Demand && needed[at.dst] != 0) {
      out.push_back(at);
    }
  }
}

/// Leaves only the code that the needed registers come from.
void keep_only(Bytecode& program, const std::vector<uint8_t>& needed) {
  std::vector<Instruction> code;
  std::vector<Section> sections;
  for (Section section : program.sections) {
    if (section.phase != bytecode::Phase::Require) break;
    const size_t begin = code.size();
    append(code, program, section.begin, section.reduce_begin, needed);
    const size_t reduce_begin = code.size();
    append(code, program, section.reduce_begin, section.end, needed);
    const bool is_entry = section.level != bytecode::kAccountLevel;
    if (code.size() == (is_entry ? reduce_begin : begin)) {
      code.resize(begin);  // nothing is left of the entries once they have gone by
      continue;
    }
    section.begin = static_cast<uint32_t>(begin);
    section.reduce_begin = static_cast<uint32_t>(reduce_begin);
    section.end = static_cast<uint32_t>(code.size());
    sections.push_back(section);
  }
  program.code = std::move(code);
  program.sections = std::move(sections);
}

bool asks_for_yesterday(const Bytecode& program, const std::vector<uint8_t>& needed) {
  for (const Instruction& at : program.code) {
    if (at.op == bytecode::Op::tier_before_ && needed[at.dst] != 0) return true;
  }
  return false;
}

void decide_only(Bytecode& program, const std::string& name, bytecode::ValueKind kind,
                 uint32_t value) {
  if (value == bytecode::kNone) return;
  bytecode::ValueType type;
  type.kind = kind;
  program.schema.outputs.push_back({name, type});
  program.outputs.push_back({value, bytecode::kNone, {}});
}

}  // namespace

std::optional<Bytecode> end_program(const Bytecode& program) {
  if (!program.status || program.status->ends == bytecode::kNone) return std::nullopt;
  const bytecode::Status status = *program.status;
  Bytecode out = program;
  out.schema.outputs.clear();
  out.outputs.clear();
  out.schema.splits.clear();
  out.splits.clear();
  out.groups.clear();
  out.scopes.clear();
  decide_only(out, "ends", bytecode::ValueKind::Day, status.ends);
  decide_only(out, "ends_known", bytecode::ValueKind::Bool, status.ends_known);
  for (bytecode::Tier& tier : out.tiers) {
    for (bytecode::Requirement& one : tier.requirements) one.scope = bytecode::kNone;
  }

  std::vector<uint8_t> wanted(out.registers.size(), 0);
  for (const bytecode::Output& output : out.outputs) wanted[output.value] = 1;
  const std::vector<uint8_t> needed = find_needed(out, std::move(wanted));
  // An end that looks at yesterday's tier needs the whole history.
  if (!asks_for_yesterday(out, needed)) {
    out.tiers.clear();
    out.status.reset();
    keep_only(out, needed);
  }
  TIERLINE_ASSERT(!bytecode::validate(out));
  return out;
}

}  // namespace tierline::bulk
