// Rounding modes: their names, and what each does on every side of a tie, in all three widths.
#include "runtime/decimal/rounding.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "runtime/decimal/arithmetic.hpp"

namespace tierline::decimal {
namespace {

TEST(Rounding, NamesAreThoseOfTheLanguage) {
  constexpr std::array<std::string_view, 7> kNames = {"half even", "half up", "half down", "up",
                                                      "down",      "ceiling", "floor"};
  for (size_t i = 0; i < kNames.size(); ++i) {
    EXPECT_EQ(to_text(kRoundings[i]), kNames[i]);
    EXPECT_EQ(rounding_from_text(kNames[i]), kRoundings[i]);
  }
}

TEST(Rounding, OtherWordsAreNoModes) {
  for (const std::string_view text :
       {"", "half", "half  even", "HALF EVEN", "half even ", "half_up", "truncate", "nearest"}) {
    EXPECT_EQ(rounding_from_text(text), std::nullopt) << text;
  }
}

// num / 10 rounded to a whole number, in the order of kRoundings.
struct Case {
  int num;
  std::array<int, 7> want;  // half even, half up, half down, up, down, ceiling, floor
};

constexpr Case kCases[] = {
    {0, {0, 0, 0, 0, 0, 0, 0}},          {10, {1, 1, 1, 1, 1, 1, 1}},
    {1, {0, 0, 0, 1, 0, 1, 0}},          {4, {0, 0, 0, 1, 0, 1, 0}},
    {5, {0, 1, 0, 1, 0, 1, 0}},          {6, {1, 1, 1, 1, 0, 1, 0}},
    {15, {2, 2, 1, 2, 1, 2, 1}},         {25, {2, 3, 2, 3, 2, 3, 2}},
    {26, {3, 3, 3, 3, 2, 3, 2}},         {-10, {-1, -1, -1, -1, -1, -1, -1}},
    {-1, {0, 0, 0, -1, 0, 0, -1}},       {-5, {0, -1, 0, -1, 0, 0, -1}},
    {-6, {-1, -1, -1, -1, 0, 0, -1}},    {-15, {-2, -2, -1, -2, -1, -1, -2}},
    {-25, {-2, -3, -2, -3, -2, -2, -3}},
};

template <class T>
class RoundingInWidth : public testing::Test {};
using Widths = testing::Types<int64_t, Int128, BigInt>;
TYPED_TEST_SUITE(RoundingInWidth, Widths);

TYPED_TEST(RoundingInWidth, EveryModeOnEverySideOfATie) {
  for (const Case& c : kCases) {
    for (size_t i = 0; i < c.want.size(); ++i) {
      const std::string what = std::to_string(c.num) + "/10 " + std::string(to_text(kRoundings[i]));
      TypeParam out = 77;
      ASSERT_TRUE(divide_rounded<TypeParam>(c.num, 10, kRoundings[i], out)) << what;
      EXPECT_TRUE(out == c.want[i]) << what;
      out = 77;
      ASSERT_TRUE(divide_rounded<TypeParam>(-c.num, -10, kRoundings[i], out)) << what;
      EXPECT_TRUE(out == c.want[i]) << what << " with both signs turned";
    }
  }
}

TYPED_TEST(RoundingInWidth, AnOddDivisorHasNoTies) {
  for (const Rounding mode : {Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown}) {
    TypeParam out = 0;
    ASSERT_TRUE(divide_rounded<TypeParam>(1, 3, mode, out));
    EXPECT_TRUE(out == 0);
    ASSERT_TRUE(divide_rounded<TypeParam>(2, 3, mode, out));
    EXPECT_TRUE(out == 1);
    ASSERT_TRUE(divide_rounded<TypeParam>(-2, 3, mode, out));
    EXPECT_TRUE(out == -1);
  }
}

}  // namespace
}  // namespace tierline::decimal
