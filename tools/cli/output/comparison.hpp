// Comparison: what two programs come to, a line for each thing that both decide, and the scenarios
// of what differs; or all of it as JSON.
// Read by: tools/cli/compare.cpp    Tested by: tests/cli/compare_test.cpp
#pragma once

#include <string>

#include "tools/cli/output/terminal.hpp"
#include "tools/compare/compare.hpp"

namespace tierline::cli {

struct Comparison {
  const compare::Comparable* programs = nullptr;
  const compare::Report* report = nullptr;
  compare::By by = compare::By::Both;
  uint64_t seed = 0;
};

std::string comparison_text(const Comparison& comparison, Color color);
std::string comparison_json(const Comparison& comparison);

}  // namespace tierline::cli
