// Facts as the search and the walk hold them, for partners that a test writes by hand.
// Header only. Read by: tests/unit/tools_prove, tests/unit/tools_cliffs
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "runtime/calendar/day.hpp"
#include "tools/prove/case.hpp"

namespace tierline::prove {

inline Day day(std::string_view text) { return *calendar::parse_day(text); }

inline Fact number(int64_t value) { return {true, value, ""}; }
inline Fact day_fact(std::string_view text) { return number(day(text)); }
inline Fact word(std::string text) { return {true, 0, std::move(text)}; }
inline Fact nothing() { return {false, 0, ""}; }

}  // namespace tierline::prove
