// Period: a pair of days, both included; the month, quarter or year that holds a day.
// A fiscal year or quarter is counted from another first month than January.
// Periods that reach past the valid days are clamped to them, so every call has a value.
// Made by: period_of, period_before    Read by: runtime/ops, tools
// Tested by: tests/unit/runtime_calendar/period_test.cpp
#pragma once

#include <cstdint>

#include "runtime/calendar/day.hpp"

namespace tierline::calendar {

enum class Unit : uint8_t { Month, Quarter, Year };

struct Period {
  Day first;
  Day last;  // included
  friend bool operator==(const Period&, const Period&) = default;
};

/// Returns the whole period that holds the day.
///   first_month  1 = calendar year, 7 = fiscal year that starts on 1 July; of no effect on Month
Period period_of(Unit unit, Day day, int first_month);

/// Returns the whole period before the one that holds the day.
Period period_before(Unit unit, Day day, int first_month);

/// Names a (fiscal) year by the calendar year in which it starts.
int year_number(Day day, int first_month);

}  // namespace tierline::calendar
