// Lookups: what opcodes look up (calendars, lists of days, cells of tables), made ready from a
// program once. One meaning for all machines and widths, as in ops.hpp.
// Made of: runtime/calendar    Read by: runtime/scalar, runtime/columnar
// Tested by: tests/unit/runtime_scalar/days_test.cpp, tests/property/law_columnar_test.cpp
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/ops/ops.hpp"

namespace tierline::ops {

struct Dates {
  explicit Dates(const bytecode::Bytecode& program) {
    for (const bytecode::CalendarDays& days : program.calendars) {
      std::set<int> weekend(days.weekend.begin(), days.weekend.end());
      calendars.emplace_back(std::move(weekend), days.holidays, days.working_days, days.first,
                             days.last);
    }
    for (const bytecode::List& list : program.lists) {
      std::vector<Day>& days = lists.emplace_back();
      if (list.kind != bytecode::ValueKind::Day) continue;
      for (const bytecode::BigInt& day : list.numbers) days.push_back(static_cast<Day>(day));
    }
  }

  std::vector<calendar::BusinessCalendar> calendars;
  std::vector<std::vector<Day>> lists;  // by list; empty for lists of other kinds
};

/// The six opcodes of day arithmetic: the day, or the code of its fault.
template <Integer T>
int64_t add_day(const bytecode::Instruction& code, const T& day, const T& count,
                const Dates& dates) {
  using bytecode::Op;
  std::optional<Day> sum;
  bool wants_fault = false;
  int fault = kNoSuchDay;
  switch (code.op) {
    case Op::add_days_fault_:
      wants_fault = true;
      [[fallthrough]];
    case Op::add_days_:
      sum = add_days(day, count);
      break;
    case Op::add_months_fault_:
      wants_fault = true;
      [[fallthrough]];
    case Op::add_months_:
      sum = add_months(day, count, code.mode);
      break;
    case Op::add_business_fault_:
      wants_fault = true;
      [[fallthrough]];
    default:
      sum = add_business(day, count, dates.calendars[code.c]);
      fault = kCalendarOutOfDays + static_cast<int>(code.c);
      break;
  }
  if (wants_fault) return sum ? kNoFault : fault;
  return sum ? *sum : day_of(day);
}

/// The cell's position, or -1 where the table has no such cell.
template <Integer T>
int64_t cell_index(const bytecode::Table& table, const T& index) {
  if (index < 0 || index >= static_cast<int64_t>(table.values.size())) return -1;
  const auto cell = static_cast<int64_t>(index);
  return table.known[static_cast<size_t>(cell)] != 0 ? cell : -1;
}

}  // namespace tierline::ops
