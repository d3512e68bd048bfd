// OneAccount: a single account of a view, with its entries, as the batch that the scalar machine
// reads. Its memory is used again for the next account, and fields that no code reads stay behind.
// Made of: columns.hpp    Read by: runtime/timeline
// Tested by: tests/unit/runtime_columnar, tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"
#include "runtime/columnar/columns.hpp"

namespace tierline::columnar {

class OneAccount {
 public:
  explicit OneAccount(const bytecode::Bytecode& program);

  /// Copies an account; the batch has it at place 0 and lasts until the next call.
  const batch::Batch& take(const BatchView& view, size_t account);

 private:
  std::vector<uint32_t> account_fields_;              // those that are read, rising
  std::vector<std::vector<uint32_t>> ledger_fields_;  // per ledger
  batch::Batch batch_;
};

}  // namespace tierline::columnar
