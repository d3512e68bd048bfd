// LastingDecider: the engine's answer for one account, and the last day on which it stays.
// The engine's horizon is never too late, but a question put later may see further. So it is asked
// again on the last day itself, until nothing is won: then every day on which the answer is the
// same names the same last day, and a run that takes over a line writes what a whole run writes.
// Made of: decider.hpp    Read by: lasting_batch.hpp, tools/bulk, tools/cli
// Tested by: tests/cli/time/since_test.cpp, tests/cli/time/status_test.cpp
#pragma once

#include "runtime/timeline/decider.hpp"

namespace tierline::timeline {

class LastingDecider {
 public:
  /// The program must outlive the decider.
  explicit LastingDecider(const Bytecode& program) : program_(program), engine_(program) {}

  /// Decides as of a day; `valid_until` is at most the last day on which the program is in force.
  void decide(const batch::Batch& batch, size_t account, Day today, decision::Decision& decision);
  void decide(const batch::Batch& batch, size_t account, Day today, decision::Decision& decision,
              decision::Trace& trace);

  Decider& engine() { return engine_; }

 private:
  void ask(const batch::Batch& batch, size_t account, Day day, decision::Decision& decision);
  void extend(const batch::Batch& batch, size_t account, Day today, decision::Decision& decision);

  const Bytecode& program_;
  Decider engine_;
  State state_;
  decision::Decision later_;
};

}  // namespace tierline::timeline
