// Kernels that do what several others do: against plain code, on every instruction set.
#include <gtest/gtest.h>

#include "runtime/decimal/arithmetic.hpp"
#include "tests/unit/runtime_columnar/kernels_rig.hpp"

namespace tierline::columnar {
namespace {

using decimal::Rounding;

class FusedKernels : public AllKernels {};

TEST_P(FusedKernels, NumbersPlusNarrowColumnsTimesTables) {
  Numbers numbers(8);
  const auto check = [&]<class T>(T, Store store) {
    for (const int64_t size : {3, 8, 9, 200}) {
      std::vector<int64_t> values;
      for (int64_t i = 0; i < size; ++i) values.push_back(numbers.of_bits(20));
      const std::vector<int64_t> table = table_of(values);
      Slots slots;
      for (size_t i = 0; i < kRows; ++i) {
        slots.as<T>(1)[i] = static_cast<T>(numbers.of_bits(30));
        slots.as<uint8_t>(2)[i] = static_cast<uint8_t>(numbers.next() % values.size());
      }
      Step step = step_of(10'000, -3);
      step.c = static_cast<uint32_t>(size);
      step.data = table.data();
      const auto affine = [&](size_t i) { return 10'000 - 3 * int64_t{slots.as<T>(1)[i]}; };
      kernels().affine[static_cast<size_t>(store)](step, slots.at, kRows);
      for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.numbers(0)[i], affine(i));
      kernels().affine_lookup[static_cast<size_t>(store)](step, slots.at, kRows);
      for (size_t i = 0; i < kRows; ++i) {
        ASSERT_EQ(slots.numbers(0)[i], affine(i) * values[slots.as<uint8_t>(2)[i]]) << size;
      }
    }
  };
  check(uint8_t{}, Store::U8);
  check(int16_t{}, Store::I16);
  check(uint16_t{}, Store::U16);
  check(int32_t{}, Store::I32);
  check(int64_t{}, Store::I64);
}

TEST_P(FusedKernels, SumsOfTwoToFourColumns) {
  Numbers numbers(9);
  Slots slots;
  for (size_t slot = 1; slot < 5; ++slot) {
    for (size_t i = 0; i < kRows; ++i) slots.numbers(slot)[i] = numbers.of_bits(40);
  }
  Terms terms{-17, 0, {1, 2, 3, 4}, {1, -2, 30, 4}};
  for (terms.count = 2; terms.count <= kTermsMax; ++terms.count) {
    const auto sum = [&](size_t i) {
      int64_t all = terms.constant;
      for (size_t k = 0; k < terms.count; ++k) {
        all += terms.factors[k] * slots.numbers(terms.slots[k])[i];
      }
      return all;
    };
    Step step = step_of(7);
    step.data = &terms;
    kernels().sum[terms.count - 2](step, slots.at, kRows);
    for (size_t i = 0; i < kRows; ++i) ASSERT_EQ(slots.numbers(0)[i], sum(i));
    for (const Rounding mode : decimal::kRoundings) {
      kernels().sum_divide[terms.count - 2][static_cast<size_t>(mode)](step, slots.at, kRows);
      for (size_t i = 0; i < kRows; ++i) {
        int64_t expected = 0;
        ASSERT_TRUE(decimal::divide_rounded<int64_t>(sum(i), 7, mode, expected));
        ASSERT_EQ(slots.numbers(0)[i], expected);
      }
    }
  }
}

TEST_P(FusedKernels, AChosenNumberTimesAColumnDivided) {
  Numbers numbers(10);
  Slots slots;
  for (size_t word = 0; word < kRows / kBlock; ++word) {
    slots.as<uint64_t>(1)[word] = numbers.next();
    slots.as<uint64_t>(3)[word] = numbers.next();
  }
  for (size_t i = 0; i < kRows; ++i) slots.numbers(2)[i] = numbers.of_bits(40);
  const std::vector<Choice> choices = {{{1}, 25}, {{1, 3}, -40}, {{3}, 0, true}};
  const std::vector<int64_t> table = table_of({5, 25, -40, 0});
  Step step = step_of(1'000, 5);
  step.data = &choices;
  step.table = table.data();
  kernels().choice_divide[static_cast<size_t>(Rounding::HalfEven)](step, slots.at, kRows);
  for (size_t i = 0; i < kRows; ++i) {
    const int64_t chosen = !slots.bit(3, i) ? 0 : slots.bit(1, i) ? -40 : 5;
    int64_t expected = 0;
    ASSERT_TRUE(decimal::divide_rounded<int64_t>(chosen * slots.numbers(2)[i], 1'000,
                                                 Rounding::HalfEven, expected));
    ASSERT_EQ(slots.numbers(0)[i], expected);
  }
}

TEST_P(FusedKernels, SeveralComparisonsAtOnce) {
  Numbers numbers(11);
  for (const size_t count : {size_t{1}, size_t{2}, size_t{3}, size_t{4}, size_t{7}}) {
    for (const int64_t size : {5, 9}) {
      std::vector<std::vector<uint64_t>> bits(count, std::vector<uint64_t>(kRows / kBlock));
      std::vector<std::vector<int64_t>> tables;
      std::vector<Comparison> scaled;
      std::vector<Comparison> asked;
      Slots slots;
      std::vector<void*> at(slots.at, slots.at + 5);
      for (uint32_t k = 0; k < count; ++k) {
        std::vector<int64_t> values;
        for (int64_t i = 0; i < size; ++i) values.push_back(numbers.of_bits(9));
        tables.push_back(table_of(values));
        at.push_back(bits[k].data());
        const uint64_t flip = k % 2 == 0 ? 0 : ~uint64_t{0};
        scaled.push_back({5 + k, flip, numbers.of_bits(5), numbers.of_bits(5), nullptr});
        asked.push_back({5 + k, flip, size, 1, nullptr});
      }
      for (uint32_t k = 0; k < count; ++k) asked[k].table = tables[k].data();
      for (size_t i = 0; i < kRows; ++i) slots.numbers(1)[i] = numbers.of_bits(9);
      for (size_t i = 0; i < kRows; ++i) slots.numbers(2)[i] = numbers.of_bits(9);
      const auto answer = [&](size_t k, size_t i) {
        return (((bits[k][i / kBlock] >> (i % kBlock)) & 1) != 0) != (asked[k].flip != 0);
      };
      Step step = step_of(size);
      step.data = &scaled;
      kernels().less_scaled_many(step, at.data(), kRows);
      for (size_t k = 0; k < count; ++k) {
        for (size_t i = 0; i < kRows; ++i) {
          const bool less = slots.numbers(1)[i] * scaled[k].k < slots.numbers(2)[i] * scaled[k].k2;
          ASSERT_EQ(answer(k, i), less);
        }
      }
      for (size_t i = 0; i < kRows; ++i) {
        slots.as<uint8_t>(2)[i] =
            static_cast<uint8_t>(numbers.next() % static_cast<uint64_t>(size));
      }
      step.data = &asked;
      kernels().less_lookup_many(step, at.data(), kRows);
      for (size_t k = 0; k < count; ++k) {
        for (size_t i = 0; i < kRows; ++i) {
          ASSERT_EQ(answer(k, i), slots.numbers(1)[i] < tables[k][slots.as<uint8_t>(2)[i]]);
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Each, FusedKernels, testing::Range(size_t{0}, all_kernels().size()),
                         name_of);

}  // namespace
}  // namespace tierline::columnar
