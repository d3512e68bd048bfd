// Fit: whether a value may go where a type is stated: an argument, a result, a cell, a fact.
// Nothing is converted on the way: not a unit, not a digit.
// Made by: nobody, these are functions    Read by: declarations, expressions, values/constants
#pragma once

#include <string_view>

#include "compiler/checked/work.hpp"

namespace tierline::checked {

/// Kind, unit and enum. Reports a mismatch and says no.
bool fits_kind(Work& work, const Type& found, const Type& wanted, Span span, std::string_view what);

/// An expression against a stated type: kind, presence, digits, range.
bool fits(Work& work, ExprId value, const TypeSpec& spec, Span span, std::string_view what);

/// Reports that the expression may be absent where a value is needed, and why.
void report_absent(Work& work, ExprId value, std::string_view what);

/// Reports too many digits, with labels on what makes them.
void report_digits(Work& work, ExprId value, const Type& wanted, Span span, std::string_view what);

void report_constant_digits(Work& work, const Constant& value, const Type& wanted, Span span,
                            std::string_view what);

/// Reports a period, duration or quotient where a plain value is needed; no if it is one.
bool is_plain_value(Work& work, ExprId value, std::string_view what);

}  // namespace tierline::checked
