#include "runtime/calendar/marked_days.hpp"

#include <bit>

#include "base/assert.hpp"

namespace tierline::calendar {

namespace {

constexpr int64_t kBlock = 64;  // days

/// The lowest bits of a word, `count` of them, 1 to 64.
constexpr uint64_t low_bits(int64_t count) { return ~uint64_t{0} >> (kBlock - count); }

/// Finds the n-th set bit, counted from 1.
int bit_of(uint64_t bits, int64_t n) {
  for (; n > 1; --n) bits &= bits - 1;
  return std::countr_zero(bits);
}

}  // namespace

MarkedDays::MarkedDays(Day first, const std::vector<bool>& marked)
    : first_(first), days_(static_cast<int64_t>(marked.size())) {
  constexpr size_t kSize = kBlock;
  blocks_.resize((marked.size() + kSize - 1) / kSize);
  for (size_t i = 0; i < marked.size(); ++i) {
    if (marked[i]) blocks_[i / kSize].bits |= uint64_t{1} << (i % kSize);
  }
  count_blocks();
  link_blocks();
}

void MarkedDays::count_blocks() {
  for (size_t i = 0; i < blocks_.size(); ++i) {
    Block& block = blocks_[i];
    block.before = static_cast<int32_t>(marks_);
    marks_ += std::popcount(block.bits);
    // A block has at most 64 marks, so that at most one start falls into it.
    const bool has_start = static_cast<int64_t>(starts_.size()) * kBlock < marks_;
    if (has_start) starts_.push_back(static_cast<uint32_t>(i));
  }
}

void MarkedDays::link_blocks() {
  auto used = static_cast<uint32_t>(blocks_.size());
  for (size_t i = blocks_.size(); i-- > 0;) {
    blocks_[i].next_used = used;
    if (blocks_[i].bits != 0) used = static_cast<uint32_t>(i);
  }
}

bool MarkedDays::is_marked(Day day) const {
  TIERLINE_ASSERT(holds(day));
  const int64_t at = day - first_;
  return ((blocks_[static_cast<size_t>(at / kBlock)].bits >> (at % kBlock)) & 1) != 0;
}

int64_t MarkedDays::count_to(Day day) const {
  TIERLINE_ASSERT(holds(day));
  const int64_t at = day - first_;
  const Block& block = blocks_[static_cast<size_t>(at / kBlock)];
  return block.before + std::popcount(block.bits & low_bits(at % kBlock + 1));
}

Day MarkedDays::day_of(int64_t n) const {
  TIERLINE_ASSERT(n >= 1 && n <= marks_);
  size_t at = starts_[static_cast<size_t>((n - 1) / kBlock)];
  while (blocks_[at].before + std::popcount(blocks_[at].bits) < n) at = blocks_[at].next_used;
  const int bit = bit_of(blocks_[at].bits, n - blocks_[at].before);
  return static_cast<Day>(first_ + static_cast<int64_t>(at) * kBlock + bit);
}

}  // namespace tierline::calendar
