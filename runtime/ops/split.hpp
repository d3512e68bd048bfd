// split: an amount in whole units, in parts by weights, by largest remainder.
// The meaning, on integers of one width: with A the amount, w a weight and W the sum of the
// weights, the exact share is A*w/W. Each share is cut off to whole units; the units that are left
// go, one each, to the shares that were cut off most, and of equal ones to the first in the order
// that the caller gives. It mirrors: parts of -A are minus the parts of A, and weights with all
// signs turned give the same parts. So the parts sum to A, and each is less than one unit from its
// share. Made of: runtime/decimal    Read by: runtime/scalar Tested by:
// tests/unit/runtime_scalar/split_test.cpp, tests/property/law_split_test.cpp
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "runtime/decimal/arithmetic.hpp"

namespace tierline::ops {

/// Memory that splits use again.
template <decimal::Integer T>
struct SplitRoom {
  std::vector<T> remainders;    // of each part, 0 .. |W| - 1
  std::vector<uint32_t> order;  // of the parts that have one
};

namespace detail {

/// Cuts one share off to whole units, below. Sum is above zero.
template <decimal::Integer T>
bool cut_off(const T& amount, const T& weight, const T& sum, T& part, T& remainder) {
  T product = 0;
  if (!decimal::mul<T>(amount, weight, product)) return false;
  part = product / sum;
  remainder = product % sum;
  if (remainder < 0) {
    remainder = remainder + sum;
    part = part - 1;
  }
  return true;
}

/// Gives one unit each to the shares that were cut off most.
template <decimal::Integer T, class Before>
void give_rest(const T& sum, std::vector<T>& parts, SplitRoom<T>& room, Before before) {
  T rest = 0;  // in units; each remainder is less than one, so no sum of them runs over
  T below_one = 0;
  room.order.clear();
  for (uint32_t i = 0; i < parts.size(); ++i) {
    const T& remainder = room.remainders[i];
    if (remainder == 0) continue;
    room.order.push_back(i);
    if (remainder >= sum - below_one) {
      below_one = remainder - (sum - below_one);
      rest = rest + 1;
    } else {
      below_one = below_one + remainder;
    }
  }
  std::sort(room.order.begin(), room.order.end(), [&](uint32_t a, uint32_t b) {
    const T& left = room.remainders[a];
    const T& right = room.remainders[b];
    return left == right ? before(a, b) : right < left;
  });
  for (uint32_t i = 0; rest > 0; rest = rest - 1, ++i) parts[room.order[i]] += 1;
}

}  // namespace detail

/// Splits the amount; `parts` gets one for each weight. False: something does not fit T, and parts
/// are of no use.
///   sum     of all weights; where it is 0 all parts are 0
///   before  before(i, j): whether weight i comes before weight j, when both were cut off alike
template <decimal::Integer T, class Before>
bool split(const T& amount, const std::vector<T>& weights, const T& sum, std::vector<T>& parts,
           SplitRoom<T>& room, Before before) {
  parts.assign(weights.size(), T(0));
  if (amount == 0 || sum == 0) return true;
  T absolute = amount;
  T total = sum;
  if (amount < 0 && !decimal::neg<T>(amount, absolute)) return false;
  if (sum < 0 && !decimal::neg<T>(sum, total)) return false;
  room.remainders.resize(weights.size());
  for (size_t i = 0; i < weights.size(); ++i) {
    T weight = weights[i];
    if (sum < 0 && !decimal::neg<T>(weight, weight)) return false;
    if (!detail::cut_off(absolute, weight, total, parts[i], room.remainders[i])) return false;
  }
  detail::give_rest(total, parts, room, before);
  for (T& part : parts) {
    if (amount < 0 && !decimal::neg<T>(part, part)) return false;
  }
  return true;
}

}  // namespace tierline::ops
