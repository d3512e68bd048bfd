// explain: follows the rule map of a program through the values of one run, and names the rules
// that decided each output. It knows no machine; whoever ran the code lends it the values.
// Made by: nobody, this is a function    Read by: runtime/scalar
// Tested by: tests/unit/runtime_decision, tests/golden/trace
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/decision/decision.hpp"

namespace tierline::decision {

inline constexpr uint32_t kNoEntry = UINT32_MAX;

/// The registers of a finished run, as far as the rule map asks for them.
class RunValues {
 public:
  virtual ~RunValues() = default;
  /// A bool as 0 or 1, a number when 64 bits hold it, else -1. `entry` is of the register's ledger.
  virtual int64_t at(uint32_t register_index, uint32_t entry) const = 0;
  virtual uint32_t entries(uint32_t ledger) const = 0;
  /// The account's tier: a position in enums[0].
  virtual uint32_t tier() const = 0;
};

/// Names the deciding rules, per output and then per split, each once, in the order in which they
/// are met.
std::vector<std::vector<DecidingRule>> explain(const bytecode::Bytecode& program,
                                               const RunValues& values);

}  // namespace tierline::decision
