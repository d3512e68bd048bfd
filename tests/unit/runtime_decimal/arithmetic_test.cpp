// Arithmetic at the edges of each width: what just fits, what just does not, and that a refused
// operation leaves its output alone.
#include "runtime/decimal/arithmetic.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace tierline::decimal {
namespace {

template <class T>
struct Edge;
template <>
struct Edge<int64_t> {
  static int64_t max() { return std::numeric_limits<int64_t>::max(); }
  static int64_t min() { return std::numeric_limits<int64_t>::min(); }
};
template <>
struct Edge<Int128> {
  static Int128 max() { return static_cast<Int128>(~UInt128{0} >> 1); }
  static Int128 min() { return -max() - 1; }
};

template <class T>
class BoundedArithmetic : public testing::Test {};
using BoundedWidths = testing::Types<int64_t, Int128>;
TYPED_TEST_SUITE(BoundedArithmetic, BoundedWidths);

TYPED_TEST(BoundedArithmetic, WhatJustFits) {
  using T = TypeParam;
  T out = 0;
  EXPECT_TRUE(add(Edge<T>::max() - 1, 1, out));
  EXPECT_TRUE(out == Edge<T>::max());
  EXPECT_TRUE(sub(Edge<T>::min() + 1, 1, out));
  EXPECT_TRUE(out == Edge<T>::min());
  EXPECT_TRUE(mul(Edge<T>::min() / 2, 2, out));
  EXPECT_TRUE(out == Edge<T>::min());
  EXPECT_TRUE(neg(Edge<T>::max(), out));
  EXPECT_TRUE(out == -Edge<T>::max());
}

TYPED_TEST(BoundedArithmetic, WhatJustDoesNotFitLeavesTheOutputAlone) {
  using T = TypeParam;
  T out = 77;
  EXPECT_FALSE(add(Edge<T>::max(), 1, out));
  EXPECT_FALSE(sub(Edge<T>::min(), 1, out));
  EXPECT_FALSE(mul(Edge<T>::min() / 2, -2, out));
  EXPECT_FALSE(mul(Edge<T>::min(), -1, out));
  EXPECT_FALSE(neg(Edge<T>::min(), out));
  for (const Rounding mode : kRoundings) {
    EXPECT_FALSE(divide_rounded(Edge<T>::min(), -1, mode, out)) << to_text(mode);
  }
  EXPECT_TRUE(out == 77);
}

TYPED_TEST(BoundedArithmetic, DivisionAtTheEdgesOfTheWidth) {
  using T = TypeParam;
  T out = 0;
  // The remainder and the divisor are both so large that doubling either would overflow.
  EXPECT_TRUE(divide_rounded(Edge<T>::max() - 1, Edge<T>::max(), Rounding::HalfEven, out));
  EXPECT_TRUE(out == 1);
  EXPECT_TRUE(divide_rounded(Edge<T>::min(), Edge<T>::max(), Rounding::Down, out));
  EXPECT_TRUE(out == -1);
  EXPECT_TRUE(divide_rounded(Edge<T>::min(), Edge<T>::max(), Rounding::Floor, out));
  EXPECT_TRUE(out == -2);
  EXPECT_TRUE(divide_rounded(Edge<T>::max(), Edge<T>::min(), Rounding::HalfUp, out));
  EXPECT_TRUE(out == -1);
  EXPECT_TRUE(divide_rounded(1, Edge<T>::min(), Rounding::HalfUp, out));
  EXPECT_TRUE(out == 0);
  EXPECT_TRUE(divide_rounded(1, Edge<T>::min(), Rounding::Up, out));
  EXPECT_TRUE(out == -1);
  EXPECT_TRUE(divide_rounded(Edge<T>::min() / 2, Edge<T>::min(), Rounding::HalfEven, out));
  EXPECT_TRUE(out == 0);
  EXPECT_TRUE(divide_rounded(Edge<T>::min() / 2, Edge<T>::min(), Rounding::HalfUp, out));
  EXPECT_TRUE(out == 1);
  EXPECT_TRUE(divide_rounded(Edge<T>::min(), 1, Rounding::HalfUp, out));
  EXPECT_TRUE(out == Edge<T>::min());
  EXPECT_TRUE(divide_rounded(Edge<T>::max(), -1, Rounding::HalfUp, out));
  EXPECT_TRUE(out == -Edge<T>::max());
}

template <class T>
class AnyArithmetic : public testing::Test {};
using Widths = testing::Types<int64_t, Int128, BigInt>;
TYPED_TEST_SUITE(AnyArithmetic, Widths);

TYPED_TEST(AnyArithmetic, DividingByZeroIsZeroByDefinition) {
  for (const Rounding mode : kRoundings) {
    for (const int num : {-5, 0, 5}) {
      TypeParam out = 77;
      EXPECT_TRUE(divide_rounded<TypeParam>(num, 0, mode, out));
      EXPECT_TRUE(out == 0);
    }
  }
}

TYPED_TEST(AnyArithmetic, TheOutputMayBeAnOperand) {
  TypeParam x = 7;
  EXPECT_TRUE(decimal::add(x, x, x));
  EXPECT_TRUE(x == 14);
  EXPECT_TRUE(mul(x, x, x));
  EXPECT_TRUE(x == 196);
  EXPECT_TRUE(neg(x, x));
  EXPECT_TRUE(x == -196);
  EXPECT_TRUE(divide_rounded(5, x, Rounding::Floor, x));
  EXPECT_TRUE(x == -1);
  EXPECT_TRUE(sub(x, x, x));
  EXPECT_TRUE(x == 0);
}

TEST(Int128Arithmetic, OperandsThatFit64BitsMayHaveAResultThatDoesNot) {
  const Int128 min64 = std::numeric_limits<int64_t>::min();
  Int128 out = 0;
  EXPECT_TRUE(divide_rounded(min64, -1, Rounding::HalfEven, out));
  EXPECT_TRUE(out == -min64);
  EXPECT_TRUE(mul(min64, min64, out));
  EXPECT_TRUE(out == static_cast<Int128>(UInt128{1} << 126));
}

TEST(BigIntArithmetic, NothingIsTooLarge) {
  const BigInt large = boost::multiprecision::pow(BigInt(10), 200);
  BigInt out;
  EXPECT_TRUE(mul(large, large, out));
  EXPECT_EQ(out, boost::multiprecision::pow(BigInt(10), 400));
  EXPECT_TRUE(divide_rounded(out + 1, large, Rounding::Up, out));
  EXPECT_EQ(out, large + 1);
}

TEST(Width, ConversionsAtTheEdges) {
  const BigInt two63 = BigInt(1) << 63;
  const BigInt two127 = BigInt(1) << 127;
  EXPECT_EQ(to_int64(two63 - 1), Edge<int64_t>::max());
  EXPECT_EQ(to_int64(-two63), Edge<int64_t>::min());
  EXPECT_EQ(to_int64(two63), std::nullopt);
  EXPECT_EQ(to_int64(-two63 - 1), std::nullopt);
  EXPECT_TRUE(to_int128(two127 - 1) == Edge<Int128>::max());
  EXPECT_TRUE(to_int128(-two127) == Edge<Int128>::min());
  EXPECT_FALSE(to_int128(two127).has_value());
  EXPECT_FALSE(to_int128(-two127 - 1).has_value());
  EXPECT_FALSE(to_int128(BigInt(1) << 128).has_value());
  EXPECT_FALSE(to_int128(BigInt(1) << 1000).has_value());
}

TEST(Width, ThereAndBackAgain) {
  const Int128 two64 = static_cast<Int128>(UInt128{1} << 64);
  for (const Int128 value : {Int128{0}, Int128{-1}, two64, -two64, two64 - 1, 1 - two64,
                             Edge<Int128>::max(), Edge<Int128>::min()}) {
    EXPECT_TRUE(to_int128(to_big(value)) == value);
  }
  EXPECT_EQ(to_big(Edge<Int128>::min()), -(BigInt(1) << 127));
  EXPECT_EQ(to_big(Edge<Int128>::max()), (BigInt(1) << 127) - 1);
}

TEST(Width, NarrowRefusesWithoutTouching) {
  int64_t small = 77;
  Int128 middle = 77;
  BigInt big;
  const BigInt two100 = BigInt(1) << 100;
  EXPECT_FALSE(narrow(two100, small));
  EXPECT_EQ(small, 77);
  EXPECT_TRUE(narrow(two100, middle));
  EXPECT_TRUE(middle == static_cast<Int128>(UInt128{1} << 100));
  EXPECT_FALSE(narrow(two100 * two100, middle));
  EXPECT_TRUE(middle == static_cast<Int128>(UInt128{1} << 100));
  EXPECT_TRUE(narrow(two100 * two100, big));
  EXPECT_EQ(big, two100 * two100);
}

}  // namespace
}  // namespace tierline::decimal
