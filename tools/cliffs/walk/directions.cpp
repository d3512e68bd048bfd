#include "tools/cliffs/walk/directions.hpp"

#include <algorithm>

#include "tools/cliffs/walk/varied.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Bytecode;
using bytecode::Instruction;
using bytecode::kNone;
using bytecode::Op;
using bytecode::Section;
using bytecode::ValueKind;

constexpr Day kDaysMax = 10'000;  // that are looked at one by one: 27 years

/// Along the axis: a set of what a value may do. Both: who knows.
enum Way : uint8_t { kStays = 0, kRises = 1, kFalls = 2, kBoth = 3 };

Way joined(Way a, Way b) { return static_cast<Way>(a | b); }
Way turned(Way a) { return static_cast<Way>(((a & kRises) << 1U) | ((a & kFalls) >> 1U)); }

/// Alike: conditions are taken to be as they are at both ends. Free: they may change in between.
enum class Conditions : uint8_t { Alike, Free };

class Directions {
 public:
  Directions(const Bytecode& program, const Course& course, const Settled& settled,
             Conditions conditions, const Coarse& followed)
      : program_(program),
        lever_(course.lever),
        ranges_(find_ranges(program, course, settled)),
        conditions_(conditions),
        followed_(followed),
        varied_(settled.varied),
        ways_(program.registers.size(), kStays) {
    for (int pass = 0; pass < 2; ++pass) {
      for (const Section& section : program.sections) walk(section);
    }
  }

  Way at(uint32_t reg) const { return reg == kNone ? kStays : ways_[reg]; }
  std::vector<uint32_t> find_unsure() const;
  bool may_fault(bytecode::Phase last) const;

 private:
  void walk(const Section& section);
  Way way_of(const Instruction& step) const;
  Way way_of_condition(const Instruction& step) const;
  Way product(uint32_t a, uint32_t b) const;
  Way quotient(uint32_t a, uint32_t b) const;
  Way chosen(const Instruction& step) const;
  Way folded(const Instruction& step) const;
  Way difference(const Instruction& step) const { return joined(turned(at(step.a)), at(step.b)); }
  Way way_of_amount(const Instruction& step) const;
  bool is_unsure(const Instruction& step, const Section& section) const;
  bool may_move(uint32_t reg) const {
    return varied_.hangs[reg] != 0 && !ranges_[reg].is_one_value();
  }
  bool at_least_zero(uint32_t reg) const { return ranges_[reg].low && *ranges_[reg].low >= 0; }
  bool at_most_zero(uint32_t reg) const { return ranges_[reg].high && *ranges_[reg].high <= 0; }

  const Bytecode& program_;
  const Lever& lever_;
  std::vector<Range> ranges_;
  Conditions conditions_;
  const Coarse& followed_;
  const Varied& varied_;
  std::vector<Way> ways_;
};

/// Of two factors, one that stays and whose sign is known; or both above zero.
Way Directions::product(uint32_t a, uint32_t b) const {
  if (at(a) == kStays && at(b) == kStays) return kStays;
  if (at(b) == kStays) std::swap(a, b);
  if (at(a) == kStays && at_least_zero(a)) return at(b);
  if (at(a) == kStays && at_most_zero(a)) return turned(at(b));
  if (at_least_zero(a) && at_least_zero(b)) return joined(at(a), at(b));
  return kBoth;
}

/// Nothing is divided by zero: there the quotient is 0, whatever else it may be close by.
Way Directions::quotient(uint32_t a, uint32_t b) const {
  if (at(a) == kStays && at(b) == kStays) return kStays;
  const bool above_zero = ranges_[b].low && *ranges_[b].low > 0;
  if (at(b) == kStays && at_least_zero(b)) return at(a);
  if (at(b) == kStays && at_most_zero(b)) return turned(at(a));
  if (above_zero && at_least_zero(a)) return joined(at(a), turned(at(b)));
  return kBoth;
}

Way Directions::chosen(const Instruction& step) const {
  if (ranges_[step.a].is_one_value()) return at(ranges_[step.a].is(1) ? step.b : step.c);
  const bool open = conditions_ == Conditions::Free && at(step.a) != kStays;
  return open ? kBoth : joined(at(step.b), at(step.c));
}

/// What is folded over the entries that a condition lets in.
Way Directions::folded(const Instruction& step) const {
  if (step.op == Op::reduce_count_ || step.op == Op::reduce_any_) return at(step.a);
  if (conditions_ == Conditions::Alike || at(step.b) == kStays) return at(step.a);
  const bool sum = step.op == Op::reduce_sum_ && at_least_zero(step.a);
  return sum ? joined(at(step.a), at(step.b)) : kBoth;
}

Way Directions::way_of_condition(const Instruction& step) const {
  if (conditions_ == Conditions::Alike) return kStays;
  switch (step.op) {
    case Op::less_:
    case Op::less_equal_:
      return difference(step);
    case Op::and_:
    case Op::or_:
      return joined(at(step.a), at(step.b));
    case Op::not_:
      return turned(at(step.a));
    case Op::select_:
      return chosen(step);
    case Op::reduce_any_:
      return folded(step);
    default:
      return kBoth;
  }
}

