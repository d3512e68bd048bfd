// Decimals by example, as a program's constants use them; the laws are in law_arithmetic_test.cpp.
#include "runtime/decimal/decimal.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/unit/runtime_decimal/show.hpp"

namespace tierline::decimal {
namespace {

std::string text(const Decimal& d) { return to_text(d); }

TEST(Decimal, OperationsKeepTheScaleThatTheyPromise) {
  EXPECT_EQ(text(add(decimal_of("1.50"), decimal_of("2.5"))), "4.00");
  EXPECT_EQ(text(sub(decimal_of("1"), decimal_of("0.001"))), "0.999");
  EXPECT_EQ(text(mul(decimal_of("1.20"), decimal_of("-0.5"))), "-0.600");
  EXPECT_EQ(text(neg(decimal_of("0.05"))), "-0.05");
}

TEST(Decimal, EqualityIsByValue) {
  EXPECT_EQ(decimal_of("1.5"), decimal_of("1.500"));
  EXPECT_LT(decimal_of("-1.5"), decimal_of("-1.499"));
  EXPECT_GT(decimal_of("10"), decimal_of("9.99"));
  EXPECT_TRUE(compare(decimal_of("0.0"), decimal_of("0")) == std::strong_ordering::equal);
}

TEST(Decimal, MinusZeroIsZero) {
  const Decimal zero = decimal_of("0.00");
  for (const Decimal& d :
       {decimal_of("-0"), decimal_of("-0.00"), neg(zero), mul(decimal_of("-1.5"), zero),
        round(decimal_of("-0.4"), 0, Rounding::HalfUp),
        divide(decimal_of("-1"), decimal_of("300"), 2, Rounding::HalfEven)}) {
    EXPECT_EQ(d, zero);
    EXPECT_TRUE(is_zero(d));
    EXPECT_FALSE(is_negative(d));
    EXPECT_EQ(text(d).find('-'), std::string::npos);
  }
}

struct RoundCase {
  std::string_view why, number;
  int scale;
  Rounding mode;
  std::string_view want;
};

constexpr RoundCase kRounds[] = {
    {"a tie goes to the even digit", "2.345", 2, Rounding::HalfEven, "2.34"},
    {"a tie with an odd digit moves away", "2.355", 2, Rounding::HalfEven, "2.36"},
    {"a negative tie mirrors it", "-2.355", 2, Rounding::HalfEven, "-2.36"},
    {"one digit beyond the tie decides", "2.3450001", 2, Rounding::HalfEven, "2.35"},
    {"a rounding may carry through", "999.995", 2, Rounding::HalfUp, "1000.00"},
    {"half down keeps a tie", "0.125", 2, Rounding::HalfDown, "0.12"},
    {"up leaves zero for the least remainder", "0.0000001", 2, Rounding::Up, "0.01"},
    {"ceiling of a negative goes to zero", "-0.009", 2, Rounding::Ceiling, "0.00"},
    {"floor of a negative goes away", "-0.001", 2, Rounding::Floor, "-0.01"},
    {"an exact value is not touched", "1.20", 1, Rounding::Up, "1.2"},
    {"a shorter number gets zeros", "7", 2, Rounding::HalfEven, "7.00"},
};

TEST(Decimal, RoundsToDigits) {
  for (const RoundCase& c : kRounds) {
    EXPECT_EQ(text(round(decimal_of(c.number), c.scale, c.mode)), c.want) << c.why;
  }
}

struct QuantumCase {
  std::string_view why, number, quantum;
  Rounding mode;
  std::string_view want;
};

constexpr QuantumCase kQuanta[] = {
    {"five-cent pieces, nearest", "1.02", "0.05", Rounding::HalfEven, "1.00"},
    {"five-cent pieces, tie to the even multiple", "1.025", "0.05", Rounding::HalfEven, "1.00"},
    {"five-cent pieces, tie to the even multiple above", "1.075", "0.05", Rounding::HalfEven,
     "1.10"},
    {"up to whole units", "1.0001", "1", Rounding::Up, "2"},
    {"hundreds", "1250", "100", Rounding::HalfEven, "1200"},
    {"hundreds, away from zero", "-1250", "100", Rounding::HalfUp, "-1300"},
    {"a quantum finer than the number", "1.5", "0.0001", Rounding::Down, "1.5000"},
    {"a quantum that is no power of ten", "1", "0.03", Rounding::HalfEven, "0.99"},
};

TEST(Decimal, RoundsToAQuantum) {
  for (const QuantumCase& c : kQuanta) {
    const Decimal out = round_to(decimal_of(c.number), decimal_of(c.quantum), c.mode);
    EXPECT_EQ(text(out), c.want) << c.why;
  }
}

TEST(Decimal, DividesToDigits) {
  const Decimal one = decimal_of("1");
  EXPECT_EQ(text(divide(one, decimal_of("3"), 5, Rounding::HalfEven)), "0.33333");
  EXPECT_EQ(text(divide(decimal_of("2"), decimal_of("37"), 4, Rounding::HalfUp)), "0.0541");
  EXPECT_EQ(text(divide(one, decimal_of("-0.08"), 1, Rounding::HalfEven)), "-12.5");
  EXPECT_EQ(text(divide(decimal_of("0.001"), decimal_of("1000"), 2, Rounding::Up)), "0.01");
}

TEST(Decimal, TrimsZerosButKeepsTheLeastScale) {
  EXPECT_EQ(text(trimmed(decimal_of("1.500"), 0)), "1.5");
  EXPECT_EQ(text(trimmed(decimal_of("1.500"), 2)), "1.50");
  EXPECT_EQ(text(trimmed(decimal_of("1.5"), 2)), "1.5");
  EXPECT_EQ(text(trimmed(decimal_of("100"), 0)), "100");
  EXPECT_EQ(text(trimmed(decimal_of("0.000"), 1)), "0.0");
  EXPECT_EQ(digits_needed(decimal_of("2.00")), 0);
  EXPECT_EQ(digits_needed(decimal_of("2.50")), 1);
  EXPECT_EQ(digits_needed(decimal_of("-0.001")), 3);
  EXPECT_EQ(digits_needed(decimal_of("0.000")), 0);
}

TEST(Decimal, PowersOfTenAreTheSameFromEveryThread) {
  std::vector<std::thread> threads;
  std::vector<std::vector<const BigInt*>> seen(4);
  for (auto& mine : seen) {
    threads.emplace_back([&mine] {
      for (int e = 0; e < 400; e += 7) mine.push_back(&power_of_ten(e));
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& mine : seen) EXPECT_EQ(mine, seen[0]);
  for (int e = 0; e < 400; ++e) {
    EXPECT_EQ(power_of_ten(e).str(), "1" + std::string(static_cast<size_t>(e), '0'));
  }
}

TEST(DecimalDeathTest, BrokenPromisesAbort) {
  EXPECT_DEATH(divide(decimal_of("1"), decimal_of("0.0"), 2, Rounding::Up), "broken promise");
  EXPECT_DEATH(round_to(decimal_of("1"), decimal_of("-0.05"), Rounding::Up), "broken promise");
  EXPECT_DEATH(rescale_up(decimal_of("1.234"), 2), "broken promise");
}

}  // namespace
}  // namespace tierline::decimal
