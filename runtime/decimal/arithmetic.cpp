#include "runtime/decimal/arithmetic.hpp"

namespace tierline::decimal::detail {

void divide_big(const BigInt& num, const BigInt& den, Rounding mode, BigInt& out) {
  // `out` may be an operand, so the signs are read before it is written.
  const bool negative = (num < 0) != (den < 0);
  BigInt quotient;
  BigInt remainder;
  boost::multiprecision::divide_qr(num, den, quotient, remainder);
  if (remainder != 0) {
    const BigInt rest = boost::multiprecision::abs(remainder);
    const Part part = part_of(rest, BigInt(boost::multiprecision::abs(den)));
    const bool odd =
        boost::multiprecision::bit_test(BigInt(boost::multiprecision::abs(quotient)), 0);
    if (moves_away(mode, part, negative, odd)) quotient += negative ? -1 : 1;
  }
  out = quotient;
}

}  // namespace tierline::decimal::detail