Way Directions::way_of(const Instruction& step) const {
  if (!may_move(step.dst)) return kStays;
  if (varied_.reads_it[step.dst] != 0) return kRises;
  const ValueKind kind = program_.registers[step.dst].kind;
  if (kind != ValueKind::Number && kind != ValueKind::Day) return way_of_condition(step);
  const Way way = way_of_amount(step);
  const bool is_condition = is_in(followed_, step.dst) && conditions_ == Conditions::Alike;
  return is_condition && way != kBoth ? kStays : way;
}

Way Directions::way_of_amount(const Instruction& step) const {
  switch (step.op) {
    case Op::add_:
    case Op::maximum_:
    case Op::minimum_:
    case Op::add_days_:
      return joined(at(step.a), at(step.b));
    case Op::sub_:
    case Op::days_between_:
      return joined(at(step.a), turned(at(step.b)));
    case Op::negate_:
      return turned(at(step.a));
    case Op::mul_:
      return product(step.a, step.b);
    case Op::divide_:
      return quotient(step.a, step.b);
    case Op::ordinal_:
    case Op::period_first_:
    case Op::period_last_:
    case Op::year_number_:
      return at(step.a);
    case Op::add_months_:
    case Op::add_business_:
      return at(step.b) == kStays ? at(step.a) : kBoth;
    case Op::select_:
      return chosen(step);
    case Op::find_number_:
    case Op::find_text_:
    case Op::interval_:
    case Op::cell_:
      return conditions_ == Conditions::Alike ? kStays : kBoth;
    case Op::reduce_sum_:
    case Op::reduce_count_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return folded(step);
    default:
      return kBoth;
  }
}

/// Whether alike at both ends does not say alike in between.
bool Directions::is_unsure(const Instruction& step, const Section& section) const {
  if (!may_move(step.dst)) return false;
  const bool counted = varied_.asks_of_every_entry(step, section, lever_);
  if (is_in(followed_, step.dst)) return counted || way_of_amount(step) == kBoth;
  if (!varied_.asks(step)) return false;
  const bool looks_up = step.op == Op::find_number_ || step.op == Op::interval_;
  const bool orders = step.op == Op::less_ || step.op == Op::less_equal_;
  const Way way = looks_up ? at(step.a) : difference(step);
  return way == kBoth || (counted && !orders);
}

void Directions::walk(const Section& section) {
  if (section.phase > bytecode::Phase::Decide) return;
  for (uint32_t i = section.begin; i < section.end; ++i) {
    const Instruction& step = program_.code[i];
    if (info(step.op).form != bytecode::Form::Demand) ways_[step.dst] = way_of(step);
  }
}

std::vector<uint32_t> Directions::find_unsure() const {
  std::vector<uint32_t> out;
  for (const Section& section : program_.sections) {
    if (section.phase > bytecode::Phase::Decide) break;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const bool demand = info(program_.code[i].op).form == bytecode::Form::Demand;
      if (!demand && is_unsure(program_.code[i], section)) out.push_back(i);
    }
  }
  return out;
}

/// Whether something that may end the run without an answer moves, up to a phase.
bool Directions::may_fault(bytecode::Phase last) const {
  for (const Section& section : program_.sections) {
    if (section.phase > last) break;
    for (uint32_t i = section.begin; i < section.end; ++i) {
      const Instruction& step = program_.code[i];
      if (info(step.op).form == bytecode::Form::Demand && may_move(step.a)) return true;
    }
  }
  return false;
}

/// Requirements are asked on many days: their answers must go one way, whatever others come to.
void add_in_time(const Bytecode& program, const Directions& free, Unsure& out) {
  for (const bytecode::Tier& tier : program.tiers) {
    for (const bytecode::Requirement& one : tier.requirements) {
      if (free.at(one.flag) != kBoth) continue;
      std::string name = one.name + " of " + program.schema.enums[0].words[tier.word];
      const auto& names = out.requirements;
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      out.requirements.push_back(std::move(name));
    }
  }
  const bytecode::Status& status = *program.status;
  for (const uint32_t reg : {status.exists, status.assessing, status.promote_on, status.holds_until,
                             status.ends, status.ends_known}) {
    out.status |= free.at(reg) != kStays;
  }
  out.faults |= free.may_fault(bytecode::Phase::Require);
}

/// Of all days at once; and if that does not settle it, of every day on its own.
Unsure find_unsure_in_time(const Bytecode& program, const Course& course, const Coarse& followed) {
  const auto add = [&](const Settled& settled, Unsure& out) {
    add_in_time(program, Directions(program, course, settled, Conditions::Free, followed), out);
  };
  Unsure of_all;
  add(settle_nothing(program, course.lever), of_all);
  const Day first = *program.header.in_force_from;
  if (!of_all.any() || course.today - first >= kDaysMax) return of_all;
  Unsure out;
  for (Day day = first; day <= course.today; ++day) {
    add(settle_day(program, course, day), out);
    const bool all = out.requirements.size() == of_all.requirements.size();
    if (all && out.status == of_all.status && out.faults == of_all.faults) break;
  }
  return out;
}

}  // namespace

Unsure find_unsure(const Bytecode& program, const Course& course, const Coarse& followed) {
  Unsure out;
  if (program.status) out = find_unsure_in_time(program, course, followed);
  const Settled settled = settle_today(program, course);
  const Directions today(program, course, settled, Conditions::Alike, followed);
  out.steps = today.find_unsure();
  out.faults |= today.may_fault(bytecode::Phase::Decide);
  return out;
}

}  // namespace tierline::cliffs
