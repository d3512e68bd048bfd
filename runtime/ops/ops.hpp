// Ops: the meaning of each opcode on single values, once, for every machine and width.
// T is the integer that a register holds: int64_t, Int128 or BigInt. A result that does not fit T
// is Overflow, and the account is computed again in a wider T. Nothing else can go wrong: each
// operation has a result for all operands, as opcodes.def says.
// Made of: runtime/decimal, runtime/calendar    Read by: runtime/scalar
// Tested by: tests/unit/runtime_scalar/ops_test.cpp
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "runtime/bytecode/opcodes.hpp"
#include "runtime/calendar/business.hpp"
#include "runtime/calendar/month_end.hpp"
#include "runtime/calendar/period.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::ops {

using calendar::Day;
using decimal::Integer;

/// What `demand` finds in a fault register.
inline constexpr int kNoFault = 0;
inline constexpr int kNoSuchDay = 1;
inline constexpr int kCalendarOutOfDays = 3;  // and the calendar's number
using bytecode::kNothingToSplitOver;

/// Reads a day register; days always fit.
template <Integer T>
Day day_of(const T& value) {
  return static_cast<Day>(value);
}

/// Reads a count of days or months; nothing when it is beyond any calendar.
template <Integer T>
std::optional<int64_t> count_of(const T& value) {
  constexpr int64_t kCountMax = int64_t{1} << 40;
  if (value > kCountMax || value < -kCountMax) return std::nullopt;
  return static_cast<int64_t>(value);
}

template <Integer T>
std::optional<Day> add_days(const T& day, const T& days) {
  const auto count = count_of(days);
  if (!count) return std::nullopt;
  const int64_t sum = int64_t{day_of(day)} + *count;
  if (sum < calendar::kDayMin || sum > calendar::kDayMax) return std::nullopt;
  return static_cast<Day>(sum);
}

template <Integer T>
std::optional<Day> add_months(const T& day, const T& months, uint8_t mode) {
  const auto count = count_of(months);
  if (!count) return std::nullopt;
  return calendar::add_months(day_of(day), *count, static_cast<calendar::MonthEnd>(mode));
}

template <Integer T>
std::optional<Day> add_business(const T& day, const T& days,
                                const calendar::BusinessCalendar& calendar) {
  const auto count = count_of(days);
  if (!count) return std::nullopt;
  return calendar.add(day_of(day), *count);
}

inline calendar::Period period(Day day, uint8_t mode, uint32_t first_month) {
  const auto unit = static_cast<calendar::Unit>(mode & (bytecode::kPeriodBefore - 1));
  const auto month = static_cast<int>(first_month);
  return (mode & bytecode::kPeriodBefore) != 0 ? calendar::period_before(unit, day, month)
                                               : calendar::period_of(unit, day, month);
}

/// Finds a value in a rising list: its position, or -1.
template <class T, class Less = std::less<>>
int64_t find(const std::vector<T>& list, const T& value, Less less = {}) {
  const auto at = std::lower_bound(list.begin(), list.end(), value, less);
  if (at == list.end() || less(value, *at)) return -1;
  return at - list.begin();
}

/// Counts the days of a rising list that are not after `day`.
inline int64_t interval(const std::vector<Day>& days, Day day) {
  return std::upper_bound(days.begin(), days.end(), day) - days.begin();
}

}  // namespace tierline::ops
