// Scale: where on the paper a value stands, and which round values stand beside the paper.
// Whole numbers only: a value is a count of its smallest units, a place of hundredths of a pixel.
// Made by: scale.cpp    Read by: panel.cpp, chart.cpp
// Tested by: tests/unit/tools_cliffs/chart_test.cpp
#pragma once

#include <string>
#include <vector>

#include "runtime/bytecode/schema.hpp"
#include "tools/cliffs/chart/svg.hpp"

namespace tierline::cliffs {

using bytecode::BigInt;

class Scale {
 public:
  /// `low` stands at `first`, `high` at `last`, which may be the smaller one.
  Scale(BigInt low, BigInt high, Px first, Px last);

  Px at(const BigInt& value) const;
  /// Round values in between, at most so many: 1, 2 or 5 times a power of ten apart.
  std::vector<BigInt> ticks(int most) const;

  const BigInt& low() const { return low_; }
  const BigInt& high() const { return high_; }

 private:
  BigInt low_;
  BigInt high_;
  Px first_;
  Px last_;
};

/// `250,000`, `0.05`, `2.5%`, `2022-07-01`: with thousands set apart and without needless zeros.
std::string tick_text(const BigInt& value, const bytecode::ValueType& type);

/// `250,000.00`: all digits of the type.
std::string amount_text(const BigInt& value, const bytecode::ValueType& type);

}  // namespace tierline::cliffs
