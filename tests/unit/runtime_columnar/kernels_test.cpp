// Kernels: every instruction set that this processor has does what plain code does, on the edges of
// what the plan may ask of it.
#include "runtime/columnar/kernels.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "runtime/decimal/arithmetic.hpp"
#include "tests/unit/runtime_columnar/kernels_rig.hpp"

namespace tierline::columnar {
namespace {

using decimal::Rounding;

constexpr int64_t kDivisors[] = {2,
                                 3,
                                 5,
                                 7,
                                 10,
                                 16,
                                 100,
                                 1'000,
                                 4'095,
                                 1'000'000,
                                 999'999'937,
                                 (1 << 30) - 1,
                                 1 << 30,
                                 (1 << 30) + 1,
                                 (int64_t{1} << 30) + 2};

/// A numerator near a multiple, near a half, or anywhere, that the fast division may be given.
int64_t numerator(Numbers& numbers, int64_t divisor) {
  constexpr int64_t kMost = int64_t{1} << 62;
  const int64_t reach = std::min(kMost / divisor, int64_t{1} << 49) - 2;
  const int64_t quotient = numbers.of_bits(49) % reach;
  const int64_t near = static_cast<int64_t>(numbers.next() % 5) - 2;
  switch (numbers.next() % 3) {
    case 0:
      return quotient * divisor + near;
    case 1:
      return quotient * divisor + divisor / 2 + near;
    default:
      return numbers.of_bits(62) % (reach * divisor);
  }
}

TEST_P(AllKernels, DivideAsDecimalsDo) {
  Numbers numbers(1);
  for (const int64_t divisor : kDivisors) {
    for (const Rounding mode : decimal::kRoundings) {
      for (int again = 0; again < 40; ++again) {
        Slots slots;
        for (size_t i = 0; i < kRows; ++i) slots.numbers(1)[i] = numerator(numbers, divisor);
        kernels().divide[static_cast<size_t>(mode)](step_of(divisor), slots.at, kRows);
        for (size_t i = 0; i < kRows; ++i) {
          int64_t expected = 0;
          ASSERT_TRUE(
              decimal::divide_rounded<int64_t>(slots.numbers(1)[i], divisor, mode, expected));
          ASSERT_EQ(slots.numbers(0)[i], expected)
              << slots.numbers(1)[i] << " / " << divisor << " " << decimal::to_text(mode);
        }
      }
    }
  }
}

TEST_P(AllKernels, MultiplyAndDivideInOne) {
  Numbers numbers(2);
  for (const int64_t divisor : kDivisors) {
    Slots slots;
    for (size_t i = 0; i < kRows; ++i) {
      slots.numbers(1)[i] = numbers.of_bits(30);
      slots.numbers(2)[i] = numbers.of_bits(20);
    }
    std::fill_n(slots.as<uint64_t>(3), kRows / kBlock, uint64_t{0});
    const auto check = [&](const std::function<int64_t(size_t)>& product) {
      for (size_t i = 0; i < kRows; ++i) {
        int64_t expected = 0;
        ASSERT_TRUE(
            decimal::divide_rounded<int64_t>(product(i), divisor, Rounding::HalfUp, expected));
        ASSERT_EQ(slots.numbers(0)[i], expected);
      }
    };
    const auto mode = static_cast<size_t>(Rounding::HalfUp);
    const auto columns = [&](size_t i) { return slots.numbers(1)[i] * slots.numbers(2)[i]; };
    kernels().mul_vv_divide[mode](step_of(divisor), slots.at, kRows);
    check(columns);
    kernels().mul_vk_divide[mode](step_of(divisor, -77), slots.at, kRows);
    check([&](size_t i) { return slots.numbers(1)[i] * -77; });
    slots.numbers(1)[70] = int64_t{1} << 25;
    slots.numbers(1)[71] = -(int64_t{1} << 25);
    slots.numbers(1)[72] = (int64_t{1} << 25) - 1;
    kernels().guarded_mul_vv_divide[mode](step_of(divisor, 25), slots.at, kRows);
    check(columns);
    EXPECT_TRUE(slots.bit(3, 70));
    EXPECT_FALSE(slots.bit(3, 71));  // -2^25 needs no more than 25 bits and a sign
    EXPECT_FALSE(slots.bit(3, 72));
    for (size_t i = 0; i < kRows; ++i) {
      const int64_t a = slots.numbers(1)[i];
      ASSERT_EQ(slots.bit(3, i), a >= (int64_t{1} << 25) || a < -(int64_t{1} << 25)) << a;
    }
  }
}

TEST_P(AllKernels, Arithmetic) {
  using Plain = std::function<int64_t(int64_t, int64_t)>;
  const std::pair<Kernel, Plain> kAll[] = {
      {kernels().add_vv, [](int64_t a, int64_t b) { return a + b; }},
      {kernels().sub_vv, [](int64_t a, int64_t b) { return a - b; }},
      {kernels().mul_vv, [](int64_t a, int64_t b) { return a * b; }},
      {kernels().max_vv, [](int64_t a, int64_t b) { return std::max(a, b); }},
      {kernels().min_vv, [](int64_t a, int64_t b) { return std::min(a, b); }},
      {kernels().add_vk, [](int64_t a, int64_t) { return a + 41; }},
      {kernels().sub_kv, [](int64_t a, int64_t) { return 41 - a; }},
      {kernels().mul_vk, [](int64_t a, int64_t) { return a * 41; }},
      {kernels().max_vk, [](int64_t a, int64_t) { return std::max<int64_t>(a, 41); }},
      {kernels().min_vk, [](int64_t a, int64_t) { return std::min<int64_t>(a, 41); }},
  };
  Numbers numbers(3);
  for (const auto& [kernel, plain] : kAll) {
    Slots slots;
    for (size_t i = 0; i < kRows; ++i) {
      slots.numbers(1)[i] = numbers.of_bits(31);
      slots.numbers(2)[i] = numbers.of_bits(31);
    }
    kernel(step_of(41), slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(slots.numbers(0)[i], plain(slots.numbers(1)[i], slots.numbers(2)[i]));
    }
  }
}

template <class T>
void compare_with(const Kernels& kernels, Store store, int64_t k) {
  Slots slots;
  Numbers numbers(4);
  constexpr T kEdges[] = {std::numeric_limits<T>::min(), 0, 1, 60, 61,
                          std::numeric_limits<T>::max()};
  for (size_t i = 0; i < kRows; ++i) {
    slots.as<T>(1)[i] =
        i % 3 == 0 ? static_cast<T>(numbers.next()) : kEdges[numbers.next() % std::size(kEdges)];
  }
  for (const int64_t flip : {0, -1}) {
    kernels.equal_k[static_cast<size_t>(store)](step_of(k, flip), slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(slots.bit(0, i), (int64_t{slots.as<T>(1)[i]} == k) != (flip != 0));
    }
    kernels.at_least_k[static_cast<size_t>(store)](step_of(k, flip), slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) {
      ASSERT_EQ(slots.bit(0, i), (int64_t{slots.as<T>(1)[i]} >= k) != (flip != 0));
    }
  }
}

TEST_P(AllKernels, CompareWhateverTheStore) {
  for (const int64_t k : {0, 1, 60, 61}) {
    compare_with<uint8_t>(kernels(), Store::U8, k);
    compare_with<int16_t>(kernels(), Store::I16, k);
    compare_with<uint16_t>(kernels(), Store::U16, k);
    compare_with<int32_t>(kernels(), Store::I32, k);
    compare_with<int64_t>(kernels(), Store::I64, k);
  }
  compare_with<uint8_t>(kernels(), Store::U8, 255);
  compare_with<int16_t>(kernels(), Store::I16, -32'768);
  compare_with<int64_t>(kernels(), Store::I64, INT64_MIN);
  compare_with<int64_t>(kernels(), Store::I64, INT64_MAX);
}

TEST_P(AllKernels, TablesOfAllSizes) {
  Numbers numbers(5);
  for (const int64_t size : {1, 2, 8, 9, 16, 17, 32, 33, 256}) {
    std::vector<int64_t> values;
    for (int64_t i = 0; i < size; ++i) {
      values.push_back(static_cast<int64_t>(numbers.next() % 200));
    }
    const std::vector<int64_t> table = table_of(values);
    Slots slots;
    for (size_t i = 0; i < kRows; ++i) {
      slots.as<uint8_t>(1)[i] = static_cast<uint8_t>(numbers.next() % static_cast<uint64_t>(size));
    }
    Step step = step_of(size);
    step.data = table.data();
    const auto asked = [&](size_t i) { return table[slots.as<uint8_t>(1)[i]]; };
    kernels().lookup(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.numbers(0)[i], asked(i)) << size;
    kernels().lookup_bytes(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.as<uint8_t>(0)[i], asked(i)) << size;
    kernels().lookup_i16(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.as<int16_t>(0)[i], asked(i)) << size;
    kernels().lookup_bits(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.bit(0, i), asked(i) != 0) << size;
    // a against what the byte of b names
    std::swap(slots.at[1], slots.at[2]);
    for (size_t i = 0; i < kRows; ++i) slots.numbers(2)[i] = asked(i) - 1 + static_cast<int>(i % 3);
    kernels().less_lookup(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.bit(0, i), i % 3 == 0) << size;
    kernels().lookup_less(step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.bit(0, i), i % 3 == 2) << size;
  }
}

TEST_P(AllKernels, TablesAskedByANumber) {
  Numbers numbers(12);
  const std::vector<int64_t> table = {7, 0, 9, -4, 0};  // of -1, 0, 1, 2, and of all others
  Slots slots;
  for (size_t i = 0; i < kRows; ++i) slots.numbers(1)[i] = numbers.of_bits(2);
  slots.numbers(1)[5] = INT64_MIN;
  slots.numbers(1)[6] = INT64_MAX;
  Step step = step_of(-1, 4);
  step.data = table.data();
  const auto expected = [&](size_t i) {
    const int64_t a = slots.numbers(1)[i];
    return a >= -1 && a < 3 ? table[static_cast<size_t>(a + 1)] : 0;
  };
  kernels().gather(step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.numbers(0)[i], expected(i));
  kernels().gather_bits(step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.bit(0, i), expected(i) != 0);
}

TEST_P(AllKernels, ChoicesTakeTheLastThatHolds) {
  Numbers numbers(6);
  Slots slots;
  for (size_t slot = 1; slot < 5; ++slot) {
    for (size_t word = 0; word < kRows / kBlock; ++word) {
      slots.as<uint64_t>(slot)[word] = numbers.next();
    }
  }
  const std::vector<Choice> choices = {{{1}, 11}, {{2, 3}, 22}, {{}, 33}, {{1, 2, 3, 4}, 44}};
  Step step = step_of(5);
  step.data = &choices;
  const std::vector<int64_t> numbers_chosen = table_of({5, 11, 22, 33, 44});
  step.table = numbers_chosen.data();
  const auto expected = [&](size_t i) {
    const bool all = slots.bit(1, i) && slots.bit(2, i) && slots.bit(3, i) && slots.bit(4, i);
    return all ? 44 : 33;
  };
  kernels().choose(step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.numbers(0)[i], expected(i));
  kernels().choose_bytes(step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.as<uint8_t>(0)[i], expected(i));
  const std::vector<Choice> fewer(choices.begin(), choices.begin() + 2);
  step.data = &fewer;
  kernels().choose(step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) {
    const int64_t chosen = slots.bit(2, i) && slots.bit(3, i) ? 22 : slots.bit(1, i) ? 11 : 5;
    ASSERT_EQ(slots.numbers(0)[i], chosen);
  }
}

TEST_P(AllKernels, SelectOneOfTwo) {
  Numbers numbers(7);
  Slots slots;
  for (size_t i = 0; i < kRows; ++i) {
    slots.numbers(2)[i] = numbers.of_bits(63);
    slots.numbers(3)[i] = numbers.of_bits(63);
  }
  for (size_t word = 0; word < kRows / kBlock; ++word) slots.as<uint64_t>(1)[word] = numbers.next();
  const Kernel kAll[] = {kernels().select_vv, kernels().select_vk, kernels().select_kv,
                         kernels().select_kk};
  for (size_t kind = 0; kind < 4; ++kind) {
    kAll[kind](step_of(7, 8), slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) {
      const int64_t yes = kind >= 2 ? 7 : slots.numbers(2)[i];
      const int64_t no = kind % 2 == 1 ? 8 : slots.numbers(3)[i];
      ASSERT_EQ(slots.numbers(0)[i], slots.bit(1, i) ? yes : no);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, AllKernels, testing::Range(size_t{0}, all_kernels().size()),
                         name_of);

TEST(Kernels, ThePlainestInstructionSetIsThereToo) {
  EXPECT_GE(all_kernels().size(), 2U);
  EXPECT_EQ(best_kernels().name, all_kernels().front().name);
}

}  // namespace
}  // namespace tierline::columnar
