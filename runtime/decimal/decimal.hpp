// Decimal: an exact decimal number, coefficient / 10^scale, of any size.
// The number as a text or a constant holds it; the machines carry bare scaled integers instead.
// Two Decimals are equal when their values are; the scale (1.5 or 1.50) is kept for printing.
// There is no negative zero, no infinity and no NaN.
// Made by: text.hpp, the compiler's constants    Read by: compiler, runtime/bytecode, tools
// Tested by: tests/unit/runtime_decimal/decimal_test.cpp, tests/suites/decimal
#pragma once

#include <compare>

#include "runtime/decimal/rounding.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::decimal {

struct Decimal {
  BigInt coefficient;
  int scale = 0;  // never negative
};

/// Adds exactly; the result has the larger scale.
Decimal add(const Decimal& a, const Decimal& b);

/// Subtracts b from a exactly; the result has the larger scale.
Decimal sub(const Decimal& a, const Decimal& b);

/// Multiplies exactly; the scales add up.
Decimal mul(const Decimal& a, const Decimal& b);

Decimal neg(const Decimal& d);

/// Orders by value: 1.5 and 1.50 are equal.
std::strong_ordering compare(const Decimal& a, const Decimal& b);

inline bool operator==(const Decimal& a, const Decimal& b) { return compare(a, b) == 0; }
inline std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  return compare(a, b);
}

bool is_zero(const Decimal& d);
bool is_negative(const Decimal& d);

/// Writes the same value with `scale` digits after the point; at least as many as it has.
Decimal rescale_up(const Decimal& d, int scale);

/// Rounds to `scale` digits after the point; a number with fewer gets zeros.
Decimal round(const Decimal& d, int scale, Rounding mode);

/// Rounds to the nearest multiple of a quantum above zero; the result has the quantum's scale.
Decimal round_to(const Decimal& d, const Decimal& quantum, Rounding mode);

/// Divides and rounds to `scale` digits after the point; den is not zero.
Decimal divide(const Decimal& num, const Decimal& den, int scale, Rounding mode);

/// Drops trailing zeros after the point, down to `min_scale` digits; never adds any.
Decimal trimmed(const Decimal& d, int min_scale);

/// Counts the digits after the point that the value needs: 0 for 2.00, 1 for 2.50.
int digits_needed(const Decimal& d);

/// Returns 10^exponent for exponent >= 0, remembered for the life of the process; thread safe.
const BigInt& power_of_ten(int exponent);

}  // namespace tierline::decimal
