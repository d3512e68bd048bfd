#include "tools/cliffs/walk/coarse.hpp"

#include <algorithm>

#include "tools/cliffs/walk/directions.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::Section;

/// By how many units a register moves at most when the step moves by one, in billionths; nothing:
/// who knows.
using Gain = std::optional<BigInt>;

const BigInt kUnit = 1'000'000'000;
const BigInt kPeriodDays = 366;

/// What one unit of one step makes of the registers behind it.
class Gains {
 public:
  Gains(const Bytecode& program, const std::vector<Range>& ranges)
      : program_(program), ranges_(ranges), gains_(program.registers.size(), BigInt(0)) {}

  /// Whether an output moves by two units or more: 120% of a cent is still a slope, rounded.
  bool move_more_than_a_unit(const Instruction& from, const std::vector<size_t>& outputs) {
    std::fill(gains_.begin(), gains_.end(), Gain(BigInt(0)));
    const bool period = from.op == Op::period_first_ || from.op == Op::period_last_;
    gains_[from.dst] = period ? BigInt(kPeriodDays * kUnit) : kUnit;
    for (const Section& section : program_.sections) {
      if (section.phase > bytecode::Phase::Decide) continue;
      for (uint32_t i = section.begin; i < section.end; ++i) add(program_.code[i], from.dst);
    }
    return std::any_of(outputs.begin(), outputs.end(), [&](size_t output) {
      const Gain& gain = gains_[program_.outputs[output].value];
      return !gain || *gain >= 2 * kUnit;
    });
  }

 private:
  void add(const Instruction& step, uint32_t from) {
    if (info(step.op).form == bytecode::Form::Demand || step.dst == from) return;
    gains_[step.dst] = gain_of(step);
  }

  bool stays(uint32_t reg) const { return gains_[reg] && *gains_[reg] == 0; }

  /// The furthest from zero that a register comes.
  Gain size_of(uint32_t reg) const {
    const Range& range = ranges_[reg];
    if (!range.low || !range.high) return std::nullopt;
    return std::max(BigInt(abs(*range.low)), BigInt(abs(*range.high)));
  }

  Gain product(uint32_t moved, uint32_t other) const {
    if (stays(moved)) return BigInt(0);
    const Gain size = size_of(other);
    if (!gains_[moved] || !size) return std::nullopt;
    return BigInt(*gains_[moved] * *size);
  }

  Gain quotient(const Instruction& step) const {
    if (!stays(step.b)) return std::nullopt;
    if (stays(step.a)) return BigInt(0);
    const Range& by = ranges_[step.b];
    if (!gains_[step.a]) return std::nullopt;
    const BigInt least = by.low && *by.low > 0 ? *by.low : BigInt(1);
    return BigInt((*gains_[step.a] + least - 1) / least);
  }

  static Gain sum(const Gain& a, const Gain& b) {
    return a && b ? Gain(BigInt(*a + *b)) : std::nullopt;
  }
  static Gain larger(const Gain& a, const Gain& b) {
    return a && b ? Gain(std::max(*a, *b)) : std::nullopt;
  }

  Gain gain_of(const Instruction& step) const {
    switch (step.op) {
      case Op::add_:
      case Op::sub_:
      case Op::days_between_:
      case Op::add_days_:
        return sum(gains_[step.a], gains_[step.b]);
      case Op::maximum_:
      case Op::minimum_:
        return larger(gains_[step.a], gains_[step.b]);
      case Op::select_:
        return larger(gains_[step.b], gains_[step.c]);
      case Op::mul_:
        return sum(product(step.a, step.b), product(step.b, step.a));
      case Op::divide_:
        return quotient(step);
      case Op::negate_:
      case Op::ordinal_:
      case Op::reduce_sum_:
      case Op::reduce_min_:
      case Op::reduce_max_:
      case Op::collect_:
        return gains_[step.a];
      case Op::add_months_:
      case Op::add_business_:
        return stays(step.a) && stays(step.b) ? Gain(BigInt(0)) : std::nullopt;
      case Op::period_first_:
      case Op::period_last_:
      case Op::year_number_:
        return stays(step.a) ? Gain(BigInt(0)) : std::nullopt;
      default:
        return BigInt(0);  // a condition, or what hangs on one
    }
  }

  const Bytecode& program_;
  const std::vector<Range>& ranges_;
  std::vector<Gain> gains_;
};

bool is_step(const Instruction& step, const Bytecode& program) {
  switch (step.op) {
    case Op::divide_:  // by 1 only the digits are counted otherwise
      return step.b >= program.constants.size() || program.constants[step.b].number != 1;
    case Op::period_first_:
    case Op::period_last_:
    case Op::year_number_:
      return true;
    default:
      return false;
  }
}

}  // namespace

Coarse find_coarse(const Bytecode& program, const Course& course,
                   const std::vector<size_t>& outputs) {
  const Settled settled = settle_today(program, course);
  const std::vector<Range> ranges = find_ranges(program, course, settled);
  Gains gains(program, ranges);
  Coarse out(program.registers.size(), 0);
  for (const Section& section : program.sections) {
    if (section.phase > bytecode::Phase::Decide) continue;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& step = program.code[i];
      if (!is_step(step, program) || settled.varied.hangs[step.dst] == 0) continue;
      out[step.dst] = gains.move_more_than_a_unit(step, outputs) ? 1 : 0;
    }
  }
  return out;
}

}  // namespace tierline::cliffs
