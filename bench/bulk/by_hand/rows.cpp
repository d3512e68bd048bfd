#include "bench/bulk/by_hand/bare.hpp"
#include "bench/bulk/by_hand/ways.hpp"

namespace tierline::bench {
namespace {

Row<int64_t> row_of(const In& in, size_t i) {
  return {.software = in.software[i],
          .care = in.care[i],
          .hardware = in.hardware[i],
          .previous_revenue = in.previous[i],
          .project_discount = in.project_discount[i],
          .days_since_expiry = in.days[i],
          .region = in.region[i],
          .advanced = in.advanced[i],
          .premier = in.premier[i],
          .current_tier = in.current[i],
          .terms = in.terms[i],
          .plan = in.plan[i],
          .brand = in.brand[i]};
}

bool fits_64_bits(const Row<int64_t>& row) {
  const auto bits = static_cast<uint64_t>(row.software) | static_cast<uint64_t>(row.care) |
                    static_cast<uint64_t>(row.hardware) |
                    static_cast<uint64_t>(row.previous_revenue);
  return (bits & kTooLarge) == 0;
}

using Loop = void(const Facts&, Answers&, size_t, size_t);

Way way(const char* name, const Facts& facts, Answers& answers, Loop* loop) {
  return {name, facts.rows(),
          [&facts, &answers, loop](size_t first, size_t end) { loop(facts, answers, first, end); }};
}

void add_avx512_ways([[maybe_unused]] std::vector<Way>& ways, [[maybe_unused]] const Facts& facts,
                     [[maybe_unused]] Answers& answers) {
#ifdef TIERLINE_WAYS_IN_AVX512
  if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
      !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl")) {
    return;
  }
  ways.push_back(
      way("by hand, columns, plain loops for AVX-512", facts, answers, plain_columns_avx512));
  ways.push_back(way("by hand, columns, AVX-512", facts, answers, columns_avx512));
#endif
}

}  // namespace

void rows_in_128_bits(const Facts& facts, Answers& answers, size_t first, size_t end) {
  for (size_t i = first; i < end; ++i) decide_any(facts, answers, i);
}

void rows_in_64_bits(const Facts& facts, Answers& answers, size_t first, size_t end) {
  const In in(facts, 0);
  const Out out(answers, 0);
  for (size_t i = first; i < end; ++i) {
    const Row<int64_t> row = row_of(in, i);
    if (!fits_64_bits(row)) {
      decide_any(facts, answers, i);
      continue;
    }
    const Answer<int64_t> answer = decide_row(row);
    out.tier[i] = answer.tier;
    out.discount[i] = kDiscount[answer.tier];
    out.sales[i] = answer.sales;
    out.rebate[i] = answer.rebate;
  }
}

std::vector<Way> hand_written_ways(const Facts& facts, Answers& answers) {
  std::vector<Way> ways = {
      way("by hand, rows, 128 bits", facts, answers, rows_in_128_bits),
      way("by hand, rows, 64 bits after a range check", facts, answers, rows_in_64_bits),
      way("by hand, columns, plain loops", facts, answers, plain_columns)};
  add_avx512_ways(ways, facts, answers);
  return ways;
}

}  // namespace tierline::bench
