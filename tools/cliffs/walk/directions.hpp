// Directions: why no edge can be missed between two points of the axis that are decided alike. A
// condition compares two numbers; where their difference only rises or only falls along the axis,
// it turns out differently at one value at most, so alike at both ends is alike in between. That is
// settled once for all points and all days, from the code, the partner's facts and their bounds.
// Where it cannot be settled the condition is named, and the walk there is a search.
//   in one day   conditions are taken in order: those that are alike leave only slopes behind
//   in time      a requirement's own yes or no must rise or fall, whatever other conditions say
// Made by: directions.cpp, ranges.cpp    Read by: evaluator.cpp
// Tested by: tests/unit/tools_cliffs/directions_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/cliffs/walk/twin.hpp"
#include "tools/prove/case.hpp"

namespace tierline::cliffs {

using decimal::BigInt;

/// Between which values a number lies, for every point of the axis, on every day.
struct Range {
  std::optional<BigInt> low;
  std::optional<BigInt> high;
};

/// The ranges of all registers.
std::vector<Range> find_ranges(const bytecode::Bytecode& program, const Lever& lever,
                               const prove::Partner& partner, int64_t low, int64_t high);

/// The operations that compare what may go up and down, by their place in the code; and
/// requirements, where the tier moves in time.
struct Unsure {
  std::vector<uint32_t> steps;
  std::vector<std::string> requirements;  // "revenue of Gold"
  bool status = false;  // the days of the account or of its promotions hang on the varied fact
  bool any() const { return !steps.empty() || !requirements.empty() || status; }
};

Unsure find_unsure(const bytecode::Bytecode& program, const Lever& lever,
                   const std::vector<Range>& ranges, Steps steps);

}  // namespace tierline::cliffs
