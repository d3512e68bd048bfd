// The loops that take a row at a time, in 128 bits and in 64: no trick, every branch in its place.
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

}  // namespace tierline::bench
