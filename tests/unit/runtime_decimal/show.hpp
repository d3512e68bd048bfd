// Shows our numbers in failed expectations; GoogleTest would print their bytes.
#pragma once

#include <ostream>
#include <string>

#include "runtime/decimal/text.hpp"

namespace tierline::decimal {

inline void PrintTo(const Decimal& d, std::ostream* out) { *out << to_text(d); }

/// Reads a number that the test knows to be good.
inline Decimal decimal_of(std::string_view text) {
  const auto parsed = parse_decimal(text);
  if (const auto* d = std::get_if<Decimal>(&parsed)) return *d;
  throw std::string("the test's own number is bad: ") + std::string(text);
}

}  // namespace tierline::decimal
