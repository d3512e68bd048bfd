// The decision in AVX-512 by hand: 64 rows a step, amounts eight at a time, flags as bits of one
// word. Compiled with flags of its own, and called only where the processor has them.
#include <immintrin.h>

#include "bench/bulk/by_hand/ways.hpp"

namespace tierline::bench {
namespace {

using Eight = __m512i;  // eight amounts

constexpr size_t kStep = 64;
constexpr size_t kLanes = 8;

Eight all(int64_t value) { return _mm512_set1_epi64(value); }
Eight load(const void* memory) { return _mm512_loadu_si512(memory); }

Eight load_bytes(const uint8_t* memory) {
  int64_t bytes;
  __builtin_memcpy(&bytes, memory, sizeof bytes);
  return _mm512_cvtepu8_epi64(_mm_cvtsi64_si128(bytes));
}

Eight load_words(const uint16_t* memory) {
  return _mm512_cvtepu16_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(memory)));
}

// dividend / kDivisor, half to even, for 0 <= dividend < 2^62. The double's estimate is wrong by
// one at most; the exact remainder repairs it.
template <int64_t kDivisor>
Eight divide(Eight dividend) {
  const __m512d estimate =
      _mm512_mul_pd(_mm512_cvtepi64_pd(dividend), _mm512_set1_pd(1.0 / kDivisor));
  const Eight quotient = _mm512_cvtpd_epi64(estimate);
  const Eight rest = _mm512_sub_epi64(dividend, _mm512_mullo_epi64(quotient, all(kDivisor)));
  const Eight odd = _mm512_and_si512(quotient, all(1));
  const Eight half = _mm512_sub_epi64(all(kDivisor / 2), odd);  // a tie leaves an odd quotient
  const Eight minus_half = _mm512_sub_epi64(odd, all(kDivisor / 2));
  const __mmask8 up = _mm512_cmpgt_epi64_mask(rest, half);
  const __mmask8 down = _mm512_cmplt_epi64_mask(rest, minus_half);
  const Eight raised = _mm512_mask_add_epi64(quotient, up, quotient, all(1));
  return _mm512_mask_sub_epi64(raised, down, raised, all(1));
}

// What is the same for all rows, held in registers.
struct Tables {
  Eight paid_percent = _mm512_setr_epi64(kPaidPercent[0], kPaidPercent[1], kPaidPercent[2],
                                         kPaidPercent[3], 0, 0, 0, 0);
  Eight authorized_from = load(kAuthorizedFrom);
  Eight advanced_from = load(kAdvancedFrom);
  Eight premier_from = load(kPremierFrom);
};

// For 64 rows, a bit each, and for each tier: whether it is met, first all but revenue, then all.
struct Bits {
  uint64_t authorized = 0, advanced = 0, premier = 0;
};

uint64_t set(const uint8_t* flags) {
  const __m512i bytes = load(flags);
  return _mm512_test_epi8_mask(bytes, bytes);
}

uint64_t at_least(const uint8_t* counts, char n) {
  return _mm512_cmpge_epu8_mask(load(counts), _mm512_set1_epi8(n));
}

uint64_t not_lapsed(const int16_t* days) {
  const __m512i limit = _mm512_set1_epi16(kGraceDays);
  const uint64_t low = _mm512_cmple_epi16_mask(load(days), limit);
  const uint64_t high = _mm512_cmple_epi16_mask(load(days + 32), limit);
  return low | high << 32;
}

Bits met_but_revenue(const Facts& facts, size_t at) {
  const uint8_t* advanced = &facts.advanced[at];
  const uint8_t* premier = &facts.premier[at];
  Bits bits;
  bits.authorized = set(&facts.terms[at]);
  const uint64_t valid = bits.authorized & not_lapsed(&facts.days_since_expiry[at]);
  bits.advanced = valid & at_least(advanced, 1) & at_least(premier, 1);
  bits.premier = valid & at_least(advanced, 2) & at_least(premier, 2) & set(&facts.plan[at]) &
                 set(&facts.brand[at]);
  return bits;
}

// sales = software and care in full, hardware half, each discounted and rounded.
Eight sales_of(const Tables& tables, const Facts& facts, size_t at, Eight software, Eight care,
               Eight hardware) {
  const Eight tier = load_bytes(&facts.current_tier[at]);
  const Eight whole = all(kWholeDiscount);
  const Eight paid =
      _mm512_mul_epu32(_mm512_permutexvar_epi64(tier, tables.paid_percent),
                       _mm512_sub_epi64(whole, load_words(&facts.project_discount[at])));
  const auto discounted = [&](Eight list) {
    return divide<kPerPaid>(_mm512_mullo_epi64(list, paid));
  };
  const Eight in_full = _mm512_add_epi64(discounted(software), discounted(care));
  const Eight half_cents = _mm512_add_epi64(_mm512_slli_epi64(in_full, 1), discounted(hardware));
  const Eight odd = _mm512_and_si512(_mm512_srli_epi64(half_cents, 1), all(1));
  return _mm512_srli_epi64(_mm512_add_epi64(half_cents, odd), 1);
}

