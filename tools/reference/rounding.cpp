#include "tools/reference/rounding.hpp"

namespace tierline::reference {

namespace {

bool takes_upper(const Rational& value, const Rational& above_lower, const Integer& lower,
                 decimal::Rounding mode) {
  const Rational half(1, 2);
  const bool positive = value > 0;
  if (mode == decimal::Rounding::Ceiling) return true;
  if (mode == decimal::Rounding::Floor) return false;
  if (mode == decimal::Rounding::Up) return positive;
  if (mode == decimal::Rounding::Down) return !positive;
  if (above_lower != half) return above_lower > half;
  if (mode == decimal::Rounding::HalfUp) return positive;
  if (mode == decimal::Rounding::HalfDown) return !positive;
  return lower % 2 != 0;  // the upper one is even
}

}  // namespace

Rational round(const Rational& value, const Rational& quantum, decimal::Rounding mode) {
  const Rational count = value / quantum;
  Integer lower = numerator(count) / denominator(count);  // toward zero
  if (Rational(lower) > count) lower -= 1;
  const Rational above_lower = count - Rational(lower);
  if (above_lower == 0) return value;
  if (takes_upper(value, above_lower, lower, mode)) lower += 1;
  return Rational(lower) * quantum;
}

}  // namespace tierline::reference
