// Kernels on 64-bit integers: arithmetic, choice, and the ways between stores.
// Included by kernels.cpp only, once for each instruction set.
#if defined(TIERLINE_KERNELS_NUMBERS) == defined(HWY_TARGET_TOGGLE)
#ifdef TIERLINE_KERNELS_NUMBERS
#undef TIERLINE_KERNELS_NUMBERS
#else
#define TIERLINE_KERNELS_NUMBERS
#endif

#include <cstdint>
#include <cstring>

#include <hwy/highway.h>
#include "runtime/columnar/kernels.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::columnar::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using D64 = hn::ScalableTag<int64_t>;
using V64 = hn::Vec<D64>;
constexpr D64 kD64;
constexpr size_t kLanes = hn::MaxLanes(kD64);

template <class T>
HWY_INLINE const T* in(void* const* at, uint32_t slot) {
  return static_cast<const T*>(at[slot]);
}
template <class T>
HWY_INLINE T* out(void* const* at, uint32_t slot) {
  return static_cast<T*>(at[slot]);
}

/// The bits of the rows from `row` on, for as many as a vector of D has lanes.
template <class D>
HWY_INLINE hn::Mask<D> mask_at(D d, const uint64_t* bits, size_t row) {
  constexpr size_t kCount = hn::MaxLanes(D());
  if constexpr (kCount >= 8) {
    return hn::LoadMaskBits(d, reinterpret_cast<const uint8_t*>(bits) + row / 8);
  } else {
    uint8_t bytes[8] = {static_cast<uint8_t>(bits[row / 64] >> (row % 64))};
    bytes[0] = static_cast<uint8_t>(bytes[0] & ((1U << kCount) - 1));
    return hn::LoadMaskBits(d, bytes);
  }
}

/// The same for a word of bits at hand, from bit `first` on.
template <class D>
HWY_INLINE hn::Mask<D> mask_of(D d, uint64_t word, size_t first) {
#if HWY_TARGET <= HWY_AVX3
  (void)d;
  return hn::Mask<D>{static_cast<decltype(hn::Mask<D>::raw)>(word >> first)};
#else
  return mask_at(d, &word, first);
#endif
}

/// value + 1 where the mask is set.
HWY_INLINE V64 one_more_where(hn::Mask<D64> mask, V64 value) {
  const V64 one = hn::Set(kD64, int64_t{1});
#if HWY_TARGET <= HWY_AVX3
  return V64{_mm512_mask_add_epi64(value.raw, mask.raw, value.raw, one.raw)};
#else
  return hn::Add(value, hn::IfThenElseZero(mask, one));
#endif
}

struct Add {
  static HWY_INLINE V64 of(V64 a, V64 b) { return hn::Add(a, b); }
};
struct Sub {
  static HWY_INLINE V64 of(V64 a, V64 b) { return hn::Sub(a, b); }
};
struct Mul {
  static HWY_INLINE V64 of(V64 a, V64 b) { return hn::Mul(a, b); }
};
struct Max {
  static HWY_INLINE V64 of(V64 a, V64 b) { return hn::Max(a, b); }
};
struct Min {
  static HWY_INLINE V64 of(V64 a, V64 b) { return hn::Min(a, b); }
};

template <class Op>
void vv(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* b = in<int64_t>(at, step.b);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(Op::of(hn::LoadU(kD64, a + i), hn::LoadU(kD64, b + i)), kD64, dst + i);
  }
}

template <class Op>
void vk(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const V64 k = hn::Set(kD64, step.k);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(Op::of(hn::LoadU(kD64, a + i), k), kD64, dst + i);
  }
}

template <class Op>
void kv(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const V64 k = hn::Set(kD64, step.k);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(Op::of(k, hn::LoadU(kD64, a + i)), kD64, dst + i);
  }
}

template <bool kFirst, bool kSecond>
void select(const Step& step, void* const* at, size_t rows) {
  const auto* bits = in<uint64_t>(at, step.a);
  const V64 k = hn::Set(kD64, step.k);
  const V64 k2 = hn::Set(kD64, step.k2);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    const V64 yes = kFirst ? k : hn::LoadU(kD64, in<int64_t>(at, step.b) + i);
    const V64 no = kSecond ? k2 : hn::LoadU(kD64, in<int64_t>(at, step.c) + i);
    hn::StoreU(hn::IfThenElse(mask_at(kD64, bits, i), yes, no), kD64, dst + i);
  }
}

