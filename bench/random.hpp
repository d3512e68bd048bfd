// Random: the seeded numbers that every population here is made of. The same seed gives the same
// numbers on every machine; there is no clock.
// Read by: bench/bulk/population.cpp, bench/bulk/make_ledger.cpp, bench/micro/population.hpp
#pragma once

#include <cstdint>

namespace tierline::bench {

// Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  /// A number from 0 to n - 1.
  uint64_t below(uint64_t n) { return next() % n; }
  /// Whether a thing of which `n` in `total` are so is so this time.
  bool one_of(uint64_t n, uint64_t total) { return below(total) < n; }

 private:
  uint64_t state_;
};

}  // namespace tierline::bench
