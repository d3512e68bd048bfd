// Widths: the three integers that a scaled amount may live in, and the ways between them.
// Fast first: 64 bits, then 128, then as wide as it takes; narrowing says when it cannot.
// Made by: nobody, these are values    Read by: runtime/decimal, runtime/ops, the machines
// Tested by: tests/unit/runtime_decimal/arithmetic_test.cpp
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <concepts>
#include <cstdint>
#include <optional>

namespace tierline::decimal {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;
using BigInt = boost::multiprecision::cpp_int;

/// The integers that arithmetic is defined for.
template <class T>
concept Integer = std::same_as<T, int64_t> || std::same_as<T, Int128> || std::same_as<T, BigInt>;

/// Returns the value when 64 bits can hold it.
std::optional<int64_t> to_int64(const BigInt& value);

/// Returns the value when 128 bits can hold it.
std::optional<Int128> to_int128(const BigInt& value);

/// Widens; always exact.
BigInt to_big(Int128 value);

/// Narrows to T; false, with `out` untouched, when T cannot hold the value.
template <Integer T>
bool narrow(const BigInt& value, T& out) {
  if constexpr (std::same_as<T, BigInt>) {
    out = value;
    return true;
  } else {
    const auto narrowed = [&] {
      if constexpr (std::same_as<T, int64_t>)
        return to_int64(value);
      else
        return to_int128(value);
    }();
    if (narrowed) out = *narrowed;
    return narrowed.has_value();
  }
}

}  // namespace tierline::decimal