/// All bits that were ever needed besides the sign.
HWY_INLINE V64 seen_with(V64 seen, V64 value) {
  const V64 sign = hn::BroadcastSignBit(value);
#if HWY_TARGET <= HWY_AVX3
  return V64{_mm512_ternarylogic_epi64(seen.raw, value.raw, sign.raw, 0xF6)};  // a | (b ^ c)
#else
  return hn::Or(seen, hn::Xor(value, sign));
#endif
}

HWY_INLINE uint64_t needs(int64_t value, int64_t bits) {
  return static_cast<uint64_t>(value ^ (value >> 63)) >> bits;
}

/// Marks the rows of a that need more than k bits. Rarely is there any, so all that was seen is
/// asked first.
inline void mark_outside(V64 seen, const Step& step, void* const* at, size_t rows) {
  alignas(64) int64_t lanes[kLanes];
  hn::Store(seen, kD64, lanes);
  int64_t any = 0;
  for (const int64_t lane : lanes) any |= lane;
  if (needs(any, step.k) == 0) return;
  const auto* a = in<int64_t>(at, step.a);
  auto* dst = out<uint64_t>(at, step.dst);
  for (size_t row = 0; row < rows; row += kBlock) {
    uint64_t word = 0;
    for (size_t i = 0; i < kBlock; ++i) {
      word |= static_cast<uint64_t>(needs(a[row + i], step.k) != 0) << i;
    }
    dst[row / kBlock] |= word;
  }
}

// Plain loops, which the compiler turns into this instruction set.

template <class From, class To>
void convert(const Step& step, void* const* at, size_t rows) {
  const From* HWY_RESTRICT a = in<From>(at, step.a);
  To* HWY_RESTRICT dst = out<To>(at, step.dst);
  for (size_t i = 0; i < rows; ++i) dst[i] = static_cast<To>(a[i]);
}

inline void bits_to_i64(const Step& step, void* const* at, size_t rows) {
  const auto* bits = in<uint64_t>(at, step.a);
  auto* dst = out<int64_t>(at, step.dst);
  const V64 one = hn::Set(kD64, int64_t{1});
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(hn::IfThenElseZero(mask_at(kD64, bits, i), one), kD64, dst + i);
  }
}

/// What stands behind a table; see table_of.
HWY_INLINE const NarrowTable& narrow_of(const int64_t* table) {
  return *reinterpret_cast<const NarrowTable*>(table + 256);
}

/// Up to eight values stand in one register of the widest instruction sets.
class Table {
 public:
  HWY_INLINE Table(const int64_t* values, int64_t count) : values_(values), small_(count <= 8) {
    first_ = hn::LoadU(kD64, values_);
  }
  explicit HWY_INLINE Table(const Step& step)
      : Table(static_cast<const int64_t*>(step.data), step.k) {}

  /// The values that the next bytes name, one for each lane.
  HWY_INLINE V64 at(const uint8_t* bytes) const {
#if HWY_TARGET <= HWY_AVX3
    const __m512i index =
        _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(bytes)));
    if (small_) return V64{_mm512_permutexvar_epi64(index, first_.raw)};
    return V64{_mm512_i64gather_epi64(index, values_, 8)};
#else
    alignas(64) int64_t lanes[kLanes];
    for (size_t i = 0; i < kLanes; ++i) lanes[i] = values_[bytes[i]];
    return hn::Load(kD64, lanes);
#endif
  }

 private:
  const int64_t* values_;
  V64 first_;
  bool small_;
};

/// Four blocks of flags stand in one vector of the wider instruction sets.
constexpr size_t kBlocksTogether = 4;

/// A word of the rows on which a choice holds, for each of the next four blocks.
HWY_INLINE void rows_of(const Choice& choice, void* const* at, size_t block, uint64_t* words) {
  const hn::CappedTag<uint64_t, kBlocksTogether> d;
  const auto none = hn::Zero(d);
  const auto all = hn::Not(none);
  for (size_t part = 0; part < kBlocksTogether; part += hn::MaxLanes(d)) {
    auto holds = all;
    for (const uint32_t slot : choice.bits) {
      holds = hn::And(holds, hn::LoadU(d, in<uint64_t>(at, slot) + block + part));
    }
    hn::StoreU(hn::Xor(holds, choice.unless ? all : none), d, words + part);
  }
}

/// For each row the last choice that holds, a byte: value(choice), or `otherwise`.
class ChosenBytes {
  static constexpr hn::ScalableTag<uint8_t> kD{};
  static constexpr size_t kCount = hn::MaxLanes(kD);
  static constexpr size_t kVectors = kBlock / kCount;

 public:
  HWY_INLINE ChosenBytes(const std::vector<Choice>& choices, void* const* at)
      : choices_(choices), at_(at) {}

