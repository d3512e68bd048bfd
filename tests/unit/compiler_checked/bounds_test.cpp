// Bounds: the law that makes every proof of the checker sound. Whatever two numbers lie in two
// intervals, their sum, product, ... lies in the interval that the checker works out.
#include "compiler/checked/values/bounds.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace tierline::checked {
namespace {

/// An interval, either end of which may be open, and a number inside it.
struct Inside {
  Bounds bounds;
  Decimal value;
};

Decimal number(int64_t coefficient, int scale) { return {decimal::BigInt(coefficient), scale}; }

Inside draw() {
  const int scale = *rc::gen::inRange(0, 4);
  const auto value = *rc::gen::inRange<int64_t>(-50, 50);
  const auto below = *rc::gen::inRange<int64_t>(0, 60);
  const auto above = *rc::gen::inRange<int64_t>(0, 60);
  Inside out{{number(value - below, scale), number(value + above, scale)}, number(value, scale)};
  if (*rc::gen::inRange(0, 4) == 0) out.bounds.low.reset();
  if (*rc::gen::inRange(0, 4) == 0) out.bounds.high.reset();
  return out;
}

RC_GTEST_PROP(BoundsLaw, HoldEveryResult, ()) {
  const Inside a = draw();
  const Inside b = draw();
  RC_ASSERT(contains(add(a.bounds, b.bounds), decimal::add(a.value, b.value)));
  RC_ASSERT(contains(subtract(a.bounds, b.bounds), decimal::sub(a.value, b.value)));
  RC_ASSERT(contains(multiply(a.bounds, b.bounds), decimal::mul(a.value, b.value)));
  RC_ASSERT(contains(negate(a.bounds), decimal::neg(a.value)));
  RC_ASSERT(contains(larger(a.bounds, b.bounds), std::max(a.value, b.value)));
  RC_ASSERT(contains(smaller(a.bounds, b.bounds), std::min(a.value, b.value)));
  RC_ASSERT(contains(join(a.bounds, b.bounds), a.value));
  RC_ASSERT(contains(join(a.bounds, b.bounds), b.value));
}

RC_GTEST_PROP(BoundsLaw, HoldEveryRounding, ()) {
  const Inside a = draw();
  const Decimal quantum = number(*rc::gen::inRange<int64_t>(1, 30), *rc::gen::inRange(0, 3));
  for (const decimal::Rounding mode : decimal::kRoundings) {
    const Bounds bounds = round(a.bounds, quantum, mode);
    RC_ASSERT(contains(bounds, decimal::round_to(a.value, quantum, mode)));
  }
}

RC_GTEST_PROP(BoundsLaw, FollowTheSignOfAQuotient, ()) {
  const Inside a = draw();
  const Inside b = draw();
  RC_PRE(!decimal::is_zero(b.value));
  const auto mode = decimal::Rounding::HalfEven;
  RC_ASSERT(contains(divide(a.bounds, b.bounds), decimal::divide(a.value, b.value, 20, mode)));
  RC_ASSERT(!excludes_zero(a.bounds) || !decimal::is_zero(a.value));
}

TEST(Bounds, OfConstantsAreTheirValue) {
  const Bounds three = point(whole(3));
  const Bounds half = point(number(5, 1));
  EXPECT_TRUE(is_point(multiply(add(three, half), negate(three))));
  EXPECT_TRUE(contains(multiply(add(three, half), negate(three)), number(-105, 1)));
}

TEST(Bounds, GiveUpBeyondAnyHonestAmount) {
  Bounds bounds = {whole(0), whole(1'000'000'000)};
  for (int i = 0; i < 10; ++i) bounds = multiply(bounds, bounds);
  EXPECT_FALSE(bounds.high.has_value());
  EXPECT_TRUE(never_negative(bounds));
}

TEST(Bounds, OfZeroTimesAnythingAreZero) { EXPECT_TRUE(is_point(multiply(point(whole(0)), {}))); }

}  // namespace
}  // namespace tierline::checked
