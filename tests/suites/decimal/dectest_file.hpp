// DecTest cases: the published lines as values, before anything is computed.
// Read by: dectest_judge.cpp    The format: https://speleotrove.com/decimal/dtfile.html
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/decimal/rounding.hpp"

namespace tierline::suites {

struct DecTestCase {
  std::string id;
  std::string operation;              // lower case
  std::vector<std::string> operands;  // without quotes
  std::string result;
  std::vector<std::string> conditions;  // lower case
  int precision = 9;
  std::optional<decimal::Rounding> rounding;  // nothing: one that the language does not have
};

/// Reads a file of cases. Throws a sentence when a line is of no known form.
std::vector<DecTestCase> read_dectest(const std::string& path);

}  // namespace tierline::suites
