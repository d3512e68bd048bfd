// Currency: the ISO 4217 codes in use and the digits of their minor units.
// A program's money has this many digits after the point unless the text says otherwise.
// Made by: currency.cpp, with its source    Read by: compiler/checked, tools
// Tested by: tests/unit/runtime_decimal/currency_test.cpp
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace tierline::decimal {

struct Currency {
  std::string_view code;  // three capital letters
  int digits;             // of the minor unit: EUR 2, JPY 0, BHD 3
};

/// Returns the digits of a currency's minor unit; nothing for a code not in use.
std::optional<int> currency_digits(std::string_view code);

/// Returns all currencies, ordered by code.
std::span<const Currency> currencies();

}  // namespace tierline::decimal
