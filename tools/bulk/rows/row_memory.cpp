#include "tools/bulk/rows/row_memory.hpp"

#include <sys/mman.h>

#include <algorithm>

#include "base/assert.hpp"

namespace tierline::bulk {

namespace {

constexpr size_t kLargePageBytes = size_t{1} << 21;
constexpr size_t kFirstSlabBytes = size_t{1} << 16;
constexpr size_t kSlabBytesMax = size_t{1} << 25;

}  // namespace

char* RowMemory::take(size_t bytes) {
  const std::lock_guard lock(mutex_);
  if (used_ + bytes > room_) add_slab(bytes);
  char* piece = slabs_.back().get() + used_;
  used_ += bytes;
  return piece;
}

/// Each is twice the one before, so that little data takes little memory.
void RowMemory::add_slab(size_t bytes) {
  room_ = std::max(bytes, std::clamp(2 * room_, kFirstSlabBytes, kSlabBytesMax));
  used_ = 0;
  if (room_ < kLargePageBytes) {
    slabs_.emplace_back(static_cast<char*>(std::malloc(room_)));
  } else {
    room_ = (room_ + kLargePageBytes - 1) / kLargePageBytes * kLargePageBytes;
    slabs_.emplace_back(static_cast<char*>(std::aligned_alloc(kLargePageBytes, room_)));
    if (slabs_.back()) ::madvise(slabs_.back().get(), room_, MADV_HUGEPAGE);  // may be refused
  }
  TIERLINE_ASSERT(slabs_.back() != nullptr);
}

}  // namespace tierline::bulk
