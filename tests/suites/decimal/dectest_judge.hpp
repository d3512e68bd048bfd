// Judges one published case against runtime/decimal: passed, skipped for a stated reason, or wrong.
// Read by: decimal_suite_test.cpp
#pragma once

#include <string>

#include "tests/suites/decimal/dectest_file.hpp"

namespace tierline::suites {

struct DecTestVerdict {
  enum Kind { Passed, Skipped, Wrong } kind;
  std::string why;  // the reason to skip, or what came out
};

/// Computes the case with our exact operations and compares digits, exponent and exactness.
DecTestVerdict judge(const DecTestCase& test);

}  // namespace tierline::suites