// Per mille of sales for the rows that are Premier, else 0.
Eight rate_of(__mmask8 premier, Eight sales, Eight last) {
  const Eight reached = _mm512_mullo_epi64(sales, all(10));
  const Eight last_3 = _mm512_add_epi64(last, _mm512_slli_epi64(last, 1));
  const Eight last_12 = _mm512_slli_epi64(last_3, 2);
  const Eight last_15 = _mm512_add_epi64(last_12, last_3);
  const Eight last_18 = _mm512_add_epi64(last_15, last_3);
  const auto from = [&](Eight edge) {
    return _mm512_mask_cmpge_epi64_mask(premier, reached, edge);
  };
  Eight rate = _mm512_maskz_mov_epi64(from(last_12), all(25));
  rate = _mm512_mask_mov_epi64(rate, from(last_15), all(30));
  return _mm512_mask_mov_epi64(rate, from(last_18), all(40));
}

// Eight rows, the `lane`th and on of the 64: their amounts. Returns all bits of what was read.
Eight decide_amounts(const Tables& tables, const Facts& facts, Answers& answers, size_t at,
                     size_t lane, const Bits& met, Bits& reached) {
  const size_t i = at + lane;
  const Eight software = load(&facts.software[i]);
  const Eight care = load(&facts.care[i]);
  const Eight hardware = load(&facts.hardware[i]);
  const Eight last = load(&facts.previous_revenue[i]);
  const Eight sales = sales_of(tables, facts, i, software, care, hardware);
  const Eight region = load_bytes(&facts.region[i]);
  const auto from = [&](uint64_t bits, Eight thresholds) {
    return _mm512_mask_cmpge_epi64_mask(static_cast<__mmask8>(bits >> lane), sales,
                                        _mm512_permutexvar_epi64(region, thresholds));
  };
  const __mmask8 premier = from(met.premier, tables.premier_from);
  reached.authorized |= uint64_t{from(met.authorized, tables.authorized_from)} << lane;
  reached.advanced |= uint64_t{from(met.advanced, tables.advanced_from)} << lane;
  reached.premier |= uint64_t{premier} << lane;
  const Eight rebate = divide<1000>(_mm512_mullo_epi64(sales, rate_of(premier, sales, last)));
  _mm512_storeu_si512(&answers.sales[i], sales);
  _mm512_storeu_si512(&answers.rebate[i], rebate);
  return _mm512_or_si512(_mm512_or_si512(software, care), _mm512_or_si512(hardware, last));
}

__m512i discounts(uint64_t authorized, uint64_t advanced, uint64_t premier) {
  const auto set_words = [](__m512i words, uint64_t bits, int16_t value) {
    return _mm512_mask_mov_epi16(words, static_cast<__mmask32>(bits), _mm512_set1_epi16(value));
  };
  __m512i words = set_words(_mm512_setzero_si512(), authorized, kDiscount[1]);
  words = set_words(words, advanced, kDiscount[2]);
  return set_words(words, premier, kDiscount[3]);
}

void write_tiers(Answers& answers, size_t at, const Bits& reached) {
  __m512i tier = _mm512_maskz_set1_epi8(reached.authorized, 1);
  tier = _mm512_mask_set1_epi8(tier, reached.advanced, 2);
  tier = _mm512_mask_set1_epi8(tier, reached.premier, 3);
  _mm512_storeu_si512(&answers.tier[at], tier);
  _mm512_storeu_si512(&answers.discount[at],
                      discounts(reached.authorized, reached.advanced, reached.premier));
  _mm512_storeu_si512(
      &answers.discount[at + 32],
      discounts(reached.authorized >> 32, reached.advanced >> 32, reached.premier >> 32));
}

// 64 rows; false when one may leave 64 bits, and then nothing that was written counts.
bool decide_step(const Tables& tables, const Facts& facts, Answers& answers, size_t at) {
  const Bits met = met_but_revenue(facts, at);
  Bits reached;
  Eight bits = _mm512_setzero_si512();
  for (size_t lane = 0; lane < kStep; lane += kLanes) {
    bits = _mm512_or_si512(bits, decide_amounts(tables, facts, answers, at, lane, met, reached));
  }
  write_tiers(answers, at, reached);
  return _mm512_test_epi64_mask(bits, all(static_cast<int64_t>(kTooLarge))) == 0;
}

}  // namespace

void columns_avx512(const Facts& facts, Answers& answers, size_t first, size_t end) {
  const Tables tables;
  size_t at = first;
  for (; at + kStep <= end; at += kStep) {
    if (!decide_step(tables, facts, answers, at)) {
      rows_in_64_bits(facts, answers, at, at + kStep);
    }
  }
  rows_in_64_bits(facts, answers, at, end);
}

}  // namespace tierline::bench
