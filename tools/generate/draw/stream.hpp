// Stream: drawn numbers, the same on every machine: SplitMix64, integers only. Nothing of <random>
// is used, because the standard leaves its distributions to each library. A stream belongs to a
// seed, an account and a purpose, so what is drawn for an account depends on no other account.
// Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014
// Read by: tools/generate    Tested by: tests/unit/tools_generate/stream_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "base/assert.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::generate {

class Stream {
 public:
  explicit Stream(uint64_t state) : state_(state) {}
  Stream(uint64_t seed, uint64_t account, uint64_t purpose)
      : state_(mixed(mixed(mixed(seed) + account) + purpose)) {}

  uint64_t next() { return mixed_again(state_ += kGamma); }

  /// A number from 0 to n - 1. Uneven by less than n / 2^64, which nobody will ever count.
  uint64_t below(uint64_t n) {
    return static_cast<uint64_t>((static_cast<decimal::UInt128>(next()) * n) >> 64U);
  }

  bool one_in(uint64_t n) { return below(n) == 0; }

  /// A number from low to high, both included.
  int64_t between(int64_t low, int64_t high) {
    TIERLINE_ASSERT(low <= high);
    const uint64_t count = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
    const uint64_t drawn = count == 0 ? next() : below(count);
    return static_cast<int64_t>(static_cast<uint64_t>(low) + drawn);
  }

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    TIERLINE_ASSERT(!values.empty());
    return values[below(values.size())];
  }

 private:
  static constexpr uint64_t kGamma = 0x9E3779B97F4A7C15U;

  static uint64_t mixed_again(uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }
  static uint64_t mixed(uint64_t z) { return mixed_again(z + kGamma); }

  uint64_t state_;
};

}  // namespace tierline::generate
