// Slice: the part of a program's code on which its flags depend, cut by what can change from day to
// day. A program's flags are its requirements, whether the account exists, whether it is assessed;
// its demands count too, since they may end the row. Fixed code has no part in today or in the tier
// of the day before, so once for an account is enough. Moving code is all the rest. Late code is
// account code that only the two days of a status need, and only when a tier is reached. The part
// of the moving code that follows from today alone, and from no fact, is the same for every
// account. Registers, and the order of the instructions within a section, are those of the program.
// Made from: runtime/bytecode    Read by: follower.cpp
// Tested by: tests/unit/runtime_scalar/slice_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::scalar {

using bytecode::Instruction;

/// What is left of one section. Account code has no folds, and nothing that is kept.
struct SlicePart {
  uint32_t level = bytecode::kAccountLevel;
  std::vector<Instruction> fixed;         // steps and demands
  std::vector<Instruction> fixed_folds;   // reductions
  std::vector<Instruction> moving;        // steps and demands
  std::vector<Instruction> moving_folds;  // reductions
  std::vector<uint32_t> kept;             // fixed registers of an entry that moving code reads
  std::vector<uint32_t> kept_texts;

  /// A moving condition without which an entry counts for none of the moving folds, found by
  /// moving[0, guard_end); kNone: there is no such condition.
  uint32_t guard = bytecode::kNone;
  size_t guard_end = 0;

  /// Nearly always the guard is that the entry's day has come. Then this is the place of that day
  /// in `kept`, guard_end is 0, and the moving code is that of entries whose guard is true.
  std::optional<size_t> arrives_on;
};

struct Slice {
  explicit Slice(const bytecode::Bytecode& program);

  std::vector<Instruction> of_today;  // steps of the account; no texts
  std::vector<SlicePart> parts;       // in running order, without those of which nothing is left
  std::vector<Instruction> late_of_today;  // steps of the account that follow from today alone
  std::vector<Instruction> late;           // the others, which come behind them
  std::vector<uint32_t> flags;             // by requirement, through all tiers
  std::vector<uint32_t> watched;           // each once: flags, exists, assessing, moving demands
  bool reads_tier_before = false;          // in the parts
};

}  // namespace tierline::scalar
