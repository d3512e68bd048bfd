#include "compiler/prover/certificate/form.hpp"

namespace tierline::prover {

using decimal::Rounding;

namespace {

BigInt floor_of(const BigInt& a, const BigInt& b) { return (a - (a % b + b) % b) / b; }

BigInt value_at(const Line& line, const BigInt& x) { return line.slope * x + line.constant; }

Line scaled(const Line& line, const BigInt& by) { return {line.slope * by, line.constant * by}; }

RoundedLine downwards(const Line& line, const BigInt& divisor) { return {1, line, divisor, false}; }

/// -floor(-line / divisor)
RoundedLine upwards(const Line& line, const BigInt& divisor) {
  return {-1, scaled(line, -1), divisor, false};
}

/// To the nearest; a tie goes up, or down.
RoundedLine nearest(const Line& line, const BigInt& divisor, bool tie_up) {
  Line twice = scaled(line, 2);
  twice.constant += tie_up ? divisor : BigInt(-divisor);
  return tie_up ? downwards(twice, 2 * divisor) : upwards(twice, 2 * divisor);
}

RoundedLine rounded(const Line& line, const BigInt& divisor, Rounding mode, bool negative) {
  switch (mode) {
    case Rounding::HalfEven:
      return {1, line, divisor, true};
    case Rounding::HalfUp:
      return nearest(line, divisor, !negative);
    case Rounding::HalfDown:
      return nearest(line, divisor, negative);
    case Rounding::Up:
      return negative ? downwards(line, divisor) : upwards(line, divisor);
    case Rounding::Down:
      return negative ? upwards(line, divisor) : downwards(line, divisor);
    case Rounding::Ceiling:
      return upwards(line, divisor);
    case Rounding::Floor:
      break;
  }
  return downwards(line, divisor);
}

/// What a rounding of a constant comes to.
BigInt value_of(const RoundedLine& rounding) {
  const BigInt& number = rounding.of.constant;
  if (!rounding.half_even) return rounding.times * floor_of(number, rounding.divisor);
  const BigInt twice = 2 * number + rounding.divisor;
  const BigInt near = floor_of(twice, 2 * rounding.divisor);
  const bool tie = twice % (2 * rounding.divisor) == 0;
  return rounding.times * (near - (tie && near % 2 != 0 ? 1 : 0));
}

}  // namespace

Form add(const Form& a, const Form& b) {
  Form out = a;
  out.line.slope += b.line.slope;
  out.line.constant += b.line.constant;
  out.roundings.insert(out.roundings.end(), b.roundings.begin(), b.roundings.end());
  return out;
}

Form scale(const Form& form, const BigInt& by) {
  if (by == 0) return {};
  Form out = form;
  out.line = scaled(form.line, by);
  for (RoundedLine& one : out.roundings) one.times *= by;
  return out;
}

std::optional<BigInt> crossing(const Line& line) {
  if (line.slope == 0) return std::nullopt;
  if (line.slope > 0) return -floor_of(line.constant, line.slope);
  return floor_of(line.constant, -line.slope) + 1;
}

bool minds_the_sign(Rounding mode) {
  return mode != Rounding::HalfEven && mode != Rounding::Ceiling && mode != Rounding::Floor;
}

std::optional<Form> divide(const Form& form, const BigInt& divisor, Rounding mode,
                           const Stretch& stretch) {
  if (!form.roundings.empty()) return std::nullopt;
  const Line line = divisor < 0 ? scaled(form.line, -1) : form.line;
  const BigInt above_zero = abs(divisor);
  const bool negative = value_at(line, stretch.from) < 0 || value_at(line, stretch.to) < 0;
  const RoundedLine made = rounded(line, above_zero, mode, negative);
  if (line.slope == 0) return Form{{0, value_of(made)}, {}};
  return Form{{0, 0}, {made}};
}

}  // namespace tierline::prover
