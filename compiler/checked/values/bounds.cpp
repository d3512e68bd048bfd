#include "compiler/checked/values/bounds.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace tierline::checked {

namespace {

using End = std::optional<Decimal>;

/// Powers of powers would make ends of a million digits; beyond this no proof needs them.
End kept(const Decimal& value) {
  constexpr int kDigits = 4 * base::kDigitsMax;
  const auto& limit = decimal::power_of_ten(kDigits);
  if (value.coefficient > limit || value.coefficient < -limit) return std::nullopt;
  return value;
}

End sum(const End& a, const End& b) { return a && b ? kept(decimal::add(*a, *b)) : End{}; }

End opposite(const End& a) { return a ? End(decimal::neg(*a)) : End{}; }

const Decimal kZero{};

bool is_zero_point(const Bounds& a) { return is_point(a) && decimal::is_zero(*a.low); }

bool never_positive(const Bounds& a) { return a.high && *a.high <= kZero; }

/// The product when both may be open ends but neither is negative.
Bounds multiply_non_negative(const Bounds& a, const Bounds& b) {
  Bounds out;
  out.low = kept(decimal::mul(*a.low, *b.low));
  if (!out.low) out.low = kZero;
  if (a.high && b.high) out.high = kept(decimal::mul(*a.high, *b.high));
  return out;
}

bool closed(const Bounds& a) { return a.low && a.high; }

Bounds multiply_closed(const Bounds& a, const Bounds& b) {
  const Decimal products[] = {decimal::mul(*a.low, *b.low), decimal::mul(*a.low, *b.high),
                              decimal::mul(*a.high, *b.low), decimal::mul(*a.high, *b.high)};
  const auto [low, high] = std::minmax_element(std::begin(products), std::end(products));
  return {kept(*low), kept(*high)};
}

}  // namespace

Decimal whole(int64_t value) { return {decimal::BigInt(value), 0}; }

Bounds point(const Decimal& value) { return {value, value}; }
Bounds at_least(const Decimal& low) { return {low, std::nullopt}; }

Bounds add(const Bounds& a, const Bounds& b) { return {sum(a.low, b.low), sum(a.high, b.high)}; }
Bounds negate(const Bounds& a) { return {opposite(a.high), opposite(a.low)}; }
Bounds subtract(const Bounds& a, const Bounds& b) { return add(a, negate(b)); }

Bounds multiply(const Bounds& a, const Bounds& b) {
  if (is_zero_point(a) || is_zero_point(b)) return point(kZero);
  if (closed(a) && closed(b)) return multiply_closed(a, b);
  if (never_negative(a) && never_negative(b)) return multiply_non_negative(a, b);
  if (never_positive(a) && never_positive(b)) return multiply_non_negative(negate(a), negate(b));
  if (never_negative(a) && never_positive(b)) return negate(multiply_non_negative(a, negate(b)));
  if (never_positive(a) && never_negative(b)) return negate(multiply_non_negative(negate(a), b));
  return {};
}

Bounds divide(const Bounds& a, const Bounds& b) {
  const bool same_sign =
      (never_negative(a) && never_negative(b)) || (never_positive(a) && never_positive(b));
  if (same_sign) return {kZero, std::nullopt};
  const bool other_sign =
      (never_negative(a) && never_positive(b)) || (never_positive(a) && never_negative(b));
  if (other_sign) return {std::nullopt, kZero};
  return {};
}

Bounds larger(const Bounds& a, const Bounds& b) {
  Bounds out;
  if (a.low && b.low) out.low = std::max(*a.low, *b.low);
  if (a.low.has_value() != b.low.has_value()) out.low = a.low ? a.low : b.low;
  if (a.high && b.high) out.high = std::max(*a.high, *b.high);
  return out;
}

Bounds smaller(const Bounds& a, const Bounds& b) { return negate(larger(negate(a), negate(b))); }

Bounds join(const Bounds& a, const Bounds& b) {
  Bounds out;
  if (a.low && b.low) out.low = std::min(*a.low, *b.low);
  if (a.high && b.high) out.high = std::max(*a.high, *b.high);
  return out;
}

Bounds round(const Bounds& a, const Decimal& quantum, decimal::Rounding mode) {
  Bounds out;  // every mode keeps the order of its operands
  if (a.low) out.low = decimal::round_to(*a.low, quantum, mode);
  if (a.high) out.high = decimal::round_to(*a.high, quantum, mode);
  return out;
}

bool is_point(const Bounds& a) { return a.low && a.high && *a.low == *a.high; }

bool contains(const Bounds& a, const Decimal& value) {
  return (!a.low || *a.low <= value) && (!a.high || value <= *a.high);
}

bool within(const Bounds& inner, const Bounds& outer) {
  const bool low = !outer.low || (inner.low && *inner.low >= *outer.low);
  const bool high = !outer.high || (inner.high && *inner.high <= *outer.high);
  return low && high;
}

bool excludes_zero(const Bounds& a) {
  return (a.low && *a.low > kZero) || (a.high && *a.high < kZero);
}

bool never_negative(const Bounds& a) { return a.low && *a.low >= kZero; }

Days days_of(const Bounds& bounds) {
  const auto day = [](const Decimal& d) {
    return static_cast<calendar::Day>(decimal::to_int64(d.coefficient).value_or(0));
  };
  Days days;
  if (bounds.low) days.low = std::max(days.low, day(*bounds.low));
  if (bounds.high) days.high = std::min(days.high, day(*bounds.high));
  return days;
}

Bounds bounds_of(Days days) {
  Bounds bounds;
  if (days.low > calendar::kDayMin) bounds.low = whole(days.low);
  if (days.high < calendar::kDayMax) bounds.high = whole(days.high);
  return bounds;
}

std::string days_text(Days days) {
  const bool from = days.low > calendar::kDayMin;
  const bool until = days.high < calendar::kDayMax;
  if (!from && !until) return "on all days";
  std::string text = from ? "from " + calendar::to_text(days.low) : "";
  if (from && until) text += " ";
  return until ? text + "until " + calendar::to_text(days.high) : text;
}

Days intersect(Days a, Days b) { return {std::max(a.low, b.low), std::min(a.high, b.high)}; }

bool within(Days inner, Days outer) { return outer.low <= inner.low && inner.high <= outer.high; }

}  // namespace tierline::checked
