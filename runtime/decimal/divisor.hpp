// Divisor: one number by which many are divided and rounded, without a hardware divide: the
// quotient is the high part of a product (Granlund and Montgomery, "Division by invariant integers
// using multiplication", 1994), exact for every dividend of 64 bits. Answers are those of
// divide_rounded. Read by: runtime/scalar/entry_blocks.cpp    Tested by:
// tests/unit/runtime_decimal/divisor_test.cpp
#pragma once

#include <bit>
#include <cstdint>

#include "base/assert.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::decimal {

class Divisor {
 public:
  /// Whether a number can be made ready.
  static bool can_be(int64_t value) { return value >= 2; }

  /// With s the bits of value - 1, factor is 2^(63+s) / value rounded up. It is less than one unit
  /// too large, value of which are less than 2^s; so times a dividend of at most 2^63 it is less
  /// than 2^(63+s) too large: the quotient cut down is never another one.
  explicit Divisor(int64_t value) : value_(static_cast<uint64_t>(value)) {
    TIERLINE_ASSERT(can_be(value));
    const auto bits = static_cast<unsigned>(std::bit_width(value_ - 1));
    const Wide power = Wide{1} << (63 + bits);
    factor_ = static_cast<uint64_t>((power + value_ - 1) / value_);
    shift_ = bits - 1;
  }

  int64_t divide(int64_t number, Rounding mode) const {
    const bool negative = number < 0;
    const auto size = detail::magnitude<uint64_t>(number);
    uint64_t quotient = static_cast<uint64_t>(Wide{factor_} * size >> 64U) >> shift_;
    const uint64_t rest = size - quotient * value_;
    const bool odd = (quotient & 1U) != 0;
    const bool moves = detail::moves_away(mode, detail::part_of(rest, value_), negative, odd);
    quotient += (rest != 0) & moves ? 1 : 0;
    return static_cast<int64_t>(negative ? 0 - quotient : quotient);
  }

 private:
  using Wide = UInt128;

  uint64_t value_;
  uint64_t factor_ = 0;
  unsigned shift_ = 0;
};

}  // namespace tierline::decimal
