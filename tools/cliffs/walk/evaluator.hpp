// Evaluator: asks a twin about one partner on one day: what comes out when conditions look at one
// value of the varied fact and amounts at another; and whether two values are decided alike.
// Made of: twin.hpp, runtime/timeline    Read by: edges.cpp, lever.cpp, cliffs.cpp
// Tested by: tests/unit/tools_cliffs/law_cliffs_test.cpp
#pragma once

#include <memory>
#include <vector>

#include "runtime/timeline/decider.hpp"
#include "tools/cliffs/walk/twin.hpp"
#include "tools/prove/case.hpp"

namespace tierline::cliffs {

using calendar::Day;

/// Equal for two values of the varied fact if every condition comes out alike for both, today and,
/// where the tier moves in time, for each requirement on each day before.
using Signature = std::vector<int64_t>;

class Evaluator {
 public:
  /// The twin must outlive this.
  Evaluator(const Twin& twin, const Lever& lever, const prove::Partner& partner, Day today);

  /// The outputs of the program, then the probes; until the next question.
  const decision::Decision& decide(int64_t conditions, int64_t amounts);
  const decision::Decision& decide(int64_t value) { return decide(value, value); }

  Signature signature(int64_t value);
  /// The same of today alone, as it was decided.
  Signature signature_of(const decision::Decision& decision) const;

 private:
  void set(int64_t conditions, int64_t amounts);
  void add_history(Signature& out);

  const Twin& twin_;
  Lever lever_;
  Day today_;
  batch::Batch batch_;
  timeline::Decider decider_;
  std::unique_ptr<scalar::Machine> machine_;  // of programs with a status
  decision::Decision decision_;
};

}  // namespace tierline::cliffs
