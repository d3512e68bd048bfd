// Rounding: the definition of the slow judge and the integer arithmetic of the runtime agree for
// every mode, and each result is a neighbour of the exact value.
//
// To see it red: exchange two lines of detail::moves_away in runtime/decimal/arithmetic.hpp.
#include "runtime/decimal/arithmetic.hpp"
#include "tests/property/law.hpp"
#include "tools/reference/rounding.hpp"

namespace tierline {
namespace {

using reference::Rational;

constexpr uint64_t kCases = 5'000;

/// Numerators on and beside ties as well as anywhere.
int64_t numerator_near(int64_t denominator) {
  const auto whole = *rc::gen::inRange<int64_t>(-1000, 1000);
  const auto beside = *rc::gen::inRange<int64_t>(-1, 2);
  if (*rc::gen::arbitrary<bool>()) return *rc::gen::inRange<int64_t>(-1'000'000, 1'000'000);
  return (whole * 2 + 1) * denominator / 2 + beside;
}

TEST(LawRounding, TheRuntimeRoundsByTheDefinition) {
  law::holds("divide_rounded is rounding by definition", kCases, [] {
    const auto mode = *rc::gen::elementOf(
        std::vector(std::begin(decimal::kRoundings), std::end(decimal::kRoundings)));
    const auto denominator = *rc::gen::nonZero<int16_t>();
    const int64_t numerator = numerator_near(denominator);
    int64_t found = 0;
    RC_ASSERT(decimal::divide_rounded<int64_t>(numerator, denominator, mode, found));
    const Rational exact = Rational(numerator) / Rational(int64_t{denominator});
    RC_ASSERT(Rational(found) == reference::round(exact, 1, mode));
  });
}

TEST(LawRounding, AResultIsANeighbour) {
  law::holds("a rounded value is less than one quantum away, and a multiple of it", kCases, [] {
    const auto mode = *rc::gen::elementOf(
        std::vector(std::begin(decimal::kRoundings), std::end(decimal::kRoundings)));
    const Rational exact(*rc::gen::inRange<int64_t>(-1'000'000, 1'000'000), 1000);
    const Rational quantum(*rc::gen::inRange<int64_t>(1, 500), 100);
    const Rational rounded = reference::round(exact, quantum, mode);
    const Rational distance = abs(rounded - exact);
    RC_ASSERT(distance < quantum);
    RC_ASSERT(denominator(Rational(rounded / quantum)) == 1);
    if (mode == decimal::Rounding::Floor) RC_ASSERT(rounded <= exact);
    if (mode == decimal::Rounding::Ceiling) RC_ASSERT(rounded >= exact);
    if (mode == decimal::Rounding::Up) RC_ASSERT(abs(rounded) >= abs(exact));
    if (mode == decimal::Rounding::Down) RC_ASSERT(abs(rounded) <= abs(exact));
    if (mode <= decimal::Rounding::HalfDown) RC_ASSERT(Rational(distance * 2) <= quantum);
  });
}

// Some versions of Boost get rationals wrong; then nothing that the judge says means anything.
TEST(LawRounding, TheRationalsThatJudgeAreSound) {
  const Rational three(3);
  EXPECT_EQ(1 / three, Rational(1, 3));
  EXPECT_EQ(Rational(1) / Rational(-4), Rational(-1, 4));
  EXPECT_EQ(Rational(2, 3) * three, 2);
  EXPECT_EQ(Rational(-6, 4), Rational(-3, 2));
  EXPECT_EQ(Rational(1, 3) + Rational(1, 6), Rational(1, 2));
  EXPECT_LT(Rational(-1, 3), Rational(-1, 4));
  EXPECT_EQ(denominator(Rational(6, 4)), 2);
  const reference::Integer big = (reference::Integer(1) << 200) + 1;
  EXPECT_EQ(Rational(big, 7) * 7 / big, 1);
}

}  // namespace
}  // namespace tierline
