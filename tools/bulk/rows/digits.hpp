// digits: numbers and days out of their texts, without a branch for each letter.
// Digits are read eight at a time in one machine word, as in "Quickly parsing eight digits" by
// D. Lemire (2018): each step multiplies and adds neighbours. Where the processor has words of 16
// bytes (every x86-64), all digits of a number are read at once.
// Read by: tools/bulk/rows/quick_field.cpp    Tested by: tests/unit/tools_bulk/quick_test.cpp
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "tools/bulk/rows/row_layout.hpp"

namespace tierline::bulk {

static_assert(std::endian::native == std::endian::little, "the first digit is the lowest byte");

inline constexpr uint64_t kZeros = 0x3030303030303030U;

/// Has a bit where a byte is greater than 9.
inline uint64_t no_digits(uint64_t bytes) {
  return ((bytes + 0x7676767676767676U) | bytes) & 0x8080808080808080U;
}

/// Which of the last 8 bytes are among the last so many, and which of the 8 before them.
struct DigitMasks {
  std::array<uint64_t, 17> high{};
  std::array<uint64_t, 17> low{};

  constexpr DigitMasks() {
    for (size_t i = 1; i <= 16; ++i) {
      high[i] = i >= 8 ? ~uint64_t{0} : ~uint64_t{0} << (8 * (8 - i));
      low[i] = i <= 8 ? 0 : ~uint64_t{0} << (8 * (16 - i));
    }
  }
};

inline constexpr DigitMasks kDigitMasks;

/// The number of eight digits, each a byte 0 to 9.
inline uint64_t eight(uint64_t digits) {
  digits = digits * 10 + (digits >> 8U);
  constexpr uint64_t kPairs = 0x000000FF000000FFU;
  const uint64_t first = (digits & kPairs) * 0x000F424000000064U;
  const uint64_t second = ((digits >> 16U) & kPairs) * 0x0000271000000001U;
  return (first + second) >> 32U;
}

/// Reads a number of `size` characters, at most 16, that ends at `end` and has exactly `fraction`
/// digits behind its point, at most 7; none and no point if it is 0. The 16 bytes before `end` are
/// loaded.
inline bool read_digits(const char* end, size_t size, size_t fraction, uint64_t& out) {
  auto high = load<uint64_t>(end - 8);
  auto low = load<uint64_t>(end - 16);
  size_t digits = size;
  if (fraction > 0) {  // close the gap where the point stands
    const size_t point = 8 * (7 - fraction);
    if (((high >> point) & 0xFFU) != '.') return false;
    const uint64_t whole = high & ((uint64_t{1} << point) - 1);
    const uint64_t behind = high & (~uint64_t{0} << (point + 8));
    high = behind | (whole << 8U) | (low >> 56U);
    low <<= 8U;
    --digits;
  }
  // No branch: how many digits a number has is what a processor guesses worst.
  high = (high ^ kZeros) & kDigitMasks.high[digits];
  low = (low ^ kZeros) & kDigitMasks.low[digits];
  if ((no_digits(high) | no_digits(low)) != 0) return false;
  out = eight(low) * 100'000'000U + eight(high);
  return true;
}

#ifdef __SSE2__

/// Bytes that count, by how many: the last so many of 16.
struct LastBytes {
  alignas(16) std::array<uint8_t, 32> bytes{};

  constexpr LastBytes() {
    for (size_t i = 16; i < 32; ++i) bytes[i] = 0xFF;
  }
  __m128i of(size_t count) const {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + count));
  }
};

inline constexpr LastBytes kLastBytes;

/// The same by other instructions, where the processor has them.
[[gnu::always_inline]] inline bool read_digits_at_once(const char* end, size_t size,
                                                       size_t fraction, uint64_t& out) {
  __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - 16));
  size_t digits = size;
  if (fraction > 0) {  // close the gap where the point stands
    if (end[-static_cast<ptrdiff_t>(fraction) - 1] != '.') return false;
    const __m128i behind = kLastBytes.of(fraction);
    text = _mm_or_si128(_mm_and_si128(behind, text),
                        _mm_andnot_si128(behind, _mm_slli_si128(text, 1)));
    --digits;
  }
  const __m128i counts = kLastBytes.of(digits);
  text = _mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), counts);
  const __m128i beyond = _mm_subs_epu8(text, _mm_set1_epi8(9));
  if (_mm_movemask_epi8(_mm_cmpeq_epi8(beyond, _mm_setzero_si128())) != 0xFFFF) return false;
  // 16 digits, 8 pairs, 4 fours, 2 eights
  const __m128i first = _mm_and_si128(text, _mm_set1_epi16(0xFF));
  __m128i value =
      _mm_add_epi16(_mm_mullo_epi16(first, _mm_set1_epi16(10)), _mm_srli_epi16(text, 8));
  value = _mm_madd_epi16(value, _mm_set1_epi32(1 << 16 | 100));
  value = _mm_packs_epi32(value, value);
  value = _mm_madd_epi16(value, _mm_set1_epi32(1 << 16 | 10'000));
  const auto eights = static_cast<uint64_t>(_mm_cvtsi128_si64(value));
  out = (eights & 0xFFFFFFFFU) * 100'000'000U + (eights >> 32U);
  return true;
}

#else

inline bool read_digits_at_once(const char* end, size_t size, size_t fraction, uint64_t& out) {
  return read_digits(end, size, fraction, out);
}

#endif

/// Reads at most 8 digits that end at `end`, and at least one.
inline bool read_few_digits(const char* end, size_t size, uint64_t& out) {
  const uint64_t digits = (load<uint64_t>(end - 8) ^ kZeros) & kDigitMasks.high[size];
  out = eight(digits);
  return no_digits(digits) == 0;
}

/// Reads a day of the years 1970 to 2099, written in ten characters.
bool read_day(const char* begin, int64_t& out);

}  // namespace tierline::bulk
