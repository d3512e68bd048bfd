#include "tools/cliffs/chart/scale.hpp"

#include <algorithm>

#include "runtime/calendar/day.hpp"
#include "runtime/decimal/text.hpp"

namespace tierline::cliffs {

namespace {

using bytecode::Measure;
using bytecode::ValueKind;

/// Sets thousands apart, in front of the point.
std::string grouped(const std::string& digits) {
  const size_t sign = digits.starts_with('-') ? 1 : 0;
  const size_t point = std::min(digits.find('.'), digits.size());
  std::string out = digits.substr(0, sign);
  for (size_t i = sign; i < point; ++i) {
    if (i > sign && (point - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out + digits.substr(point);
}

}  // namespace

Scale::Scale(BigInt low, BigInt high, Px first, Px last)
    : low_(std::move(low)), high_(std::move(high)), first_(first), last_(last) {
  if (high_ <= low_) high_ = low_ + 1;
}

Px Scale::at(const BigInt& value) const {
  const BigInt away = (value - low_) * (last_ - first_);
  const BigInt span = high_ - low_;
  // To the nearest, halves away from zero; the division cuts off.
  const BigInt half = away < 0 ? BigInt(-span / 2) : BigInt(span / 2);
  const BigInt moved = (away + half) / span;
  return first_ + static_cast<Px>(moved);
}

std::vector<BigInt> Scale::ticks(int most) const {
  BigInt power = 1;
  for (;; power *= 10) {
    for (const int digit : {1, 2, 5}) {
      const BigInt step = power * digit;
      // The first multiple at or above the low end; the division cuts off towards zero.
      BigInt tick = low_ / step * step;
      if (tick < low_) tick += step;
      if ((high_ - tick) / step >= most) continue;
      std::vector<BigInt> out;
      for (; tick <= high_; tick += step) out.push_back(tick);
      return out;
    }
  }
}

std::string tick_text(const BigInt& value, const bytecode::ValueType& type) {
  if (type.kind == ValueKind::Day) return calendar::to_text(static_cast<calendar::Day>(value));
  const decimal::Decimal number{value, static_cast<int>(type.scale)};
  if (type.measure == Measure::Percent) return decimal::percent_to_text(number);
  const bool cents = type.measure == Measure::Money && decimal::digits_needed(number) > 0;
  return grouped(decimal::to_text(decimal::trimmed(number, cents ? 2 : 0)));
}

std::string amount_text(const BigInt& value, const bytecode::ValueType& type) {
  if (type.kind == ValueKind::Day || type.measure == Measure::Percent) {
    return tick_text(value, type);
  }
  return grouped(decimal::scaled_to_text(value, static_cast<int>(type.scale)));
}

}  // namespace tierline::cliffs
