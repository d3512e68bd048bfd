// Value: what the planner knows of a register: the same for all rows, or a function of one enum,
// or a column with bounds on what it can hold.
// Read by: planner.hpp
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "runtime/columnar/plan.hpp"
#include "runtime/decimal/width.hpp"

namespace tierline::columnar {

using decimal::Int128;

/// Both ends included; of two 64-bit numbers' product and wider, so nothing here overflows.
struct Range {
  Int128 low = 0;
  Int128 high = 0;

  static Range all() {
    return {std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()};
  }
  /// Numbers of so many bits besides the sign.
  static Range of_bits(int bits) {
    const Int128 beyond = Int128{1} << bits;
    return {-beyond, beyond - 1};
  }
  bool within(const Range& other) const { return low >= other.low && high <= other.high; }
  /// Bits besides the sign that every number of the range fits.
  int bits() const {
    int needed = 0;
    while (!within(of_bits(needed))) ++needed;
    return needed;
  }
};

inline Range operator+(const Range& a, const Range& b) { return {a.low + b.low, a.high + b.high}; }
inline Range operator-(const Range& a, const Range& b) { return {a.low - b.high, a.high - b.low}; }
inline Range operator*(const Range& a, const Range& b) {
  const auto [low, high] =
      std::minmax({a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high});
  return {low, high};
}
inline Range united(const Range& a, const Range& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

/// What a store can hold.
inline Range bounds_of(Store store) {
  switch (store) {
    case Store::U8:
      return {0, 255};
    case Store::I16:
      return Range::of_bits(15);
    case Store::U16:
      return {0, 65535};
    case Store::I32:
      return Range::of_bits(31);
    case Store::I64:
      break;
  }
  return Range::all();
}

struct Value {
  enum class Kind : uint8_t { None, Same, OfByte, Column };

  Kind kind = Kind::None;
  uint32_t level = 0;           // of its slot
  int64_t same = 0;             // Same
  uint32_t slot = kNoSlot;      // OfByte: the byte that names the row's value; Column
  std::vector<int64_t> values;  // OfByte
  Form form = Form::Number;     // Column: Number or Bit
  Store store = Store::I64;     // Column of Form Number
  Range range;                  // of what it can hold on a row that is not left

  bool is_same() const { return kind == Kind::Same; }
  bool is_same(int64_t value) const { return kind == Kind::Same && same == value; }
};

}  // namespace tierline::columnar
