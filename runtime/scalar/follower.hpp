// Follower: the flags of one account on rising days, each time evaluating only what can have
// changed since the day before. It runs fixed code once for an account. Beside each moving step,
// and beside each entry, it keeps the last day on which the value found is still right, and
// evaluates it again on the first day after that. Sums and counts are added up afresh from what
// every entry brings, in the order of the batch; nothing is ever subtracted. Values are 64 bits
// wide. Where one does not fit, or a demand ends the row, the machine has to be asked for the rest
// of the account: it finds the width, or the fault that comes first. Made of: slice.hpp, lane.hpp,
// horizon.hpp    Read by: runtime/timeline/decider.cpp Tested by:
// tests/unit/runtime_scalar/follower_test.cpp, tests/property/law_time_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/scalar/machine.hpp"

namespace tierline::scalar {

class Follower {
 public:
  /// The program must be valid, have a status and outlive the follower.
  explicit Follower(const bytecode::Bytecode& program);
  ~Follower();
  Follower(Follower&&) noexcept;
  Follower& operator=(Follower&&) noexcept;

  /// Turns to an account, of which nothing is known yet. The batch must outlive what is asked.
  void begin(const batch::Batch& batch, size_t account);

  /// Says what is met on a day, not before the day asked for last.
  ///   returns  good until the next call; nothing: ask the machine, also on all later days
  const Flags* ask(calendar::Day day, uint32_t tier_before);

  /// The two days of a tier that is reached on the day asked for last; nothing: ask the machine.
  const TierDays* tier_days();

  /// How many times the moving code of an entry was run, counted since the follower was made.
  uint64_t entries_run() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tierline::scalar