  template <class Value>
  HWY_INLINE void put(size_t row, uint8_t otherwise, uint8_t* dst, const Value& value) {
    const size_t block = row / kBlock;
    const size_t place = block % kBlocksTogether;
    if (place == 0) {
      for (size_t k = 0; k < choices_.size(); ++k) rows_of(choices_[k], at_, block, words_[k]);
    }
    hn::Vec<decltype(kD)> values[kVectors];
    for (auto& one : values) one = hn::Set(kD, otherwise);
    for (size_t k = 0; k < choices_.size(); ++k) {
      const auto chosen = hn::Set(kD, static_cast<uint8_t>(value(k)));
      for (size_t i = 0; i < kVectors; ++i) {
        values[i] = hn::IfThenElse(mask_of(kD, words_[k][place], i * kCount), chosen, values[i]);
      }
    }
    for (size_t i = 0; i < kVectors; ++i) hn::StoreU(values[i], kD, dst + i * kCount);
  }

 private:
  const std::vector<Choice>& choices_;
  void* const* at_;
  uint64_t words_[kChoicesMax][kBlocksTogether];
};

inline void choose_bytes(const Step& step, void* const* at, size_t rows) {
  const auto& choices = *static_cast<const std::vector<Choice>*>(step.data);
  auto* dst = out<uint8_t>(at, step.dst);
  ChosenBytes chosen(choices, at);
  for (size_t row = 0; row < rows; row += kBlock) {
    chosen.put(row, static_cast<uint8_t>(step.k), dst + row,
               [&](size_t k) { return choices[k].value; });
  }
}

/// Choices between numbers: first which one, a byte for each row of a block, then its number.
class Chosen {
 public:
  HWY_INLINE Chosen(const Step& step, void* const* at)
      : bytes_(*static_cast<const std::vector<Choice>*>(step.data), at) {}
  HWY_INLINE void go_to(size_t row) {
    bytes_.put(row, 0, places_, [](size_t k) { return k + 1; });
  }
  /// Of the block at hand.
  const uint8_t* places() const { return places_; }

 private:
  ChosenBytes bytes_;
  alignas(64) uint8_t places_[kBlock];
};

HWY_INLINE Table numbers_of_choices(const Step& step) {
  const auto& choices = *static_cast<const std::vector<Choice>*>(step.data);
  return {step.table, static_cast<int64_t>(choices.size()) + 1};
}

inline void choose(const Step& step, void* const* at, size_t rows) {
  Chosen chosen(step, at);
  const Table table = numbers_of_choices(step);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t row = 0; row < rows; row += kBlock) {
    chosen.go_to(row);
    for (size_t i = 0; i < kBlock; i += kLanes) {
      hn::StoreU(table.at(chosen.places() + i), kD64, dst + row + i);
    }
  }
}

inline void lookup(const Step& step, void* const* at, size_t rows) {
  const auto* a = in<uint8_t>(at, step.a);
  const Table table(step);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) hn::StoreU(table.at(a + i), kD64, dst + i);
}

/// What a table says for a number: the last of its values where the number is beyond them.
HWY_INLINE int64_t gathered(const Step& step, int64_t a) {
  const uint64_t place = static_cast<uint64_t>(a) - static_cast<uint64_t>(step.k);
  const auto count = static_cast<uint64_t>(step.k2);
  return static_cast<const int64_t*>(step.data)[place < count ? place : count];
}

inline void gather(const Step& step, void* const* at, size_t rows) {
  const auto* HWY_RESTRICT a = in<int64_t>(at, step.a);
  auto* HWY_RESTRICT dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; ++i) dst[i] = gathered(step, a[i]);
}

inline void lookup_i16(const Step& step, void* const* at, size_t rows) {
  const auto* HWY_RESTRICT a = in<uint8_t>(at, step.a);
  const auto* table = static_cast<const int64_t*>(step.data);
  auto* HWY_RESTRICT dst = out<int16_t>(at, step.dst);
#if HWY_TARGET <= HWY_AVX3
  if (step.k <= 32) {
    const __m512i values = _mm512_loadu_si512(narrow_of(table).words);
    for (size_t i = 0; i < rows; i += 32) {
      const __m512i index =
          _mm512_cvtepu8_epi16(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(a + i)));
      _mm512_storeu_si512(dst + i, _mm512_permutexvar_epi16(index, values));
    }
    return;
  }
#endif
  for (size_t i = 0; i < rows; ++i) dst[i] = static_cast<int16_t>(table[a[i]]);
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
