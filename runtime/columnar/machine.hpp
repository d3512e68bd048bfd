// Machine: decides many accounts at once, column by column, in 64-bit integers.
// It answers exactly or not at all: a row with a number that is too large for the plan, or with a
// fault, is left to the scalar machine, which also explains rows. Nothing hangs on how accounts are
// cut into batches, on the instruction set, or on what the plan expected.
// Made of: planner.hpp, kernels.hpp    Read by: runtime/timeline, bench/bulk
// Tested by: tests/property/law_columnar_test.cpp, tests/unit/runtime_columnar
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"
#include "runtime/columnar/columns.hpp"
#include "runtime/columnar/kernels.hpp"

namespace tierline::columnar {

struct Options {
  const Kernels* kernels = nullptr;  // null: the best for this processor
  size_t stretch = 256;              // accounts, and entries, that are worked on at a time
};

class Machine {
 public:
  /// The program must be valid and outlive the machine. One machine serves one thread.
  explicit Machine(const bytecode::Bytecode& program, const Options& options = {});
  ~Machine();
  Machine(Machine&&) noexcept;
  Machine& operator=(Machine&&) noexcept;

  /// How narrow the answers to each output may be stored: U8 for flags and enums, I16 for numbers
  /// that only a table of small ones gives, else I64. I64 always fits; numbers may also be asked
  /// for in I32 or I16, and those that do not fit are left.
  const std::vector<Store>& narrowest() const;

  /// Decides the accounts first .. end - 1 of the batch, as of a day.
  ///   answers  has room for these accounts; rows that are left hold anything there
  ///   left     the accounts that need the scalar machine are added to it, in order
  void decide(const BatchView& batch, size_t first, size_t end, calendar::Day today,
              const Answers& answers, std::vector<size_t>& left);

  /// How many plans were made; one for each shape of batch and day, and more where the numbers
  /// grow.
  size_t plans() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tierline::columnar
