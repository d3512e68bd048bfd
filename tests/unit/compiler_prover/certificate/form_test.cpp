// Forms: whatever the rounding, a form on one side of zero comes to what exact division rounds to.
#include "compiler/prover/certificate/form.hpp"

#include <gtest/gtest.h>

#include "runtime/decimal/arithmetic.hpp"

namespace tierline::prover {
namespace {

BigInt floor_of(const BigInt& a, const BigInt& b) { return (a - (a % b + b) % b) / b; }

BigInt value_at(const Form& form, const BigInt& x) {
  BigInt out = form.line.slope * x + form.line.constant;
  for (const RoundedLine& one : form.roundings) {
    const BigInt y = one.of.slope * x + one.of.constant;
    BigInt whole = floor_of(y, one.divisor);
    if (one.half_even) {
      const BigInt twice = 2 * (y - whole * one.divisor);
      const bool up = twice > one.divisor || (twice == one.divisor && whole % 2 != 0);
      whole += up ? 1 : 0;
    }
    out += one.times * whole;
  }
  return out;
}

TEST(Form, EachRoundingIsWhatDivisionGives) {
  const Form line{{3, -7}, {}};
  for (const decimal::Rounding mode : decimal::kRoundings) {
    for (const int divisor : {1, 2, 3, 4, 10, -4}) {
      for (int x = -30; x <= 30; ++x) {
        const auto made = divide(line, divisor, mode, {x, x});
        ASSERT_TRUE(made);
        BigInt want;
        decimal::divide_rounded(BigInt(3 * x - 7), BigInt(divisor), mode, want);
        EXPECT_EQ(value_at(*made, x), want) << decimal::to_text(mode) << " at " << x;
      }
    }
  }
}

TEST(Form, OnlyALineIsDivided) {
  const auto once = divide({{1, 0}, {}}, 3, decimal::Rounding::Floor, {0, 9});
  ASSERT_TRUE(once);
  EXPECT_FALSE(divide(*once, 2, decimal::Rounding::Floor, {0, 9}));
}

TEST(Form, ACrossingIsWhereTheSignChanges) {
  EXPECT_EQ(crossing({2, -5}), BigInt(3)) << "2x - 5";
  EXPECT_EQ(crossing({2, -6}), BigInt(3));
  EXPECT_EQ(crossing({-2, 5}), BigInt(3)) << "5 - 2x is below zero from 3 on";
  EXPECT_EQ(crossing({-2, 6}), BigInt(4));
  EXPECT_FALSE(crossing({0, 1}));
}

}  // namespace
}  // namespace tierline::prover
