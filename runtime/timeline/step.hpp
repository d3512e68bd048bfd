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

/// Takes the day's step; all days before it have been stepped through or passed over.
///   returns  the fault of a day that had to be known, and then the state means nothing
std::optional<decision::Fault> step(const Bytecode& program, const scalar::Flags& flags, Day today,
                                    State& state, std::vector<Change>* changes);

/// The next day on which a step may do something, if the flags stay as they are until flags.until;
/// never `state.day` or earlier.
Day next_step(const Bytecode& program, const scalar::Flags& flags, const State& state);

}  // namespace tierline::timeline
