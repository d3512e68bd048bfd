// Divisor: the same quotients as divide_rounded, for every rounding, at every edge.
#include "runtime/decimal/divisor.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace tierline::decimal {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr Rounding kAll[] = {Rounding::HalfEven, Rounding::HalfUp, Rounding::HalfDown,
                             Rounding::Up,       Rounding::Down,   Rounding::Ceiling,
                             Rounding::Floor};

std::vector<int64_t> divisors() {
  std::vector<int64_t> all = {kMost, kMost - 1, kMost / 2, kMost / 2 + 1};
  for (int64_t i = 2; i < 200; ++i) all.push_back(i);
  for (int64_t power = 10; power < kMost / 10; power *= 10) all.push_back(power);
  for (unsigned bit = 8; bit < 63; ++bit) {
    for (const int64_t off : {-1, 0, 1}) all.push_back((int64_t{1} << bit) + off);
  }
  return all;
}

/// Around multiples and halves of the divisor, and the ends of 64 bits.
std::vector<int64_t> dividends(int64_t by) {
  std::vector<int64_t> all = {kLeast, kLeast + 1, kMost, kMost - 1, 0, 1, -1};
  uint64_t seed = static_cast<uint64_t>(by);
  for (int i = 0; i < 40; ++i) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    const auto any = static_cast<int64_t>(seed) >> (i % 5 * 12);
    const int64_t multiple = any / by * by;
    for (const int64_t off : {int64_t{-1}, int64_t{0}, int64_t{1}, by / 2, by / 2 + 1, -(by / 2)}) {
      int64_t number = 0;
      if (!__builtin_add_overflow(multiple, off, &number)) all.push_back(number);
    }
    all.push_back(any);
  }
  return all;
}

TEST(Divisor, DividesLikeTheProcessor) {
  for (const int64_t by : divisors()) {
    const Divisor divisor(by);
    for (const int64_t number : dividends(by)) {
      for (const Rounding mode : kAll) {
        int64_t expected = 0;
        ASSERT_TRUE(divide_rounded<int64_t>(number, by, mode, expected));
        ASSERT_EQ(divisor.divide(number, mode), expected)
            << number << " by " << by << ", rounding " << static_cast<int>(mode);
      }
    }
  }
}

TEST(Divisor, IsAtLeastTwo) {
  EXPECT_FALSE(Divisor::can_be(1));
  EXPECT_FALSE(Divisor::can_be(0));
  EXPECT_FALSE(Divisor::can_be(-10));
  EXPECT_TRUE(Divisor::can_be(2));
}

}  // namespace
}  // namespace tierline::decimal
