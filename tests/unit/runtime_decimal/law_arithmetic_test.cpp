// Law "decimals": arithmetic in every width is Boost's rational arithmetic, rounded as the language
// defines it, or a refusal exactly when the result does not fit. The definition below shares no
// line with the code under test: it works on the exact rational and on whole neighbours.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdlib>

#include "runtime/decimal/arithmetic.hpp"
#include "runtime/decimal/decimal.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::decimal {
namespace {

using Rational = boost::multiprecision::cpp_rational;

// ---- the definition ----

/// Divides as rationals; Boost 1.74 throws when a rational is made with a negative denominator.
Rational quotient_of(const BigInt& num, const BigInt& den) { return Rational(num) / Rational(den); }

BigInt floor_of(const Rational& x) {
  const BigInt num = boost::multiprecision::numerator(x);
  const BigInt den = boost::multiprecision::denominator(x);
  BigInt whole = num / den;  // toward zero
  if (Rational(whole) > x) whole -= 1;
  return whole;
}

BigInt nearest(const Rational& x, bool tie_takes_upper) {
  const BigInt lower = floor_of(x);
  const Rational to_lower = x - Rational(lower);
  const Rational half(1, 2);
  if (to_lower == half) return tie_takes_upper ? BigInt(lower + 1) : lower;
  return to_lower > half ? BigInt(lower + 1) : lower;
}

BigInt define_round(const Rational& x, Rounding mode) {
  const BigInt floor = floor_of(x);
  const BigInt ceiling = Rational(floor) == x ? floor : BigInt(floor + 1);
  switch (mode) {
    case Rounding::HalfEven:
      return nearest(x, floor % 2 != 0);
    case Rounding::HalfUp:
      return nearest(x, x > 0);
    case Rounding::HalfDown:
      return nearest(x, x < 0);
    case Rounding::Up:
      return x > 0 ? ceiling : floor;
    case Rounding::Down:
      return x > 0 ? floor : ceiling;
    case Rounding::Ceiling:
      return ceiling;
    case Rounding::Floor:
      return floor;
  }
  return 0;
}

// Some releases of Boost return 1 for 1/x in cpp_rational, so the judge is checked before it
// judges.
TEST(LawArithmetic, TheJudgeIsSound) {
  EXPECT_EQ(Rational(1) / Rational(7) * 7, Rational(1));
  EXPECT_LT(Rational(1) / Rational(7), Rational(1, 6));
  EXPECT_GT(Rational(1) / Rational(7), Rational(1, 8));
  EXPECT_EQ(floor_of(Rational(-7, 2)), -4);
  EXPECT_EQ(floor_of(Rational(7, 2)), 3);
  EXPECT_EQ(floor_of(Rational(-4)), -4);
}

// ---- the cases ----

template <class T>
unsigned bits_of() {
  return std::same_as<T, int64_t> ? 64 : std::same_as<T, Int128> ? 128 : 300;
}

/// Whole numbers of every size, crowded where rounding and overflow happen: around 0, powers of two
/// and ten and the edges of the width.
template <class T>
T arbitrary() {
  const unsigned bits = *rc::gen::inRange(0u, bits_of<T>());
  BigInt value = BigInt(1) << bits;
  if (*rc::gen::inRange(0, 4) == 0) value = power_of_ten(static_cast<int>(bits * 3 / 10));
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      value += *rc::gen::inRange(-3, 4);
      break;
    case 1:
      value = BigInt(*rc::gen::inRange(-40, 41));
      break;
    default:
      value = value * *rc::gen::arbitrary<uint32_t>() >> 32;
      value += *rc::gen::inRange(0, 10);
  }
  if (*rc::gen::arbitrary<bool>()) value = -value;
  T out = 0;
  if (narrow(value, out)) return out;
  narrow(value > 0 ? BigInt((BigInt(1) << (bits_of<T>() - 1)) - 1)
                   : BigInt(-(BigInt(1) << (bits_of<T>() - 1))),
         out);
  return out;
}

BigInt big(int64_t value) { return BigInt(value); }
BigInt big(Int128 value) { return to_big(value); }
BigInt big(const BigInt& value) { return value; }

