// EntryShares: what entries bring to the reductions of their accounts, found without knowing whose
// they are: for programs in which nothing that an entry is worth hangs on its account. Many entries
// at once; where one is unusual, that one alone, in as many bits as it takes. Values and motions
// are those of the opcodes, as in lane.hpp and horizon.hpp. One serves one thread. Made of:
// entry_blocks.hpp, lane.hpp    Read by: roll_up.hpp, tools/bulk/read Tested by:
// tests/unit/runtime_scalar/roll_up_test.cpp, tests/property/law_roll_up_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

/// What some entries of one ledger bring, each by reduction of the ledger in the order of the code,
/// then by entry.
struct Shares {
  size_t entries = 0;
  std::vector<uint8_t> counts;                     // whether the entry counts
  std::vector<int64_t> values;                     // 0: it does not count; kWide: in `wide`
  std::vector<calendar::Day> untils;               // the last day on which both are as they are
  std::unordered_map<size_t, batch::BigInt> wide;  // by place in `values`

  size_t place(size_t reduction, size_t entry) const { return reduction * entries + entry; }
};

class EntryShares {
 public:
  /// Whether this can be done for a program, as far as it can be told without a day: it has no
  /// status and no splits, and what its entries are worth follows from them and the day alone.
  static bool can_find(const bytecode::Bytecode& program);

  /// The program must be one that it can do, and outlive it.
  EntryShares(const bytecode::Bytecode& program, calendar::Day today);
  ~EntryShares();
  EntryShares(EntryShares&&) noexcept;
  EntryShares& operator=(EntryShares&&) noexcept;

  /// Whether it can be done on this day: no value that entries are computed with is beyond 64 bits,
  /// or changes every day.
  bool can_run() const;

  /// Finds the shares of `count` entries of a ledger.
  ///   entries  rows 0 .. count - 1; no offsets
  ///   out      has its `entries`; those from `first` on are written
  void find(size_t ledger, const batch::LedgerBatch& entries, size_t count, Shares& out,
            size_t first);

  /// Room for the shares of so many entries of a ledger.
  void make_room(size_t ledger, size_t entries, Shares& out) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tierline::scalar
