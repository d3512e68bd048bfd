// Rounding by definition: the two multiples of the quantum around a rational, and which one a mode
// takes.
// Made by: nobody, these are functions    Read by: tests/reference
// Tested by: tests/property/law_reference_rounding_test.cpp
#pragma once

#include "tests/reference/facts.hpp"

namespace tierline::reference {

/// Rounds to a multiple of the quantum, which is above zero.
Rational round(const Rational& value, const Rational& quantum, decimal::Rounding mode);

/// Tries the rationals of the installed Boost on known answers; some versions get them wrong.
///   returns  what is wrong, or nothing
std::string check_rationals();

}  // namespace tierline::reference
