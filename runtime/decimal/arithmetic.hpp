// Arithmetic: checked integer operations, the same five for each width.
// Each returns false, and leaves `out` alone, exactly when the exact result does not fit T; that
// is never so for BigInt. The caller then goes on in the next width. `out` may be an operand.
// Write the namespace, `decimal::add(a, b, out)`: Boost has an `add` with the result in front, and
// a bare call with BigInt is ambiguous.
// Made by: nobody, these are functions    Read by: runtime/ops, runtime/scalar, decimal.cpp
// Tested by: tests/unit/runtime_decimal/law_arithmetic_test.cpp, arithmetic_test.cpp
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#include "runtime/decimal/rounding.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::decimal {

/// Adds. The width is that of `out`.
template <Integer T>
inline bool add(const std::type_identity_t<T>& a, const std::type_identity_t<T>& b, T& out) {
  if constexpr (std::same_as<T, BigInt>) {
    out = a + b;
  } else {
    T sum;
    if (__builtin_add_overflow(a, b, &sum)) return false;
    out = sum;
  }
  return true;
}

/// Subtracts b from a.
template <Integer T>
inline bool sub(const std::type_identity_t<T>& a, const std::type_identity_t<T>& b, T& out) {
  if constexpr (std::same_as<T, BigInt>) {
    out = a - b;
  } else {
    T difference;
    if (__builtin_sub_overflow(a, b, &difference)) return false;
    out = difference;
  }
  return true;
}

/// Multiplies.
template <Integer T>
inline bool mul(const std::type_identity_t<T>& a, const std::type_identity_t<T>& b, T& out) {
  if constexpr (std::same_as<T, BigInt>) {
    out = a * b;
  } else {
    T product;
    if (__builtin_mul_overflow(a, b, &product)) return false;
    out = product;
  }
  return true;
}

/// Turns the sign; the least value of a bounded width has no opposite.
template <Integer T>
inline bool neg(const std::type_identity_t<T>& a, T& out) {
  return sub<T>(T(0), a, out);
}

namespace detail {

/// Where the part that was cut off lies in the last unit kept.
enum class Part : uint8_t { BelowHalf, Half, AboveHalf };

/// Says whether a cut, inexact quotient moves one unit away from zero.
inline bool moves_away(Rounding mode, Part part, bool negative, bool odd) {
  switch (mode) {
    case Rounding::HalfEven:
      return (part == Part::AboveHalf) | ((part == Part::Half) & odd);  // nobody foresees it
    case Rounding::HalfUp:
      return part != Part::BelowHalf;
    case Rounding::HalfDown:
      return part == Part::AboveHalf;
    case Rounding::Up:
      return true;
    case Rounding::Down:
      return false;
    case Rounding::Ceiling:
      return !negative;
    case Rounding::Floor:
      return negative;
  }
  return false;
}

/// Compares the remainder with what is missing to the next unit; doubling it could overflow.
template <class Magnitude>
inline Part part_of(const Magnitude& remainder, const Magnitude& divisor) {
  const Magnitude missing = divisor - remainder;
  return static_cast<Part>((remainder >= missing ? 1 : 0) + (remainder > missing ? 1 : 0));
}

template <class Unsigned, class T>
inline Unsigned magnitude(T value) {
  const auto bits = static_cast<Unsigned>(value);
  return value < 0 ? static_cast<Unsigned>(Unsigned{0} - bits) : bits;
}

/// Rounds num / den where both, and so the quotient except for least / -1, fit T. den is not 0.
template <class T, class Unsigned>
inline bool divide_bounded(T num, T den, Rounding mode, T& out) {
  if (den == -1) return neg<T>(num, out);
  const T quotient = static_cast<T>(num / den);
  const T remainder = static_cast<T>(num - quotient * den);
  T moved = quotient;
  if (remainder != 0) {
    const bool negative = (num < 0) != (den < 0);
    const Part part = part_of(magnitude<Unsigned>(remainder), magnitude<Unsigned>(den));
    // An inexact quotient has |den| >= 2, so one more unit still fits.
    const int step = moves_away(mode, part, negative, (quotient & 1) != 0) ? 1 : 0;
    moved = static_cast<T>(quotient + (negative ? -step : step));
  }
  out = moved;
  return true;
}

inline bool fits_int64(Int128 value) { return value == static_cast<int64_t>(value); }

void divide_big(const BigInt& num, const BigInt& den, Rounding mode, BigInt& out);

}  // namespace detail

/// Divides and rounds to a whole number. The bytecode is total, so x / 0 is 0 by definition.
template <Integer T>
inline bool divide_rounded(const std::type_identity_t<T>& num, const std::type_identity_t<T>& den,
                           Rounding mode, T& out) {
  if (den == 0) {
    out = 0;
    return true;
  }
  if constexpr (std::same_as<T, BigInt>) {
    detail::divide_big(num, den, mode, out);
    return true;
  } else if constexpr (std::same_as<T, Int128>) {
    // One 64-bit division is several times cheaper than the library's 128-bit one.
    if (detail::fits_int64(num) && detail::fits_int64(den) && den != -1) {
      int64_t narrow_out = 0;
      detail::divide_bounded<int64_t, uint64_t>(static_cast<int64_t>(num),
                                                static_cast<int64_t>(den), mode, narrow_out);
      out = narrow_out;
      return true;
    }
    return detail::divide_bounded<Int128, UInt128>(num, den, mode, out);
  } else {
    return detail::divide_bounded<int64_t, uint64_t>(num, den, mode, out);
  }
}

}  // namespace tierline::decimal
