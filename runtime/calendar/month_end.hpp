// Month end: what "one month after 31 January" means, which no calendar can say by itself.
// A program chooses; until it does, adding months is an error of the compiler.
// Made by: the program's `month end` line    Read by: runtime/ops, the compiler
// Tested by: tests/unit/runtime_calendar/month_end_test.cpp, tests/suites/dates
#pragma once

#include <cstdint>
#include <optional>

#include "runtime/calendar/day.hpp"

namespace tierline::calendar {

/// When the month reached has no such day: no answer, its last day, the first day after it.
enum class MonthEnd : uint8_t { Reject, Clamp, Next };

/// Adds whole months, negative ones too.
///   returns  nothing when there is no such day under Reject, or outside the valid years
std::optional<Day> add_months(Day day, int64_t months, MonthEnd policy);

}  // namespace tierline::calendar
