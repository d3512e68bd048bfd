// Text of numbers: one strict way to read them, one exact way to print them.
//   number = [+-] digits [ "." digits ]      ASCII digits only, no blanks, nothing else
// What is not of that form is refused with the reason a person can act on, never guessed at.
// Made by: nobody, these are functions    Read by: the compiler, tools/bulk, decision/print
// Tested by: tests/unit/runtime_decimal/text_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/limits.hpp"
#include "runtime/decimal/decimal.hpp"

namespace tierline::decimal {

enum class NumberFault : uint8_t {
  Empty,
  NotANumber,
  Exponent,
  GroupSeparator,
  TooManyDigits,
  NonFinite
};

/// Every digit after the point counts, and those before it from the first that is not 0.
inline constexpr int kDigitsMax = base::kDigitsMax;

/// Says what is wrong as a piece of a sentence: lower case, no full stop.
std::string_view describe(NumberFault fault);

/// Reads a number, keeping its scale: "1.50" has scale 2.
std::variant<Decimal, NumberFault> parse_decimal(std::string_view text);

/// Reads a plain number with at most `scale` digits after the point that fits 64 bits at that
/// scale. On false, with `out` untouched, the slow way (`parse_decimal`) says what the text is.
bool parse_scaled(std::string_view text, int scale, int64_t& out);

/// Prints all digits of the scale: 1.50 stays "1.50".
std::string to_text(const Decimal& d);

/// Appends value / 10^scale with exactly `scale` digits after the point.
void append_scaled(std::string& out, int64_t value, int scale);

/// Prints value / 10^scale with exactly `scale` digits after the point.
std::string scaled_to_text(const BigInt& value, int scale);

/// Prints as per cent in the fewest digits that are exact: 0.025 is "2.5%", 1 is "100%".
std::string percent_to_text(const Decimal& d);

}  // namespace tierline::decimal
