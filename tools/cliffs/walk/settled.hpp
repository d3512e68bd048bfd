// Settled: what one partner's other facts settle on one day, whatever the varied fact comes to. An
// entry has its one date, so it counts in this year's window, or in last year's, or in neither; and
// what hangs on the varied fact only by way of a window that leaves the entry out does not move.
// Taken from one run of that partner with the varied fact at the low end of the stretch.
// Made by: settled.cpp    Read by: ranges.cpp, directions.cpp
// Tested by: tests/unit/tools_cliffs/directions_test.cpp,
// tests/unit/tools_cliffs/law_cliffs_test.cpp
#pragma once

#include <optional>
#include <vector>

#include "runtime/decision/decision.hpp"
#include "tools/cliffs/walk/twin.hpp"
#include "tools/cliffs/walk/varied.hpp"
#include "tools/prove/case.hpp"

namespace tierline::cliffs {

using calendar::Day;
using decimal::BigInt;

/// The partner with the varied fact at this value.
prove::Partner with_fact(prove::Partner partner, const Lever& lever, int64_t value);

/// One fact of one partner, from its least value to its greatest, asked about on one day.
struct Course {
  Lever lever;
  const prove::Partner& partner;
  Day today = 0;
  int64_t low = 0;
  int64_t high = 0;
};

struct Settled {
  Varied varied;  // its `hangs`: only what moves on that day
  /// By register: what it came to in the run, for an entry's register in the varied entry; nothing
  /// if it is not known.
  std::vector<std::optional<BigInt>> seen;
  bool others_stay = false;  // nothing of an entry beside the varied one moves

  /// What the register comes to everywhere along the axis.
  std::optional<BigInt> value(uint32_t reg) const {
    return varied.hangs[reg] != 0 ? std::nullopt : seen[reg];
  }
  bool is(uint32_t reg, int64_t wanted) const {
    const auto known = value(reg);
    return known && *known == wanted;
  }
};

/// Nothing of the partner or of the day is looked at: it holds on every day.
Settled settle_nothing(const bytecode::Bytecode& program, const Lever& lever);

/// On the day of the course; nothing is settled if the run has no answer.
Settled settle_today(const bytecode::Bytecode& program, const Course& course);

/// On an earlier day of a program with a status, for requirements: what hangs on the tier is taken
/// to move.
Settled settle_day(const bytecode::Bytecode& program, const Course& course, Day day);

}  // namespace tierline::cliffs
