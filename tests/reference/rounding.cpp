#include "tests/reference/rounding.hpp"

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

std::string check_rationals() {
  const Rational three(3);
  if (1 / three != Rational(1, 3)) return "1 / x is wrong";
  if (Rational(1) / Rational(-4) != Rational(-1, 4)) return "1 / -x is wrong";
  if (Rational(2, 3) * three != 2) return "2/3 * 3 is not 2";
  if (Rational(-6, 4) != Rational(-3, 2)) return "a fraction is not reduced";
  if (Rational(1, 3) + Rational(1, 6) != Rational(1, 2)) return "a sum is wrong";
  if (!(Rational(-1, 3) < Rational(-1, 4))) return "an order is wrong";
  if (denominator(Rational(6, 4)) != 2) return "a denominator is wrong";
  const Integer big = (Integer(1) << 200) + 1;
  if (Rational(big, 7) * 7 / big != 1) return "wide rationals are wrong";
  return {};
}

}  // namespace tierline::reference
