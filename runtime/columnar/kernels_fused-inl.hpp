// Kernels that do what several others do one after the other, without writing down what stands
// between: fuse.hpp says when. Included by kernels.cpp only, once for each instruction set.
#if defined(TIERLINE_KERNELS_FUSED) == defined(HWY_TARGET_TOGGLE)
#ifdef TIERLINE_KERNELS_FUSED
#undef TIERLINE_KERNELS_FUSED
#else
#define TIERLINE_KERNELS_FUSED
#endif

#include "runtime/columnar/kernels_bits-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace tierline::columnar::HWY_NAMESPACE {

#if HWY_TARGET <= HWY_AVX3
HWY_INLINE V64 widened(const int64_t* from) { return hn::LoadU(kD64, from); }
HWY_INLINE V64 widened(const int32_t* from) {
  return V64{_mm512_cvtepi32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)))};
}
HWY_INLINE V64 widened(const int16_t* from) {
  return V64{_mm512_cvtepi16_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)))};
}
HWY_INLINE V64 widened(const uint16_t* from) {
  return V64{_mm512_cvtepu16_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)))};
}
HWY_INLINE V64 widened(const uint8_t* from) {
  return V64{_mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)))};
}
#else
/// The next numbers of a column, however narrow it is.
template <class T>
HWY_INLINE V64 widened(const T* from) {
  alignas(64) int64_t lanes[kLanes];
  for (size_t i = 0; i < kLanes; ++i) lanes[i] = from[i];
  return hn::Load(kD64, lanes);
}
#endif

/// dst = k + k2 * a
template <class T>
void affine(const Step& step, void* const* at, size_t rows) {
  const T* a = in<T>(at, step.a);
  const V64 k = hn::Set(kD64, step.k);
  const V64 k2 = hn::Set(kD64, step.k2);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    hn::StoreU(hn::Add(k, hn::Mul(k2, widened(a + i))), kD64, dst + i);
  }
}

/// dst = (k + k2 * a) * table[b], a table of c numbers
template <class T>
void affine_lookup(const Step& step, void* const* at, size_t rows) {
  const T* a = in<T>(at, step.a);
  const auto* bytes = in<uint8_t>(at, step.b);
  const V64 k = hn::Set(kD64, step.k);
  const V64 k2 = hn::Set(kD64, step.k2);
  const Table table(static_cast<const int64_t*>(step.data), step.c);
  auto* dst = out<int64_t>(at, step.dst);
  for (size_t i = 0; i < rows; i += kLanes) {
    const V64 value = hn::Add(k, hn::Mul(k2, widened(a + i)));
    hn::StoreU(hn::Mul(value, table.at(bytes + i)), kD64, dst + i);
  }
}

/// Writes the answers for a vector of rows to where the bits of row `row` belong; `word` collects
/// them where a vector has fewer rows than a byte has bits.
template <class D>
HWY_INLINE void put_bits(D d, hn::Mask<D> mask, uint64_t* bits, size_t row, uint64_t& word) {
#if HWY_TARGET <= HWY_AVX3
  // From the mask register straight to memory: by way of a word only one goes in a cycle.
  (void)d;
  (void)word;
  std::memcpy(reinterpret_cast<uint8_t*>(bits) + row / 8, &mask.raw, sizeof mask.raw);
#else
  word |= bits_of(d, mask) << (row % kBlock);
  if ((row + hn::MaxLanes(d)) % kBlock != 0) return;
  bits[row / kBlock] = word;
  word = 0;
#endif
}

HWY_INLINE void flip_bits(uint64_t* bits, uint64_t flip, size_t rows) {
  if (flip == 0) return;
  for (size_t i = 0; i < rows / kBlock; ++i) bits[i] ^= flip;
}

/// a * k < b * k2.
struct ScaledBelow {
  using Of = int64_t;  // b
  HWY_INLINE void set(const Comparison& one) {
    k_ = hn::Set(kD64, one.k);
    k2_ = hn::Set(kD64, one.k2);
  }
  HWY_INLINE hn::Mask<D64> ask(V64 a, V64 b) const {
    return hn::Lt(hn::Mul(a, k_), hn::Mul(b, k2_));
  }
  static HWY_INLINE V64 load(const int64_t* b) { return hn::LoadU(kD64, b); }
  V64 k_;
  V64 k2_;
};

#if HWY_TARGET <= HWY_AVX3
/// a < table[b], of tables that stand in a register.
struct BelowTable {
  using Of = uint8_t;
  HWY_INLINE void set(const Comparison& one) { values_ = hn::LoadU(kD64, one.table); }
  HWY_INLINE hn::Mask<D64> ask(V64 a, V64 place) const {
    return hn::Lt(a, V64{_mm512_permutexvar_epi64(place.raw, values_.raw)});
  }
  static HWY_INLINE V64 load(const uint8_t* bytes) { return widened(bytes); }
  V64 values_;
};
#endif

/// Makes kCount comparisons in one pass, vector by vector.
template <class Kind, size_t kCount>
HWY_INLINE void compare_some(const Comparison* all, const Step& step, void* const* at,
                             size_t rows) {
  const auto* a = in<int64_t>(at, step.a);
  const auto* b = in<typename Kind::Of>(at, step.b);
  Kind kinds[kCount];
  uint64_t* dst[kCount];
  uint64_t words[kCount] = {};
#pragma GCC unroll 4
  for (size_t k = 0; k < kCount; ++k) {
    kinds[k].set(all[k]);
    dst[k] = out<uint64_t>(at, all[k].dst);
  }
  for (size_t row = 0; row < rows; row += kLanes) {
    const V64 left = hn::LoadU(kD64, a + row);
    const V64 right = Kind::load(b + row);
#pragma GCC unroll 4
    for (size_t k = 0; k < kCount; ++k) {
      put_bits(kD64, kinds[k].ask(left, right), dst[k], row, words[k]);
    }
  }
  for (size_t k = 0; k < kCount; ++k) flip_bits(dst[k], all[k].flip, rows);
}

/// Three at a time, and what is left.
template <class Kind>
void compare_many(const Step& step, void* const* at, size_t rows) {
  const auto& all = *static_cast<const std::vector<Comparison>*>(step.data);
  size_t done = 0;
  for (; all.size() - done >= 3; done += 3) compare_some<Kind, 3>(&all[done], step, at, rows);
  if (all.size() - done == 2) compare_some<Kind, 2>(&all[done], step, at, rows);
  if (all.size() - done == 1) compare_some<Kind, 1>(&all[done], step, at, rows);
}

/// a < table[b]; tables of k numbers.
inline void less_lookup_many(const Step& step, void* const* at, size_t rows) {
#if HWY_TARGET <= HWY_AVX3
  if (step.k <= 8) return compare_many<BelowTable>(step, at, rows);
#endif
  for (const Comparison& one : *static_cast<const std::vector<Comparison>*>(step.data)) {
    Step single = step;
    single.dst = one.dst;
    single.k2 = static_cast<int64_t>(one.flip);
    single.data = one.table;
    compare_lookup<false>(single, at, rows);
  }
}

}  // namespace tierline::columnar::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
