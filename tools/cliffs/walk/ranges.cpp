// Bounds of every register, by interval arithmetic on the scaled integers.
#include <algorithm>

#include "tools/cliffs/walk/directions.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::Op;
using bytecode::Section;
using bytecode::ValueKind;

using Bound = std::optional<BigInt>;

Range hull(const Range& a, const Range& b) {
  Range out;
  if (a.low && b.low) out.low = std::min(*a.low, *b.low);
  if (a.high && b.high) out.high = std::max(*a.high, *b.high);
  return out;
}

Bound plus(const Bound& a, const Bound& b) { return a && b ? Bound(*a + *b) : std::nullopt; }
Bound minus(const Bound& a) { return a ? Bound(-*a) : std::nullopt; }

Range negated(const Range& a) { return {minus(a.high), minus(a.low)}; }

bool is_known(const Range& a) { return a.low && a.high; }
bool at_least_zero(const Range& a) { return a.low && *a.low >= 0; }

Range product(const Range& a, const Range& b) {
  if (is_known(a) && is_known(b)) {
    const BigInt ends[] = {BigInt(*a.low * *b.low), BigInt(*a.low * *b.high),
                           BigInt(*a.high * *b.low), BigInt(*a.high * *b.high)};
    return {*std::min_element(std::begin(ends), std::end(ends)),
            *std::max_element(std::begin(ends), std::end(ends))};
  }
  if (at_least_zero(a) && at_least_zero(b)) return {BigInt(*a.low * *b.low), std::nullopt};
  return {};
}

/// Rounding and dividing by a whole number above zero brings a number no further from zero.
Range quotient(const Range& a, const Range& b) {
  if (!b.low || *b.low < 0) return {};
  Range out;
  if (a.low) out.low = std::min(*a.low, BigInt(0));
  if (a.high) out.high = std::max(*a.high, BigInt(0));
  return out;
}

class Ranges {
 public:
  Ranges(const Bytecode& program, const Lever& lever, const prove::Partner& partner,
         const Range& varied)
      : program_(program), lever_(lever), partner_(partner), varied_(varied) {
    out_.resize(program.registers.size());
  }

  std::vector<Range> find() {
    for (size_t i = 0; i < program_.constants.size(); ++i) {
      out_[i] = {program_.constants[i].number, program_.constants[i].number};
    }
    for (const Section& section : program_.sections) {
      for (uint32_t i = section.begin; i < section.end; ++i) {
        const Instruction& step = program_.code[i];
        if (info(step.op).form == bytecode::Form::Demand) continue;
        out_[step.dst] = range_of(step, section);
      }
    }
    return std::move(out_);
  }

 private:
  Range range_of(const Instruction& step, const Section& section) const;
  Range field(uint32_t level, uint32_t field) const;
  Range folded(const Instruction& step, const Section& section) const;
  Range cells(const bytecode::Table& table) const;
  Range ordinal(uint32_t reg) const;
  BigInt entries(const Section& section) const {
    return BigInt(partner_.ledgers[section.level - 1].size());
  }

  const Bytecode& program_;
  const Lever& lever_;
  const prove::Partner& partner_;
  const Range& varied_;
  std::vector<Range> out_;
};

Range Ranges::field(uint32_t level, uint32_t field) const {
  std::optional<Range> out;
  const auto add = [&](const Range& range) { out = out ? hull(*out, range) : range; };
  const auto add_fact = [&](const prove::Fact& fact) {
    const BigInt value = fact.known ? fact.value : 0;
    add({value, value});
  };
  if (lever_.level == level && lever_.field == field) add(varied_);
  if (level == bytecode::kAccountLevel) {
    if (!out) add_fact(partner_.account[field]);
  } else {
    for (const prove::Record& entry : partner_.ledgers[level - 1]) add_fact(entry[field]);
  }
  return out.value_or(Range{BigInt(0), BigInt(0)});
}

Range Ranges::folded(const Instruction& step, const Section& section) const {
  const Range zero{BigInt(0), BigInt(0)};
  const Range& each = out_[step.a];
  const BigInt count = entries(section);
  if (step.op == Op::reduce_count_) return {BigInt(0), count};
  if (step.op == Op::reduce_min_ || step.op == Op::reduce_max_) return hull(each, zero);
  return product(hull(each, zero), Range{BigInt(0), count});
}

Range Ranges::cells(const bytecode::Table& table) const {
  Range out{BigInt(0), BigInt(0)};
  if (!table.wide.empty()) return {};
  for (const int64_t value : table.values) out = hull(out, Range{BigInt(value), BigInt(value)});
  return out;
}

Range Ranges::ordinal(uint32_t reg) const {
  const bytecode::Register& of = program_.registers[reg];
  if (of.kind == ValueKind::Bool) return {BigInt(0), BigInt(1)};
  if (of.kind != ValueKind::Enum) return {};
  return {BigInt(0), BigInt(program_.schema.enums[of.enum_index].words.size() - 1)};
}

Range Ranges::range_of(const Instruction& step, const Section& section) const {
  const Range& a = out_[step.a < out_.size() ? step.a : 0];
  const Range& b = out_[step.b < out_.size() ? step.b : 0];
  switch (step.op) {
    case Op::account_field_:
      return field(bytecode::kAccountLevel, step.a);
    case Op::entry_field_:
      return field(section.level, step.a);
    case Op::add_:
      return {plus(a.low, b.low), plus(a.high, b.high)};
    case Op::sub_:
      return {plus(a.low, minus(b.high)), plus(a.high, minus(b.low))};
    case Op::negate_:
      return negated(a);
    case Op::mul_:
      return product(a, b);
    case Op::divide_:
      return quotient(a, b);
    case Op::maximum_:
      return {a.low && b.low ? Bound(std::max(*a.low, *b.low)) : (a.low ? a.low : b.low),
              hull(a, b).high};
    case Op::minimum_:
      return {hull(a, b).low,
              a.high && b.high ? Bound(std::min(*a.high, *b.high)) : (a.high ? a.high : b.high)};
    case Op::select_:
      return hull(b, out_[step.c]);
    case Op::ordinal_:
      return ordinal(step.a);
    case Op::find_number_:
    case Op::find_text_:
    case Op::interval_:
      return {BigInt(-1), BigInt(std::max(program_.lists[step.b].numbers.size(),
                                          program_.lists[step.b].texts.size()))};
    case Op::cell_:
      return cells(program_.tables[step.b]);
    case Op::year_number_:
      return {BigInt(0), BigInt(calendar::kYearMax)};
    case Op::reduce_sum_:
    case Op::reduce_count_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return folded(step, section);
    default:
      return {};
  }
}

}  // namespace

std::vector<Range> find_ranges(const Bytecode& program, const Lever& lever,
                               const prove::Partner& partner, int64_t low, int64_t high) {
  return Ranges(program, lever, partner, {BigInt(low), BigInt(high)}).find();
}

}  // namespace tierline::cliffs
