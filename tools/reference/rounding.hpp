// Rounding by definition: the two multiples of the quantum around a rational, and which one a mode
// takes.
// Made by: nobody, these are functions    Read by: tools/reference
// Tested by: tests/property/law_reference_rounding_test.cpp
#pragma once

#include "tools/reference/facts.hpp"

namespace tierline::reference {

/// Rounds to a multiple of the quantum, which is above zero.
Rational round(const Rational& value, const Rational& quantum, decimal::Rounding mode);

}  // namespace tierline::reference
