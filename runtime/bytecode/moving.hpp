// Moving: what of a program hangs on the day that the question is asked for, and what on the
// account that it is asked about. A register moves if today has a part in it; where nothing moves
// that an answer is made of, the answer of one day is the answer of every day. A register is
// factual if it may differ from account to account; the others are found once for all accounts.
// Made by: moving.cpp    Read by: runtime/scalar, runtime/timeline
// Tested by: tests/unit/runtime_bytecode/moving_test.cpp, tests/property/law_columnar_test.cpp
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/bytecode/bytecode.hpp"

namespace tierline::bytecode {

/// Whether a register is today itself.
bool is_today(const Bytecode& program, uint32_t index);

/// Marks the registers that today has a part in: a 1 for each of them.
std::vector<uint8_t> find_moving(const Bytecode& program);

/// Marks the registers in which facts, entries or a tier have a part. Texts count as well: they are
/// no numbers, so they cannot be kept with those of a day.
std::vector<uint8_t> find_factual(const Bytecode& program);

/// Whether the tier, an output, a part of a split or a fault may change from one day to the next
/// though no fact does. With a status they always may.
bool looks_at_the_day(const Bytecode& program);

}  // namespace tierline::bytecode
