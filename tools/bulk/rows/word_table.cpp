#include "tools/bulk/rows/word_table.hpp"

#include <bit>

namespace tierline::bulk {

WordTable::WordTable(const std::vector<std::string>& words)
    : slots_(std::bit_ceil(std::max<size_t>(4, 4 * words.size()))), words_(words) {
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(slots_.size()));
  const std::string room(kTailBytes, '\0');
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string padded = room + words[i] + room;
    const char* begin = padded.data() + room.size();
    const uint64_t head = head_of(begin, words[i].size());
    const uint64_t tail = tail_of(begin, words[i].size());
    size_t at = place_of(head, words[i].size());
    while (slots_[at].position >= 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {head, tail, static_cast<uint32_t>(words[i].size()), static_cast<int32_t>(i)};
  }
}

}  // namespace tierline::bulk
