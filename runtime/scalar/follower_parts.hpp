// What a follower keeps of each part of the program's slice: the code made ready, and until when
// what it has found of the account at hand is right. Included by follower.cpp only. Tested by:
// tests/unit/runtime_scalar/follower_test.cpp
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "runtime/scalar/entry_blocks.hpp"
#include "runtime/scalar/folds.hpp"
#include "runtime/scalar/ready_code.hpp"

namespace tierline::scalar {

inline constexpr Day kExpired = std::numeric_limits<Day>::min();

/// The code of an account section, and until when the value of each moving step is right.
struct AccountPart {
  AccountPart(const SlicePart& slice, const Prepared& prepared, Lane<int64_t>& lane,
              Horizon& horizon)
      : code(slice), moving(slice.moving, prepared, lane, horizon), expires(slice.moving.size()) {
    for (const Instruction& at : slice.moving) {
      motions.push_back(horizon.place(at.op == Op::demand_ ? at.a : at.dst));
    }
  }

  const SlicePart& code;
  ReadyCode moving;
  std::vector<const Horizon::Motion*> motions;  // by step
  std::vector<Day> expires;
  Day least = kExpired;  // of them
};

/// The code of a ledger's section and what is known of each entry of the account.
struct LedgerPart {
  LedgerPart(const SlicePart& slice, const Prepared& prepared, Lane<int64_t>& lane,
             Horizon& horizon)
      : code(slice),
        moving(slice.moving, prepared, lane, horizon),
        folds(slice.moving_folds, prepared, lane, horizon),
        blocks(prepared, slice.fixed, slice.fixed_folds) {
    for (const uint32_t index : slice.kept) kept_places.push_back(lane.place(index));
    if (slice.guard == bytecode::kNone) return;
    guard = lane.place(slice.guard);
    guard_motion = horizon.place(slice.guard);
    if (!slice.arrives_on) return;
    // Only entries whose day has come are run, from the first step to the last.
    *lane.place(slice.guard) = 1;
    moving.join([&](const int64_t* place) { return count_reads(lane, place); });
  }

  size_t count_reads(Lane<int64_t>& lane, const int64_t* place) const {
    size_t count = 0;
    for (const std::vector<Instruction>* steps : {&code.moving, &code.moving_folds}) {
      for (const Instruction& at : *steps) {
        bytecode::for_each_operand(at,
                                   [&](uint32_t index) { count += lane.place(index) == place; });
      }
    }
    return count;
  }

  const SlicePart& code;
  const batch::LedgerBatch* ledger = nullptr;
  size_t first = 0;  // row of the first entry
  ReadyCode moving;
  Folds folds;
  EntryBlocks blocks;                 // of the fixed code
  std::vector<int64_t*> kept_places;  // of the registers of code.kept
  const int64_t* guard = nullptr;
  const Horizon::Motion* guard_motion = nullptr;
  std::vector<int64_t> kept;                   // by register of code.kept, then by entry
  std::vector<const std::string*> kept_texts;  // by entry, then by register of code.kept_texts
};

}  // namespace tierline::scalar
