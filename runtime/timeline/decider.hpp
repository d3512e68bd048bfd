// Decider: decides an account on any day, whether its program moves tiers in time or not.
// With a `status` it replays the account's history from its dated facts, or goes on from a State,
// up to the day asked for, and then decides; without one it asks the machine once.
// Made of: runtime/scalar, timeline.hpp    Read by: tools/bulk, tools/cli, runtime/tierline.hpp
// Tested by: tests/unit/runtime_timeline, tests/property/law_time_test.cpp
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/scalar/machine.hpp"
#include "runtime/timeline/timeline.hpp"

namespace tierline::timeline {

/// The fault that ended a walk, and the day on which it arose.
struct Stop {
  decision::Fault fault;
  Day day = 0;
};

/// Jump: from horizon to horizon. EveryDay: the definition, for tests and measurements.
enum class Pace : uint8_t { Jump, EveryDay };

class Decider {
 public:
  /// The program must be valid and outlive the decider. One decider serves one thread.
  explicit Decider(const Bytecode& program, Pace pace = Pace::Jump);
  ~Decider();
  Decider(Decider&&) noexcept;
  Decider& operator=(Decider&&) noexcept;

  /// Decides one account of the batch as of a day; `decision.valid_until` is its horizon.
  void decide(const batch::Batch& batch, size_t account, Day today, decision::Decision& decision);

  /// The same, and writes down every step and the rules that decided each output.
  void decide(const batch::Batch& batch, size_t account, Day today, decision::Decision& decision,
              decision::Trace& trace);

  /// The same, from a state (a fresh one: from the first day) that is carried to `today`. The
  /// state's day must not be after `today`. Only for programs with a status.
  void go_on(const batch::Batch& batch, size_t account, Day today, State& state,
             decision::Decision& decision, std::vector<Change>* changes = nullptr);

  /// Carries a state to `today` as go_on does, and decides nothing.
  std::optional<Stop> carry(const batch::Batch& batch, size_t account, Day today, State& state,
                            std::vector<Change>* changes = nullptr);

  /// Finds the changes of tier on the days first .. last, in order, up to the fault that may end
  /// them; the walk begins with the program. Only for programs with a status.
  std::optional<Stop> history(const batch::Batch& batch, size_t account, Day first, Day last,
                              std::vector<Change>& changes);

  /// The next change of tier after `today` and not after `last` if no new fact arrives.
  std::optional<Change> next_change(const batch::Batch& batch, size_t account, Day today, Day last);

  /// What is missing on a day for each tier above the one that the account holds then; nothing for
  /// an account without an answer.
  std::vector<decision::Missing> missing(const batch::Batch& batch, size_t account, Day today);

  const scalar::WidthCounts& widths() const;
  /// How many times the requirements of an account were evaluated for a day.
  uint64_t evaluations() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tierline::timeline
