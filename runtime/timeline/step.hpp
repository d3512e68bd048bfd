// Step: what one day does to an account's tier, given what is met on it. docs/language.md, "Tiers
// over time", is the definition; the names here are its names.
// Made by: nobody, these are functions    Read by: decider.cpp
// Tested by: tests/unit/runtime_timeline, tests/property/law_time_test.cpp
#pragma once

#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/timeline.hpp"

namespace tierline::timeline {

/// The tiers as a step looks at them: the same for every account, and close together. Levels count
/// the declared tiers from 1; level 0 is `none`.
struct Ladder {
  explicit Ladder(const Bytecode& of);

  struct Need {
    bytecode::Keep keep{};
    int64_t grace_days = 0;
  };

  size_t levels() const { return words.size() - 1; }
  size_t level_of(uint32_t word) const;

  const Bytecode& program;
  /// Whether the day after a move may differ from the day of the move although no flag does: the
  /// program asks for the tier of the day before, or a fall goes on tier by tier.
  bool looks_back;
  std::vector<uint32_t> words;   // by level
  std::vector<size_t> ends;      // by level: behind its last requirement
  std::vector<Need> needs;       // by requirement, through all tiers
  std::vector<uint32_t> graced;  // requirements with a grace
};

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
std::optional<decision::Fault> step(const Ladder& ladder, const scalar::Flags& flags, Day today,
                                    AskTierDays& days, State& state, std::vector<Change>* changes);

/// Whether a step before the next day that is due would do nothing: the flags are those of the last
/// step, and nothing is remembered of the day itself.
bool repeats(const scalar::Flags& flags, const scalar::Flags& last);

/// The next day on which a step may do something although the flags stay as they are; never
/// `state.day` or earlier, and kDayMax if there is none.
Day next_due(const Ladder& ladder, const State& state);

}  // namespace tierline::timeline
