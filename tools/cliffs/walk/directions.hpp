// Directions: why no edge can be missed between two points of the axis that are decided alike. A
// condition compares two numbers; where their difference only rises or only falls along the axis,
// it turns out differently at one value at most, so alike at both ends is alike in between. That is
// told for all points at once, from the code, the partner's facts and their bounds.
// Where it cannot be told the condition is named, and the walk there is a search.
//   in one day   conditions are taken in order: those that are alike leave only slopes behind
//   in time      a requirement's own yes or no must rise or fall, whatever other conditions say: on
//                all days alike, or on each day in its own way
// Made of: settled.hpp    Made by: directions.cpp, ranges.cpp    Read by: cliffs.cpp
// Tested by: tests/unit/tools_cliffs/directions_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tools/cliffs/walk/settled.hpp"

namespace tierline::cliffs {

/// Between which values a number lies (no is 0, yes is 1), for every point of the axis, on the days
/// that are settled.
struct Range {
  std::optional<BigInt> low;
  std::optional<BigInt> high;
  bool is(int64_t value) const { return low && high && *low == value && *high == value; }
  bool is_one_value() const { return low && high && *low == *high; }
};

/// The ranges of all registers. Where other entries stay as they are, an entry's register is meant
/// in the varied entry.
std::vector<Range> find_ranges(const bytecode::Bytecode& program, const Course& course,
                               const Settled& settled);

/// The operations that compare what may go up and down, by their place in the code; and
/// requirements, where the tier moves in time.
struct Unsure {
  std::vector<uint32_t> steps;
  std::vector<std::string> requirements;  // "revenue of Gold"
  bool status = false;  // the days of the account or of its promotions hang on the varied fact
  bool faults = false;  // whether there is an answer hangs on it: where there is none, no condition
                        // is seen
  bool any() const { return !steps.empty() || !requirements.empty() || status || faults; }
};

///   followed  coarse steps that are conditions
Unsure find_unsure(const bytecode::Bytecode& program, const Course& course,
                   const Coarse& followed = {});

}  // namespace tierline::cliffs
