// Form: a value as a function of one whole number x: constant + slope * x + a sum of roundings of
// lines, each down to a whole number or to the nearest with ties to even. The other ways to round
// are said by these two where it is known on which side of zero the line lies.
// Made by: form.cpp    Read by: step_form.cpp    Tested by: tests/unit/compiler_prover/certificate
#pragma once

#include <optional>
#include <vector>

#include "runtime/decimal/rounding.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::prover {

using decimal::BigInt;

struct Line {
  BigInt slope;
  BigInt constant;
  friend bool operator==(const Line&, const Line&) = default;
};

/// times * (of / divisor), rounded; the divisor is above zero.
struct RoundedLine {
  BigInt times;
  Line of;
  BigInt divisor;
  bool half_even = false;  // else down to a whole number
  friend bool operator==(const RoundedLine&, const RoundedLine&) = default;
};

struct Form {
  Line line;
  std::vector<RoundedLine> roundings;

  bool is_constant() const { return line.slope == 0 && roundings.empty(); }
  friend bool operator==(const Form&, const Form&) = default;
};

/// The whole numbers from..to.
struct Stretch {
  BigInt from;
  BigInt to;
};

Form add(const Form& a, const Form& b);
Form scale(const Form& form, const BigInt& by);

/// The least whole number from which a line is not below zero if it rises, or is below zero if it
/// falls; nothing for a line that does neither.
std::optional<BigInt> crossing(const Line& line);

/// A line divided and rounded, for x in the stretch, throughout which it has one sign; nothing for
/// what is no line.
///   divisor  not zero
std::optional<Form> divide(const Form& form, const BigInt& divisor, decimal::Rounding mode,
                           const Stretch& stretch);

/// Whether a rounding is another one on the other side of zero.
bool minds_the_sign(decimal::Rounding mode);

}  // namespace tierline::prover
