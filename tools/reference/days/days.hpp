// Days: the tiers of one account from the program's first day on, one day after the other: what a
// `status` means, said once more than the engine says it. Nothing is carried along but what was
// true on each day; every question ("met on some day of the last 60?") reads those days again.
// Made of: tools/reference    Read by: tests/property, tests/programs
// Tested by: tests/property/law_time_test.cpp
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tools/reference/evaluate.hpp"

namespace tierline::reference {

/// What is true of the account on one day.
struct DayOfAccount {
  bool exists = false;
  bool assessing = false;
  std::vector<std::vector<bool>> met;  // per tier of the program, per requirement
  std::optional<Day> promote_on;  // on a day since which some tier is fully met: when it promotes
  std::optional<Day> held_until;  // on a day on which a tier was reached: how long it is held
  uint32_t tier = 0;              // word
};

struct History {
  Day first = 0;
  std::vector<DayOfAccount> days;  // as far as the tier can be told
  std::optional<FaultKind> fault;  // why it cannot be told from the next day on
  std::string broken;              // as in Result

  Day end() const { return first + static_cast<Day>(days.size()); }
  const DayOfAccount& on(Day day) const { return days.at(static_cast<size_t>(day - first)); }
  uint32_t tier_before(Day day) const { return day > first ? on(day - 1).tier : 0; }
  /// First day of the day's tier in one piece.
  Day since(Day day) const;
};

/// The days from the program's first to `last`; the program has a `status`.
History evaluate_days(const checked::CheckedProgram& program, const Facts& facts, Day last);

/// The outputs of one of the history's days, or of one after its fault.
Result evaluate_on(const checked::CheckedProgram& program, const Facts& facts,
                   const History& history, Day day);

/// The outputs of a day of any program, with or without a `status`.
Result evaluate_as_of(const checked::CheckedProgram& program, const Facts& facts, Day day);

}  // namespace tierline::reference
