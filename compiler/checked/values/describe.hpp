// Describe: types and values in the words of the language, for messages.
// Made by: nobody, these are functions    Read by: everything that reports, print.cpp
#pragma once

#include <string>

#include "compiler/checked/checked_program.hpp"

namespace tierline::checked {

/// "EUR", "percent", "int", "decimal", "a ratio", "Region", ... with `?` when it may be absent.
std::string describe(const Type& type, const CheckedProgram& program);

/// "22500.00 EUR", "2.5%", "7": what a program would write.
std::string number_text(const Decimal& value, const Unit& unit);

/// A value of the type, as a program would write it.
std::string value_text(const Constant& value, const Type& type, const CheckedProgram& program);

/// "no digit", "1 digit", "4 digits"
std::string digits_text(int count);

/// Numbers whose digits, unit and meaning are alike: both money of one currency, or both pure.
bool like_units(const Unit& a, const Unit& b);
/// The unit of their sum: percent if either is.
Unit joined(const Unit& a, const Unit& b);

inline Type number_type(Unit unit, int scale) {
  Type type;
  type.kind = Kind::Number;
  type.unit = std::move(unit);
  type.scale = scale;
  return type;
}

inline Type plain_type(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

inline Type enum_type(EnumId id) {
  Type type;
  type.kind = Kind::Enum;
  type.enum_id = id;
  return type;
}

inline bool is_numeric(const Type& type) {
  return type.kind == Kind::Number || type.kind == Kind::Quotient;
}

inline bool is_money(const Type& type) {
  return is_numeric(type) && type.unit.measure == Measure::Money;
}

/// All currency codes, the program's own first.
std::vector<std::string_view> currency_candidates(const CheckedProgram& program);

/// The digits of the minor unit of a currency that the checker let in.
int minor_digits(const Unit& unit);

}  // namespace tierline::checked
