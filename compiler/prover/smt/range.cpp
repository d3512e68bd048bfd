// What sums, products and choices of integers in ranges lie between.
#include <algorithm>

#include "compiler/prover/smt/term.hpp"

namespace tierline::smt {

namespace {

using Side = std::optional<BigInt>;

Side sum(const Side& a, const Side& b) { return a && b ? Side(*a + *b) : Side(); }

/// A product of two sides, of which a missing one is infinite: 0 times infinite is 0.
struct Corner {
  BigInt number;
  int infinite = 0;  // -1, 0, 1
};

int sign(const BigInt& number) { return number < 0 ? -1 : number > 0 ? 1 : 0; }

Corner corner(const Side& a, int a_open, const Side& b, int b_open) {
  if (a && b) return {*a * *b, 0};
  const int sign_a = a ? sign(*a) : a_open;
  const int sign_b = b ? sign(*b) : b_open;
  return {0, sign_a * sign_b};
}

bool below(const Corner& a, const Corner& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.number < b.number;
}

}  // namespace

Range add(const Range& a, const Range& b) { return {sum(a.low, b.low), sum(a.high, b.high)}; }

Range scaled(const Range& a, const BigInt& factor) {
  if (factor == 0) return {BigInt(0), BigInt(0)};
  const auto times = [&](const Side& side) { return side ? Side(*side * factor) : Side(); };
  if (factor > 0) return {times(a.low), times(a.high)};
  return {times(a.high), times(a.low)};
}

Range multiplied(const Range& a, const Range& b) {
  const Corner corners[] = {corner(a.low, -1, b.low, -1), corner(a.low, -1, b.high, 1),
                            corner(a.high, 1, b.low, -1), corner(a.high, 1, b.high, 1)};
  const Corner& low = *std::min_element(std::begin(corners), std::end(corners), below);
  const Corner& high = *std::max_element(std::begin(corners), std::end(corners), below);
  Range range;
  if (low.infinite == 0) range.low = low.number;
  if (high.infinite == 0) range.high = high.number;
  return range;
}

Range joined(const Range& a, const Range& b) {
  Range range;
  if (a.low && b.low) range.low = std::min(*a.low, *b.low);
  if (a.high && b.high) range.high = std::max(*a.high, *b.high);
  return range;
}

}  // namespace tierline::smt
