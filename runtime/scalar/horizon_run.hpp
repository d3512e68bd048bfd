// How each opcode moves with today. Included by machine.cpp and follower.cpp only.
#pragma once

#include <limits>

#include "runtime/scalar/horizon.hpp"

namespace tierline::scalar {

/// Whether a value is small enough to be followed, in one comparison.
constexpr bool is_followed(int64_t value) {
  constexpr uint64_t kMost = uint64_t{1} << 61U;
  return static_cast<uint64_t>(value) + kMost < 2 * kMost;
}

/// The value as 64 bits; nothing when it is too wide to be followed.
template <Integer T>
std::optional<int64_t> followed(const T& value) {
  if constexpr (!std::same_as<T, int64_t>) {
    constexpr auto kFits = std::numeric_limits<int64_t>();
    if (value > kFits.max() || value < kFits.min()) return std::nullopt;
  }
  const auto narrow = static_cast<int64_t>(value);
  return is_followed(narrow) ? std::optional(narrow) : std::nullopt;
}

/// a - b now, and how it changes a day.
struct Gap {
  int64_t now;
  int64_t slope;
};

inline constexpr int64_t kNever = INT64_MAX;

/// Days until something `distance` away (not negative) is reached, or passed, at a speed towards
/// it.
inline int64_t days_to_reach(int64_t distance, int64_t speed) {
  if (speed == 1) return distance;  // nearly always, and a division takes its time
  return speed <= 0 ? kNever : (distance - 1) / speed + 1;
}
inline int64_t days_to_pass(int64_t distance, int64_t speed) {
  if (speed == 1) return distance + 1;
  return speed <= 0 ? kNever : distance / speed + 1;
}

/// Which of two counts of days ends the answer of `less`: the one in which it becomes false, if the
/// gap grows, or true, if it shrinks. The sign of the slope is the program's and easily foreseen;
/// the answer is the entry's.
inline int64_t when_true(bool answer, int64_t slope, int64_t until_false, int64_t until_true) {
  if (slope > 0) return answer ? until_false : kNever;
  return answer ? kNever : until_true;
}

/// Days until the answer of a comparison changes.
inline int64_t days_to_flip(Op op, const Gap& gap) {
  const auto [now, slope] = gap;
  switch (op) {
    case Op::less_:
      return when_true(now < 0, slope, days_to_reach(-now, slope), days_to_pass(now, -slope));
    case Op::less_equal_:
      return when_true(now <= 0, slope, days_to_pass(-now, slope), days_to_reach(now, -slope));
    default: {  // equal, not_equal: only a day on which the gap is exactly zero counts
      if (now == 0) return 1;
      const int64_t days = now < 0 ? days_to_reach(-now, slope) : days_to_reach(now, -slope);
      return days != kNever && now + slope * days == 0 ? days : kNever;
    }
  }
}

inline void Horizon::begins(const Section& section) {
  for (uint32_t i = section.reduce_begin; i < section.end; ++i) {
    of_[prepared_.program.code[i].dst] = {};
  }
}

inline Horizon::Motion Horizon::until_flip(Motion motion, int64_t days, Day today) {
  const int64_t last = today + std::min(days, int64_t{kForever} - today + 1) - 1;
  motion.until = std::min(motion.until, static_cast<Day>(last));
  return motion;
}

/// Of what nothing else is known: as long as all operands stand still.
inline Horizon::Motion Horizon::joined(const Instruction& code) const {
  const bytecode::OpInfo& op = bytecode::info(code.op);
  const uint32_t operands[] = {code.a, code.b, code.c};
  Motion all;
  for (size_t i = 0; i < 3; ++i) {
    if (!bytecode::is_register(op.operands[i])) continue;
    if (of_[operands[i]].slope != 0) return only_today();
    all.until = std::min(all.until, of_[operands[i]].until);
  }
  return all;
}

inline Horizon::Motion Horizon::added(uint32_t a, uint32_t b, bool minus) const {
  Motion sum{std::min(of_[a].until, of_[b].until), 0};
  const bool fits = minus ? decimal::sub<int64_t>(of_[a].slope, of_[b].slope, sum.slope)
                          : decimal::add<int64_t>(of_[a].slope, of_[b].slope, sum.slope);
  return fits ? sum : only_today();
}

template <Integer T>
Horizon::Motion Horizon::multiplied(const Lane<T>& lane, const Instruction& code) const {
  const Motion& a = of_[code.a];
  const Motion& b = of_[code.b];
  Motion product{std::min(a.until, b.until), 0};
  if (a.slope == 0 && b.slope == 0) return product;
  if (a.slope != 0 && b.slope != 0) return only_today();
  const auto factor = followed<T>(lane.at(a.slope == 0 ? code.a : code.b));
  const int64_t slope = a.slope == 0 ? b.slope : a.slope;
  if (!factor || !decimal::mul<int64_t>(slope, *factor, product.slope)) return only_today();
  return product;
}

template <Integer T>
[[gnu::always_inline]] inline std::optional<Gap> gap_of(const T& a, const T& b, int64_t slope_a,
                                                        int64_t slope_b) {
  const auto first = followed<T>(a);
  const auto second = followed<T>(b);
  if (!first || !second || !is_followed(slope_a) || !is_followed(slope_b)) return std::nullopt;
  return Gap{*first - *second, slope_a - slope_b};
}

template <Integer T>
[[gnu::always_inline]] inline Horizon::Motion Horizon::compared(const Motion& a, const Motion& b,
                                                                const T& first, const T& second,
                                                                Op op, Day today) {
  const Motion both{std::min(a.until, b.until), 0};
  if (a.slope == b.slope) return both;
  const auto gap = gap_of<T>(first, second, a.slope, b.slope);
  return gap ? until_flip(both, days_to_flip(op, *gap), today) : Motion{today, 0};
}

/// The larger or the smaller one, until the other one overtakes it.
template <Integer T>
[[gnu::always_inline]] inline Horizon::Motion Horizon::extreme(const Motion& a, const Motion& b,
                                                               const T& first, const T& second,
                                                               Op op, Day today) {
  const Day until = std::min(a.until, b.until);
  if ((a.slope | b.slope) == 0) return {until, 0};
  auto gap = gap_of<T>(first, second, a.slope, b.slope);
  if (!gap) return {today, 0};
  if (op == Op::minimum_) gap = Gap{-gap->now, -gap->slope};
  const bool takes_first = gap->now > 0 || (gap->now == 0 && gap->slope >= 0);
  return until_flip(
      {until, takes_first ? a.slope : b.slope},
      takes_first ? days_to_pass(gap->now, -gap->slope) : days_to_pass(-gap->now, gap->slope),
      today);
}

[[gnu::always_inline]] inline Horizon::Motion Horizon::logic(Day first, Day second, bool a, bool b,
                                                             bool decisive) {
  const Day if_first = b == decisive ? std::max(first, second) : first;
  const Day if_not = b == decisive ? second : std::min(first, second);
  return {a == decisive ? if_first : if_not, 0};
}

inline Horizon::Motion Horizon::chosen(const Motion& condition, const Motion& taken) {
  return {std::min(condition.until, taken.until), taken.slope};
}

inline Day Horizon::period_end(Day day, uint8_t unit, uint32_t first_month) {
  PeriodEnd& known = period_end_;
  if (known.day != day || known.unit != unit || known.first_month != first_month) {
    known = {day, unit, first_month, ops::period(day, unit, first_month).last};
  }
  return known.last;
}

/// Where the period around a moving day ends, the answer changes.
inline Horizon::Motion Horizon::period(Day day, const Instruction& code) {
  const Motion& moving = of_[code.a];
  if (moving.slope == 0) return moving;
  if (moving.slope != 1) return only_today();
  const bool year = code.op == Op::year_number_;
  const auto unit = static_cast<uint8_t>(code.mode & ~unsigned{bytecode::kPeriodBefore});
  const Day last = year ? period_end(day, static_cast<uint8_t>(calendar::Unit::Year), 1)
                        : period_end(day, unit, code.b);
  return until_flip({moving.until, 0}, int64_t{last} - day + 1);
}

inline Horizon::Motion Horizon::interval(Day day, const Instruction& code) const {
  const Motion& moving = of_[code.a];
  if (moving.slope == 0) return moving;
  if (moving.slope != 1) return only_today();
  const std::vector<Day>& days = prepared_.dates.lists[code.b];
  const auto next = std::upper_bound(days.begin(), days.end(), day);
  const Motion motion{moving.until, 0};
  return next == days.end() ? motion : until_flip(motion, int64_t{*next} - day);
}

template <Integer T>
[[gnu::always_inline]] inline Horizon::Motion Horizon::motion_of(const Lane<T>& lane,
                                                                 const Instruction& code, Op op) {
  const auto is_true = [&](uint32_t index) { return lane.at(index) != 0; };
  switch (op) {
    case Op::account_field_:
    case Op::account_known_:
    case Op::entry_field_:
    case Op::entry_known_:
    case Op::tier_:
    case Op::tier_before_:
      return {};
    case Op::today_:
      return {kForever, 1};
    case Op::add_:
      return added(code.a, code.b, false);
    case Op::sub_:
    case Op::days_between_:
      return added(code.a, code.b, true);
    case Op::negate_:
      return {of_[code.a].until, -of_[code.a].slope};
    case Op::mul_:
      return multiplied(lane, code);
    case Op::ordinal_:
      return of_[code.a];
    case Op::maximum_:
    case Op::minimum_:
      return extreme<T>(of_[code.a], of_[code.b], lane.at(code.a), lane.at(code.b), op, today_);
    case Op::equal_:
    case Op::not_equal_:
    case Op::less_:
    case Op::less_equal_:
      return compared<T>(of_[code.a], of_[code.b], lane.at(code.a), lane.at(code.b), op, today_);
    case Op::and_:
      return logic(of_[code.a].until, of_[code.b].until, is_true(code.a), is_true(code.b), false);
    case Op::or_:
      return logic(of_[code.a].until, of_[code.b].until, is_true(code.a), is_true(code.b), true);
    case Op::not_:
      return of_[code.a];
    case Op::select_:
    case Op::text_select_:
      return chosen(of_[code.a], of_[is_true(code.a) ? code.b : code.c]);
    case Op::period_first_:
    case Op::period_last_:
    case Op::year_number_:
      return period(ops::day_of(lane.at(code.a)), code);
    case Op::interval_:
      return interval(ops::day_of(lane.at(code.a)), code);
    case Op::add_days_:
      // A day that is not there has the first operand's place; its fault says until when.
      if (!ops::add_days(lane.at(code.a), lane.at(code.b))) return only_today();
      return until_flip(added(code.a, code.b, false),
                        int64_t{kForever} - ops::day_of(lane.at(code.dst)) + 1);
    case Op::add_days_fault_: {
      const auto day = ops::add_days(lane.at(code.a), lane.at(code.b));
      const Motion sum = added(code.a, code.b, false);
      if (sum.slope == 0) return sum;
      if (!day || sum.slope != 1) return only_today();
      return until_flip({sum.until, 0}, int64_t{kForever} - *day + 1);
    }
    default:
      return joined(code);
  }
}

/// The motions of reductions have been found entry by entry.
template <Integer T>
[[gnu::always_inline]] inline void Horizon::after(const Lane<T>& lane, const Instruction& code,
                                                  Op op, uint32_t) {
  if (prepared_.moving[code.dst] == 0) return;
  switch (op) {
    case Op::reduce_any_:
      of_[code.dst].slope = 0;
      return;
    case Op::reduce_sum_:
    case Op::reduce_count_:
    case Op::reduce_min_:
    case Op::reduce_max_:
    case Op::collect_:
      return;
    default:
      step(lane, code, op);
  }
}

/// Any: one entry that has it settles the answer as long as it has it.
///   any   whether this entry has it, or one before
inline void Horizon::meet_any(Motion& motion, Day until, bool here, bool any) {
  if (!here) {
    if (!any) motion.until = std::min(motion.until, until);
  } else {
    motion.until = motion.slope == 1 ? std::max(motion.until, until) : until;
    motion.slope = 1;  // until the last entry has gone by: one has it
  }
}

/// Sums and extremes: every entry that may come or go, and the values of those that count.
inline void Horizon::fold_value(const Instruction& code, bool counts) {
  Motion& total = of_[code.dst];
  total.until = std::min(total.until, of_[code.b].until);
  if (!counts) return;
  const Motion& value = of_[code.a];
  total.until = std::min(total.until, value.until);
  if (value.slope == 0) return;
  const bool sum = code.op == Op::reduce_sum_;
  if (!sum || !decimal::add<int64_t>(total.slope, value.slope, total.slope)) total.until = today_;
}

template <Integer T>
void Horizon::folded(const Lane<T>& lane, const Instruction& code) {
  if (prepared_.moving[code.dst] == 0) return;
  switch (code.op) {
    case Op::reduce_count_:
      of_[code.dst].until = std::min(of_[code.dst].until, of_[code.a].until);
      break;
    case Op::reduce_any_:
      meet_any(of_[code.dst], of_[code.a].until, lane.at(code.a) != 0, lane.at(code.dst) != 0);
      break;
    default:
      fold_value(code, lane.at(code.b) != 0);
      break;
  }
}

}  // namespace tierline::scalar
