// Bounds: between which values a number or a day must lie, by interval arithmetic.
// Exact on points: the bounds of an expression of constants are its value. An end that cannot be
// said, or that grows beyond any honest amount, is open: bounds are always true, not always tight.
// Made by: nobody, these are functions    Read by: expressions, tables, declarations
// Tested by: tests/unit/compiler_checked/bounds_test.cpp
#pragma once

#include <string>

#include "compiler/checked/types.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/decimal/decimal.hpp"
#include "runtime/decimal/rounding.hpp"

namespace tierline::checked {

Decimal whole(int64_t value);

Bounds point(const Decimal& value);
Bounds at_least(const Decimal& low);

Bounds add(const Bounds& a, const Bounds& b);
Bounds subtract(const Bounds& a, const Bounds& b);
Bounds negate(const Bounds& a);
Bounds multiply(const Bounds& a, const Bounds& b);
/// Of a / b: only the sign is followed.
Bounds divide(const Bounds& a, const Bounds& b);
Bounds larger(const Bounds& a, const Bounds& b);
Bounds smaller(const Bounds& a, const Bounds& b);
/// Holds whatever one of the two holds.
Bounds join(const Bounds& a, const Bounds& b);
Bounds round(const Bounds& a, const Decimal& quantum, decimal::Rounding mode);

bool is_point(const Bounds& a);
bool contains(const Bounds& a, const Decimal& value);
/// Says whether every value of `inner` is one of `outer`.
bool within(const Bounds& inner, const Bounds& outer);
bool excludes_zero(const Bounds& a);
bool never_negative(const Bounds& a);

/// A stretch of days, both included.
struct Days {
  calendar::Day low = calendar::kDayMin;
  calendar::Day high = calendar::kDayMax;
};

Days days_of(const Bounds& bounds);
Bounds bounds_of(Days days);
/// "from 2022-07-01", "until 2022-12-31", both, or "on all days"
std::string days_text(Days days);

Days intersect(Days a, Days b);
bool within(Days inner, Days outer);

}  // namespace tierline::checked
