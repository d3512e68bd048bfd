// The decision as plain loops over blocks of columns, each so simple that a compiler makes vectors
// of it. Compiled twice, by plain_columns.cpp for any x86-64 and by plain_columns_avx512.cpp;
// everything is in an unnamed namespace, so that the two never meet in the linker. Read by:
// bench/bulk/by_hand/plain_columns.cpp, bench/bulk/by_hand/plain_columns_avx512.cpp
#pragma once

#include <algorithm>
#include <bit>

#include "bench/bulk/by_hand/bare.hpp"
#include "bench/bulk/by_hand/ways.hpp"

namespace tierline::bench {
namespace {

constexpr size_t kBlock = 512;  // its columns, inputs and results stay in the first-level cache

using Block = int64_t[kBlock];

// dividend / kDivisor, half to even, for 0 <= dividend < 2^62 and a quotient below 2^51. A double's
// estimate is wrong by one at most; the exact remainder says so and repairs it.
template <int64_t kDivisor>
int64_t divide(int64_t dividend) {
  // 1.5 * 2^52: what is added to it is rounded to a whole number and stands in the lowest bits.
  constexpr double kShift = 6755399441055744.0;
  const double estimate = static_cast<double>(dividend) * (1.0 / kDivisor) + kShift;
  const int64_t quotient = std::bit_cast<int64_t>(estimate) - std::bit_cast<int64_t>(kShift);
  const int64_t rest = dividend - quotient * kDivisor;
  const int64_t half = kDivisor / 2 - (quotient & 1);  // an odd quotient leaves a tie upwards
  return quotient + (rest > half) - (rest < -half);
}

bool fits(const In& in, size_t n) {
  uint64_t bits = 0;
  for (size_t i = 0; i < n; ++i) {
    bits |= static_cast<uint64_t>(in.software[i] | in.care[i] | in.hardware[i] | in.previous[i]);
  }
  return (bits & kTooLarge) == 0;
}

// A chain of comparisons becomes blends; a table would become a load for each row.
void find_paid_share(const In& in, size_t n, int64_t* __restrict paid) {
  for (size_t i = 0; i < n; ++i) {
    const uint8_t tier = in.current[i];
    const int64_t percent = tier == 0 ? 100 : tier == 1 ? 80 : tier == 2 ? 70 : 66;
    paid[i] = percent * (kWholeDiscount - int64_t{in.project_discount[i]});
  }
}

void add_up_sales(const In& in, size_t n, const int64_t* paid, int64_t* __restrict sales) {
  for (size_t i = 0; i < n; ++i) {
    const int64_t in_full =
        divide<kPerPaid>(in.software[i] * paid[i]) + divide<kPerPaid>(in.care[i] * paid[i]);
    const int64_t half_cents = 2 * in_full + divide<kPerPaid>(in.hardware[i] * paid[i]);
    sales[i] = (half_cents + ((half_cents >> 1) & 1)) >> 1;  // to the even cent
  }
}

// For each tier, 1 or 0: whether everything but revenue is met.
struct Met {
  Block authorized, advanced, premier;
};

void find_met(const In& in, size_t n, Met& __restrict met) {
  for (size_t i = 0; i < n; ++i) {
    const int64_t terms = in.terms[i];
    const int64_t valid = terms & (in.days[i] <= kGraceDays);
    met.authorized[i] = terms;
    met.advanced[i] = valid & (in.advanced[i] >= 1) & (in.premier[i] >= 1);
    met.premier[i] =
        valid & (in.advanced[i] >= 2) & (in.premier[i] >= 2) & in.plan[i] & in.brand[i];
  }
}

// And revenue too.
void find_reached(const In& in, size_t n, const int64_t* sales, Met& __restrict met) {
  for (size_t i = 0; i < n; ++i) {
    const size_t region = in.region[i] % kRegions;
    met.authorized[i] &= sales[i] >= kAuthorizedFrom[region];
    met.advanced[i] &= sales[i] >= kAdvancedFrom[region];
    met.premier[i] &= sales[i] >= kPremierFrom[region];
  }
}

void find_rebate(const In& in, size_t n, const int64_t* sales, const int64_t* premier,
                 int64_t* __restrict rebate) {
  for (size_t i = 0; i < n; ++i) {
    const int64_t reached = 10 * sales[i];
    const int64_t last = in.previous[i];
    const int64_t rate =
        25 * (reached >= 12 * last) + 5 * (reached >= 15 * last) + 10 * (reached >= 18 * last);
    rebate[i] = divide<1000>(sales[i] * (rate & -premier[i]));
  }
}

void find_tier(const Met& met, size_t n, uint8_t* __restrict tier, int16_t* __restrict discount) {
  for (size_t i = 0; i < n; ++i) {
    const int64_t best = std::max({met.authorized[i], 2 * met.advanced[i], 3 * met.premier[i]});
    tier[i] = static_cast<uint8_t>(best);
    discount[i] = static_cast<int16_t>(best == 0 ? 0 : best == 1 ? 2000 : best == 2 ? 3000 : 3400);
  }
}

void decide_block(const Facts& facts, Answers& answers, size_t at, size_t n) {
  const In in(facts, at);
  const Out out(answers, at);
  if (!fits(in, n)) {
    rows_in_64_bits(facts, answers, at, at + n);
    return;
  }
  alignas(64) Block paid;
  alignas(64) Met met;
  find_paid_share(in, n, paid);
  add_up_sales(in, n, paid, out.sales);
  find_met(in, n, met);
  find_reached(in, n, out.sales, met);
  find_rebate(in, n, out.sales, met.premier, out.rebate);
  find_tier(met, n, out.tier, out.discount);
}

void decide_blocks(const Facts& facts, Answers& answers, size_t first, size_t end) {
  for (size_t at = first; at < end; at += kBlock) {
    decide_block(facts, answers, at, std::min(kBlock, end - at));
  }
}

}  // namespace
}  // namespace tierline::bench
