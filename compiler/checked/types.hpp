// Type: what the checker knows of a value before any fact is seen: its kind, its unit, how many
// digits it can have after the point, and between which bounds it lies.
// Read by: compiler/checked, compiler/ir, tools/reference
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "runtime/decimal/decimal.hpp"

namespace tierline::checked {

using decimal::Decimal;

enum class Kind : uint8_t {
  Bool,
  Number,    // exact decimal with a static scale
  Quotient,  // a fraction of two numbers: may be compared, rounded, chosen; nothing else
  Day,
  Period,  // first and last day, both included
  Enum,    // the tiers are enum 0
  Text,
  Duration,  // only as the right side of day + duration; never a value of its own
};

enum class Measure : uint8_t { Count, Percent, Money };

struct Unit {
  Measure measure = Measure::Count;
  std::string currency;  // ISO 4217 when Money, else empty
  friend bool operator==(const Unit&, const Unit&) = default;
};

struct EnumTag;
using EnumId = base::Id<EnumTag>;
inline constexpr EnumId kTierEnum{0};

struct Type {
  Kind kind = Kind::Bool;
  Unit unit;              // Number, Quotient
  int scale = 0;          // Number: digits after the point, at most kScaleMax
  EnumId enum_id{};       // Enum
  bool optional = false;  // may be absent
};

/// A closed interval of a Number (its own value) or a Day (day number); a missing side is open.
struct Bounds {
  std::optional<Decimal> low;
  std::optional<Decimal> high;
};

/// A value known before any fact: Number (its value), Bool (0, 1), Day (day number),
/// Enum (position among its words), Text (in `text`).
struct Constant {
  Decimal number;
  std::string text;
};

}  // namespace tierline::checked
