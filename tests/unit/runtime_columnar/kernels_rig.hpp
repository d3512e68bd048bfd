// What tests of kernels work on: a few slots of rows, and numbers that nobody would guess.
// Read by: tests/unit/runtime_columnar
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "runtime/columnar/kernels.hpp"

namespace tierline::columnar {

inline constexpr size_t kRows = 4 * kBlock;

/// Numbers in a fixed order that nobody would guess.
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  /// |x| < 2^bits, of all sizes.
  int64_t of_bits(int bits) {
    const int size = static_cast<int>(next() % static_cast<uint64_t>(bits + 1));
    const auto value = static_cast<int64_t>(size == 0 ? 0 : next() >> (64 - size));
    return next() % 2 == 0 ? value : -value;
  }

 private:
  uint64_t state_;
};

/// Memory of five slots, with room beyond the last row, filled with what is not an answer.
struct Slots {
  std::vector<std::vector<int64_t>> memory{5, std::vector<int64_t>(kRows + 16, -99)};
  void* at[5];
  Slots() {
    for (size_t i = 0; i < 5; ++i) at[i] = memory[i].data();
  }
  int64_t* numbers(size_t slot) { return memory[slot].data(); }
  template <class T>
  T* as(size_t slot) {
    return reinterpret_cast<T*>(memory[slot].data());
  }
  bool bit(size_t slot, size_t row) {
    return ((as<uint64_t>(slot)[row / kBlock] >> (row % kBlock)) & 1) != 0;
  }
};

inline Step step_of(int64_t k = 0, int64_t k2 = 0) {
  Step step;
  step.dst = 0;
  step.a = 1;
  step.b = 2;
  step.c = 3;
  step.k = k;
  step.k2 = k2;
  return step;
}

/// The number of an instruction set that this processor has.
class AllKernels : public testing::TestWithParam<size_t> {
 protected:
  const Kernels& kernels() const { return all_kernels()[GetParam()]; }
};

inline std::string name_of(const testing::TestParamInfo<size_t>& one) {
  return all_kernels()[one.param].name;
}

}  // namespace tierline::columnar
