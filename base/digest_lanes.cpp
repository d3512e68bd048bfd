#include "base/digest_lanes.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "base/assert.hpp"

namespace tierline::base {

#if defined(__x86_64__)

namespace {

constexpr size_t kRounds = 64;
constexpr size_t kBlockBytes = 64;
constexpr size_t kBlockWords = 16;

/// The first 32 bits of the fraction of a prime's cube root.
constexpr uint32_t cube_root_bits(uint32_t prime) {
  __extension__ using Wide = unsigned __int128;
  const Wide wanted = Wide{prime} << 96U;
  uint64_t root = 0;
  for (uint64_t bit = uint64_t{1} << 35U; bit != 0; bit >>= 1U) {
    const Wide next = root + bit;
    if (next * next * next <= wanted) root += bit;
  }
  return static_cast<uint32_t>(root);
}

constexpr bool is_prime(uint32_t number) {
  for (uint32_t i = 2; i * i <= number; ++i) {
    if (number % i == 0) return false;
  }
  return true;
}

/// The round constants, as FIPS 180-4 defines them.
constexpr std::array<uint32_t, kRounds> make_constants() {
  std::array<uint32_t, kRounds> constants{};
  uint32_t prime = 1;
  for (uint32_t& constant : constants) {
    do ++prime;
    while (!is_prime(prime));
    constant = cube_root_bits(prime);
  }
  return constants;
}

constexpr std::array<uint32_t, kRounds> kConstants = make_constants();
static_assert(kConstants[0] == 0x428a2f98U);

#define TIERLINE_LANES __attribute__((target("avx512f,avx512bw"), always_inline)) inline

using Lanes = __m512i;  // a word of each text

template <int Bits>
TIERLINE_LANES Lanes turned(Lanes x) {
  return _mm512_ror_epi32(x, Bits);
}

TIERLINE_LANES Lanes sum(Lanes a, Lanes b) { return _mm512_add_epi32(a, b); }

// A truth table of three operands in one instruction.
constexpr int kParity = 0x96;
constexpr int kChoice = 0xCA;
constexpr int kMajority = 0xE8;

template <int Table>
TIERLINE_LANES Lanes mixed(Lanes a, Lanes b, Lanes c) {
  return _mm512_ternarylogic_epi32(a, b, c, Table);
}

/// The words of one block of each text, in the byte order of SHA-256.
TIERLINE_LANES void load_block(const char* block, Lanes offsets, Lanes* words) {
  const Lanes order =
      _mm512_broadcast_i32x4(_mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
  for (size_t i = 0; i < kBlockWords; ++i) {
    const Lanes word = _mm512_i32gather_epi32(offsets, block + 4 * i, 1);
    words[i] = _mm512_shuffle_epi8(word, order);
  }
}

/// The word of a round: of the block, or made from the sixteen before it.
TIERLINE_LANES Lanes word_of(size_t round, Lanes* words) {
  Lanes& word = words[round % kBlockWords];
  if (round < kBlockWords) return word;
  const Lanes a = words[(round + 1) % kBlockWords];
  const Lanes b = words[(round + 14) % kBlockWords];
  const Lanes small = mixed<kParity>(turned<7>(a), turned<18>(a), _mm512_srli_epi32(a, 3));
  const Lanes large = mixed<kParity>(turned<17>(b), turned<19>(b), _mm512_srli_epi32(b, 10));
  word = sum(sum(word, small), sum(words[(round + 9) % kBlockWords], large));
  return word;
}

TIERLINE_LANES void add_block(const char* block, Lanes offsets, Lanes* state) {
  Lanes words[kBlockWords];
  load_block(block, offsets, words);
  Lanes a = state[0], b = state[1], c = state[2], d = state[3];
  Lanes e = state[4], f = state[5], g = state[6], h = state[7];
#pragma GCC unroll 64
  for (size_t round = 0; round < kRounds; ++round) {
    const Lanes constant = _mm512_set1_epi32(static_cast<int>(kConstants[round]));
    const Lanes high = mixed<kParity>(turned<6>(e), turned<11>(e), turned<25>(e));
    const Lanes low = mixed<kParity>(turned<2>(a), turned<13>(a), turned<22>(a));
    const Lanes first =
        sum(sum(sum(h, word_of(round, words)), constant), sum(high, mixed<kChoice>(e, f, g)));
    const Lanes second = sum(low, mixed<kMajority>(a, b, c));
    h = g;
    g = f;
    f = e;
    e = sum(d, first);
    d = c;
    c = b;
    b = a;
    a = sum(first, second);
  }
  const Lanes behind[] = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; ++i) state[i] = sum(state[i], behind[i]);
}

__attribute__((target("avx512f,avx512bw"))) void run_lanes(const char* first, size_t apart,
                                                           size_t bytes, DigestState* states) {
  alignas(64) uint32_t by_lane[8][kDigestLanes];
  alignas(64) uint32_t offsets[kDigestLanes];
  for (size_t lane = 0; lane < kDigestLanes; ++lane) {
    offsets[lane] = static_cast<uint32_t>(lane * apart);
    for (size_t i = 0; i < 8; ++i) by_lane[i][lane] = states[lane].words[i];
  }
  Lanes state[8];
  for (size_t i = 0; i < 8; ++i) state[i] = _mm512_load_si512(by_lane[i]);
  const Lanes places = _mm512_load_si512(offsets);
  for (size_t at = 0; at < bytes; at += kBlockBytes) add_block(first + at, places, state);
  for (size_t i = 0; i < 8; ++i) _mm512_store_si512(by_lane[i], state[i]);
  for (size_t lane = 0; lane < kDigestLanes; ++lane) {
    for (size_t i = 0; i < 8; ++i) states[lane].words[i] = by_lane[i][lane];
  }
}

}  // namespace

bool has_digest_lanes() {
  return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}

void digest_in_lanes(const char* first, size_t apart, size_t bytes, DigestState* states) {
  TIERLINE_ASSERT(has_digest_lanes());
  TIERLINE_ASSERT(bytes % kBlockBytes == 0 && apart <= (size_t{1} << 22U));
  run_lanes(first, apart, bytes, states);
}

#else

bool has_digest_lanes() { return false; }

void digest_in_lanes(const char*, size_t, size_t, DigestState*) {
  TIERLINE_ASSERT(has_digest_lanes());
}

#endif

}  // namespace tierline::base
