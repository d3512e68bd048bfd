// LastingDecider: the engine's answer for one account, and the last day on which it stays.
// The engine's horizon is never too late, but a question put later may see further. So it is asked
// again on the last day itself, until nothing is won: then every day on which the answer is the
// same names the same last day, and a run that takes over a line writes what a whole run writes.
// Made of: runtime/timeline    Read by: tools/bulk/run.cpp, tools/cli
// Tested by: tests/cli/time/since_test.cpp, tests/cli/time/status_test.cpp
#pragma once

#include <string>

#include "runtime/timeline/decider.hpp"

namespace tierline::bulk {

class LastingDecider {
 public:
  /// The program must outlive the decider.
  explicit LastingDecider(const bytecode::Bytecode& program)
      : program_(program), engine_(program) {}

  /// Decides as of a day; `valid_until` is at most the last day on which the program is in force.
  void decide(const batch::Batch& batch, size_t account, calendar::Day today,
              decision::Decision& decision);
  void decide(const batch::Batch& batch, size_t account, calendar::Day today,
              decision::Decision& decision, decision::Trace& trace);

  timeline::Decider& engine() { return engine_; }

 private:
  void ask(const batch::Batch& batch, size_t account, calendar::Day day,
           decision::Decision& decision);
  void extend(const batch::Batch& batch, size_t account, calendar::Day today,
              decision::Decision& decision);

  const bytecode::Bytecode& program_;
  timeline::Decider engine_;
  timeline::State state_;
  decision::Decision later_;
};

/// Why there is no answer, with the day if it is not the day of the question.
std::string describe_fault(const decision::Fault& fault, calendar::Day day, calendar::Day today,
                           const bytecode::Bytecode& program);
std::string describe_fault(const decision::Decision& decision, calendar::Day today,
                           const bytecode::Bytecode& program);

}  // namespace tierline::bulk