/// Holds when the operation gave the exact value, or refused one that T cannot hold.
template <class T>
void judge(bool done, const T& out, const T& before, const BigInt& exact) {
  T fitting = 0;
  const bool fits = narrow(exact, fitting);
  RC_ASSERT(done == fits);
  RC_ASSERT(big(out) == (fits ? exact : big(before)));
}

template <class T>
class LawArithmeticIn : public testing::Test {};
using Widths = testing::Types<int64_t, Int128, BigInt>;
TYPED_TEST_SUITE(LawArithmeticIn, Widths);

TYPED_TEST(LawArithmeticIn, AddSubMulNegAreExactOrRefused) {
  using T = TypeParam;
  EXPECT_TRUE(rc::check("add, sub, mul, neg = Boost's integers", [] {
    const T a = arbitrary<T>();
    const T b = arbitrary<T>();
    const T before = 77;
    T out = before;
    bool done = decimal::add(a, b, out);
    judge<T>(done, out, before, big(a) + big(b));
    out = before;
    done = sub(a, b, out);
    judge<T>(done, out, before, big(a) - big(b));
    out = before;
    done = mul(a, b, out);
    judge<T>(done, out, before, big(a) * big(b));
    out = before;
    done = neg(a, out);
    judge<T>(done, out, before, -big(a));
  }));
}

template <class T>
void judge_division(const T& num, const T& den) {
  for (const Rounding mode : kRoundings) {
    const T before = 77;
    T out = before;
    const bool done = divide_rounded(num, den, mode, out);
    const BigInt exact = den == 0 ? BigInt(0) : define_round(quotient_of(big(num), big(den)), mode);
    judge<T>(done, out, before, exact);
  }
}

TYPED_TEST(LawArithmeticIn, DivideRoundedIsTheRoundedRational) {
  using T = TypeParam;
  EXPECT_TRUE(rc::check("divide_rounded = the rational, rounded",
                        [] { judge_division<T>(arbitrary<T>(), arbitrary<T>()); }));
}

TYPED_TEST(LawArithmeticIn, DivideRoundedOnAndBesideTies) {
  using T = TypeParam;
  EXPECT_TRUE(rc::check("divide_rounded around exact halves", [] {
    const BigInt half_den = big(arbitrary<T>()) / 4;
    const BigInt quotient = *rc::gen::inRange(-20, 21);
    // num / (2 half_den) = quotient + 1/2, moved by a little
    const BigInt num = (quotient * 2 + 1) * half_den + *rc::gen::inRange(-1, 2);
    T narrow_num = 0;
    T narrow_den = 0;
    RC_PRE((narrow(num, narrow_num) && narrow(BigInt(half_den * 2), narrow_den)));
    judge_division<T>(narrow_num, narrow_den);
  }));
}

TEST(LawArithmetic, EverySmallDivision) {
  for (int64_t num = -130; num <= 130; ++num) {
    for (int64_t den = -24; den <= 24; ++den) {
      for (const Rounding mode : kRoundings) {
        const BigInt want = den == 0 ? BigInt(0) : define_round(quotient_of(num, den), mode);
        int64_t out = 77;
        ASSERT_TRUE(divide_rounded(num, den, mode, out));
        ASSERT_EQ(BigInt(out), want) << num << "/" << den << " " << to_text(mode);
      }
    }
  }
}

// ---- decimals ----

Decimal arbitrary_decimal() { return {arbitrary<BigInt>(), *rc::gen::inRange(0, 40)}; }

Rational value_of(const Decimal& d) { return Rational(d.coefficient, power_of_ten(d.scale)); }

TEST(LawDecimal, OperationsAreThoseOfTheRationals) {
  EXPECT_TRUE(rc::check("add, sub, mul, neg, compare", [] {
    const Decimal a = arbitrary_decimal();
    const Decimal b = arbitrary_decimal();
    RC_ASSERT(value_of(add(a, b)) == value_of(a) + value_of(b));
    RC_ASSERT(value_of(sub(a, b)) == value_of(a) - value_of(b));
    RC_ASSERT(value_of(mul(a, b)) == value_of(a) * value_of(b));
    RC_ASSERT(value_of(neg(a)) == -value_of(a));
    RC_ASSERT((a < b) == (value_of(a) < value_of(b)));
    RC_ASSERT((a == b) == (value_of(a) == value_of(b)));
    RC_ASSERT(add(a, b).scale == std::max(a.scale, b.scale));
  }));
}

