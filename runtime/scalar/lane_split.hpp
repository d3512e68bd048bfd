// The splits of a lane: what `collect` keeps while the code runs, and the parts once it has run.
// The shares themselves are computed in runtime/ops/split.hpp. Included by machine.cpp and
// follower.cpp only.
#pragma once

#include "runtime/batch/entry_order.hpp"
#include "runtime/scalar/lane.hpp"

namespace tierline::scalar {

inline void set_big(BigInt& out, int64_t value) { out = value; }
inline void set_big(BigInt& out, Int128 value) { out = decimal::to_big(value); }
inline void set_big(BigInt& out, const BigInt& value) { out = value; }

/// Adds a weight to the sum, and keeps it.
template <Integer T>
bool Lane<T>::collect(const Instruction& code, uint32_t entry) {
  if (registers_[code.b] == 0) return true;
  const T& weight = registers_[code.a];
  Collection& kept = collections_[prepared_.collections[code.dst]];
  kept.entries.push_back(entry);
  kept.weights.push_back(weight);
  return decimal::add<T>(registers_[code.dst], weight, registers_[code.dst]);
}

template <Integer T>
bool Lane<T>::split(size_t index, const Row& row, decision::Parts& out) {
  const bytecode::Split& split = prepared_.program.splits[index];
  const uint32_t ledger = prepared_.program.schema.splits[index].ledger;
  const batch::LedgerBatch& entries = row.batch.ledgers[ledger];
  const uint64_t first = entries.offsets[row.account];
  const Collection& kept = collections_[prepared_.collections[split.collected]];
  const auto before = [&](uint32_t a, uint32_t b) {
    const auto order =
        batch::compare_entries(prepared_.program.schema.ledgers[ledger], entries.columns,
                               first + kept.entries[a], first + kept.entries[b]);
    return order == 0 ? a < b : order < 0;
  };
  const bool fits = ops::split<T>(registers_[split.amount], kept.weights,
                                  registers_[split.collected], parts_, split_room_, before);
  if (!fits) return false;
  out.assign(entries.offsets[row.account + 1] - first, std::nullopt);
  for (size_t i = 0; i < kept.entries.size(); ++i) {
    set_big(out[kept.entries[i]].emplace(), parts_[i]);
  }
  return true;
}

}  // namespace tierline::scalar
