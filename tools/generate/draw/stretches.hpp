// Stretches: the ways in which the days up to the day of the question fall into periods whose sums
// a program may compare: calendar years, the spans of months that it names, all of it. Made by:
// stretches.cpp    Read by: tools/generate/draw/ledger_draw.cpp Tested by:
// tests/unit/tools_generate/window_test.cpp
#pragma once

#include <vector>

#include "runtime/calendar/period.hpp"
#include "tools/generate/draw/window.hpp"

namespace tierline::generate {

/// Each way has at least one period, the latest first.
std::vector<std::vector<calendar::Period>> find_stretches(const Window& window,
                                                          const Interests& interests);

}  // namespace tierline::generate
