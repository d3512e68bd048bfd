#include "tests/generators/choices.hpp"

#include "base/assert.hpp"

namespace tierline::generators {

uint64_t mixed(uint64_t value) {
  value += 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31);
}

Choices Choices::fresh(uint64_t seed) { return Choices(seed, false, {}); }

Choices Choices::replay(Draws draws) { return Choices(0, true, std::move(draws)); }

uint32_t Choices::next() {
  if (replays_) return used_ < draws_.size() ? draws_[used_++] : 0;
  state_ += 0x9e3779b97f4a7c15U;
  draws_.push_back(static_cast<uint32_t>(mixed(state_) >> 32));
  return draws_.back();
}

uint32_t Choices::below(size_t count) {
  TIERLINE_ASSERT(count > 0);
  if (count == 1) return 0;
  return static_cast<uint32_t>((uint64_t{next()} * count) >> 32);
}

int64_t Choices::between(int64_t low, int64_t high) {
  const auto width = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
  if (width != 0 && width <= 0xffffffffU) return low + below(width);
  const uint64_t wide = uint64_t{next()} << 32 | next();
  return static_cast<int64_t>(static_cast<uint64_t>(low) + (width == 0 ? wide : wide % width));
}

bool Choices::chance(uint32_t part, uint32_t whole) { return below(whole) >= whole - part; }

}  // namespace tierline::generators
