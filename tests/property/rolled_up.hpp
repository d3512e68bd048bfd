// rolled_up: accounts whose entries are not kept, as a run has them that rolls them up while it
// reads. Header only.
// Read by: law_roll_up_test.cpp, tests/unit/support/rig.hpp, tests/unit/runtime_scalar
#pragma once

#include <optional>
#include <vector>

#include "runtime/scalar/roll_up.hpp"

namespace tierline::test {

/// The same accounts with totals in place of their entries.
inline batch::Batch with_totals(const batch::Batch& whole, const scalar::RollUp& totals) {
  batch::Batch out;
  out.accounts = whole.accounts;
  out.columns = whole.columns;
  out.ledgers.resize(whole.ledgers.size());
  out.reduced = totals.columns(0, whole.accounts);
  return out;
}

/// Nothing: the program's entries cannot be rolled up on that day.
inline std::optional<batch::Batch> rolled_up(const bytecode::Bytecode& program,
                                             const batch::Batch& whole, calendar::Day today) {
  if (!scalar::EntryShares::can_find(program)) return std::nullopt;
  scalar::EntryShares finder(program, today);
  if (!finder.can_run()) return std::nullopt;
  scalar::RollUp totals(program, whole.accounts);
  for (size_t i = 0; i < whole.ledgers.size(); ++i) {
    const batch::LedgerBatch& ledger = whole.ledgers[i];
    std::vector<uint32_t> owners;
    for (uint32_t account = 0; account < whole.accounts; ++account) {
      owners.insert(owners.end(), ledger.offsets[account + 1] - ledger.offsets[account], account);
    }
    scalar::Shares shares;
    finder.make_room(i, owners.size(), shares);
    finder.find(i, ledger, owners.size(), shares, 0);
    totals.add(i, owners, shares);
  }
  return with_totals(whole, totals);
}

}  // namespace tierline::test
