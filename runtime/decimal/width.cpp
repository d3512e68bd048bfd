#include "runtime/decimal/width.hpp"

#include <limits>

namespace tierline::decimal {

namespace {

constexpr UInt128 kInt128MaxMagnitude = (~UInt128{0}) >> 1;

/// Joins the limbs of a magnitude known to have at most 128 bits. Boost's own conversion asks
/// numeric_limits<__int128>, which is empty in strict C++20, and would give 0.
UInt128 low_magnitude(const BigInt& value) {
  UInt128 magnitude = 0;
  const auto& backend = value.backend();
  constexpr unsigned kLimbBits = sizeof(*backend.limbs()) * 8;
  for (unsigned i = 0; i < backend.size() && i * kLimbBits < 128; ++i) {
    magnitude |= UInt128{backend.limbs()[i]} << (i * kLimbBits);
  }
  return magnitude;
}

/// A number has no limbs of zeros at its top.
bool within_128_bits(const BigInt& value) {
  constexpr size_t kLimbBits = sizeof(*value.backend().limbs()) * 8;
  return value.backend().size() * kLimbBits <= 128;
}

}  // namespace

std::optional<Int128> to_int128(const BigInt& value) {
  if (!within_128_bits(value)) return std::nullopt;
  const UInt128 magnitude = low_magnitude(value);
  const bool negative = value < 0;
  if (magnitude > kInt128MaxMagnitude + (negative ? 1 : 0)) return std::nullopt;
  return static_cast<Int128>(negative ? UInt128{0} - magnitude : magnitude);
}

std::optional<int64_t> to_int64(const BigInt& value) {
  const auto wide = to_int128(value);
  if (!wide || *wide != static_cast<int64_t>(*wide)) return std::nullopt;
  return static_cast<int64_t>(*wide);
}

BigInt to_big(Int128 value) {
  const auto bits = static_cast<UInt128>(value);
  const UInt128 magnitude = value < 0 ? UInt128{0} - bits : bits;
  BigInt big = static_cast<uint64_t>(magnitude >> 64);
  if (big != 0) big <<= 64;
  big += static_cast<uint64_t>(magnitude);
  if (value < 0) big.backend().negate();
  return big;
}

}  // namespace tierline::decimal
