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

const Range kZero{BigInt(0), BigInt(0)};

/// Rounding and dividing by a whole number above zero brings a number no further from zero.
Range quotient(const Range& a, const Range& b) {
  if (!b.low || *b.low < 0) return {};
  Range out;
  if (a.low) out.low = std::min(*a.low, BigInt(0));
  if (a.high) out.high = std::max(*a.high, BigInt(0));
  return out;
}

const Range kNo{BigInt(0), BigInt(0)};
const Range kYes{BigInt(1), BigInt(1)};
const Range kEither{BigInt(0), BigInt(1)};

Range less(const Range& a, const Range& b) {
  if (a.high && b.low && *a.high < *b.low) return kYes;
  return a.low && b.high && *a.low >= *b.high ? kNo : kEither;
}

Range opposite(const Range& a) { return a.is(0) ? kYes : a.is(1) ? kNo : kEither; }

Range equal(const Range& a, const Range& b) {
  if (a.is_one_value() && b.is_one_value() && *a.low == *b.low) return kYes;
  return less(a, b).is(1) || less(b, a).is(1) ? kNo : kEither;
}

Range both(const Range& a, const Range& b) {
  if (a.is(0) || b.is(0)) return kNo;
  return a.is(1) && b.is(1) ? kYes : kEither;
}

class Ranges {
 public:
  Ranges(const Bytecode& program, const Course& course, const Settled& settled)
      : program_(program),
        lever_(course.lever),
        partner_(course.partner),
        varied_{BigInt(course.low), BigInt(course.high)},
        settled_(settled) {
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
        const auto known = settled_.value(step.dst);
        out_[step.dst] = known ? Range{known, known} : range_of(step, section);
      }
    }
    return std::move(out_);
  }

 private:
  Range range_of(const Instruction& step, const Section& section) const;
  Range field(uint32_t level, uint32_t field) const;
  Range folded(const Instruction& step, const Section& section) const;
  Range folded_of_varied(const Instruction& step) const;
  Range cells(const bytecode::Table& table) const;
  Range ordinal(uint32_t reg) const;
  BigInt entries(const Section& section) const {
    return BigInt(partner_.ledgers[section.level - 1].size());
  }

  /// Whether the registers of this ledger's entries are those of the varied entry alone.
  bool is_of_varied(uint32_t level) const { return settled_.others_stay && level == lever_.level; }

  const Bytecode& program_;
  const Lever& lever_;
  const prove::Partner& partner_;
  Range varied_;
  const Settled& settled_;
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
  } else if (is_of_varied(level)) {
    if (!out) add_fact(partner_.ledgers[level - 1][lever_.entry][field]);
  } else {
    for (const prove::Record& entry : partner_.ledgers[level - 1]) add_fact(entry[field]);
  }
  return out.value_or(kZero);
}

/// What the run saw, with the part of the varied entry taken out and put in as it may be.
Range Ranges::folded_of_varied(const Instruction& step) const {
  const Bound& seen = settled_.seen[step.dst];
  const bool counts = out_[step.b].is(1);
  const Range& each = out_[step.a];
  if (!seen) return {};
  if (step.op == Op::reduce_max_) {
    const Range other{counts ? each.low : std::nullopt, std::max(*seen, BigInt(0))};
    return {other.low, hull(other, each).high};
  }
  if (step.op == Op::reduce_min_) {
    const Range other{std::min(*seen, BigInt(0)), counts ? each.high : std::nullopt};
    return {hull(other, each).low, other.high};
  }
  const Bound& part = settled_.seen[step.a];
  const Bound& took_part = settled_.seen[step.b];
  if (!part || !took_part) return {};
  const BigInt others = *took_part == 0 ? *seen : BigInt(*seen - *part);
  const Range mine = counts ? each : hull(each, kZero);
  return {plus(others, mine.low), plus(others, mine.high)};
}

Range Ranges::folded(const Instruction& step, const Section& section) const {
  const Range& each = out_[step.a];
  const BigInt count = entries(section);
  if (step.op == Op::reduce_count_) return {BigInt(0), count};
  if (step.op == Op::reduce_any_) return kEither;
  if (is_of_varied(section.level)) return folded_of_varied(step);
  if (step.op == Op::reduce_min_ || step.op == Op::reduce_max_) return hull(each, kZero);
  return product(hull(each, kZero), Range{BigInt(0), count});
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
    case Op::less_:
      return less(a, b);
    case Op::less_equal_:
      return opposite(less(b, a));
    case Op::equal_:
      return equal(a, b);
    case Op::not_equal_:
      return opposite(equal(a, b));
    case Op::and_:
      return both(a, b);
    case Op::or_:
      return opposite(both(opposite(a), opposite(b)));
    case Op::not_:
      return opposite(a);
    case Op::select_:
      return a.is(1) ? b : a.is(0) ? out_[step.c] : hull(b, out_[step.c]);
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
    case Op::reduce_any_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return folded(step, section);
    default:
      return {};
  }
}

}  // namespace

std::vector<Range> find_ranges(const Bytecode& program, const Course& course,
                               const Settled& settled) {
  return Ranges(program, course, settled).find();
}

}  // namespace tierline::cliffs
