// Choices: the one source of chance of all generators: a list of numbers, drawn or replayed.
// A fresh source draws from a seed and writes down what it drew; replaying a shorter or smaller
// list makes a smaller case of the same shape, which is how failures shrink (RapidCheck drives it).
// When a replayed list is used up every choice is 0, and every generator takes 0 for its simplest
// case. Made by: cases.hpp    Read by: tests/generators Tested by:
// tests/property/law_generators_test.cpp
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

namespace tierline::generators {

using Draws = std::vector<uint32_t>;

class Choices {
 public:
  static Choices fresh(uint64_t seed);
  static Choices replay(Draws draws);

  /// Chooses 0 .. count-1.
  uint32_t below(size_t count);
  /// Chooses low .. high, both included.
  int64_t between(int64_t low, int64_t high);
  /// Says yes `part` times out of `whole`.
  bool chance(uint32_t part, uint32_t whole);

  template <class T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  std::string pick(std::initializer_list<const char*> items) {
    return items.begin()[below(items.size())];
  }

  /// What was drawn so far.
  const Draws& draws() const { return draws_; }

 private:
  Choices(uint64_t state, bool replays, Draws draws)
      : state_(state), replays_(replays), draws_(std::move(draws)) {}
  uint32_t next();

  uint64_t state_ = 0;
  bool replays_ = false;
  Draws draws_;
  size_t used_ = 0;
};

/// SplitMix64, by Guy Steele, Doug Lea and Christine Flood (2014): mixes one number into another.
uint64_t mixed(uint64_t value);

}  // namespace tierline::generators
