// Kernels on flags: questions that give bits, logic on whole words, and tables asked by a byte.
// Included by kernels.cpp only, once for each instruction set.
#if defined(TIERLINE_KERNELS_BITS) == defined(HWY_TARGET_TOGGLE)
#ifdef TIERLINE_KERNELS_BITS
#undef TIERLINE_KERNELS_BITS
#else
#define TIERLINE_KERNELS_BITS
#endif

#include "runtime/columnar/kernels_numbers-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::columnar::HWY_NAMESPACE {

template <class D>
HWY_INLINE uint64_t bits_of(D d, hn::Mask<D> mask) {
#if HWY_TARGET <= HWY_AVX3
  (void)d;
  return static_cast<uint64_t>(mask.raw);
#else
  uint8_t bytes[8] = {};
  hn::StoreMaskBits(d, mask, bytes);
  uint64_t bits = 0;
  std::memcpy(&bits, bytes, sizeof bits);
  return bits;
#endif
}

/// Asks for each row; each word is flipped by step.k2.
template <class D, class Ask>
HWY_INLINE void fill_bits(D d, const Step& step, void* const* at, size_t rows, const Ask& ask) {
  constexpr size_t kCount = hn::MaxLanes(D());
  auto* dst = out<uint64_t>(at, step.dst);
  const auto flip = static_cast<uint64_t>(step.k2);
  for (size_t row = 0; row < rows; row += kBlock) {
    uint64_t word = 0;
    for (size_t i = 0; i < kBlock; i += kCount) word |= bits_of(d, ask(row + i)) << i;
    dst[row / kBlock] = word ^ flip;
  }
}

inline void equal_vv(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* b = in<int64_t>(at, step.b);
  fill_bits(kD64, step, at, rows, [a, b](size_t i) HWY_ATTR {
    return hn::Eq(hn::LoadU(kD64, a + i), hn::LoadU(kD64, b + i));
  });
}

inline void less_vv(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* b = in<int64_t>(at, step.b);
  fill_bits(kD64, step, at, rows, [a, b](size_t i) HWY_ATTR {
    return hn::Lt(hn::LoadU(kD64, a + i), hn::LoadU(kD64, b + i));
  });
}

inline void less_scaled(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* b = in<int64_t>(at, step.b);
  const V64 k = hn::Set(kD64, step.k);
  const V64 k2 = hn::Set(kD64, step.k2);
  Step flipped = step;
  flipped.k2 = step.c == 1 ? -1 : 0;
  fill_bits(kD64, flipped, at, rows, [=](size_t i) HWY_ATTR {
    return hn::Lt(hn::Mul(hn::LoadU(kD64, a + i), k), hn::Mul(hn::LoadU(kD64, b + i), k2));
  });
}

template <bool kTableFirst>
void compare_lookup(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* bytes = in<uint8_t>(at, step.b);
  const Table table(step);
  fill_bits(kD64, step, at, rows, [=](size_t i) HWY_ATTR {
    const V64 value = hn::LoadU(kD64, a + i);
    const V64 asked = table.at(bytes + i);
    return kTableFirst ? hn::Lt(asked, value) : hn::Lt(value, asked);
  });
}

template <class T>
void equal_k(const Step& step, void* const* at, size_t rows) {
  const hn::ScalableTag<T> d;
  const T* a = in<T>(at, step.a);
  const auto k = hn::Set(d, static_cast<T>(step.k));
  fill_bits(d, step, at, rows, [=](size_t i) HWY_ATTR { return hn::Eq(hn::LoadU(d, a + i), k); });
}

template <class T>
void at_least_k(const Step& step, void* const* at, size_t rows) {
  const hn::ScalableTag<T> d;
  const T* a = in<T>(at, step.a);
  const auto k = hn::Set(d, static_cast<T>(step.k));
  fill_bits(d, step, at, rows, [=](size_t i) HWY_ATTR {
    const auto value = hn::LoadU(d, a + i);
    return hn::Eq(hn::Max(value, k), value);
  });
}

template <class Word>
HWY_INLINE void each_word(const Step& step, void* const* at, size_t rows, const Word& word) {
  auto* dst = out<uint64_t>(at, step.dst);
  for (size_t i = 0; i < rows / kBlock; ++i) dst[i] = word(i);
}

