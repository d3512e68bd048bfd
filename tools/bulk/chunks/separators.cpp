// One loop, compiled for each instruction set that Highway knows and chosen when the program runs:
// 64 bytes become a mask of their separators, the bits of the mask become places.
#include "tools/bulk/chunks/separators.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tools/bulk/chunks/separators.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
//
#include "runtime/columnar/instruction_sets.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::bulk::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kBlockBytes = 64;

struct BlockBits {
  uint64_t separators = 0;
  uint64_t feeds = 0;
};

/// What is seen in passing: a bit set anywhere means that there is one.
struct Seen {
  uint64_t quotes = 0;
  uint64_t nuls = 0;
  uint64_t highs = 0;
};

template <class D, class M>
HWY_INLINE uint64_t bits_of(D d, M mask) {
  uint64_t bits = 0;
  hn::StoreMaskBits(d, mask, reinterpret_cast<uint8_t*>(&bits));
  return bits;
}

HWY_INLINE BlockBits look_at(const uint8_t* at, Seen& seen) {
  const hn::CappedTag<uint8_t, kBlockBytes> d;
  const size_t lanes = hn::Lanes(d);
  const auto comma = hn::Set(d, ',');
  const auto feed = hn::Set(d, '\n');
  const auto quote = hn::Set(d, '"');
  const auto high = hn::Set(d, 0x7F);
  const auto nul = hn::Zero(d);
  BlockBits out;
  for (size_t i = 0; i < kBlockBytes; i += lanes) {
    const auto bytes = hn::LoadU(d, at + i);
    const uint64_t feeds = bits_of(d, hn::Eq(bytes, feed));
    out.feeds |= feeds << i;
    out.separators |= (feeds | bits_of(d, hn::Eq(bytes, comma))) << i;
    seen.quotes |= bits_of(d, hn::Eq(bytes, quote));
    seen.nuls |= bits_of(d, hn::Eq(bytes, nul));
    seen.highs |= bits_of(d, hn::Gt(bytes, high));
  }
  return out;
}

/// Writes at least the places of all bits, and up to kOverrun numbers more.
#if HWY_TARGET <= HWY_AVX3
HWY_INLINE void write_places(uint64_t bits, uint32_t base, uint32_t* to) {
  const hn::CappedTag<uint32_t, 16> d;
  for (uint32_t i = 0; i < kBlockBytes; i += 16) {
    const uint64_t part = (bits >> i) & 0xFFFFU;
    const auto mask = hn::LoadMaskBits(d, reinterpret_cast<const uint8_t*>(&part));
    hn::StoreU(hn::Compress(hn::Iota(d, base + i), mask), d, to);
    to += std::popcount(part);
  }
}
#else
HWY_INLINE void write_places(uint64_t bits, uint32_t base, uint32_t* to) {
  const int count = std::popcount(bits);
  for (int done = 0; done < count; done += 8) {
    for (int i = 0; i < 8; ++i) {
      to[done + i] = base + static_cast<uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
}
#endif

struct Found {
  uint32_t* places;
  uint32_t* line_ends;
  size_t count = 0;
  size_t lines = 0;
};

HWY_INLINE void note(const BlockBits& block, size_t base, Found& found) {
  write_places(block.separators, static_cast<uint32_t>(base), found.places + found.count);
  for (uint64_t feeds = block.feeds; feeds != 0; feeds &= feeds - 1) {
    const uint64_t before = block.separators & ((feeds & (0 - feeds)) - 1);
    found.line_ends[found.lines++] =
        static_cast<uint32_t>(found.count + static_cast<size_t>(std::popcount(before)));
  }
  found.count += static_cast<size_t>(std::popcount(block.separators));
}

void find_separators(const char* text, size_t size, Separators& out) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text);
  Found found{out.places, out.line_ends};
  Seen seen;
  size_t at = 0;
  for (; at + kBlockBytes <= size; at += kBlockBytes) note(look_at(bytes + at, seen), at, found);
  if (at < size) {
    std::array<uint8_t, kBlockBytes> rest;
    rest.fill(' ');
    std::memcpy(rest.data(), bytes + at, size - at);
    note(look_at(rest.data(), seen), at, found);
  }
  out.count = found.count;
  out.lines = found.lines;
  out.has_quote = seen.quotes != 0;
  out.has_nul = seen.nuls != 0;
  out.has_high = seen.highs != 0;
}

}  // namespace tierline::bulk::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace tierline::bulk {

HWY_EXPORT(find_separators);

namespace {

constexpr size_t kOverrun = 16;  // numbers that write_places may write too many

}  // namespace

void Separators::find(std::string_view text) { find(text, &HWY_DYNAMIC_DISPATCH(find_separators)); }

void Separators::find(std::string_view text, SeparatorFinder finder) {
  if (text.size() > room || !memory_) {
    room = text.size();
    memory_ = std::make_unique_for_overwrite<uint32_t[]>(1 + 2 * (room + kOverrun));
    memory_[0] = ~uint32_t{0};
    places = memory_.get() + 1;
    line_ends = places + room + kOverrun;
  }
  finder(text.data(), text.size(), *this);
}

std::vector<SeparatorFinder> separator_finders() {
  std::vector<SeparatorFinder> all;
  columnar::for_each_instruction_set(
      [&] { all.push_back(&HWY_DYNAMIC_DISPATCH(find_separators)); });
  return all;
}

}  // namespace tierline::bulk
#endif
