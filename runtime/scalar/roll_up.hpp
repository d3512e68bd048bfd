// RollUp: the reductions of all accounts while entries come by in any order: what has been added to
// them so far, and until when it stays that. So entries need not be kept, nor put in order. Nothing
// is ever rounded or lost: a sum that leaves 64 bits goes on beside the others.
// Made of: entry_shares.hpp    Read by: tools/bulk/rows
// Tested by: tests/unit/runtime_scalar/roll_up_test.cpp, tests/property/law_roll_up_test.cpp
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/batch/batch.hpp"
#include "runtime/scalar/entry_shares.hpp"
#include "runtime/scalar/reductions.hpp"

namespace tierline::scalar {

class RollUp {
 public:
  /// How much memory it takes.
  static size_t bytes(const bytecode::Bytecode& program, size_t accounts);

  /// The program must be one of EntryShares.
  RollUp(const bytecode::Bytecode& program, size_t accounts);

  /// Adds entries of a ledger.
  ///   owners  the account of each
  void add(size_t ledger, std::span<const uint32_t> owners, const Shares& shares);

  /// What the entries of some accounts that follow one another come to, as a batch has it.
  std::vector<batch::ReducedColumn> columns(size_t first, size_t count) const;

 private:
  using Day = calendar::Day;
  using BigInt = batch::BigInt;

  /// What the entries of one account that have come by bring to one reduction.
  struct Total {
    int64_t value = 0;  // batch::kWide: it stands in wide_
    Day until = calendar::kDayMax;
    uint8_t met = 0;  // an entry that counts
  };

  /// Some entries, each with what it brings to one reduction.
  struct Some {
    std::span<const uint32_t> owners;
    const Shares& shares;
    size_t place;  // of the first share
  };

  Total& total(uint32_t owner, size_t column) {
    return totals_[owner * reductions_.size() + column];
  }
  void count(const Some& some, size_t column);
  void sum(const Some& some, size_t column);
  void add_wide(const Some& some, size_t column, size_t entry);
  void any(const Some& some, size_t column);
  void extremes(const Some& some, size_t column, bool larger);
  void extreme(const Some& some, size_t column, size_t entry, bool larger);
  BigInt number(size_t at) const;
  void set(size_t at, const BigInt& number);

  std::vector<Reduction> reductions_;
  std::vector<std::vector<size_t>> of_ledgers_;  // by ledger: places in reductions_
  std::vector<uint8_t> moving_;                  // by reduction: today has a part in it
  std::vector<Total> totals_;                    // by account, then by reduction
  std::unordered_map<size_t, BigInt> wide_;      // by place in totals_
};

}  // namespace tierline::scalar
