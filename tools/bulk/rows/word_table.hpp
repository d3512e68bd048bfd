// WordTable: words and their positions, found by their first and last bytes.
// Read by: tools/bulk/rows/quick_field.hpp    Tested by: tests/unit/tools_bulk/quick_test.cpp
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bulk/rows/row_layout.hpp"

namespace tierline::bulk {

class WordTable {
 public:
  explicit WordTable(const std::vector<std::string>& words);

  /// The position of a word, or -1. 8 bytes from `begin` on and before its end are loaded.
  int64_t find(const char* begin, size_t size) const;

  /// The first 8 bytes of a word, zeros behind a shorter one.
  static uint64_t head_of(const char* begin, size_t size) {
    return load<uint64_t>(begin) & kHeadMasks[std::min<size_t>(size, 8)];
  }

 private:
  static constexpr size_t kTailBytes = 8;
  static constexpr std::array<uint64_t, 9> kHeadMasks = {0,
                                                         0xFFU,
                                                         0xFFFFU,
                                                         0xFFFFFFU,
                                                         0xFFFFFFFFU,
                                                         0xFFFFFFFFFFU,
                                                         0xFFFFFFFFFFFFU,
                                                         0xFFFFFFFFFFFFFFU,
                                                         0xFFFFFFFFFFFFFFFFU};

  struct Slot {
    uint64_t head = 0;
    uint64_t tail = 0;  // the last 8 bytes of a longer word
    uint32_t size = 0;
    int32_t position = -1;
  };

  static uint64_t tail_of(const char* begin, size_t size) {
    const auto bytes = load<uint64_t>(begin + size - kTailBytes);
    return size > kTailBytes ? bytes : 0;
  }
  size_t place_of(uint64_t head, size_t size) const {
    return ((head ^ (size << 56U)) * 0x9E3779B97F4A7C15U) >> shift_;
  }

  std::vector<Slot> slots_;  // a power of two, at most a quarter full
  std::vector<std::string> words_;
  unsigned shift_ = 0;
};

inline int64_t WordTable::find(const char* begin, size_t size) const {
  const uint64_t head = head_of(begin, size);
  const uint64_t tail = tail_of(begin, size);
  for (size_t at = place_of(head, size);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.position < 0) return -1;
    const uint64_t other = (slot.head ^ head) | (slot.tail ^ tail) | (slot.size ^ size);
    if (other == 0 && (size <= 2 * kTailBytes || words_[static_cast<size_t>(slot.position)] ==
                                                     std::string_view(begin, size))) {
      return slot.position;
    }
  }
}

}  // namespace tierline::bulk
