// The Milestone decision of one row, in C++, in any integer that is wide enough. It says the same
// as bench/bulk/decision/milestone_decision.tier, and no machine of ours has a part in it: in 128
// bits it is the judge of everything that bulk_bench times. Read by: bench/bulk/population.cpp,
// bench/bulk/by_hand    Tested by: tests/unit/bench_bulk
#pragma once

#include <cstdint>

#include "runtime/decimal/width.hpp"

namespace tierline::bench {

using decimal::Int128;

inline constexpr size_t kRegions = 8;
inline constexpr size_t kTiers = 4;  // none is 0

/// Revenue that a tier asks for, in cents; the same figures as in decision/thresholds.csv.
inline constexpr int64_t kAuthorizedFrom[kRegions] = {2'500'000, 2'000'000, 2'000'000, 1'500'000,
                                                      1'200'000, 1'000'000, 5'000'000, 1'800'000};
inline constexpr int64_t kAdvancedFrom[kRegions] = {25'000'000, 20'000'000, 20'000'000, 15'000'000,
                                                    12'000'000, 10'000'000, 50'000'000, 18'000'000};
inline constexpr int64_t kPremierFrom[kRegions] = {100'000'000, 80'000'000, 80'000'000,
                                                   60'000'000,  50'000'000, 40'000'000,
                                                   150'000'000, 75'000'000};

inline constexpr int kPaidPercent[kTiers] = {100, 80, 70, 66};       // of list price, by tier
inline constexpr int16_t kDiscount[kTiers] = {0, 2000, 3000, 3400};  // ten-thousandths
inline constexpr int kWholeDiscount = 10'000;                        // in ten-thousandths
inline constexpr int kPerPaid = 1'000'000;  // percent times ten-thousandths, in one whole
inline constexpr int kGraceDays = 60;

/// The facts of one row; amounts in cents, none below 0.
template <class T>
struct Row {
  T software{}, care{}, hardware{}, previous_revenue{};
  uint16_t project_discount = 0;  // ten-thousandths
  int16_t days_since_expiry = -1;
  uint8_t region = 0;
  uint8_t advanced = 0, premier = 0;  // certificates
  uint8_t current_tier = 0;
  uint8_t terms = 0, plan = 0, brand = 0;  // 0 or 1
};

template <class T>
struct Answer {
  T sales{}, rebate{};
  uint8_t tier = 0;
};

/// num / den, half to even; num is not negative. Without branches: half of all rests are beyond one
/// half, and no processor guesses which.
template <class T>
T divide_half_even(T num, T den) {
  const T quotient = num / den;
  const T twice_rest = 2 * (num % den);
  const T is_odd = quotient & 1;
  return quotient + (T{twice_rest > den} | (T{twice_rest == den} & is_odd));
}

template <class T>
T sales_revenue(const Row<T>& row) {
  const T paid = T{kPaidPercent[row.current_tier]} * T{kWholeDiscount - row.project_discount};
  const auto discounted = [&](T list) { return divide_half_even<T>(list * paid, T{kPerPaid}); };
  const T in_full = discounted(row.software) + discounted(row.care);
  return divide_half_even<T>(2 * in_full + discounted(row.hardware), T{2});
}

template <class T>
uint8_t tier_of(const Row<T>& row, T sales) {
  const bool lapsed = row.days_since_expiry > kGraceDays;
  if (!row.terms || sales < kAuthorizedFrom[row.region]) return 0;
  if (lapsed || row.advanced < 1 || row.premier < 1 || sales < kAdvancedFrom[row.region]) return 1;
  const bool all_else = row.advanced >= 2 && row.premier >= 2 && row.plan && row.brand;
  return all_else && sales >= kPremierFrom[row.region] ? 3 : 2;
}

/// What a Premier partner gets back of each 1,000. The goal is 1.2 times last year's revenue, and
/// sales / goal is compared with 1, 1.25 and 1.5 without dividing.
template <class T>
T rate_per_mille(T sales, T previous_revenue) {
  const T reached = 10 * sales;
  if (reached >= 18 * previous_revenue) return 40;
  if (reached >= 15 * previous_revenue) return 30;
  return reached >= 12 * previous_revenue ? 25 : 0;
}

template <class T>
Answer<T> decide_row(const Row<T>& row) {
  Answer<T> answer;
  answer.sales = sales_revenue(row);
  answer.tier = tier_of(row, answer.sales);
  if (answer.tier == 3) {
    const T rate = rate_per_mille(answer.sales, row.previous_revenue);
    answer.rebate = divide_half_even<T>(answer.sales * rate, T{1000});
  }
  return answer;
}

}  // namespace tierline::bench
