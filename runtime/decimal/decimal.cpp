#include "runtime/decimal/decimal.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <vector>

#include "base/assert.hpp"
#include "runtime/decimal/arithmetic.hpp"

namespace tierline::decimal {

namespace {

// Money, rates and their products stay below this exponent; more is rare and takes the lock.
constexpr int kPowersReady = 256;

std::vector<BigInt> ready_powers() {
  std::vector<BigInt> powers(kPowersReady);
  powers[0] = 1;
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}

const BigInt& rare_power(int exponent) {
  static std::mutex mutex;
  static std::map<int, BigInt> powers;  // a map, so that references stay good
  const std::lock_guard lock(mutex);
  BigInt& power = powers[exponent];
  if (power == 0) power = boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(exponent));
  return power;
}

BigInt coefficient_at(const Decimal& d, int scale) {
  if (scale == d.scale) return d.coefficient;
  return d.coefficient * power_of_ten(scale - d.scale);
}

BigInt quotient(const BigInt& num, const BigInt& den, Rounding mode) {
  BigInt out;
  divide_rounded(num, den, mode, out);
  return out;
}

/// Moves every trailing zero that `droppable` allows out of the coefficient.
Decimal without_zeros(const Decimal& d, int droppable) {
  Decimal out = d;
  BigInt tenth;
  BigInt last_digit;
  for (; droppable > 0; --droppable) {
    boost::multiprecision::divide_qr(out.coefficient, power_of_ten(1), tenth, last_digit);
    if (last_digit != 0) break;
    out = {tenth, out.scale - 1};
  }
  return out;
}

}  // namespace

const BigInt& power_of_ten(int exponent) {
  TIERLINE_ASSERT(exponent >= 0);
  static const std::vector<BigInt> powers = ready_powers();
  if (exponent < kPowersReady) return powers[static_cast<size_t>(exponent)];
  return rare_power(exponent);
}

Decimal add(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale, b.scale);
  return {coefficient_at(a, scale) + coefficient_at(b, scale), scale};
}

Decimal sub(const Decimal& a, const Decimal& b) { return add(a, neg(b)); }

Decimal mul(const Decimal& a, const Decimal& b) {
  return {a.coefficient * b.coefficient, a.scale + b.scale};
}

Decimal neg(const Decimal& d) { return {-d.coefficient, d.scale}; }

std::strong_ordering compare(const Decimal& a, const Decimal& b) {
  const int scale = std::max(a.scale, b.scale);
  return coefficient_at(a, scale).compare(coefficient_at(b, scale)) <=> 0;
}

bool is_zero(const Decimal& d) { return d.coefficient == 0; }
bool is_negative(const Decimal& d) { return d.coefficient < 0; }

Decimal rescale_up(const Decimal& d, int scale) {
  TIERLINE_ASSERT(scale >= d.scale);
  return {coefficient_at(d, scale), scale};
}

Decimal round(const Decimal& d, int scale, Rounding mode) {
  TIERLINE_ASSERT(scale >= 0);
  if (scale >= d.scale) return rescale_up(d, scale);
  return {quotient(d.coefficient, power_of_ten(d.scale - scale), mode), scale};
}

Decimal round_to(const Decimal& d, const Decimal& quantum, Rounding mode) {
  TIERLINE_ASSERT(quantum.coefficient > 0);
  const int scale = std::max(d.scale, quantum.scale);
  const BigInt multiple = quotient(coefficient_at(d, scale), coefficient_at(quantum, scale), mode);
  return {multiple * quantum.coefficient, quantum.scale};
}

Decimal divide(const Decimal& num, const Decimal& den, int scale, Rounding mode) {
  TIERLINE_ASSERT(!is_zero(den));
  TIERLINE_ASSERT(scale >= 0);
  const BigInt scaled_num = num.coefficient * power_of_ten(den.scale + scale);
  const BigInt scaled_den = den.coefficient * power_of_ten(num.scale);
  return {quotient(scaled_num, scaled_den, mode), scale};
}

Decimal trimmed(const Decimal& d, int min_scale) {
  return without_zeros(d, d.scale - std::max(min_scale, 0));
}

int digits_needed(const Decimal& d) { return trimmed(d, 0).scale; }

}  // namespace tierline::decimal
