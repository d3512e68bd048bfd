// Step: what one day does to an account's tier, given what is met on it. docs/language.md, "Tiers
// over time", is the definition; the names here are its names.
// Made by: nobody, these are functions    Read by: decider.cpp
// Tested by: tests/unit/runtime_timeline, tests/property/law_time_test.cpp
#pragma once

#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/timeline.hpp"

namespace tierline::timeline {

/// A state before the first day.
void start(const Bytecode& program, State& state);

/// Passes over the days up to and including `day`, on which nothing happened since `state.day`.
void pass_to(State& state, Day day);

/// Finds the days of a tier that is crossed or reached today. Few days need them, and they may take
/// longer than all the flags, so a step asks when it does.
class AskTierDays {
 public:
  virtual const scalar::TierDays& ask() = 0;

 protected:
  ~AskTierDays() = default;
};

/// Takes the day's step; all days before it have been stepped through or passed over.
///   returns  the fault of a day that had to be known. With the fault of `promote on` the state is
///   as
///            it was; with that of `holds until` it means nothing
std::optional<decision::Fault> step(const Bytecode& program, const scalar::Flags& flags, Day today,
                                    AskTierDays& days, State& state, std::vector<Change>* changes);

/// Whether a step before the next day that is due would do nothing: the flags are those of the last
/// step, and nothing is remembered of the day itself.
bool repeats(const scalar::Flags& flags, const scalar::Flags& last);

/// The next day on which a step may do something although the flags stay as they are; never
/// `state.day` or earlier, and kDayMax if there is none.
Day next_due(const Bytecode& program, const State& state);

}  // namespace tierline::timeline