inline void and_bits(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<uint64_t>(at, step.a);
  const auto* b = in<uint64_t>(at, step.b);
  each_word(step, at, rows, [=](size_t i) HWY_ATTR { return a[i] & b[i]; });
}
inline void or_bits(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<uint64_t>(at, step.a);
  const auto* b = in<uint64_t>(at, step.b);
  each_word(step, at, rows, [=](size_t i) HWY_ATTR { return a[i] | b[i]; });
}
inline void not_bits(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<uint64_t>(at, step.a);
  each_word(step, at, rows, [=](size_t i) HWY_ATTR { return ~a[i]; });
}
inline void select_bits(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<uint64_t>(at, step.a);
  const auto* b = in<uint64_t>(at, step.b);
  const auto* c = in<uint64_t>(at, step.c);
  each_word(step, at, rows, [=](size_t i) HWY_ATTR { return (a[i] & b[i]) | (~a[i] & c[i]); });
}

inline void outside(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  V64 seen = hn::Zero(kD64);
  for (size_t i = 0; i < rows; i += kLanes) {
    seen = seen_with(seen, hn::LoadU(kD64, a + i));
  }
  mark_outside(seen, step, at, rows);
}

/// Sixteen values stand in one register; larger tables are asked row by row.
template <class D>
constexpr bool stands_in_register(D, int64_t count) {
  return hn::MaxLanes(D()) >= 16 && count <= 16;
}

inline void lookup_bytes(const Step& step, void* const* at, size_t rows) {
  const hn::ScalableTag<uint8_t> d;
  const auto* a = in<uint8_t>(at, step.a);
  const auto* table = static_cast<const int64_t*>(step.data);
  auto* dst = out<uint8_t>(at, step.dst);
  if (!stands_in_register(d, step.k)) {
    for (size_t i = 0; i < rows; ++i) dst[i] = static_cast<uint8_t>(table[a[i]]);
    return;
  }
  const auto values = hn::LoadDup128(d, narrow_of(table).bytes);
  for (size_t i = 0; i < rows; i += hn::MaxLanes(d)) {
    hn::StoreU(hn::TableLookupBytes(values, hn::LoadU(d, a + i)), d, dst + i);
  }
}

inline void lookup_bits(const Step& step, void* const* at, size_t rows) {
  const hn::ScalableTag<uint8_t> d;
  const auto* a = in<uint8_t>(at, step.a);
  const auto* table = static_cast<const int64_t*>(step.data);
  auto* dst = out<uint64_t>(at, step.dst);
  if (!stands_in_register(d, step.k)) {
    for (size_t row = 0; row < rows; row += kBlock) {
      uint64_t word = 0;
      for (size_t i = 0; i < kBlock; ++i) {
        word |= static_cast<uint64_t>(table[a[row + i]] != 0) << i;
      }
      dst[row / kBlock] = word;
    }
    return;
  }
  const auto values = hn::LoadDup128(d, narrow_of(table).flags);
  const auto one = hn::Set(d, uint8_t{1});
  Step plain = step;
  plain.k2 = 0;
  fill_bits(d, plain, at, rows, [=](size_t i) HWY_ATTR {
    return hn::Eq(hn::TableLookupBytes(values, hn::LoadU(d, a + i)), one);
  });
}

inline void gather_bits(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  each_word(step, at, rows, [&](size_t block) {
    uint64_t word = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      word |= static_cast<uint64_t>(gathered(step, a[block * kBlock + i]) != 0) << i;
    }
    return word;
  });
}

inline void bits_to_bytes(const Step& step, void* const* at, size_t rows) {
  const hn::ScalableTag<uint8_t> d;
  const auto* bits = in<uint64_t>(at, step.a);
  auto* dst = out<uint8_t>(at, step.dst);
  const auto one = hn::Set(d, uint8_t{1});
  for (size_t i = 0; i < rows; i += hn::MaxLanes(d)) {
    hn::StoreU(hn::IfThenElseZero(mask_at(d, bits, i), one), d, dst + i);
  }
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
