// Machine: decides one account at a time, and can say why.
// It computes in 64-bit integers; where a value does not fit it starts the account again in 128
// bits, then in as many as it takes, so no answer is ever wrong or shortened. It allocates nothing
// per account except in traces and in the widest run. One machine serves one thread.
// Made of: runtime/ops    Read by: tools/bulk, tools/cli, runtime/tierline.hpp, tests
// Tested by: tests/unit/runtime_scalar, tests/property
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/calendar/day.hpp"
#include "runtime/decision/decision.hpp"

namespace tierline::scalar {

/// How many accounts were answered in each width.
struct WidthCounts {
  uint64_t bits64 = 0;
  uint64_t bits128 = 0;
  uint64_t unbounded = 0;
};

class Machine {
 public:
  /// The program must be valid (made by emit, or read back) and outlive the machine.
  explicit Machine(const bytecode::Bytecode& program);
  ~Machine();
  Machine(Machine&&) noexcept;
  Machine& operator=(Machine&&) noexcept;

  /// Decides one account of the batch, as of a day.
  ///   batch    has a column for every field of the program's schema; see batch::empty_batch
  ///   account  index below batch.accounts
  decision::Decision decide(const batch::Batch& batch, size_t account, calendar::Day today);

  /// The same, into a decision whose memory is used again.
  void decide(const batch::Batch& batch, size_t account, calendar::Day today,
              decision::Decision& decision);

  /// The same, and writes down every step and the rules that decided each output.
  decision::Decision decide(const batch::Batch& batch, size_t account, calendar::Day today,
                            decision::Trace& trace);

  const WidthCounts& widths() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tierline::scalar