TEST(LawDecimal, RoundingIsThatOfTheRationals) {
  EXPECT_TRUE(rc::check("round, round_to, divide", [] {
    const Decimal a = arbitrary_decimal();
    Decimal b = arbitrary_decimal();
    const int scale = *rc::gen::inRange(0, 45);
    const Rational unit(BigInt(1), power_of_ten(scale));
    for (const Rounding mode : kRoundings) {
      const Decimal rounded = round(a, scale, mode);
      RC_ASSERT(rounded.scale == scale);
      RC_ASSERT(rounded.coefficient == define_round(value_of(a) / unit, mode));
      if (is_zero(b)) continue;
      const Decimal quotient = divide(a, b, scale, mode);
      RC_ASSERT(quotient.scale == scale);
      RC_ASSERT(quotient.coefficient == define_round(value_of(a) / value_of(b) / unit, mode));
      const Decimal quantum = is_negative(b) ? neg(b) : b;
      const Decimal multiple = round_to(a, quantum, mode);
      RC_ASSERT(multiple.scale == quantum.scale);
      const BigInt count = define_round(value_of(a) / value_of(quantum), mode);
      RC_ASSERT(value_of(multiple) == Rational(count) * value_of(quantum));
    }
  }));
}

TEST(LawDecimal, TrimmingKeepsTheValueAndNothingToDrop) {
  EXPECT_TRUE(rc::check("trimmed, digits_needed, rescale_up", [] {
    const Decimal a = rescale_up(arbitrary_decimal(), 40 + *rc::gen::inRange(0, 20));
    const int least = *rc::gen::inRange(0, 60);
    const Decimal t = trimmed(a, least);
    RC_ASSERT(t == a);
    RC_ASSERT(t.scale <= a.scale);
    RC_ASSERT(t.scale >= std::min(least, a.scale));
    RC_ASSERT((t.scale <= least || t.coefficient % 10 != 0));
    RC_ASSERT(digits_needed(a) == digits_needed(t));
    RC_ASSERT(value_of(round(a, digits_needed(a), Rounding::Down)) == value_of(a));
  }));
}

TEST(LawText, PrintedNumbersAreReadBack) {
  EXPECT_TRUE(rc::check("parse(print(d)) = d, digit for digit", [] {
    const Decimal d{arbitrary<Int128>() % 1000000000000000000, *rc::gen::inRange(0, 40)};
    const auto parsed = parse_decimal(to_text(d));
    RC_ASSERT(std::holds_alternative<Decimal>(parsed));
    const Decimal& back = std::get<Decimal>(parsed);
    RC_ASSERT(back.coefficient == d.coefficient);
    RC_ASSERT(back.scale == d.scale);
  }));
}

TEST(LawText, TheFastWayReadsWhatTheSlowWayReads) {
  EXPECT_TRUE(rc::check("parse_scaled = parse_decimal where 64 bits suffice", [] {
    const int written = *rc::gen::inRange(0, 22);
    const int scale = *rc::gen::inRange(0, 22);
    const std::string text =
        scaled_to_text(to_big(arbitrary<Int128>() >> *rc::gen::inRange(0, 100)), written);
    const Decimal slow = std::get<Decimal>(parse_decimal(text));
    int64_t fast = 77;
    const bool done = parse_scaled(text, scale, fast);
    int64_t want = 77;
    const bool fits =
        written <= scale && narrow(round(slow, scale, Rounding::Down).coefficient, want);
    RC_ASSERT(done == fits);
    RC_ASSERT(fast == want);
  }));
}

TEST(LawText, BothPrintersAgree) {
  EXPECT_TRUE(rc::check("append_scaled = scaled_to_text", [] {
    const int64_t value = arbitrary<int64_t>();
    const int scale = *rc::gen::inRange(0, 40);
    std::string appended = "before ";
    append_scaled(appended, value, scale);
    RC_ASSERT(appended == "before " + scaled_to_text(BigInt(value), scale));
  }));
}

}  // namespace
}  // namespace tierline::decimal

// RapidCheck's own default of 100 cases is thin for arithmetic; RC_PARAMS still has the last word.
int main(int argc, char** argv) {
  setenv("RC_PARAMS", "max_success=2000", 0);
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
