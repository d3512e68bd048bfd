// Interests: what a program looks at in its facts: the numbers and days with which a field, or a
// sum of it, is compared, the words that it looks for, the counts of entries that it asks for.
// Found in the bytecode, so a compiled program has them too. They say where edges are, and nothing
// else: one that is missed makes a population less sharp, never wrong.
// Made by: interests.cpp    Read by: tools/generate/draw
// Tested by: tests/unit/tools_generate/interests_test.cpp
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"

namespace tierline::generate {

using calendar::Day;

/// All lists are sorted and distinct.
struct FieldInterest {
  std::vector<int64_t> numbers;  // scaled like the field; from one of a finer scale, cut off
  std::vector<Day> days;
  std::vector<std::string> words;
  bool summed = false;     // a sum of it is compared
  bool year = false;       // it is compared with the number of a year
  bool taken_off = false;  // it stands in `1 - it`, as a discount does
};

/// number / 10^scale
struct Ratio {
  int64_t number = 1;
  uint32_t scale = 0;
  friend auto operator<=>(const Ratio&, const Ratio&) = default;
};

struct Interests {
  std::vector<FieldInterest> account;               // as the fields of the schema
  std::vector<std::vector<FieldInterest>> ledgers;  // likewise
  std::vector<std::vector<int64_t>> counts;         // by ledger: of entries
  std::vector<Ratio> ratios;                        // by which amounts are multiplied
  std::vector<Day> days;           // with which the day of the question is compared
  std::vector<int64_t> day_spans;  // that lie between two days
  std::vector<int64_t> month_spans;
};

Interests find_interests(const bytecode::Bytecode& program);

}  // namespace tierline::generate
