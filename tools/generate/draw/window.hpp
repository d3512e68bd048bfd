// Window: the days that a population is about, and those among them that somebody may have got
// wrong: edges of months and years, leap days, the first day in force, the day of the question, the
// days that the program names, and each one's neighbours.
// Made by: window.cpp    Read by: tools/generate/draw/day_draw.cpp
// Tested by: tests/unit/tools_generate/window_test.cpp
#pragma once

#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "tools/generate/interests.hpp"

namespace tierline::generate {

struct Window {
  Day first = 0;
  Day last = 0;            // the day of the question
  std::vector<Day> edges;  // sorted, distinct; some lie just outside
};

/// The calendar year before the program's first one to `as_of`, but at most three whole years
/// before the one of `as_of`.
Window make_window(const bytecode::Header& header, const Interests& interests, Day as_of);

/// The days with their neighbours, as far as they lie between the two; sorted and distinct.
std::vector<Day> with_neighbours(const std::vector<Day>& days, Day low, Day high);

}  // namespace tierline::generate
